import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bench, type Files } from '../../../test/harness/bench.ts';
import { load } from '../../../test/harness/load.ts';
import { untypedBoundary } from './untyped-boundary.ts';

const { id } = untypedBoundary.meta;

async function fixed(text: string, more: Files = {}): Promise<string> {
  const result = await bench({ ...more, 'src/run.ts': text });
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  return result.fixed(finding)['src/run.ts'] ?? '';
}

async function refusal(text: string): Promise<string> {
  const result = await bench({ 'src/run.ts': text });
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  const { verified, reason } = result.fix(finding);
  assert.ok(!verified);
  return reason ?? '';
}

describe('a check that is generated', () => {
  const types = `export interface Owner { name: string; age: number | null }
export interface Pet {
  name: string;
  kind: 'cat' | 'dog' | 'hen' | 'cow';
  owner: Owner;
  former?: Owner[];
  tags: Record<string, boolean>;
  'shoe-size': 1 | 2;
  class: true;
  place: { x: number; y: number };
  parent?: Pet;
  extra: unknown;
}
`;

  test('lets every value of the type through, and nothing that lacks a part', async () => {
    const text = await fixed(`${types}export const run = (text: string): Pet => JSON.parse(text);\n`);
    const { run } = (await load(text)) as { run: (text: string) => unknown };
    const owner = fc.record({ name: fc.string(), age: fc.option(fc.integer()) });
    const { pet } = fc.letrec((tie) => ({
      pet: fc.record(
        {
          name: fc.string(),
          kind: fc.constantFrom('cat', 'dog', 'hen', 'cow'),
          owner,
          former: fc.array(owner),
          tags: fc.dictionary(fc.string(), fc.boolean()),
          'shoe-size': fc.constantFrom(1, 2),
          class: fc.constant(true),
          place: fc.record({ x: fc.integer(), y: fc.integer() }),
          parent: fc.oneof({ maxDepth: 2 }, fc.constant(undefined), tie('pet')),
          extra: fc.jsonValue(),
        },
        { requiredKeys: ['name', 'kind', 'owner', 'tags', 'shoe-size', 'class', 'place'] },
      ),
    }));
    fc.assert(
      fc.property(pet, (value) => {
        const written = JSON.stringify(value);
        assert.deepEqual(run(written), JSON.parse(written));
      }),
      { numRuns: 100 },
    );
    const parts = ['name', 'kind', 'owner', 'tags', 'shoe-size', 'class', 'place'];
    fc.assert(
      fc.property(
        pet,
        fc.constantFrom(...parts),
        fc.constantFrom(undefined, null, 17, []),
        (value, part, other) => {
          // An empty list is a table without entries as far as anybody can tell.
          fc.pre(!(part === 'tags' && Array.isArray(other)));
          const broken = JSON.stringify({ ...(value as object), [part]: other });
          assert.throws(() => run(broken), {
            name: 'TypeError',
            message: /not of the form Pet: it needs name, kind, owner …/,
          });
        },
      ),
      { numRuns: 100 },
    );
    for (const broken of ['null', '"text"', '[]', '{}', '1']) assert.throws(() => run(broken), TypeError);
  });

  test('tells the members of a union by a function each, named after what tells them apart', async () => {
    const text = await fixed(
      `type Payment = { kind: 'card'; digits: string } | { kind: 'voucher'; value: number } | { kind: 'cash' };\nexport interface Order { id: string; payment: Payment }\nexport const run = (text: string): Order => JSON.parse(text);\n`,
    );
    assert.deepEqual(text.match(/(?<=function )\w+/g)?.sort(), [
      'checkOrder',
      'isOrder',
      'isOrderPaymentCard',
      'isOrderPaymentCash',
      'isOrderPaymentVoucher',
    ]);
    const { run } = (await load(text)) as { run: (text: string) => unknown };
    for (const payment of [{ kind: 'card', digits: '42' }, { kind: 'voucher', value: 5 }, { kind: 'cash' }]) {
      assert.deepEqual(run(JSON.stringify({ id: 'a', payment })), { id: 'a', payment });
    }
    for (const payment of [{ kind: 'card', value: 5 }, { kind: 'coin' }, null]) {
      assert.throws(() => run(JSON.stringify({ id: 'a', payment })), TypeError);
    }
  });

  test('takes what may be null for null', async () => {
    const text = await fixed(
      `export interface Seat { row: number }\nexport const run = (text: string | null): Seat | null => (text ? JSON.parse(text) : null);\n`,
    );
    assert.match(text, /\(text \? checkSeatOrNull\(JSON\.parse\(text\)\) : null\)/);
    const { run } = (await load(text)) as { run: (text: string | null) => unknown };
    assert.equal(run('null'), null);
    assert.equal(run(null), null);
    assert.deepEqual(run('{"row":3}'), { row: 3 });
    assert.throws(() => run('{"row":"3"}'));
  });

  test('works on a promise that is handed on', async () => {
    const text = await fixed(
      `export interface Seat { row: number }\nexport function run(answer: Response): Promise<Seat> {\n  return answer.json();\n}\n`,
    );
    assert.match(text, /return answer\.json\(\)\.then\(checkSeat\);/);
  });

  test('comes before the callback that names the type', async () => {
    const text = await fixed(
      `export interface Seat { row: number }\nexport const run = (url: string) =>\n  fetch(url)\n    .then((answer) => answer.json())\n    .then((seat: Seat) => seat.row);\n`,
    );
    assert.match(
      text,
      /\.then\(\(answer\) => answer\.json\(\)\)\s*\.then\(checkSeat\)\s*\.then\(\(seat: Seat\) => seat\.row\);/,
    );
  });

  test('stands in place of the cast and the parentheses around it', async () => {
    const text = await fixed(
      `export interface Seat { row: number }\nexport const run = async (answer: Response) => ((await answer.json()) as Seat).row;\n`,
    );
    assert.match(text, /=> checkSeat\(await answer\.json\(\)\)\.row;/);
  });

  test('uses the predicate that the file has', async () => {
    const text = await fixed(
      `export interface Seat { row: number }\nexport function isSeat(value: unknown): value is Seat {\n  return value instanceof Object && 'row' in value;\n}\nexport const run = (text: string): Seat => JSON.parse(text);\n`,
    );
    assert.equal(text.match(/function is/g)?.length, 1);
    assert.match(text, /if \(isSeat\(value\)\)/);
  });

  test('is declared once for two places', async () => {
    const two = `export interface Seat { row: number }\nexport const one = (text: string): Seat => JSON.parse(text);\nexport const two = (text: string): Seat => JSON.parse(text);\n`;
    const text = await fixed(await fixed(two));
    assert.equal(text.match(/function /g)?.length, 2);
    assert.equal(text.match(/checkSeat\(JSON/g)?.length, 2);
  });

  test('brings in a type that is declared elsewhere', async () => {
    const text = await fixed(
      `import { place } from './place.ts';\nexport const run = (text: string) => place(JSON.parse(text));\n`,
      {
        'src/place.ts': `export interface Seat { row: number }\nexport const place = (seat: Seat) => seat.row;\n`,
      },
    );
    assert.match(
      text,
      /import type \{ Seat \} from '\.\/place\.ts';|import \{ place, type Seat \} from '\.\/place\.ts';/,
    );
    assert.match(text, /place\(checkSeat\(JSON\.parse\(text\)\)\)/);
  });

  test('keeps quotes, indentation, line ends and the lack of semicolons', async () => {
    const text = await fixed(
      `export interface Seat {\r\n\trow: number\r\n}\r\n\r\nexport function run(text: string): Seat {\r\n\tconst name = "x"\r\n\tvoid name\r\n\treturn JSON.parse(text)\r\n}\r\n`,
    );
    assert.ok(!/[^\r]\n/.test(text));
    assert.ok(!text.includes(';'));
    assert.match(text, /\r\n\tif \(isSeat\(value\)\) \{\r\n\t\treturn value\r\n/);
    assert.match(text, /typeof row === "number"/);
  });
});

test('lines of a check get as long as those of the file', async () => {
  const seat = 'export interface Seat { row: number; place: string; window: boolean; isFree: boolean }\n';
  const run = 'export const run = (text: string): Seat => JSON.parse(text);\n';
  const line = (name: string): string =>
    `export const ${name} = (first: number, second: number, third: number): number => first + second + third;\n`;
  assert.match(await fixed(seat + run), /const \{\n {2}row|const \{\n {4}row/);
  assert.match(
    await fixed(seat + line('sum') + line('all') + run),
    /\n {2}const \{ row, place, window, isFree \} = \(value \?\? \{\}\) as Record<string, unknown>;\n/,
  );
});

describe('a check beside a type that others use, too', () => {
  const types = `export interface Seat {
  row: number;
  place: Place;
}

interface Place {
  door: string;
}
`;
  const user = (name: string): string =>
    `import type { Seat } from './seat.ts';\n\nexport const ${name} = (text: string): Seat => JSON.parse(text);\n`;

  async function allFixed(files: Files): Promise<Record<string, string>> {
    let texts = files as Record<string, string>;
    for (;;) {
      const result = await bench(texts);
      const [finding] = result.findings(id);
      if (finding === undefined) return texts;
      texts = { ...texts, ...result.fixed(finding) };
    }
  }

  test('is declared once and imported by everybody who asks', async () => {
    const texts = await allFixed({
      'src/seat.ts': types,
      'src/one.ts': user('one'),
      'src/two.ts': user('two'),
    });
    assert.equal(
      texts['src/seat.ts']?.match(/export function checkSeat\(value: unknown\): Seat/g)?.length,
      1,
    );
    assert.match(texts['src/seat.ts'] ?? '', /\nfunction isPlace\(value: unknown\): value is Place/);
    assert.match(texts['src/seat.ts'] ?? '', /The value is not of the form Seat: it needs row, place/);
    for (const name of ['one', 'two']) {
      assert.match(texts[`src/${name}.ts`] ?? '', /import \{ checkSeat \} from '\.\/seat\.ts';/);
      assert.match(texts[`src/${name}.ts`] ?? '', /=> checkSeat\(JSON\.parse\(text\)\);/);
      assert.doesNotMatch(texts[`src/${name}.ts`] ?? '', /function /);
    }
  });

  test('takes the place of the import of the type where a cast alone needed that', async () => {
    const cast = (more: string): string =>
      `import type { Seat } from './seat.ts';\n\nexport const one = (text: string) => (JSON.parse(text) as Seat).row;\n${more}`;
    const texts = await allFixed({ 'src/seat.ts': types, 'src/one.ts': cast('') });
    assert.equal(
      texts['src/one.ts'],
      `import { checkSeat } from './seat.ts';\n\nexport const one = (text: string) => checkSeat(JSON.parse(text)).row;\n`,
    );
    const more = 'export const two = (seat: Seat) => seat.row;\n';
    const both = await allFixed({ 'src/seat.ts': types, 'src/one.ts': cast(more) });
    assert.match(both['src/one.ts'] ?? '', /^import type \{ Seat \} from/);
  });

  test('stays with its user where the module of the type does something when it is loaded, or is handed out whole', async () => {
    for (const more of [
      { 'src/seat.ts': `import './start.ts';\n${types}`, 'src/start.ts': 'export {};\n' },
      { 'src/seat.ts': types, 'src/index.ts': `export * from './seat.ts';\n` },
    ]) {
      const texts = await allFixed({ ...more, 'src/one.ts': user('one') });
      assert.doesNotMatch(texts['src/seat.ts'] ?? '', /function /);
      assert.match(texts['src/one.ts'] ?? '', /function checkSeat/);
    }
  });

  test('is not needed where the file has a predicate already', async () => {
    const own = `\nexport const isSeat = 1;\nfunction knowsSeat(value: unknown): value is Seat { return typeof value === 'object' && value !== null; }\n`;
    const texts = await allFixed({ 'src/seat.ts': types, 'src/one.ts': user('one') + own });
    assert.equal(texts['src/seat.ts'], types);
    assert.match(texts['src/one.ts'] ?? '', /if \(knowsSeat\(value\)\)/);
  });
});

test('a type without a name is called after its members, where the variable says nothing', async () => {
  const text = await fixed(
    `export const run = (text: string): string => {\n  const data = JSON.parse(text) as { tag_name: string };\n  return data.tag_name;\n};\n`,
  );
  assert.match(text, /const data = checkTagName\(JSON\.parse\(text\)\);/);
});

describe('no check, and why', () => {
  const refused: Record<string, [string, RegExp]> = {
    'a date': [
      'interface Form { at: Date; name: string }',
      /`Form\.at` is a `Date`, which JSON cannot carry/,
    ],
    'a function': ['interface Form { name: string; run(): void }', /`Form\.run` is a function/],
    'a class': [
      'class Form { name = ""; inner = new Inner(); }\nclass Inner { x = 1; }',
      /`Form` is a class/,
    ],
    'a template': ['interface Form { name: Uppercase<string> }', /cannot be told from other types/],
    'a type of a library': [
      'interface Form { name: string; url: URL }',
      /is a `URL`, which the workspace does not declare/,
    ],
    'very many members': [
      `interface Form { ${Array.from({ length: 50 }, (_, index) => `m${index}: string;`).join(' ')} }`,
      /promises too much to spell out/,
    ],
  };
  for (const [name, [declaration, reason]] of Object.entries(refused)) {
    test(name, async () => {
      assert.match(
        await refusal(`${declaration}\nexport const run = (text: string): Form => JSON.parse(text);\n`),
        reason,
      );
    });
  }
});
