import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Bench, bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { untilTooFewAreLeft } from '../../../test/harness/one-by-one.ts';
import { repeatedErrorMessage } from './repeated-error-message.ts';

testLesson(repeatedErrorMessage);

const { id } = repeatedErrorMessage.meta;

/** Three functions that throw behind conditions of their own. */
function three(thrown: (index: number) => string, parameters = 'id: string'): string {
  return [1, 2, 3]
    .map(
      (index) =>
        `export function step${index}(${parameters}, state: number) {\n  if (state === ${index}) throw ${thrown(index)};\n  return state;\n}\n`,
    )
    .join('\n');
}

async function countIn(files: Files): Promise<number> {
  const { errors, findings } = await bench(files);
  assert.deepEqual(errors, []);
  return findings(id).length;
}

function fixedBy(result: Bench, index = 0): Record<string, string> {
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  assert.equal(finding.fixes[index]?.kind, 'safe');
  return result.fixed(finding, index);
}

describe('what is the same message', () => {
  const templates = [
    '`No order $' + '{id} here`',
    `'No order ' + id + ' here'`,
    '"No order " + id + ` here`',
  ];

  test('quotes, templates and joined texts do not matter', async () => {
    const text = three((index) => `new Error(${templates[index - 1]})`);
    assert.equal(await countIn({ 'src/orders.ts': text }), 3);
  });

  test('another text and another class do', async () => {
    const texts = ['No order here', 'No order there', 'No order here'];
    assert.equal(await countIn({ 'src/orders.ts': three((index) => `new Error('${texts[index - 1]}')`) }), 0);
    const classes = ['Error', 'TypeError', 'Error'];
    const mixed = three((index) => `new ${classes[index - 1]}('No order here')`);
    assert.equal(await countIn({ 'src/orders.ts': mixed }), 0);
    assert.equal(await countIn({ 'src/orders.ts': three(() => `new TypeError('No order here')`) }), 3);
  });

  test('rejections count, and an error that is only made does not', async () => {
    const rejected = three(() => `0`).replaceAll(
      'throw 0',
      `return Promise.reject(new Error('No order here'))`,
    );
    assert.equal(await countIn({ 'src/orders.ts': rejected }), 3);
    const logged = three(() => `0`).replaceAll('throw 0', `console.log(new Error('No order here'))`);
    assert.equal(await countIn({ 'src/orders.ts': logged }), 0);
  });

  test('the threshold is an option, and packages are apart', async () => {
    const text = three((index) => `new Error('${index === 3 ? 'Another text' : 'No order here'}')`);
    const settings = JSON.stringify({ options: { [id]: { places: 2 } } });
    assert.equal(await countIn({ 'src/orders.ts': text }), 0);
    assert.equal(await countIn({ 'src/orders.ts': text, 'code-coach.json': settings }), 2);
    const whole = three(() => `new Error('No order here')`).split('\n\n');
    const apart = {
      'src/orders.ts': whole.slice(0, 2).join('\n\n'),
      'lib/orders.ts': whole[2] as string,
      'lib/package.json': '{ "name": "lib" }',
    };
    assert.equal(await countIn(apart), 0);
  });
});

describe('what is not worth a finding', () => {
  const silent: Record<string, string> = {
    'a message for any failure': `new Error('Something went wrong, please try again')`,
    'what can never happen': `new Error('unreachable state of the order')`,
    'an error of the project': `new OrderError('No order here')`,
    'no message': `new Error()`,
    'a message that comes from elsewhere': `new Error(id)`,
    'a message of several lines': '`No order\nhere, sorry`',
    'an object that is joined': `new Error('No order at ' + new Date(0))`,
  };
  for (const [name, thrown] of Object.entries(silent)) {
    test(name, async () => {
      const text = `class OrderError extends Error {}\nexport const made = OrderError;\n${three(() => thrown)}`;
      assert.equal(await countIn({ 'src/orders.ts': text }), 0);
    });
  }

  test('a class that only has the name of a built-in one', async () => {
    const own = `class Error { constructor(readonly text: string) {} }\n`;
    assert.equal(await countIn({ 'src/orders.ts': own + three(() => `new Error('No order here')`) }), 0);
  });

  test('the default of a switch', async () => {
    const text = [1, 2, 3]
      .map(
        (index) =>
          `export function step${index}(kind: string) {\n  switch (kind) {\n    case 'a':\n      return ${index};\n    default:\n      throw new Error(\`No step for kind \${kind}\`);\n  }\n}\n`,
      )
      .join('\n');
    assert.equal(await countIn({ 'src/steps.ts': text }), 0);
  });

  test('the last `else` of a ladder, and what only tests use', async () => {
    const ladder = three(() => `new Error('No order here')`).replaceAll(
      /if \((.*)\) throw (.*);/g,
      "if (id === 'a') {\n    state += 1;\n  } else {\n    throw $2;\n  }",
    );
    assert.equal(await countIn({ 'src/orders.ts': ladder }), 0);
    const plain = three(() => `new Error('No order here')`);
    assert.equal(await countIn({ 'src/test-utils/orders.ts': plain }), 0);
    assert.equal(await countIn({ 'src/orders.ts': plain }), 3);
  });

  test('a broken precondition is a hint', async () => {
    const severityOf = async (message: string): Promise<string | null | undefined> => {
      const result = await bench({ 'src/orders.ts': three(() => `new Error(${message})`) });
      return result.findings(id)[0]?.severity;
    };
    assert.equal(await severityOf(`'The order must have a customer'`), 'hint');
    assert.equal(await severityOf(`'Cannot send an order that has not been built'`), 'hint');
    assert.equal(await severityOf(`'Invalid parcel type ' + id`), 'hint');
    assert.equal(await severityOf(`'Invalid parcel'`), 'hint');
    assert.equal(await severityOf(`'Parcels need to be an array'`), 'hint');
    assert.equal(await severityOf(`'Invalid parcel ' + id`), 'warning');
  });

  test('the same question before it: another rule says so', async () => {
    const same = [1, 2, 3]
      .map(
        (index) =>
          `export function step${index}(response: Response) {\n  response.headers;\n  if (!response.ok) throw new Error('The order was refused');\n  return ${index};\n}\n`,
      )
      .join('\n');
    const result = await bench({ 'src/orders.ts': same });
    assert.equal(result.findings(id).length, 0);
    assert.equal(result.findings('error-checks/repeated-error-check').length, 3);
  });
});

describe('the fix', () => {
  test('keeps message, class and control flow when it runs', async () => {
    const before = three(
      (index) => `new RangeError(\`No order \${${index === 2 ? `id.trim()` : 'id'}} "here"\`)`,
    );
    const after = fixedBy(await bench({ 'src/orders.ts': before }))['src/orders.ts'] ?? '';
    assert.match(after, /if \(state === 2\) throw new NoOrderHereError\(id\.trim\(\)\);/);
    const outcomes = await Promise.all(
      [before, after].map(async (text) => {
        const steps = await load(text);
        return [1, 2, 3].map((index) => {
          const step = steps[`step${index}`] as (id: string, state: number) => unknown;
          try {
            return step(' 7 ', index);
          } catch (error) {
            assert.ok(error instanceof RangeError);
            return [error.message, step(' 7 ', 0)];
          }
        });
      }),
    );
    assert.deepEqual(outcomes[1], outcomes[0]);
  });

  test('names fields by what places call them, with the types of all', async () => {
    const values = ['order.id', 'order.id', 'orders[0]'];
    const text = three(
      (index) => `new Error(\`No order \${${values[index - 1]}} of \${customer}\`)`,
      'order: { id: number }, orders: string[], customer: string | null',
    );
    const after = fixedBy(await bench({ 'src/orders.ts': text }))['src/orders.ts'] ?? '';
    assert.match(after, /constructor\(id: string \| number, customer: string \| null\) \{/);
    assert.match(after, /super\(`No order \$\{id\} of \$\{customer\}`\);/);
    assert.match(after, /throw new NoOrderError\(orders\[0\], customer\)/);
  });

  test('gives no field a name that errors have for something else', async () => {
    const text = three(
      () => 'new Error(`No order of $' + '{shop.name}: $' + '{failure.message}`)',
      'shop: { name: string }, failure: Error',
    );
    const after = fixedBy(await bench({ 'src/orders.ts': text }))['src/orders.ts'] ?? '';
    assert.match(after, /constructor\(shopName: string, reason: string\) \{/);
  });

  test('takes the cause where places give one', async () => {
    const text = three((index) => `new Error('No order here'${index === 2 ? ', { cause: id }' : ''})`);
    const after = fixedBy(await bench({ 'src/orders.ts': text }))['src/orders.ts'] ?? '';
    assert.match(after, /constructor\(options\?: ErrorOptions\) \{\n {4}super\('No order here', options\);/);
    assert.match(after, /throw new NoOrderHereError\(\{ cause: id \}\);/);
    assert.match(after, /throw new NoOrderHereError\(\);/);
  });

  test('is named after what happened, not after what to do about it', async () => {
    const text = three(() => `new Error('The upload has failed. Please try again later.')`);
    const after = fixedBy(await bench({ 'src/orders.ts': text }))['src/orders.ts'] ?? '';
    assert.match(after, /throw new UploadFailedError\(\)/);
  });

  test('escapes what a literal and a template need', async () => {
    const quoted = three(() => `new Error("The customer's \\\\ order is gone")`);
    const plain = fixedBy(await bench({ 'src/orders.ts': quoted }))['src/orders.ts'] ?? '';
    assert.match(
      plain,
      /super\(("The customer's \\\\ order is gone"|'The customer\\'s \\\\ order is gone')\);/,
    );
    const template = three(() => `new Error('Cost of \`order\` is \${' + id + '}')`);
    const after = fixedBy(await bench({ 'src/orders.ts': template }))['src/orders.ts'] ?? '';
    assert.match(after, /super\(`Cost of \\`order\\` is \\\$\{\$\{id\}\}`\);/);
  });

  test('is written as JSDoc and required in CommonJS', async () => {
    const use = (name: string, state: number): string =>
      `'use strict'\n\n/** @param {string} id @param {number} state */\nexports.${name} = function (id, state) {\n  if (state === ${state}) throw new Error('No order ' + id)\n  return state\n}\n`;
    const result = await bench({
      'package.json': '{ "name": "example" }',
      'tsconfig.json':
        '{ "compilerOptions": { "allowJs": true, "noEmit": true, "module": "commonjs", "target": "es2022" } }',
      'lib/a.js': use('a', 1),
      'lib/b.js': use('b', 2),
      'lib/c.js': use('c', 3),
      'lib/errors.js': `'use strict'\n\nclass UsageError extends Error {}\n\nmodule.exports = { UsageError }\n`,
    });
    const files = fixedBy(result);
    assert.match(files['lib/a.js'] ?? '', /^const \{ NoOrderError \} = require\('\.\/errors'\)$/m);
    assert.match(files['lib/a.js'] ?? '', /throw new NoOrderError\(id\)$/m);
    assert.match(files['lib/errors.js'] ?? '', /^module\.exports = \{ UsageError, NoOrderError \}$/m);
    assert.match(files['lib/errors.js'] ?? '', /^ {3}\* @param \{string\} id$/m);
  });

  test('one place first, and the next one by the same class', async () => {
    const use = (name: string, state: number): string =>
      `export function ${name}(state: number) {\n  if (state === ${state}) throw new Error('No order here');\n  return state;\n}\n`;
    const result = await bench({
      'src/a.ts': use('a', 1),
      'src/b.ts': use('b', 2),
      'src/c.ts': use('c', 3),
      'src/d.ts': use('d', 4),
      'src/errors.ts': 'export class OldError extends Error {}\n',
    });
    const here = (result.findings(id)[0]?.fixes.length ?? 0) - 1;
    const once = fixedBy(result, here);
    assert.match(once['src/a.ts'] ?? '', /new NoOrderHereError\(\)/);
    assert.equal(once['src/b.ts'], use('b', 2));
    const twice = fixedBy(await bench(once), here);
    assert.match(twice['src/b.ts'] ?? '', /new NoOrderHereError\(\)/);
    assert.equal(twice['src/errors.ts'], once['src/errors.ts']);
  });

  test('one after the other, each place with its own values, throw one class until too few are left', async () => {
    const text = ['order', 'invoice', 'parcel', 'ticket', 'letter']
      .map(
        (name, index) =>
          `export function ${name}Of(${name}: ${index % 2 ? 'string' : 'number'}) {\n  if (String(${name}).length > ${index}) throw new Error(\`Nothing was found for \${${name}} today\`);\n  return ${name};\n}\n`,
      )
      .join('\n');
    for (const written of await untilTooFewAreLeft(id, text)) {
      assert.equal(written.match(/^(export )?class /gm)?.length, 1, written);
    }
  });

  test('a class of that name that the project has is named, and not made again', async () => {
    const result = await bench({
      'src/orders.ts': three(() => `new Error('No order here')`),
      'src/errors.ts': `export class NoOrderHereError extends Error {\n  constructor(readonly at: number) {\n    super('gone');\n  }\n}\n`,
    });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(finding.message, /There is a class `NoOrderHereError` already/);
    const fix = result.fix(finding);
    assert.equal(fix.verified, false);
    assert.match(fix.reason ?? '', /already; whether it fits/);
  });
});
