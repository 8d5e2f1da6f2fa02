import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Bench, bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { fixOneByOne } from '../../../test/harness/one-by-one.ts';
import { messageMatching } from './message-matching.ts';

const { id } = messageMatching.meta;

testLesson(messageMatching);

/** A module that makes an error and decides by its text. */
function deciding(condition: string, made = `new Error('The lamp is already lit')`): string {
  return `export function light(lit: boolean): string {
  try {
    if (lit) throw ${made};
    return 'lit';
  } catch (error) {
    if (${condition}) return 'still lit';
    throw error;
  }
}
`;
}

async function severitiesIn(files: Record<string, string>): Promise<string[]> {
  const result = await bench(files);
  assert.deepEqual(result.errors, []);
  return result.findings(id).map(({ severity }) => severity);
}

function fixedBy(result: Bench): Record<string, string> {
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  return result.fixed(finding);
}

describe('what decides by a text', () => {
  const forms: Record<string, string> = {
    'an equality': `(error as Error).message === 'The lamp is already lit'`,
    'an inequality': `!(error instanceof Error) || error.message !== 'The lamp is already lit'`,
    'the start': `error instanceof Error && error.message.startsWith('The lamp is')`,
    'the end': `error instanceof Error && error.message.endsWith('already lit')`,
    'a part of it in lower case': `error instanceof Error && error.message.toLowerCase().includes('already lit')`,
    'an index': `(error as Error).message.indexOf('already lit') !== -1`,
    'a regular expression': `error instanceof Error && /^the lamp is .*lit$/i.test(error.message)`,
    'a match': `error instanceof Error && error.message.match(/already lit/)`,
    'a stringified error': `String(error).includes('already lit')`,
    'the whole of a stringified error': `String(error) === 'Error: The lamp is already lit'`,
    'a template of an error': `\`\${error}\`.includes("already lit")`,
    'a list of texts': `error instanceof Error && ['The lamp is already lit'].includes(error.message)`,
    'a name for the text': `((message: string) => message)((error as Error).message).length > 0 && (error as Error).message.includes('already lit')`,
  };
  for (const [name, condition] of Object.entries(forms)) {
    test(name, async () => {
      assert.deepEqual(await severitiesIn({ 'src/lamp.ts': deciding(condition) }), ['warning']);
    });
  }

  test('a switch, without a fix', async () => {
    const source = deciding('false').replace(
      'if (false)',
      `switch ((error as Error).message) { case 'The lamp is already lit': return 'still'; }\n    if (Math.random() > 1)`,
    );
    const result = await bench({ 'src/lamp.ts': source });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(result.fix(finding).reason ?? '', /row of `instanceof`/);
  });

  test('a constant of another file, on both sides', async () => {
    const files = {
      'src/texts.ts': `export const LIT = 'The lamp is already lit';\n`,
      'src/lamp.ts': `import { LIT } from './texts.ts';\n${deciding(`(error as Error).message === LIT`, 'new Error(LIT)')}`,
    };
    assert.deepEqual(await severitiesIn(files), ['warning']);
  });

  test('a text behind a name', async () => {
    const source = deciding(`message.includes('already lit')`).replace(
      '    if (message',
      `    const message = error instanceof Error ? error.message : String(error);\n    if (message`,
    );
    assert.deepEqual(await severitiesIn({ 'src/lamp.ts': source }), ['warning']);
  });

  test('a template with holes has the text in it, but never all of it', async () => {
    const made = `new Error(\`The lamp is already lit by \${lit}\`)`;
    const part = deciding(`error instanceof Error && error.message.includes('already lit')`, made);
    assert.deepEqual(await severitiesIn({ 'src/lamp.ts': part }), ['warning']);
    const whole = deciding(
      `error instanceof Error && error.message === 'The lamp is already lit by true'`,
      made,
    );
    assert.deepEqual(await severitiesIn({ 'src/lamp.ts': whole }), []);
  });

  test('the parameter of a promise handler', async () => {
    const source = `export function light(lit: Promise<void>) {
  const refused = lit.then(() => { throw new Error('The lamp is already lit'); });
  return refused.catch((reason) => reason.message === 'The lamp is already lit');
}
`;
    assert.deepEqual(await severitiesIn({ 'src/lamp.ts': source }), ['warning']);
  });

  test('a key that says a word twice gives a name that says it once', async () => {
    const key = 'lamp_unsupported_unsupported_bulb';
    const result = await bench({
      'src/lamp.ts': deciding(`(error as Error).message === '${key}'`, `new Error('${key}')`),
    });
    assert.match(result.findings(id)[0]?.message ?? '', /say `LampUnsupportedBulbError`/);
  });

  test('a text of a browser that looks like a code is none', async () => {
    const source = (text: string): string =>
      deciding(`error instanceof Error && error.message.includes('${text}')`);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source('ERR_CONNECTION_REFUSED') }), []);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source('ERR_INVALID_URL') }), ['info']);
  });

  test('a text beside the better question, which it only stands in for', async () => {
    const source = (asked: string): string =>
      deciding(`error instanceof Error && (${asked} || error.message === 'aborted')`);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source('error.name === "AbortError"') }), []);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source('error.name === "TimeoutError"') }), ['info']);
  });

  test('an error of Node, quietly, and only by what names it', async () => {
    const source = (text: string): string =>
      deciding(`error instanceof Error && error.message.includes('${text}')`);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source('EACCES') }), ['info']);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source('EXTRAORDINARY') }), []);
  });

  test('texts of the project next to others, quietly and without a fix', async () => {
    const source = deciding(`error instanceof Error && /already lit|socket hang up/.test(error.message)`);
    const result = await bench({ 'src/a.ts': source });
    const [finding] = result.findings(id);
    assert.equal(finding?.severity, 'info');
    assert.deepEqual(finding?.fixes, []);
  });
});

describe('what decides nothing', () => {
  test('a text for errors that lost their class on the way, which is asked for first', async () => {
    const told = (first: string, row: string): string =>
      `export class LitError extends Error {\n  constructor(lamp: string) {\n    super(\`already lit: \${lamp}\`);\n  }\n}\nexport function light(work: () => void): string {\n  try {\n    if (Math.random() > 0.5) throw new LitError('hall');\n    work();\n    return 'lit';\n  } catch (error) {\n    ${first}\n    if (${row}error instanceof Error && error.message.startsWith('already lit:')) return 'still lit';\n    throw error;\n  }\n}\n`;
    const asks = `if (error instanceof LitError) return 'still lit';`;
    assert.deepEqual(await severitiesIn({ 'src/a.ts': told(asks, '') }), []);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': told('', '') }), ['warning']);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': told('', 'error instanceof LitError && ') }), [
      'warning',
    ]);
  });

  test('words that may be said of anything, unless the error is made in the same file', async () => {
    const files = (wanted: string): Record<string, string> => ({
      'src/lamps.ts': `export function add(name: string, known: Set<string>) {\n  if (known.has(name)) throw new Error('This lamp already exists');\n  known.add(name);\n}\n`,
      'src/shop.ts': `import { add } from './lamps.ts';\nexport function tryToAdd(name: string, known: Set<string>): boolean {\n  try {\n    add(name, known);\n    return true;\n  } catch (error) {\n    if (error instanceof Error && error.message.includes('${wanted}')) return false;\n    throw error;\n  }\n}\n`,
    });
    assert.deepEqual(await severitiesIn(files('already exists')), []);
    assert.deepEqual(await severitiesIn(files('This lamp already')), ['warning']);
    const together = Object.values(files('already exists'))
      .join('')
      .replace(/^import.*\n/m, '');
    assert.deepEqual(await severitiesIn({ 'src/shop.ts': together }), ['warning']);
  });

  const silent: Record<string, string> = {
    'a text that nobody makes': deciding(
      `error instanceof Error && error.message.includes('went out at night')`,
    ),
    'a word that fits by chance': deciding(`error instanceof Error && error.message.includes('lamp')`),
    'an expression that says more than words': deciding(
      `error instanceof Error && /(already lit){2}/.test(error.message)`,
    ),
    'an object that is no error': `export function light(answer: { message: string }) {
  if (answer.message === 'on') throw new Error('The lamp is already lit');
  return answer.message === 'The lamp is already lit';
}
`,
    'an error made where it is handled': `export function light(work: () => void) {
  try {
    work();
  } catch (error) {
    if (error instanceof Error && error.message.includes('already lit')) throw new Error('It is already lit, sorry');
    throw error;
  }
}
`,
  };
  for (const [name, source] of Object.entries(silent)) {
    test(name, async () => {
      assert.deepEqual(await severitiesIn({ 'src/lamp.ts': source }), []);
    });
  }

  test('a file that the check never runs with', async () => {
    const check = `export function isLit(error: Error) {\n  return error.message === 'The lamp is already lit';\n}\n`;
    const make = `export function light() {\n  throw new Error('The lamp is already lit');\n}\n`;
    const files = { 'src/client.ts': check, 'src/server.ts': make };
    assert.deepEqual(await severitiesIn(files), []);
    const loaded = {
      ...files,
      'src/client.ts': `import { light } from './server.ts';\n${check}export { light };\n`,
    };
    assert.deepEqual(await severitiesIn(loaded), ['warning']);
    const typed = {
      ...files,
      'src/client.ts': `import type { light } from './server.ts';\n${check}export type Light = typeof light;\n`,
    };
    assert.deepEqual(await severitiesIn(typed), []);
    const remote = { ...loaded, 'src/server.ts': `'use server';\n${make}` };
    assert.deepEqual(await severitiesIn(remote), []);
  });

  test('a phrase that many errors have, made far away', async () => {
    const make = (text: string): string =>
      `export function wait(): never {\n  throw new Error(\`${text}\`);\n}\n`;
    const files = (part: string, text: string): Record<string, string> => ({
      'src/lamp.ts': `import { middle } from './middle.ts';\nimport './near.ts';\n\nexport function light(): string {\n  try {\n    return middle();\n  } catch (error) {\n    return String(error).includes('${part}') ? 'later' : 'never';\n  }\n}\n`,
      'src/middle.ts': `export { wait as middle } from './far.ts';\n`,
      'src/far.ts': make(text),
    });
    assert.deepEqual(await severitiesIn(files('lamp timed', 'The lamp timed out')), []);
    assert.deepEqual(await severitiesIn(files('lamp has timed out', 'The lamp has timed out')), ['warning']);
    const near = { ...files('lamp timed', 'The lamp is lit'), 'src/near.ts': make('The lamp timed out') };
    assert.deepEqual(await severitiesIn(near), ['warning']);
  });

  test('a code of Node that is left in the text of an error around it', async () => {
    const source = `import { readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(\`No settings: \${(error as Error).message}\`);
  }
}

export function settings(path: string): string {
  try {
    return read(path);
  } catch (error) {
    if (error instanceof Error && error.message.includes('ENOENT')) return '{}';
    throw error;
  }
}
`;
    assert.deepEqual(await severitiesIn({ 'src/settings.ts': source }), []);
  });

  test('tests', async () => {
    const source = deciding(`error instanceof Error && error.message === 'The lamp is already lit'`);
    assert.deepEqual(await severitiesIn({ 'src/lamp.test.ts': source }), []);
  });
});

describe('the fix', () => {
  test('takes the questions away that instanceof answers, and keeps the others', async () => {
    const source = deciding(
      `Math.random() < 2 && error && typeof error === 'object' && 'message' in error && error instanceof Error && error.message === 'The lamp is already lit' && lit`,
    );
    const text = fixedBy(await bench({ 'src/lamp.ts': source }))['src/lamp.ts'] ?? '';
    assert.match(text, /if \(Math\.random\(\) < 2 && error instanceof LampLitError && lit\) return/);
    assert.match(text, /throw new LampLitError\('The lamp is already lit'\);/);
  });

  test('behaves as before', async () => {
    const before = deciding(`!(error instanceof Error && error.message !== 'The lamp is already lit')`);
    const after = fixedBy(await bench({ 'src/lamp.ts': before }))['src/lamp.ts'] ?? '';
    assert.match(after, /!\(error instanceof Error && !\(error instanceof LampLitError\)\)/);
    for (const text of [before, after]) {
      const { light } = (await load(text)) as { light: (lit: boolean) => string };
      assert.equal(light(true), 'still lit');
      assert.equal(light(false), 'lit');
    }
  });

  test('keeps the cause, and puts parentheses behind a `!`', async () => {
    const made = `new Error('The lamp is already lit', { cause: lit })`;
    const source = deciding(`!/already lit/.test(String(error)) === false`, made);
    const text = fixedBy(await bench({ 'src/lamp.ts': source }))['src/lamp.ts'] ?? '';
    assert.match(text, /if \(!\(error instanceof LitError\) === false\)/);
    assert.match(text, /constructor\(message: string, options: ErrorOptions\)/);
  });

  test('derives from the class of the project where that makes other errors, too', async () => {
    const use = deciding(
      `error instanceof Error && error.message === 'The lamp is already lit'`,
      `new LampError(409, 'The lamp is already lit')`,
    );
    const result = await bench({
      'src/errors.ts': `export class LampError extends Error {\n  constructor(readonly status: number, message: string) {\n    super(message);\n  }\n}\n`,
      'src/lamp.ts': `import { LampError } from './errors.ts';\n\nexport function put(): never {\n  throw new LampError(410, 'The lamp is gone');\n}\n\n${use}`,
    });
    const files = fixedBy(result);
    assert.match(files['src/errors.ts'] ?? '', /^export class LampLitError extends LampError \{\}$/m);
    assert.match(files['src/lamp.ts'] ?? '', /throw new LampLitError\(409, 'The lamp is already lit'\);/);
    assert.match(
      files['src/lamp.ts'] ?? '',
      /^import \{ LampError, LampLitError \} from '\.\/errors\.ts';$/m,
    );
  });

  test('changes one check alone, and the next one asks for the class that is there by then', async () => {
    const check = (name: string): string =>
      `import { light } from './lamp.ts';\n\nexport function ${name}(): string {\n  try {\n    light();\n    return 'lit';\n  } catch (error) {\n    if (error instanceof Error && error.message === 'The lamp is already lit') return 'still lit';\n    throw error;\n  }\n}\n`;
    const before = {
      'src/lamp.ts': `export function light(): void {\n  if (Math.random() < 0.5) throw new Error('The lamp is already lit');\n}\n`,
      'src/hall.ts': check('hall'),
      'src/room.ts': check('room'),
    };
    const { files, steps } = await fixOneByOne(id, before);
    assert.equal(steps, 2);
    const written = Object.values(files).join('\n');
    assert.equal(written.match(/^export class /gm)?.length, 1, written);
    assert.equal(written.match(/if \(error instanceof LampLitError\)/g)?.length, 2, written);
    const first = await bench(before);
    const [finding] = first.findings(id);
    const once = finding && first.fixed(finding, 1);
    assert.equal(once?.['src/room.ts'], before['src/room.ts']);
  });

  test('changes all checks of the same errors, and requires the class in CommonJS', async () => {
    const result = await bench({
      'package.json': '{ "name": "example" }',
      'tsconfig.json':
        '{ "compilerOptions": { "allowJs": true, "noEmit": true, "module": "commonjs", "target": "es2022" } }',
      'lib/lamp.js': `'use strict'\n\n/** @param {boolean} lit */\nexports.light = function (lit) {\n  if (lit) throw Error('The lamp is already lit')\n}\n`,
      'lib/room.js': `'use strict'\n\nconst lamp = require('./lamp')\n\nexports.enter = function () {\n  try {\n    lamp.light(true)\n  } catch (err) {\n    if (err.message !== 'The lamp is already lit') throw err\n  }\n}\n\nexports.leave = function () {\n  try {\n    lamp.light(false)\n  } catch (err) {\n    if (err.message === 'The lamp is already lit') return\n    throw err\n  }\n}\n`,
    });
    const files = fixedBy(result);
    assert.match(files['lib/lamp.js'] ?? '', /throw new LampLitError\('The lamp is already lit'\)/);
    assert.match(files['lib/lamp.js'] ?? '', /const \{ LampLitError \} = require\('\.\/errors'\)/);
    assert.match(files['lib/room.js'] ?? '', /if \(!\(err instanceof LampLitError\)\) throw err/);
    assert.match(files['lib/room.js'] ?? '', /if \(err instanceof LampLitError\) return/);
    const [finding] = result.findings(id);
    assert.match(finding?.fixes[0]?.title ?? '', /in one place and ask for `LampLitError` in 2 checks/);
  });

  test('is refused where the text becomes part of another error on the way', async () => {
    const source = `function wrapped(lit: boolean): void {
  try {
    if (lit) throw new Error('The lamp is already lit');
  } catch (error) {
    throw new Error(\`No light: \${(error as Error).message}\`);
  }
}

export function light(lit: boolean): string {
  try {
    wrapped(lit);
    return 'lit';
  } catch (error) {
    if (error instanceof Error && error.message.includes('already lit')) return 'still lit';
    throw error;
  }
}
`;
    const result = await bench({ 'src/lamp.ts': source });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(result.fix(finding).reason ?? '', /puts the text of one error into another/);
  });

  test('is refused where several classes share the text', async () => {
    const source = deciding(`error instanceof Error && error.message === 'The lamp is already lit'`).replace(
      `return 'lit';`,
      `if (Math.random() > 1) throw new TypeError('The lamp is already lit');\n    return 'lit';`,
    );
    const result = await bench({ 'src/lamp.ts': source });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(result.fix(finding).reason ?? '', /different classes/);
  });
});
