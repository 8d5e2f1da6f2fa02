import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Bench, bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { untilTooFewAreLeft } from '../../../test/harness/one-by-one.ts';
import { repeatedErrorCheck } from './repeated-error-check.ts';

const { id } = repeatedErrorCheck.meta;

testLesson(repeatedErrorCheck);

/** Three functions around a body each, in one file. */
function three(body: (index: number) => string, signature = 'input: any'): string {
  return [1, 2, 3]
    .map((index) => `export function step${index}(${signature}) {\n${body(index)}\n}\n`)
    .join('\n');
}

async function countIn(files: Record<string, string>): Promise<number> {
  const result = await bench(files);
  assert.deepEqual(result.errors, []);
  return result.findings(id).length;
}

/** What the first fix of the first finding makes of the files. */
function fixedBy(result: Bench, index = 0): Record<string, string> {
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  return result.fixed(finding, index);
}

describe('what is the same check', () => {
  test('formatting, braces, parentheses, Yoda order and names do not matter', async () => {
    const count = await countIn({
      'src/codes.ts': `
        export function a(reply: Response) { if (reply.status !== 200) throw new RangeError('Unexpected status'); }
        export async function b(answer: Response) { if (200 !== answer.status) { throw new RangeError("Unexpected status"); } return 1; }
        export const c = (response: Response) => { if (!(response.status === 200)) { throw (new RangeError(\`Unexpected status\`)); } return 2; };
        export function size(response: Response) { return response.status; }`,
    });
    assert.equal(count, 0, 'a guard that is all of its function is the central check already');
    const more = await countIn({
      'src/codes.ts': `
        export function a(reply: Response) { reply.headers; if (reply.status !== 200) throw new RangeError('Unexpected status'); return 0; }
        export async function b(answer: Response) { answer.headers; if (200 !== answer.status) { throw new RangeError("Unexpected status"); } return 1; }
        export const c = (response: Response) => { response.headers; if (!(response.status === 200)) { throw (new RangeError(\`Unexpected status\`)); } return 2; };`,
    });
    assert.equal(more, 3);
  });

  test('null alone, undefined alone and both accept different values', async () => {
    const signature = 'input: { name: string } | null | undefined';
    const body = (condition: string): string =>
      `  console.log(1);\n  if (${condition}) throw new Error('There is no input yet');`;
    assert.equal(await countIn({ 'src/a.ts': three(() => body('input == null'), signature) }), 3);
    const conditions = ['input === null', 'input === undefined', 'input == null'];
    const mixed = three((index) => body(conditions[index - 1] as string), signature);
    assert.equal(await countIn({ 'src/a.ts': mixed }), 0);
  });

  test('another status code is another check', async () => {
    const body = (status: number): string =>
      `  console.log(1);\n  if (input.status === ${status}) throw new Error('The request was refused');`;
    assert.equal(await countIn({ 'src/a.ts': three(() => body(403), 'input: Response') }), 3);
    assert.equal(await countIn({ 'src/a.ts': three((index) => body(400 + index), 'input: Response') }), 0);
  });

  test('places of two packages are not one group', async () => {
    const one = (name: string): string =>
      `export function ${name}(input: Response) {\n  input.headers;\n  if (!input.ok) throw new Error('The request failed');\n}\n`;
    const files = { 'src/a.ts': one('a'), 'src/b.ts': one('b') };
    assert.equal(await countIn({ ...files, 'src/c.ts': one('c') }), 3);
    const apart = { ...files, 'lib/package.json': '{ "name": "lib" }', 'lib/c.ts': one('c') };
    assert.equal(await countIn(apart), 0);
  });

  test('the same question about things called the same, of whatever type, is said quietly', async () => {
    const source = (names: readonly string[]): string =>
      ['Letter', 'Parcel', 'Crate']
        .map(
          (type, index) => `
interface ${type} { weight${index}: number }
export function send${type}(${names[index]}: ${type} | undefined) {
  console.log(1);
  if (!${names[index]}) throw new RangeError('There is nothing to send');
  return ${names[index]}.weight${index};
}
`,
        )
        .join('');
    const result = await bench({ 'src/a.ts': source(['load', 'load', 'load']) });
    assert.deepEqual(
      result.findings(id).map(({ severity }) => severity),
      ['info', 'info', 'info'],
    );
    assert.match(fixedBy(result)['src/a.ts'] ?? '', /function assertLoad\(load: unknown\): asserts load \{/);
    assert.equal(await countIn({ 'src/a.ts': source(['letter', 'parcel', 'crate']) }), 0);
  });

  test('where the process ends, the message says so', async () => {
    const source = three(
      () =>
        `  console.log(1);\n  if (!input.name) {\n    console.error('A name is needed');\n    process.exit(1);\n  }`,
    );
    const result = await bench({
      'src/a.ts': `declare const process: { exit(code: number): never };\n${source}`,
    });
    assert.match(result.findings(id)[0]?.message ?? '', /each time the process ends\./);
  });

  test('an answer that is thrown counts where its status tells of a failure', async () => {
    const source = (thrown: string): string =>
      `declare function data(body: object, init: { status: number }): { body: object };\n${three(
        () => `  console.log(1);\n  if (!input.mayEmbed && input.isPaid) throw ${thrown};`,
      )}`;
    assert.equal(await countIn({ 'src/a.ts': source(`data({ type: 'paywall' }, { status: 403 })`) }), 3);
    assert.equal(await countIn({ 'src/a.ts': source(`data({ type: 'elsewhere' }, { status: 302 })`) }), 0);
  });

  test('the threshold is an option', async () => {
    const two = three(
      () => `  console.log(1);\n  if (!input.ok) throw new Error('The request failed');`,
      'input: Response',
    )
      .split('\n\n')
      .slice(0, 2)
      .join('\n\n');
    assert.equal(await countIn({ 'src/a.ts': two }), 0);
    const settings = JSON.stringify({ options: { [id]: { places: 2 } } });
    assert.equal(await countIn({ 'src/a.ts': two, 'code-coach.json': settings }), 2);
  });
});

describe('what is not worth a finding', () => {
  const silent: Record<string, string> = {
    'an error that is passed on': `  console.log(1);\n  if (input.error !== undefined) throw input.error as unknown;`,
    'an error class without content': `  console.log(1);\n  if (input.missing === true) throw new TypeError();`,
    'a bare early return': `  console.log(1);\n  if (input.missing === true && input.error) return null;`,
    'what can never happen': `  console.log(1);\n  if (input.kind === 'z') throw new Error('unreachable: kind z');`,
    'an error returned as a value': `  console.log(1);\n  if (input.path === undefined) return new TypeError('There is no path');\n  return 1;`,
    'a success that is told through a callback': `  console.log(1);\n  if (input.cached) return input.done(null, { error: undefined, value: 1 });\n  return 1;`,
    'a redirect': `  console.log(1);\n  if (!input.session) throw Object.freeze({ redirect: '/login' });`,
  };
  for (const [name, body] of Object.entries(silent)) {
    test(name, async () => {
      assert.equal(await countIn({ 'src/a.ts': three(() => body) }), 0);
    });
  }

  test('words in the language of the reader', async () => {
    const source = (text: string): string =>
      `declare function t(key: string): string;\n${three(
        () => `  console.log(1);\n  if (input.weight > 20) throw new RangeError(${text});`,
      )}`;
    assert.equal(await countIn({ 'src/a.ts': source(`t('This parcel is too heavy')`) }), 0);
    assert.equal(await countIn({ 'src/a.ts': source(`'This parcel is too heavy'`) }), 3);
  });

  test('different words about a state, unless the state is a failure', async () => {
    const source = (state: string): string =>
      three(
        (index) =>
          `  console.log(1);\n  if (input.${state}) throw new RangeError('Step ${index} takes no such parcel');`,
        'input: { weight: number; status: number }',
      );
    assert.equal(await countIn({ 'src/a.ts': source('weight > 20') }), 0);
    assert.equal(await countIn({ 'src/a.ts': source('status >= 400') }), 3);
  });

  test('an early return that the answer of a common check would make no shorter', async () => {
    const source = (text: string): string =>
      three(
        () => `  console.log(1);\n  if (!input.name) {\n    console.error('${text}');\n    return;\n  }`,
        'input: { name?: string }',
      );
    assert.equal(await countIn({ 'src/a.ts': source('No name') }), 0);
    assert.equal(await countIn({ 'src/a.ts': source('There is no name for this kind of parcel yet') }), 3);
  });

  test('a part of a catch that is the same as a whole', async () => {
    const source = (after: (index: number) => string): string =>
      three(
        (index) => `  try {
    work();
  } catch (err: any) {
    if (err.code === 'ENOENT') {
      throw new Error('There is no such file');
    }
    ${after(index)}
  }`,
        'work: () => void',
      );
    assert.equal(await countIn({ 'src/a.ts': source(() => 'console.warn(err.message);') }), 0);
    const noted = source((index) => `// Step ${index} goes on.\n    console.warn(err.message);`);
    assert.equal(await countIn({ 'src/a.ts': noted }), 0);
    assert.equal(await countIn({ 'src/a.ts': source(() => 'throw err;') }), 3);
    assert.equal(
      await countIn({
        'src/a.ts': source((index) => `work${index}(err);`)
          .replaceAll('work1', 'String')
          .replaceAll('work2', 'Number')
          .replaceAll('work3', 'Boolean'),
      }),
      3,
    );
  });

  test('a wish of the caller to have errors thrown', async () => {
    const asked = (flag: string): string =>
      three(
        () => `  console.log(1);\n  if (${flag}) throw new Error('The order was refused');`,
        `${flag}: boolean`,
      );
    assert.equal(await countIn({ 'src/a.ts': asked('throwError') }), 0);
    assert.equal(await countIn({ 'src/a.ts': asked('isRefused') }), 3);
  });

  test('examples, each of which is read on its own', async () => {
    const source = three(
      () => `  console.log(1);\n  if (!input.ok) throw new Error('The request failed');`,
      'input: Response',
    );
    assert.equal(await countIn({ 'examples/a.ts': source }), 0);
    assert.equal(await countIn({ 'src/a.ts': source }), 3);
  });

  test('validation of several arguments by one function', async () => {
    const source = `
      export function area(width: unknown, height: unknown, depth: unknown) {
        console.log(1);
        if (typeof width !== 'number') throw new TypeError('A number is expected');
        if (typeof height !== 'number') throw new TypeError('A number is expected');
        if (typeof depth !== 'number') throw new TypeError('A number is expected');
        return width * height * depth;
      }`;
    assert.equal(await countIn({ 'src/area.ts': source }), 0);
  });

  test('a function of the file with the same name is another one in the next file', async () => {
    const file = (limit: number): string => `
      function isTooLong(text: string) { return text.length > ${limit}; }
      export function check(text: string) { console.log(1); if (isTooLong(text)) throw new Error('The text is too long'); }`;
    assert.equal(await countIn({ 'src/a.ts': file(1), 'src/b.ts': file(2), 'src/c.ts': file(3) }), 0);
  });
});

describe('the fix', () => {
  test('narrows as the guard did, and imports from a new file beside the most frequent user', async () => {
    const use = (name: string): string => `
export function ${name}(user: User | undefined): string {
  console.log('${name}');
  if (!user) {
    throw new HttpError(404, 'There is no such user');
  }
  return user.name;
}
`;
    const result = await bench({
      'src/http.ts': `export class HttpError extends Error {\n  readonly status: number;\n  constructor(status: number, message: string) {\n    super(message);\n    this.status = status;\n  }\n}\n\nexport const port = 8080;\nexport const host = 'localhost';\n`,
      'src/model.ts': `export interface User {\n  readonly name: string;\n}\n`,
      'src/users/get-name.ts': `import { HttpError } from "../http.ts";\nimport type { User } from "../model.ts";\n${use('first')}${use('second')}`,
      'src/mail.ts': `import { HttpError } from './http.ts';\nimport type { User } from './model.ts';\n${use('third')}`,
    });
    const files = fixedBy(result);
    assert.equal(
      files['src/users/assert-user-found.ts'],
      `import { HttpError } from "../http.ts";

export function assertUserFound(user: unknown): asserts user {
  if (!user) {
    throw new HttpError(404, 'There is no such user');
  }
}
`,
    );
    assert.match(
      files['src/mail.ts'] ?? '',
      /^import \{ assertUserFound \} from '\.\/users\/assert-user-found\.ts';$/m,
    );
    assert.match(
      files['src/users/get-name.ts'] ?? '',
      /^import \{ assertUserFound \} from "\.\/assert-user-found\.ts";$/m,
    );
    assert.equal(result.findings(id)[0]?.fixes[0]?.kind, 'safe');
  });

  test('takes the message as a parameter where messages differ', async () => {
    const source = three(
      (index) =>
        `  input.headers;\n  if (!input.ok) throw new Error(\`Step ${index} failed: \${input.status}\`);`,
      'input: Response',
    );
    const files = fixedBy(await bench({ 'src/steps.ts': source }));
    const text = files['src/steps.ts'] ?? '';
    assert.match(text, /assertOk\(input, `Step 2 failed: \$\{input\.status\}`\);/);
    assert.match(
      text,
      /^function assertOk\(input: Response, message: string\): asserts input is Response & \{ ok: true \} \{$/m,
    );
    assert.match(text, /throw new ResponseError\(message, input\.status, input\.url\);/);
  });

  test('takes a message that is put together as a parameter, too', async () => {
    const source = three(
      (index) =>
        `  input.headers;\n  if (input.status >= 300) throw new Error('Step ${index} failed with ' + input.status);`,
      'input: Response',
    );
    const text = fixedBy(await bench({ 'src/steps.ts': source }))['src/steps.ts'] ?? '';
    assert.match(text, /assertInputStatusInRange\(input, 'Step 2 failed with ' \+ input\.status\);/);
  });

  test('is written as JSDoc and required in CommonJS', async () => {
    const use = (name: string): string =>
      `'use strict'\n\nconst fs = require('fs')\n\n/** @param {string} file */\nexports.${name} = function (file) {\n  /** @type {string} */\n  const text = fs.readFileSync(file, 'utf8')\n  if (text.length === 0) throw new Error('The file ' + file + ' is empty')\n  return text\n}\n`;
    const result = await bench({
      'package.json': '{ "name": "example" }',
      'tsconfig.json':
        '{ "compilerOptions": { "allowJs": true, "noEmit": true, "module": "commonjs", "target": "es2022" } }',
      'lib/a.js': use('a'),
      'lib/b.js': use('b'),
      'lib/c.js': use('c'),
      'lib/errors.js': `'use strict'\n\nclass UsageError extends Error {}\n\nmodule.exports = { UsageError }\n`,
    });
    const files = fixedBy(result);
    assert.match(files['lib/a.js'] ?? '', /^const \{ assertHasText \} = require\('\.\/errors'\)$/m);
    assert.match(files['lib/a.js'] ?? '', /^ {2}assertHasText\(text, file\)$/m);
    assert.match(
      files['lib/errors.js'] ?? '',
      /^module\.exports = \{ UsageError, NoTextError, assertHasText \}$/m,
    );
    assert.match(files['lib/errors.js'] ?? '', /^ \* @param \{string\} text$/m);
  });

  test('asks the check whether to leave where places return', async () => {
    const source = three(
      () =>
        `  console.log(1);\n  if (!input) {\n    console.error('There is no layer yet to draw the shape on');\n    return;\n  }\n  console.log(input.name);`,
      'input: { name: string } | null',
    );
    const files = fixedBy(await bench({ 'src/steps.ts': source }));
    const text = files['src/steps.ts'] ?? '';
    assert.match(text, / {2}if \(rejectMissingInput\(input\)\) \{\n {4}return;\n {2}\}\n/);
    assert.match(
      text,
      /^function rejectMissingInput<T>\(input: T\): input is Extract<T, null \| undefined> \{$/m,
    );
  });

  test('keeps comments, and waits where the check reads a body', async () => {
    const source = [1, 2, 3]
      .map(
        (index) =>
          `export async function step${index}(response: Response) {\n  response.headers;\n  if (!response.ok) {\n    // The body says why.\n    const text = await response.text();\n    throw new Error(text);\n  }\n  return response;\n}\n`,
      )
      .join('\n');
    const files = fixedBy(await bench({ 'src/steps.ts': source }));
    const text = files['src/steps.ts'] ?? '';
    assert.match(text, / {2}\/\/ The body says why\.\n {2}await assertOk\(response\);/);
    assert.match(text, /^async function assertOk\(response: Response\): Promise<void> \{$/m);
  });

  test('replaces one place alone, and the next one by the same check', async () => {
    const use = (name: string): string =>
      `export function ${name}(input: Response) {\n  input.headers;\n  if (!input.ok) throw new Error('The request failed');\n}\n`;
    const result = await bench({
      'src/a.ts': use('a'),
      'src/b.ts': use('b'),
      'src/c.ts': use('c'),
      'src/d.ts': use('d'),
      'src/errors.ts': 'export class OldError extends Error {}\n',
    });
    const [finding] = result.findings(id);
    assert.ok(finding);
    const here = finding.fixes.length - 1;
    const once = result.fixed(finding, here);
    assert.match(once['src/a.ts'] ?? '', /assertOk\(input\)/);
    assert.equal(once['src/b.ts'], use('b'));
    const again = await bench(once);
    const [next] = again.findings(id);
    assert.ok(next);
    const twice = again.fixed(next, here);
    assert.match(twice['src/b.ts'] ?? '', /assertOk\(input\)/);
    assert.equal(twice['src/errors.ts'], once['src/errors.ts']);
  });

  test('one after the other, each place under its own name, ask one check until too few are left', async () => {
    const text = ['reply', 'answer', 'response', 'result', 'page']
      .map(
        (name) =>
          `export function ${name}Of(${name}: Response) {\n  ${name}.headers;\n  if (!${name}.ok) throw new Error(\`The request failed with \${${name}.status}\`);\n  return ${name};\n}\n`,
      )
      .join('\n');
    for (const written of await untilTooFewAreLeft(id, text)) {
      assert.equal(written.match(/function assert\w+\(/g)?.length, 1, written);
      assert.equal(written.match(/^class |^export class /gm)?.length, 1, written);
    }
  });

  test('is handed what the guard reads of its own object, which may be private', async () => {
    const methods = [1, 2, 3]
      .map(
        (index) =>
          `  step${index}(): string {\n    console.log(${index});\n    if (!this.#isOpen) {\n      throw new Error(\`The \${this.#title} is not open yet\`);\n    }\n    return this.#title;\n  }\n`,
      )
      .join('\n');
    const text = `export class Shop {\n  #isOpen = false;\n  #title = 'shop';\n\n  open(): void {\n    this.#isOpen = true;\n  }\n\n${methods}}\n`;
    const result = await bench({ 'src/shop.ts': text });
    const fixed = fixedBy(result)['src/shop.ts'] ?? '';
    assert.equal(fixed.match(/^ {4}assert\w+\(this\.#isOpen, this\.#title\);$/gm)?.length, 3, fixed);
    assert.match(fixed, /function assert\w+\(isOpen: boolean, title: string\): asserts isOpen \{/);
  });

  test('is handed its own object where that is called, and stays in the file of its class', async () => {
    const shop = (name: string, access: string): string =>
      `export class ${name} {\n  ${access}said(text: string): string {\n    return text;\n  }\n\n${[1, 2, 3]
        .map(
          (index) =>
            `  step${index}(reply: Response): string {\n    console.log(${index});\n    if (!reply.ok) {\n      throw new Error(this.said(\`There was no reply but \${reply.status}\`));\n    }\n    return '';\n  }\n`,
        )
        .join('\n')}}\n`;
    const result = await bench({ 'src/shop.ts': shop('Shop', '') });
    const fixed = fixedBy(result)['src/shop.ts'] ?? '';
    assert.equal(fixed.match(/assertOk\((reply, this|this, reply)\);/g)?.length, 3, fixed);
    assert.match(fixed, /throw new \w+Error\(shop\.said\(`There was no reply but \$\{reply\.status\}`\)/);
    const hidden = await bench({ 'src/shop.ts': shop('Shop', 'private ') });
    const [finding] = hidden.findings(id);
    assert.match((finding && hidden.fix(finding).reason) ?? '', /private/);
    const apart = await bench({ 'src/shop.ts': shop('Shop', '') + shop('Stall', '') });
    const [first] = apart.findings(id);
    assert.match((first && apart.fix(first).reason) ?? '', /different classes/);
  });

  test('hands over no property that the guard might not have read', async () => {
    const source = three(
      () => `  console.log(1);\n  if (!input.ok) throw new Error('Failed: ' + failure.details.text);`,
      'input, failure',
    );
    const result = await bench({ 'src/steps.js': source });
    assert.match(fixedBy(result)['src/steps.js'] ?? '', /assertOk\(input, failure\);/);
  });

  test('evaluates no call early to make a message', async () => {
    const source = (index: number): string =>
      `export async function step${index}(input: Response) {\n  input.headers;\n  if (!input.ok) throw new Error(\`Step ${index}: \${await input.text()}\`);\n  return 1;\n}\n`;
    assert.equal(await countIn({ 'src/steps.ts': [1, 2, 3].map(source).join('\n') }), 0);
  });

  test('takes no name twice', async () => {
    const source = `const assertOk = 1;\nclass ResponseError {}\nexport const both = [assertOk, ResponseError];\n${three(
      () => `  input.headers;\n  if (!input.ok) throw new Error('The request failed');`,
      'input: Response',
    )}`;
    const text = fixedBy(await bench({ 'src/steps.ts': source }))['src/steps.ts'] ?? '';
    assert.match(text, /assertOk2\(input\);/);
    assert.match(text, /class ResponseError2 extends Error/);
  });
});

test('an import of what was made carries the extension that the compiler asks for, where no import shows how', async () => {
  const use = (name: string): string => `export function ${name}(status: number): string {
  console.log(1);
  if (status !== 200) throw new Error(\`Request failed with status \${status}\`);
  return '${name}';
}
`;
  const files = fixedBy(
    await bench({
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "target": "es2022", "strict": true } }',
      'package.json': '{ "name": "example", "type": "module" }',
      'src/a.ts': use('a'),
      'src/b.ts': use('b'),
      'src/c.ts': use('c'),
    }),
  );
  assert.match(files['src/a.ts'] ?? '', /^import \{ \w+ \} from '\.\/errors\.js';$/m);
});

describe('the forms that errors are checked in', () => {
  /** Each form with what the fix puts into its place. */
  const forms: Record<string, { body: string; signature: string; becomes: RegExp }> = {
    'a code of Node in a catch': {
      signature: 'work: () => void, path: string',
      body: `  try {
    work();
  } catch (err: any) {
    if (err.code === 'ENOENT') {
      throw new Error(\`There is no file \${path}\`);
    }
    throw err;
  }`,
      becomes: /^ {4}assert\w+\(err, path\);$/m,
    },
    'a code of Node that is asked for by a cast': {
      signature: 'work: () => void, path: string',
      body: `  try {
    work();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') {
      throw new Error(\`There is no file \${path}\`);
    }
    throw error;
  }`,
      becomes: /^ {4}assertErrorNotEnoent\(\(?error as \{ code\?: string \}\)?, path\);$/m,
    },
    'a result with an error, which is logged': {
      signature: 'result: { error?: string; rows: string[] }',
      body: `  console.log(1);
  if (result.error) {
    console.error('The rows could not be read', result.error);
    return;
  }
  console.log(result.rows);`,
      becomes: /^ {2}if \(reject\w+\(result(\.error)?\)\) \{\n {4}return;$/m,
    },
    'an answer with a status': {
      signature: 'query: { name?: string }, res: { status(code: number): { json(body: object): void } }',
      body: `  console.log(1);
  if (!query.name) {
    return res.status(400).json({ error: 'A name is required' });
  }
  res.status(200).json({ name: query.name });`,
      becomes: /^ {2}if \(reject\w+\(query\.name, res\)\) \{\n {4}return;$/m,
    },
    'a status that a call answers with, in two statements': {
      signature: 'query: { name?: string }, res: { status(code: number): void; send(text: string): void }',
      body: `  console.log(1);
  if (query.name === undefined) {
    res.status(404);
    res.send('There is no such name');
    return;
  }
  res.send(query.name);`,
      becomes: /^ {2}if \(reject\w+\(query\.name, res\)\) \{\n {4}return;$/m,
    },
    'an error that a callback is told more of': {
      signature: 'err: Error | null, done: (error: Error) => void',
      body: `  console.log(1);
  if (err) {
    console.error('The rows could not be read', err.message);
    return done(err);
  }
  console.log(2);`,
      becomes: /^ {2}if \(reject\w+\(err, done\)\) \{\n {4}return;$/m,
    },
  };
  for (const [name, { body, signature, becomes }] of Object.entries(forms)) {
    test(name, async () => {
      const result = await bench({ 'src/steps.ts': three(() => body, signature) });
      assert.equal(result.findings(id).length, 3);
      assert.match(fixedBy(result)['src/steps.ts'] ?? '', becomes);
    });
  }
});

test('errors do not move into a file that has one beside much else, whatever it imports', async () => {
  const check = (name: string) =>
    `export function ${name}(response: Response) {\n  if (!response.ok) {\n    throw new Error('The shop does not answer');\n  }\n  return response.json();\n}\n`;
  const things = ['a', 'b', 'c', 'd', 'e'];
  const context = [
    ...things.map((each) => `import { ${each} } from './${each}.ts';`),
    'export class ClosedError extends Error {}',
    `export class Context { readonly all = [${things.join(', ')}]; }`,
    'export interface Place { readonly shelf: string; }',
    '',
  ].join('\n');
  const files = {
    ...Object.fromEntries(things.map((each) => [`src/${each}.ts`, `export const ${each} = 1;\n`])),
    'src/load.ts': check('load'),
    'src/read.ts': check('read'),
    'src/find.ts': check('find'),
  };
  const small = 'export class ClosedError extends Error {}\nexport class FullError extends Error {}\n';
  const crowded = fixedBy(await bench({ ...files, 'src/context.ts': context }));
  assert.equal(crowded['src/context.ts'], context);
  const home = fixedBy(await bench({ ...files, 'src/refused.ts': small }));
  assert.notEqual(home['src/refused.ts'], small);
});

describe('a field that methods of one class find missing', () => {
  const threw = `throw new Error('The courier has not been started yet');`;
  const method = (name: string) =>
    `${name}(text: string) { if (!this.pipe) { ${threw} } this.pipe.push('${name}' + text); return this.pipe.length; }`;
  const copying = (name: string) =>
    `${name}(text: string) { const pipe = this.pipe; if (!pipe) { ${threw} } pipe.push('${name}' + text); return pipe.length; }`;
  const courier = (names: readonly string[], start = 'private pipe?: string[];', written = method) =>
    `export class Courier { ${start} open() { this.pipe = []; } ${names.map(written).join(' ')} }`;
  const three = ['send', 'drop', 'hold'];
  const inherited = (decorators: string) => ({
    'src/base.ts': `export const kept = (): any => () => {};\nexport class Base { ${decorators} pipe?: string[]; }\n`,
    'src/courier.ts': `import { Base } from './base.ts';\n${courier(three, '').replace('Courier', 'Courier extends Base')}`,
  });
  const pair =
    'private kept?: string[]; get pipe(): string[] | undefined { return this.kept; } set pipe(to: string[] | undefined) { this.kept = to; }';
  const asks = (functions: number, rules = '{}') => ({
    'code-coach.json': `{ "options": { "null-prone/repeated-null-check": { "functions": ${functions} } }, "rules": ${rules} }`,
  });
  const about = 'null-prone/repeated-null-check';
  const cases: Readonly<Record<string, readonly [rule: string, files: Record<string, string>]>> = {
    'is told of once, by the rule about missing values': [about, { 'src/a.ts': courier(three) }],
    'is told of once where it is inherited': [about, inherited('')],
    'is told of once where the methods check a copy': [
      about,
      { 'src/a.ts': courier(three, undefined, copying) },
    ],
    'is told of here where no class has enough of the checks': [
      id,
      { 'src/a.ts': courier(['send', 'drop']), 'src/b.ts': courier(['hold', 'lift']) },
    ],
    'is told of here where a decorator on it gives it its value': [
      id,
      { 'src/a.ts': `${courier(three, '@kept pipe?: string[];')} declare const kept: any;` },
    ],
    'is told of here where a decorator in another file gives it its value': [id, inherited('@kept()')],
    'is told of here where a getter and a setter stand for it': [id, { 'src/a.ts': courier(three, pair) }],
    'is told of here where the other rule asks for more methods': [
      id,
      { 'src/a.ts': courier(three), ...asks(4) },
    ],
    'is told of there where the other rule asks for fewer methods': [
      about,
      { 'src/a.ts': courier(['send', 'drop']), 'src/b.ts': courier(['hold', 'lift']), ...asks(2) },
    ],
    'is told of here where the other rule is off': [
      id,
      { 'src/a.ts': courier(three), ...asks(3, `{ "${about}": "off" }`) },
    ],
  };
  for (const [name, [rule, files]] of Object.entries(cases)) {
    test(name, async () => {
      const { findings, errors } = await bench(files);
      assert.deepEqual(errors, []);
      assert.deepEqual([...new Set(findings().map((each) => each.rule))], [rule]);
    });
  }

  test('is told of here again once the class has too few of the checks', async () => {
    const other = `export ${method('lift').replace('lift(', 'function lift(this: { pipe?: string[] }, ')}`;
    const { session, root, findings } = await bench({
      'src/a.ts': courier(three),
      'src/b.ts': `${other}\n${other.replaceAll('lift', 'raise')}`,
    });
    assert.deepEqual([...new Set(findings().map((each) => each.rule))], [about]);
    const text = courier(['send', 'drop']);
    session.applyChanges([{ kind: 'edited', file: `${root}/src/a.ts`, version: 1, text }]);
    const { findings: after } = await session.scan(
      null,
      () => false,
      () => undefined,
    );
    assert.deepEqual([...new Set(after.map((each) => each.rule))], [id]);
  });
});
