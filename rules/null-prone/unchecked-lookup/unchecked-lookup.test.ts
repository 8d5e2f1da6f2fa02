import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../../server/session/session.ts';
import { type Bench, bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { uncheckedLookup } from './unchecked-lookup.ts';

const { id } = uncheckedLookup.meta;

testLesson(uncheckedLookup);

async function run(files: Files | string): Promise<Bench> {
  const result = await bench(typeof files === 'string' ? { 'src/a.ts': files } : files);
  assert.deepEqual(result.errors, []);
  return result;
}

/** The lines, 1-based, of the findings in one file of strict TypeScript. */
async function linesOf(text: string, file = 'src/a.ts'): Promise<number[]> {
  const result = await run({ [file]: text });
  return result.findings(id).map(({ range }) => range.start.line + 1);
}

/** Each function in turn; true where the rule has something to say about it. */
async function flagged(functions: Readonly<Record<string, string>>, file = 'src/a.ts'): Promise<string[]> {
  const names = Object.keys(functions);
  const result = await run(
    Object.fromEntries(names.map((name) => [file.replace('a.', `${name}.`), functions[name] as string])),
  );
  const hit = new Set(result.findings(id).map((finding) => finding.file));
  return names.filter((name) => hit.has(file.replace('a.', `${name}.`)));
}

async function fixedText(text: string, index = 0): Promise<string> {
  const result = await run(text);
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  return result.fixed(finding, index)['src/a.ts'] as string;
}

async function refusal(text: string): Promise<string> {
  const result = await run(text);
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  const fix = result.fix(finding);
  assert.ok(!fix.verified, 'the fix is offered');
  return fix.reason ?? '';
}

describe('keys', () => {
  const map = (body: string): string =>
    `export function f(sizes: Map<string, { px: number }>, key: string, keys: string[], on: boolean): unknown {\n${body}\n}\n`;

  test('a check that does not cover the look-up is none', async () => {
    const found = await flagged({
      plain: map('return sizes.get(key)!.px;'),
      otherKey: map("if (!sizes.has('small')) return 0;\nreturn sizes.get(key)!.px;"),
      otherBranch: map('if (sizes.has(key)) return 1;\nreturn sizes.get(key)!.px;'),
      after: map('const { px } = sizes.get(key)!;\nif (!sizes.has(key)) return 0;\nreturn px;'),
      foreignKeys: map('return keys.map((each) => sizes.get(each)!.px);'),
    });
    assert.deepEqual(found, ['plain', 'otherKey', 'otherBranch', 'after', 'foreignKeys']);
  });

  test('asked, put in, or one of its own keys', async () => {
    const found = await flagged({
      has: map('if (!sizes.has(key)) return 0;\nreturn sizes.get(key)!.px;'),
      and: map('return sizes.has(key) && sizes.get(key)!.px;'),
      ternary: map('return sizes.has(key) ? sizes.get(key)!.px : 0;'),
      named: map('const known = sizes.has(key);\nif (!known) return 0;\nreturn sizes.get(key)!.px;'),
      got: map('if (sizes.get(key) === undefined) return 0;\nreturn sizes.get(key)!.px;'),
      under: map(
        'const size = sizes.get(key);\nif (size === undefined) return 0;\nreturn () => sizes.get(key)!.px;',
      ),
      set: map('sizes.set(key, { px: 1 });\nreturn sizes.get(key)!.px;'),
      ensured: map('if (!sizes.has(key)) sizes.set(key, { px: 1 });\nreturn () => sizes.get(key)!.px;'),
      ownKeys: map('for (const each of sizes.keys()) keys.push(String(sizes.get(each)!.px));\nreturn keys;'),
      ownEntries: map('return [...sizes].map(([each]) => sizes.get(each)!.px);'),
      thrown: map("if (!sizes.has(key)) throw new RangeError('no size');\nreturn sizes.get(key)!.px;"),
      asserted: map('console.assert(sizes.has(key));\nreturn sizes.get(key)!.px;'),
      explained: map(
        '// Every key has a size, see the constructor: always present.\nreturn sizes.get(key)!.px;',
      ),
      filled: map(
        'const own = new Map<string, number>();\nfor (const each of keys) own.set(each, 1);\nreturn keys.sort().map((each) => own.get(each)!.toFixed(1));',
      ),
      explainedBehind: map(
        'const size = (\n  sizes.get(key)!\n); // Guaranteed by the constructor.\nreturn size.px;',
      ),
      checkedAfterwards: map('const size = sizes.get(key);\nreturn size?.px;'),
    });
    assert.deepEqual(found, []);
  });

  test('a map over a few values, and what a class asks itself', async () => {
    const found = await flagged({
      few: "export const f = (sizes: Map<'s' | 'm', number>, key: 's' | 'm') => sizes.get(key)!.toFixed(1);\n",
      own: 'export class A {\n  get(key: string): string | undefined { return key; }\n  f(key: string) { return this.get(key)!.trim(); }\n}\n',
      many: 'export const f = (sizes: Map<string, number>, key: string) => sizes.get(key)!.toFixed(1);\n',
    });
    assert.deepEqual(found, ['many']);
  });

  test('a map whose value may be undefined by its type alone is read like any other; `any` says nothing', async () => {
    assert.deepEqual(await linesOf('export const f = (m: any, k: string) => m.get(k)!.px;\n'), []);
    assert.deepEqual(
      await linesOf('export const f = (m: { get(k: string): number }, k: string) => m.get(k)!.toFixed(1);\n'),
      [],
    );
  });
});

describe('lists', () => {
  const list = (body: string): string =>
    `interface Row { readonly id: string; readonly parent: string }\nexport function f(rows: Row[], id: string): unknown {\n${body}\n}\n`;

  test('find', async () => {
    const found = await flagged({
      plain: list('return rows.find((row) => row.id === id)!.parent;'),
      named: list('const found = rows.find((row) => row.id === id);\nreturn found!.parent;'),
      some: list(
        'if (!rows.some((row) => row.id === id)) return 0;\nreturn rows.find((row) => row.id === id)!.parent;',
      ),
      own: list('const first = rows[0];\nreturn rows.find((row) => row.id === first?.id)!.parent;'),
      pushed: list("rows.push({ id, parent: '' });\nreturn rows.find((row) => row.id === id)!.parent;"),
      narrowed: list(
        'const found = rows.find((row) => row.id === id);\nif (!found) return 0;\nreturn found!.parent;',
      ),
      searched: list('const found = rows.find((row) => row.id === id);\nreturn rows.indexOf(found!);'),
    });
    assert.deepEqual(found, ['plain', 'named']);
  });

  test('a table that is written out, by a key that can only be one of its values', async () => {
    const table = "const units = [{ id: 'px', factor: 1 }, { id: 'em', factor: 16 }] as const;\n";
    const found = await flagged({
      closed: `${table}export const f = (unit: 'px' | 'em') => units.find(({ id }) => id === unit)!.factor;\n`,
      written: `${table}export const f = () => units.find(({ id }) => id === 'em')!.factor;\n`,
      open: `${table}export const f = (unit: string) => units.find(({ id }) => id === unit)!.factor;\n`,
    });
    assert.deepEqual(found, ['open']);
  });

  test('ends: the length was looked at, or cannot be zero', async () => {
    const found = await flagged({
      plain: list('return rows.pop()!.id;'),
      loop: list('while (rows.length) rows.pop()!;\nreturn 1;'),
      guarded: list('return rows.length > 0 && rows[0]!.id;'),
      split: list("return id.split('/').pop()!.trim();"),
      literal: list('const open = [1];\nreturn open.shift()!.toFixed(1);'),
      at: list('if (rows.length < 2) return 0;\nreturn rows.at(-1)!.id;'),
    });
    assert.deepEqual(found, ['plain']);
  });
});

describe('patterns', () => {
  test('a pattern that always matches, or a text that was tested before', async () => {
    const text = (body: string): string =>
      `export function f(line: string): string | undefined {\n${body}\n}\n`;
    const found = await flagged({
      plain: text('return /(\\d+)-/.exec(line)![1];'),
      heldAtBothEnds: text('return /^(\\d*)$/.exec(line)![1];'),
      maybeEmpty: text('return /^\\s*/.exec(line)![0];'),
      toEnd: text('return line.match(/[^/]*$/)![0];'),
      everything: text('return line.match(/^(\\w*)(.*)$/)![1];'),
      tested: text('if (!/\\d/.test(line)) return;\nreturn /(\\d+)/.exec(line)![1];'),
      startsWith: text("if (!line.startsWith('id-')) return;\nreturn /id-(.)/.exec(line)![1];"),
    });
    assert.deepEqual(found, ['plain', 'heldAtBothEnds']);
  });
});

describe('the environment', () => {
  const types = { 'types.d.ts': 'declare const process: { env: Record<string, string | undefined> };\n' };
  const use = 'export const url = new URL(process.env.API_URL!);\n';
  const severities = async (files: Files): Promise<(string | undefined)[]> => {
    const result = await run({ ...types, ...files });
    return result.findings(id).map(({ severity }) => severity);
  };

  test('a variable that others take for optional is a warning, one that a schema sees to is fine', async () => {
    assert.deepEqual(await severities({ 'src/a.ts': use }), ['info']);
    const optional =
      "export const a = (process.env.API_URL ?? '').length;\nexport function b() { return process.env.API_URL?.length; }\n";
    assert.deepEqual(
      await severities({
        'src/a.ts': use,
        'src/b.ts': optional.replace('export const a =', 'export const c = () =>'),
      }),
      ['warning'],
    );
    const schema =
      'declare const z: any;\nexport const env = z.object({ API_URL: z.string() }).parse(process.env);\n';
    assert.deepEqual(await severities({ 'src/a.ts': use, 'src/b.ts': schema }), []);
    const start = "if (!process.env.API_URL) throw new Error('API_URL is missing');\n";
    assert.deepEqual(await severities({ 'src/a.ts': use, 'src/b.ts': start }), []);
  });
});

describe('a check in another place', () => {
  test('a constant of the module that one function checks is seen to for all of them', async () => {
    const module = (
      start: string,
    ): string => `declare const process: { env: Record<string, string | undefined> };
const apiKey = process.env.API_KEY;
export class Client {
  static start() {
    ${start}
    return new Client();
  }
  url() { return new URL(apiKey!); }
}
`;
    const found = await flagged({
      checked: module('if (!apiKey) return null;'),
      logged: module("console.log('starting');"),
    });
    assert.deepEqual(found, ['logged']);
  });

  test('a variable that is tested after it was set may be set to nothing', async () => {
    const text = (use: string): string => `export function allow(headers: Headers, allowed?: string): string {
  if (!allowed) {
    allowed = headers.get('Allow')!;
    headers.append('Vary', 'Allow');
  }
  ${use}
}
`;
    const found = await flagged({
      tested: text("if (allowed?.length) return allowed;\n  return '';"),
      used: text('return allowed.trim();'),
    });
    assert.deepEqual(found, ['used']);
  });
});

describe('evidence', () => {
  const rooms = (last: string): string => `interface Room { readonly name: string; close(): void }
export class Rooms {
  readonly #rooms = new Map<string, Room>();
  nameOf(id: string) { return this.#rooms.get(id)?.name; }
  close(id: string) {
    const room = this.#rooms.get(id);
    if (!room) return;
    room.close();
  }
  add(id: string, room: Room) { this.#rooms.set(id, room); }
  ${last}
}
`;
  test('two others that check the same map make it a warning, and are shown', async () => {
    const result = await run(rooms('rename(id: string) { return this.#rooms.get(id)!.name.trim(); }'));
    const [finding, another] = result.findings(id);
    assert.equal(another, undefined);
    assert.equal(finding?.severity, 'warning');
    assert.equal(finding.related.length, 2);
    assert.match(finding.message, /2 other places check/);
  });

  test('checks in other files speak of other keys', async () => {
    const shared =
      'export const rooms = new Map<string, string>();\nexport const nameOf = (id: string) => rooms.get(id)!.trim();\n';
    const asks = (name: string): string =>
      `import { rooms } from './a.ts';\nexport const ${name} = (id: string) => rooms.get(id)?.length;\n`;
    const severities = async (files: Files): Promise<(string | undefined)[]> =>
      (await run(files)).findings(id).map(({ severity }) => severity);
    assert.deepEqual(
      await severities({ 'src/a.ts': shared, 'src/b.ts': asks('one'), 'src/c.ts': asks('two') }),
      ['hint'],
    );
    const inOne = asks('one').split('\n')[1] as string;
    assert.deepEqual(
      await severities({ 'src/a.ts': `${shared}${inOne}\n${inOne.replace('one', 'two')}\n` }),
      ['warning'],
    );
  });

  test('a key that the class keeps itself is a hint whoever checks, one that a caller gives is not', async () => {
    const severities = async (last: string): Promise<(string | undefined)[]> =>
      (await run(rooms(last))).findings(id).map(({ severity }) => severity);
    const own = "#current = '';\n  title() { return this.#rooms.get(this.#current)!.name; }";
    assert.deepEqual(await severities(own), ['hint']);
    const each =
      '#order: string[] = [];\n  all() { return this.#order.map((each) => this.#rooms.get(each)!); }';
    assert.deepEqual(await severities(each), ['hint']);
    const given =
      '#clean(id: string) { return { key: id.trim() }; }\n' +
      '  one(id: string) { const { key } = this.#clean(id); return this.#rooms.get(key)!.name; }';
    assert.deepEqual(await severities(given), ['warning']);
    const nested = 'two(ids: string[]) { return ids.map((each) => this.#rooms.get(each)!.name); }';
    assert.deepEqual(await severities(nested), ['warning']);
  });

  test('counting up while filling is no such check', async () => {
    const result = await run(`export class Tally {
  readonly counts = new Map<string, number>();
  a(k: string) { this.counts.set(k, (this.counts.get(k) ?? 0) + 1); }
  b(k: string) { this.counts.set(k, (this.counts.get(k) ?? 0) + 2); }
  of(k: string) { return this.counts.get(k)!.toFixed(1); }
}
`);
    assert.deepEqual(
      result.findings(id).map(({ severity }) => severity),
      ['hint'],
    );
  });

  test('one other that checks is too little for more than a hint', async () => {
    const lookups = (more: string): string => `export class Prices {
  readonly prices = new Map<string, number>();
  shown(id: string) { return this.prices.get(id)!.toFixed(2); }
${more}}
`;
    const severities = async (text: string): Promise<(string | undefined)[]> =>
      (await run(text)).findings(id).map(({ severity }) => severity);
    assert.deepEqual(await severities(lookups('')), ['hint']);
    assert.deepEqual(
      await severities(lookups('  known(id: string) { return this.prices.get(id) !== undefined; }\n')),
      ['hint'],
    );
  });

  test('what somebody else sends is information without other evidence, and is said to be theirs', async () => {
    const result = await run(
      "export const pathOf = (url: URL): string => url.searchParams.get('path')!.slice(1);\n",
    );
    const [finding] = result.findings(id);
    assert.equal(finding?.severity, 'info');
    assert.match(finding.message, /gives `null` when the parameter is missing, which somebody else decides/);
  });

  test('a parameter that the address was seen to have is known', async () => {
    const found = await flagged({
      seen: "export const f = (url: URL) => url.href.includes('?path=') ? url.searchParams.get('path')!.trim() : '';\n",
      other:
        "export const f = (url: URL) => url.href.includes('?name=') ? url.searchParams.get('path')!.trim() : '';\n",
    });
    assert.deepEqual(found, ['other']);
  });

  test('what was just made is there, what was just asked for need not be', async () => {
    const pages = (call: string): string =>
      `declare const api: Record<string, (name: string) => Promise<{ id: string }>>;
export class Pages {
  pages = new Map<string, { title: string }>();
  async open() {
    const { id } = await ${call};
    return this.pages.get(id)!.title;
  }
}
`;
    const found = await flagged({
      made: pages("api.createPage!('new')"),
      sent: pages("api.send!('Page.create')"),
      asked: pages("api.currentPage!('any')"),
    });
    assert.deepEqual(found, ['asked']);
  });

  test('a function that says by its name that the value is known is not doubted', async () => {
    const found = await flagged({
      known:
        'export const sizeOfKnown = (sizes: Map<string, string>, key: string) => sizes.get(key)!.trim();\n',
      unknown: 'export const sizeOf = (sizes: Map<string, string>, key: string) => sizes.get(key)!.trim();\n',
      method:
        'export class A {\n  sizes = new Map<string, string>();\n  existingSize(key: string) { return this.sizes.get(key)!.trim(); }\n}\n',
    });
    assert.deepEqual(found, ['unknown']);
  });
});

describe('plain JavaScript and code that is not strict', () => {
  const severities = (findings: readonly Finding[]): string[] => findings.map(({ severity }) => severity);

  test('the bare form is a hint; a check that the compiler follows silences it', async () => {
    const js = `/** @param {Map<string, { px: number }>} sizes @param {string} key */
export function f(sizes, key) {
  return sizes.get(key).px;
}
/** @param {string} line */
export function g(line) {
  const found = /(\\d+)/.exec(line);
  if (!found) return '';
  return found[1];
}
/** @param {string} line */
export function h(line) {
  const found = /(\\d+)/.exec(line);
  return found[1];
}
`;
    const result = await run({ 'src/a.js': js });
    assert.deepEqual(severities(result.findings(id)), ['hint', 'hint']);
    assert.deepEqual(
      result.findings(id).map(({ range }) => range.start.line),
      [2, 13],
    );
  });

  test('the same in TypeScript without strict', async () => {
    const config =
      '{ "compilerOptions": { "strict": false, "target": "es2022", "module": "preserve", "noEmit": true } }\n';
    const text = 'export const f = (sizes: Map<string, string>, key: string) => sizes.get(key).length;\n';
    const result = await run({ 'tsconfig.json': config, 'src/a.ts': text });
    assert.deepEqual(severities(result.findings(id)), ['hint']);
  });
});

describe('fixes', () => {
  test('a guard keeps comments, indentation, quotes and the lack of semicolons', async () => {
    const text = `export function f(sizes: Map<string, number>, key: string) {
    // How wide it is.
    const size = sizes.get(key)! // in pixels
    return "x".repeat(size)
}
`;
    assert.equal(
      await fixedText(text),
      `export function f(sizes: Map<string, number>, key: string) {
    // How wide it is.
    const size = sizes.get(key) // in pixels
    if (size === undefined) throw new Error(\`No size for \${key}\`)
    return "x".repeat(size)
}
`,
    );
  });

  test('an arrow function gets a body, a lone statement a block, with the braces that the file is used to', async () => {
    assert.equal(
      await fixedText(
        'export const f = (users: { id: number }[], id: number) => users.find((user) => user.id === id)!.id;\n',
      ),
      `export const f = (users: { id: number }[], id: number) => {
  const user = users.find((user) => user.id === id);
  if (user === undefined) throw new Error(\`No user with id \${id}\`);
  return user.id;
};
`
        .replaceAll('const user =', 'const user2 =')
        .replaceAll('if (user =', 'if (user2 =')
        .replaceAll('return user.', 'return user2.'),
    );
    assert.equal(
      await fixedText(`export function f(sizes: Map<number, string>, key: number, on: boolean) {
  if (key < 0) {
    return '';
  }
  if (key > 9) {
    return '-';
  }
  if (on) return sizes.get(key)!.trim();
  return '';
}
`),
      `export function f(sizes: Map<number, string>, key: number, on: boolean) {
  if (key < 0) {
    return '';
  }
  if (key > 9) {
    return '-';
  }
  if (on) {
    const size = sizes.get(key);
    if (size === undefined) {
      throw new Error(\`No size for \${key}\`);
    }
    return size.trim();
  }
  return '';
}
`,
    );
  });

  test('a name is checked before the first statement that relies on it, and every `!` behind it goes', async () => {
    assert.equal(
      await fixedText(`export function f(users: { id: number; name: string }[], id: number, log: (text: string) => void) {
  const user = users.find((each) => each.id === id);
  log('looking');
  log(user!.name);
  return user!.name.length;
}
`),
      `export function f(users: { id: number; name: string }[], id: number, log: (text: string) => void) {
  const user = users.find((each) => each.id === id);
  log('looking');
  if (user === undefined) throw new Error(\`No user with id \${id}\`);
  log(user.name);
  return user.name.length;
}
`,
    );
  });

  test('a `!` before a check goes, and that is safe', async () => {
    const text = `export function f(sizes: Map<string, { px: number }>, key: string) {
  const size = sizes.get(key)!;
  if (!size) throw new RangeError(key);
  return size.px;
}
`;
    const result = await run(text);
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.equal(finding.fixes[0]?.kind, 'safe');
    assert.equal(result.fixed(finding)['src/a.ts'], text.replace(')!;', ');'));
  });

  test('`?.` is offered where nobody reads the result', async () => {
    const text =
      "export const f = () => {\n  document.querySelector<HTMLDialogElement>('dialog.help')!.close();\n};\n";
    assert.match(await fixedText(text, 1), /'dialog\.help'\)\?\.close\(\);/);
  });

  test('what is found behaves as before, what is missing is named', async () => {
    const before = `export function f(ages: Map<string, number>, name: string) {
  return ages.get(name)!.toFixed(1);
}
`;
    const text = await fixedText(before);
    const call = async (source: string, name: string): Promise<unknown> => {
      const module = (await load(source)) as { f(ages: Map<string, number>, name: string): string };
      try {
        return module.f(new Map([['ada', 36]]), name);
      } catch (error) {
        return (error as Error).message;
      }
    };
    assert.equal(await call(text, 'ada'), await call(before, 'ada'));
    assert.equal(await call(text, 'bob'), 'No age for bob');
  });

  test('the variable is named like one of the list, and what is thrown says so in words', async () => {
    const text = `export function f(draggingPoints: Map<number, { x: number }>, index: number) {
  return draggingPoints.get(index)!.x;
}
`;
    const fixed = await fixedText(text);
    assert.match(fixed, /const draggingPoint = draggingPoints\.get\(index\);/);
    assert.match(fixed, /throw new Error\(`No dragging point for \$\{index\}`\);/);
  });

  test('one check does for the next look-up of the same thing; a word of the language is no name', async () => {
    const text = `export function f(classes: Map<string, { label: string; text: string }>, id: string) {
  classes.get(id)!.label = id;
  classes.get(id)!.text = id;
}
`;
    assert.equal(
      await fixedText(text),
      `export function f(classes: Map<string, { label: string; text: string }>, id: string) {
  const foundClass = classes.get(id);
  if (foundClass === undefined) throw new Error(\`No class for \${id}\`);
  foundClass.label = id;
  classes.get(id)!.text = id;
}
`,
    );
  });

  test('refusals say why', async () => {
    const refused = async (body: string): Promise<string> =>
      await refusal(
        `export function f(sizes: Map<string, string>, key: string, on: boolean, next: () => string) {\n${body}\n}\n`,
      );
    assert.match(await refused('return on ? sizes.get(key)!.trim() : key;'), /only sometimes/);
    assert.match(await refused('return next() + sizes.get(key)!.trim();'), /runs before/);
    assert.match(await refused('while (sizes.get(key)!.length > 2) next();'), /head of a loop/);
  });

  test('a secret stays out of the message', async () => {
    const text =
      'export const f = (users: Map<string, string>, accessToken: string) => {\n  return users.get(accessToken)!.trim();\n};\n';
    assert.match(await fixedText(text), /throw new Error\('No user was found'\);/);
  });
});

test('a branch that calls what always throws is left, one that calls what may come back is not', async () => {
  const page = (fail: string): string => `export class Page {
  show(sites: Map<string, { title: string }>, id: string): string {
    const site = sites.get(id);
    if (!site) { this.refuse(); }
    return site!.title;
  }
  ${fail}
}
`;
  const found = await flagged({
    throws: page('refuse(): void { const error = new Error(""); error.name = "Refused"; throw error; }'),
    mayReturn: page('refuse(): void { if (Date.now() > 5) return; throw new Error(""); }'),
    isAsync: page('async refuse(): Promise<void> { throw new Error(""); }'),
    ofFile: `function refuse(): void { throw new Error(''); }\n${page('').replace('this.refuse', 'refuse')}`,
  });
  assert.deepEqual(found, ['mayReturn', 'isAsync']);
});

test('a text in which something was found is known to match, also by the name of the place', async () => {
  const lines = (condition: string): string => `export function f(text: string, other: string): number {
  const end = text.lastIndexOf('\\n');
  const elsewhere = other.lastIndexOf('\\n');
  if (${condition}) return elsewhere;
  return text.match(/\\n/g)!.length;
}
`;
  assert.deepEqual(await linesOf(lines('end < 0')), []);
  assert.deepEqual(await linesOf(lines('elsewhere < 0')), [5]);
});

describe('what a guard says and how it names', () => {
  test('elements are named by their id or class, parameters by themselves', async () => {
    const text = await allFixed(`export function f(document: Document, params: URLSearchParams): void {
  document.getElementById('sign-in')!.innerText = params.get('client_id')!;
  document.querySelector('#name input')!.remove();
}
`);
    assert.match(text, /const signInElement = document\.getElementById\('sign-in'\);/);
    assert.match(text, /const clientId = params\.get\('client_id'\);/);
    assert.match(text, /'A parameter is missing: client_id'/);
    assert.match(text, /const element = document\.querySelector\('#name input'\);/);
  });

  test('a body on one line gets one for each statement', async () => {
    assert.equal(
      await fixedText(`export class List {
  readonly keyToNode = new Map<string, { next: string }>();
  next(key: string) { return this.keyToNode.get(key)!.next; }
}
`),
      `export class List {
  readonly keyToNode = new Map<string, { next: string }>();
  next(key: string) {
    const node = this.keyToNode.get(key);
    if (node === undefined) throw new Error(\`No node for \${key}\`);
    return node.next;
  }
}
`,
    );
    assert.match(
      await refusal(`export function f(sizes: Map<string, { px: number }>, key: string, seen: string[]): number {
  seen.push(key); return sizes.get(key)!.px;
}
`),
      /shares its line with others/,
    );
  });

  test('a whole text, and a key that cannot be shown, are left out of what is thrown', async () => {
    assert.match(
      await fixedText('export const f = (text: string): number => text.match(/a+/)!.length;\n'),
      /throw new Error\('Unexpected form of text'\)/,
    );
    assert.match(
      await fixedText(
        'export const f = (sites: Map<object, { id: number }>, key: object): number => sites.get(key)!.id;\n',
      ),
      /throw new Error\('No site was found'\)/,
    );
  });
});

/** Applies the first fix of the first finding until nothing is found. */
async function allFixed(text: string): Promise<string> {
  for (let at = text; ; at = await fixedText(at)) {
    const result = await run(at);
    if (result.findings(id).length === 0) return at;
  }
}
