import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { repeatedNullCheck } from './repeated-null-check.ts';

testLesson(repeatedNullCheck);

const id = 'null-prone/repeated-null-check';

/** Each exports `run`, which gives the same before and after the fix; `expects` are pieces of the fixed text. */
const examples: readonly {
  name: string;
  file: string;
  code: string;
  expects: readonly string[];
  without?: readonly string[];
}[] = [
  {
    name: 'guards that differ in their text hand it to the accessor',
    file: 'store.ts',
    code: `class Store {
  private _rows?: Map<string, number>;
  open() { this._rows = new Map([['a', 1]]); }
  get(key: string) {
    if (!this._rows) {
      throw new RangeError('cannot read, the store is closed');
    }
    return this._rows.get(key);
  }
  set(key: string, value: number) {
    if (!this._rows) {
      throw new RangeError(\`cannot write \${key}\`);
    }
    this._rows.set(key, value);
    return this._rows?.size;
  }
  clear() {
    if (!this._rows) throw new RangeError('cannot clear');
    this._rows.clear();
    this._rows = undefined;
  }
  size() {
    if (!this._rows) return 0;
    return this._rows.size;
  }
}
const attempt = (act: () => unknown) => { try { return act(); } catch (thrown) { return String(thrown); } };
export function run() {
  const store = new Store();
  const all = () => [() => store.get('a'), () => store.set('b', 2), () => store.size(), () => store.clear()].map(attempt);
  const closed = all();
  store.open();
  return [closed, all(), all()];
}
`,
    expects: [
      "const rows = this.requireRows('cannot read, the store is closed');",
      `const rows = this.requireRows(\`cannot write \${key}\`);\n    rows.set(key, value);\n    return rows.size;`,
      "const rows = this.requireRows('cannot clear');\n    rows.clear();\n    this._rows = undefined;",
      '  private requireRows(message: string): Map<string, number> {\n    if (!this._rows) {\n      throw new RangeError(message);\n    }\n    return this._rows;\n  }\n}',
      'if (!this._rows) return 0;',
    ],
  },
  {
    name: 'a copy that is checked, a private name and an assertion',
    file: 'queue.ts',
    code: `class Queue {
  #jobs: string[] | null = null;
  start() { this.#jobs = []; }
  add(job: string) {
    const jobs = this.#jobs;
    if (jobs === null) throw new Error('Not started');
    jobs.push(job);
  }
  next() {
    if (this.#jobs === null) throw new Error('Not started');
    return this.#jobs.shift();
  }
  async drain() {
    if (this.#jobs === null) throw new Error('Not started');
    return ['x'].map((each) => each + this.#jobs!.length);
  }
}
export async function run() {
  const queue = new Queue();
  const before = await queue.drain().catch(String);
  queue.start();
  queue.add('first');
  return [before, await queue.drain(), queue.next(), queue.next()];
}
`,
    expects: [
      'const jobs = this.#requireJobs();\n    jobs.push(job);',
      'each + jobs.length',
      "  #requireJobs(): string[] {\n    if (this.#jobs === null) throw new Error('Not started');\n    return this.#jobs;\n  }",
    ],
    without: ["jobs === null) throw new Error('Not started');\n    jobs.push"],
  },
  {
    name: 'a variable of a file',
    file: 'client.ts',
    code: `interface Client { ask(text: string): string }
let client: Client | undefined;
let asked = 0;

export function connect(): void { client = { ask: (text) => text + '?' }; }
function one() {
  if (!client) throw new Error('Connect first');
  return client.ask('one');
}
function two() {
  if (!client) throw new Error('Connect first');
  asked += 1;
  return client.ask('two');
}
const three = () => {
  if (!client) throw new Error('Connect first');
  return ['a', 'b'].map((each) => client!.ask(each));
};
const attempt = (act: () => unknown) => { try { return act(); } catch (thrown) { return String(thrown); } };
export function run() {
  const before = [one, two, three].map(attempt);
  connect();
  return [before, [one, two, three].map(attempt), asked];
}
`,
    expects: [
      "let asked = 0;\n\nfunction requireClient(): Client {\n  if (!client) throw new Error('Connect first');\n  return client;\n}\n",
      "const client = requireClient();\n  return client.ask('one');",
      '=> client.ask(each)',
    ],
  },
  {
    name: 'plain JavaScript',
    file: 'plain.js',
    code: `class Printer {
  constructor() { this.page = null }
  begin() { this.page = ['head'] }
  line(text) {
    if (!this.page) throw new Error('No page')
    this.page.push(text)
  }
  last() {
    if (!this.page) throw new Error('No page')
    return this.page.at(-1)
  }
  end() {
    if (!this.page) throw new Error('No page')
    const text = this.page.join()
    this.page = null
    return text
  }
}
const attempt = (act) => { try { return act() } catch (thrown) { return String(thrown) } }
export function run() {
  const printer = new Printer()
  const all = () => [() => printer.line('a'), () => printer.last(), () => printer.end()].map(attempt)
  const before = all()
  printer.begin()
  return [before, all(), all()]
}
`,
    expects: [
      'const page = this.requirePage()\n    page.push(text)',
      "  requirePage() {\n    if (!this.page) throw new Error('No page')\n    return this.page\n  }",
    ],
  },
];

const fixedAll = await bench(Object.fromEntries(examples.map(({ file, code }) => [file, code])));

for (const { name, file, code, expects, without = [] } of examples) {
  test(`the fix keeps what the code does: ${name}`, async () => {
    const [finding, ...others] = fixedAll.findings(id).filter((each) => each.file === file);
    assert.ok(finding && others.length === 0);
    const text = fixedAll.fixed(finding)[file] as string;
    for (const piece of expects) assert.ok(text.includes(piece), `${piece}\nis not in\n${text}`);
    for (const piece of without) assert.ok(!text.includes(piece), `${piece}\nis still in\n${text}`);
    const before = (await load(code))['run'] as () => unknown;
    const after = (await load(text))['run'] as () => unknown;
    assert.deepEqual(await after(), await before());
  });
}

const klass = (methods: string): string => `export class Engine {
  private pipe: { send(text: string): void; state: string } | null = null;
  private running = false;
  open() { this.pipe = { send: () => undefined, state: 'open' }; this.running = true; }
${methods}
}
`;
const guarded = (name: string, guard: string): string =>
  `  ${name}() { ${guard} this.pipe?.send('${name}'); }`;
const throwing = "if (!this.pipe) throw new Error('Closed');";

const clean: Readonly<Record<string, string>> = {
  'two methods that throw and one that returns': klass(
    [guarded('a', throwing), guarded('b', throwing), guarded('c', 'if (!this.pipe) return;')].join('\n'),
  ),
  'three guards in two methods': klass(
    [guarded('a', `${throwing} [1].forEach(() => { ${throwing} });`), guarded('b', throwing)].join('\n'),
  ),
  'methods that go through an accessor': klass(
    [
      `  get open_() { ${throwing} return this.pipe; }`,
      guarded('a', 'const pipe = this.open_; pipe.send("a");'),
      guarded('b', throwing),
      guarded('c', throwing),
    ].join('\n'),
  ),
  'a flag': klass(
    ['a', 'b', 'c'].map((name) => guarded(name, "if (!this.running) throw new Error('Off');")).join('\n'),
  ),
  'a number that stands for yes or no': `export interface User { is_admin?: number }
export const a = (user: User) => { if (!user.is_admin) throw new Error('Not for you'); };
export const b = (user: User) => { if (!user.is_admin) throw new Error('Not for you'); };
export const c = (user: User) => { if (!user.is_admin) throw new Error('Not for you'); };
`,
  'a check that somebody is there already': klass(
    ['a', 'b', 'c'].map((name) => guarded(name, "if (this.pipe) throw new Error('Open');")).join('\n'),
  ),
  'made where it is missing': klass(
    ['a', 'b', 'c']
      .map((name) =>
        guarded(name, "if (!this.pipe) { this.pipe = { send() {}, state: '' }; throw new Error('Late'); }"),
      )
      .join('\n'),
  ),
  'a column of a table': `declare function Column(target: unknown, name: string): void;
export class Row {
  @Column note!: string | null;
  a() { if (!this.note) throw new Error('No note'); return this.note; }
  b() { if (!this.note) throw new Error('No note'); return this.note + 1; }
  c() { if (!this.note) throw new Error('No note'); return this.note + 2; }
  d() { if (!this.note) throw new Error('No note'); return this.note + 3; }
}
`,
  'the same name in three functions': `const all = ['a'];
export function one() { let found = all.find(Boolean); if (!found) throw new Error('None'); found = found.trim(); return found; }
export function two() { let found = all.find(Boolean); if (!found) throw new Error('None'); found = found.trim(); return found; }
export function three() { let found = all.find(Boolean); if (!found) throw new Error('None'); found = found.trim(); return found; }
`,
  'a member with an error of its own in each place': `export interface Order { id: string; note: string | null }
export const a = (order: Order) => { if (!order.note) throw new Error('Nothing to print'); return order.note; };
export const b = (order: Order) => { if (!order.note) throw new Error('Nothing to send'); return order.note; };
export const c = (order: Order) => { if (!order.note) throw new Error('Nothing to show'); return order.note; };
`,
};

test('where fewer than three functions throw, or nothing is missing, there is no finding', async () => {
  const tsconfig =
    '{ "compilerOptions": { "strict": true, "target": "es2022", "experimentalDecorators": true, "noEmit": true } }';
  await assertClean(id, clean, { 'tsconfig.json': tsconfig });
});

const partial: readonly { name: string; code: string; kept: string; reason?: RegExp }[] = [
  {
    name: 'a guard behind which the field is set anew and read',
    code: klass(
      [
        ...['a', 'b', 'c'].map((name) => `  ${name}() { ${throwing} this.pipe.send('${name}'); }`),
        `  again() { ${throwing} this.pipe.send('x'); this.open(); this.pipe = { send() {}, state: 'new' }; this.pipe.send('y'); }`,
      ].join('\n'),
    ),
    kept: `again() { ${throwing}`,
  },
  {
    name: 'a guard with a comment in it',
    code: klass(
      [
        ...['a', 'b', 'c'].map((name) => `  ${name}() { ${throwing} this.pipe.send('${name}'); }`),
        "  last() { if (!this.pipe) { /* cannot happen */ throw new Error('Closed'); } this.pipe.send('x'); }",
      ].join('\n'),
    ),
    kept: '/* cannot happen */',
  },
  {
    name: 'a name that is taken',
    code: klass(
      [
        ...['a', 'b', 'c'].map((name) => `  ${name}() { ${throwing} this.pipe.send('${name}'); }`),
        `  last(pipe: string) { ${throwing} this.pipe.send(pipe); }`,
      ].join('\n'),
    ),
    kept: `last(pipe: string) { ${throwing}`,
  },
];

test('a guard that cannot be replaced stays beside those that can', async () => {
  const result = await bench(
    Object.fromEntries(partial.map(({ code }, index) => [`src/partial-${index}.ts`, code])),
  );
  for (const [index, { name, kept }] of partial.entries()) {
    const file = `src/partial-${index}.ts`;
    const [finding] = result.findings(id).filter((each) => each.file === file);
    assert.ok(finding, name);
    const text = result.fixed(finding)[file] as string;
    assert.ok(text.includes(kept), `${name}\n${text}`);
    assert.equal(text.split('this.requirePipe()').length, 4, text);
  }
});

test('guards that end in ways of their own are flagged, and the fix says why it is refused', async () => {
  const code = klass(
    [
      guarded('a', "if (!this.pipe) throw new Error('a');"),
      guarded('b', "if (!this.pipe) throw new TypeError('b');"),
      guarded('c', "if (this.pipe === null) throw new RangeError('c');"),
    ].join('\n'),
  );
  const result = await bench({ 'src/mixed.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /neither their condition nor their error in common/);
});

test('guards that ask for something else as well are flagged, and the fix says why it is refused', async () => {
  const both = "if (!this.pipe || !this.running) throw new Error('Closed');";
  const code = klass(['a', 'b', 'c'].map((name) => guarded(name, both)).join('\n'));
  const result = await bench({ 'src/both.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /ask for other things in the same condition/);
});

test('the same error where a member is missing counts over files, once for each function', async () => {
  const check = (name: string): string =>
    `export function ${name}(context: Context) { if (!context.user) throw new Error('Sign in'); return context.user; }\n`;
  const files = {
    'src/context.ts': 'export interface Context { user?: { id: string } }\n',
    'src/a.ts': `import type { Context } from './context';\n${check('one')}${check('two')}`,
    'src/b.ts': `import type { Context } from './context';\n${check('three')}`,
  };
  const result = await bench(files);
  const [finding, ...others] = result.findings(id);
  assert.ok(finding && others.length === 0);
  assert.equal(finding.file, 'src/context.ts');
  assert.match(finding.message, /3 functions in 2 files take a `Context`/);
  const fewer = await bench({ ...files, 'src/b.ts': 'export {};\n' });
  assert.deepEqual(fewer.findings(id), []);
});

test('guards that return without a word count where many do and one method sets the field', async () => {
  const silent = 'if (!this.pipe) return;';
  const of = async (...members: string[]): Promise<string[]> => {
    const { findings } = await bench({ 'src/it.ts': klass(members.join('\n')) });
    return findings(id).map(({ severity }) => severity);
  };
  const three = ['a', 'b', 'c'].map((name) => guarded(name, silent));
  assert.deepEqual(await of(...three), []);
  assert.deepEqual(await of(...three, guarded('d', silent)), ['hint']);
  assert.deepEqual(await of(...three, guarded('d', throwing)), ['info']);
  assert.deepEqual(await of(...three, guarded('d', silent), '  e() { this.pipe!.send("e"); }'), ['info']);
  // An answer of its own is a state like any other.
  assert.deepEqual(await of(...three, guarded('d', "if (!this.pipe) return 'none';")), []);
  assert.deepEqual(
    await of(...three, guarded('d', silent), "  reopen() { this.pipe = { send() {}, state: '' }; }"),
    [],
  );
});

test('guards that return without a word do not keep those that throw from being mended', async () => {
  const silent = ['e', 'f', 'g', 'h'].map((name) => guarded(name, 'if (!this.pipe) return;'));
  const loud = ['a', 'b', 'c'].map((name) => `  ${name}() { ${throwing} this.pipe.send('${name}'); }`);
  const result = await bench({ 'src/it.ts': klass([...loud, ...silent].join('\n')) });
  const [finding] = result.findings(id);
  assert.equal(finding?.severity, 'warning');
  assert.equal(finding && result.fix(finding).reason, null);
});
