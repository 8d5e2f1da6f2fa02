import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { optionalBag } from './optional-bag.ts';

testLesson(optionalBag);
const rule = 'null-prone/optional-bag';

const builders = `
export const start = (): Upload => ({ phase: 'waiting', name: 'a' });
export const again = (): Upload => ({ phase: 'waiting', name: 'b' });
export const done = (url: string): Upload => ({ phase: 'done', name: 'a', url });
export const copied = (url: string): Upload => ({ phase: 'done', name: 'b', url });
export const failed = (reason: string): Upload => ({ phase: 'failed', name: 'a', reason });
export const gone = (): Upload => ({ phase: 'failed', name: 'b', reason: 'gone' });
`;
const bag = `export interface Upload {
  /** As the user typed it. */
  readonly name: string;
  phase: 'waiting' | 'done' | 'failed';
  url?: string;
  reason?: string;
}
`;

async function severities(text: string, file = 'src/upload.ts'): Promise<string[]> {
  const { findings, errors } = await bench({ [file]: text });
  assert.deepEqual(errors, []);
  return findings(rule).map(({ severity }) => severity);
}

test('constructions in several files are counted together', async () => {
  const { findings } = await bench({
    'src/upload.ts': bag,
    'src/build.ts': `import type { Upload } from './upload.ts';${builders}`,
  });
  const [finding, ...others] = findings(rule);
  assert.equal(others.length, 0);
  assert.match(
    finding?.message ?? '',
    /`url` and `reason` are never set together in the 6 places that build an `Upload`/,
  );
});

test('a test of the state makes the finding a warning, with the checks counted', async () => {
  const reader = `export const show = (upload: Upload) => upload.phase === 'done' ? upload.url! : upload.reason ?? '';`;
  const { findings } = await bench({ 'src/upload.ts': bag + builders + reader });
  const [finding] = findings(rule);
  assert.equal(finding?.severity, 'warning');
  assert.match(
    finding?.message ?? '',
    /2 places check which of them is there; yet the type allows both, .* told apart by `phase`/,
  );
});

test('one place that sets both, or might, ends the evidence', async () => {
  for (const more of [
    `export const both = (url: string): Upload => ({ phase: 'failed', name: 'a', url, reason: 'late' });`,
    `export const maybe = (url: string | undefined): Upload => ({ phase: 'failed', name: 'a', url, reason: 'late' });`,
    `export const late = (upload: Upload): Upload => ({ ...upload, phase: 'failed', reason: 'late' });`,
  ]) {
    assert.deepEqual(await severities(bag + builders + more), [], more);
  }
});

test('what keeps the state, or takes it from what is known, is no doubt', async () => {
  for (const more of [
    `export const rename = (upload: Upload, name: string): Upload => ({ ...upload, name });`,
    `const initial: Upload = { phase: 'waiting', name: '', url: undefined, reason: undefined };
     export const late = (): Upload => ({ ...initial, phase: 'failed', reason: 'late' });`,
    `export const named = (base: { name: string }): Upload => ({ ...base, phase: 'failed', reason: 'late' });`,
    `export const perhaps = (reason: string | undefined): Upload => ({ phase: 'waiting', name: 'a', reason });`,
  ]) {
    assert.equal((await severities(bag + builders + more)).length, 1, more);
  }
});

test('options are what optional members are for', async () => {
  assert.deepEqual(await severities((bag + builders).replaceAll('Upload', 'UploadOptions')), []);
});

test('a member that is written later, a patch or a subtype tells of mixtures that no construction shows', async () => {
  for (const more of [
    `export function fail(upload: Upload): void { upload.reason = 'late'; }`,
    `export const patch = (upload: Upload, change: Partial<Upload>): Upload => Object.assign(upload, change);`,
    `export interface Named extends Upload { owner: string }`,
  ]) {
    assert.deepEqual(await severities(bag + builders + more), [], more);
  }
});

test('state of a component is built by its setter', async () => {
  const text = `
declare function useState<T>(initial: T | (() => T)): [T, (next: T | ((before: T) => T)) => void];
interface Search { loading: boolean; hits: string[] | null; error: Error | null }
export function useSearch(fetchHits: () => Promise<string[]>) {
  const [search, setSearch] = useState<Search>({ loading: true, hits: null, error: null });
  const run = async (): Promise<void> => {
    setSearch({ loading: true, hits: null, error: null });
    try {
      const hits = await fetchHits();
      setSearch({ loading: false, hits, error: null });
    } catch (error) {
      setSearch(() => ({ loading: false, hits: null, error: error as Error }));
    }
  };
  const clear = (): void => setSearch({ loading: false, hits: [], error: null });
  const fail = (): void => setSearch({ loading: false, hits: null, error: new Error('late') });
  if (search.error) return search.error.message;
  return search.hits === null ? run : clear ?? fail;
}
`;
  const { findings, fixed } = await bench({ 'src/search.ts': text });
  const [finding] = findings(rule);
  assert.match(finding?.message ?? '', /`hits` and `error` are never set together/);
  assert.ok(finding);
  assert.match(fixed(finding)['src/search.ts'] ?? '', /hits: null;\n {2}error: Error;/);
});

test('entries of a mapped list and of pushed lists are constructions', async () => {
  const text = `
interface Row { text?: string; children?: Row[] }
export const leaves = (texts: string[]): Row[] => texts.map((text) => ({ text }));
export function tree(groups: string[][]): Row[] {
  const rows: Row[] = [];
  for (const group of groups) rows.push({ children: leaves(group) });
  rows.push({ children: [] }, { text: 'end' });
  return rows;
}
export const write = (row: Row): string => row.children ? row.children.map(write).join() : row.text!;
`;
  assert.deepEqual(await severities(text), ['info']);
});

test('a variable takes its type from where it goes, unless it is changed on the way', async () => {
  const text = `
interface Reply { ok: boolean; body?: string; problem?: Error }
export function a(): Reply { const reply = { ok: true, body: '' }; return reply; }
export function b(): Reply { const reply = { ok: true, body: 'b' }; return reply; }
export function c(): Reply { const reply = { ok: false, problem: new Error('c') }; return reply; }
export function d(): Reply { return { ok: false, problem: new Error('d') }; }
`;
  assert.deepEqual(await severities(text), ['info']);
  assert.deepEqual(await severities(text.replace(`'b' };`, `'b' }; reply.body = '';`)), []);
});

test('without a state to test, extras that most places leave out are no choice', async () => {
  const key = (more: string) => `
interface Key { code: number; shift?: string; location?: number }
export const keys: Key[] = [{ code: 1, shift: 'A' }, { code: 2, shift: 'B' }, { code: 3, location: 1 }, { code: 4, location: 2 }${more}];
export const read = (key: Key): string => { if (key.shift) return key.shift; return key.location ? 'far' : ''; };
`;
  assert.deepEqual(await severities(key('')), ['info']);
  assert.deepEqual(
    await severities(key(', { code: 5 }, { code: 6 }, { code: 7 }, { code: 8 }, { code: 9 }')),
    [],
  );
});

test('without a state to test, what has a default is an option, unless there always is just one', async () => {
  const step = (more: string, read: string) => `
interface Panel { title?: string; side?: string }
export const panels: Panel[] = [{ title: 'a' }, { title: 'b' }, { side: 'left' }, { side: 'right' }${more}];
export const read = (panel: Panel): string => panel.title ? panel.title : ${read};
`;
  assert.deepEqual(await severities(step(', {}', 'panel.side!')), ['info']);
  assert.deepEqual(await severities(step(', {}', "panel.side ?? 'center'")), []);
  assert.deepEqual(await severities(step('', "panel.side ?? 'center'")), ['info']);
});

test('without a state to test, one choice among many options leaves an option bag', async () => {
  const step = (members: string) => `
interface Step { say?: string; ask?: string; ${members} }
export const steps: Step[] = [{ say: 'a' }, { say: 'b' }, { ask: 'c' }, { ask: 'd' }];
export const read = (step: Step): string => step.say ?? step.ask ?? '';
`;
  assert.deepEqual(await severities(step('late?: boolean;')), ['info']);
  assert.deepEqual(await severities(step('late?: boolean; loud?: boolean; twice?: boolean;')), []);
});

test('without a state to test, arguments and values from outside are bags on purpose', async () => {
  const find = `
interface Lookup { id?: string; slug?: string }
export const find = (by: Lookup): string => by.id ?? by.slug ?? '';
`;
  const built = `export const wanted: Lookup[] = [{ id: '1' }, { id: '2' }, { slug: 'a' }, { slug: 'b' }];`;
  assert.deepEqual(await severities(find + built), ['info']);
  assert.deepEqual(
    await severities(
      `${find}export const all = [find({ id: '1' }), find({ id: '2' }), find({ slug: 'a' }), find({ slug: 'b' })];`,
    ),
    [],
  );
  assert.deepEqual(
    await severities(`${find}${built}export const read = (text: string) => JSON.parse(text) as Lookup;`),
    [],
  );
});

test('a value that tells nothing apart by its name and is never tested may agree by chance', async () => {
  const text = (name: string) => `
interface Field { ${name}: 'left' | 'right'; choices?: string[]; range?: number }
export const fields: Field[] = [
  { ${name}: 'left', choices: [] }, { ${name}: 'left', choices: ['a'] },
  { ${name}: 'right', range: 1 }, { ${name}: 'right', range: 2 },
];
`;
  assert.deepEqual(await severities(text('type')), ['info']);
  assert.deepEqual(await severities(text('side')), []);
});

test('what a variant may or may not have stays optional in it and is no evidence', async () => {
  const text = `
interface Outcome { ok: boolean; value?: number; note?: string }
export const a: Outcome = { ok: true, value: 1 };
export const b: Outcome = { ok: true, value: 2 };
export const c: Outcome = { ok: false, note: 'late' };
export const d: Outcome = { ok: false };
`;
  assert.deepEqual(await severities(text), []);
  assert.deepEqual(await severities(text.replace('{ ok: false }', `{ ok: false, note: 'gone' }`)), ['info']);
});

test('three constructions with one of a kind are enough where the state is tested', async () => {
  const text = `
interface Parsed { ok: boolean; value?: number; problem?: string }
export function parse(text: string): Parsed {
  if (text === '') return { ok: false, problem: 'empty' };
  if (Number.isNaN(Number(text))) return { ok: false, problem: 'no number' };
  return { ok: true, value: Number(text) };
}
`;
  assert.deepEqual(await severities(text), []);
  assert.deepEqual(
    await severities(`${text}export const or0 = (parsed: Parsed): number => parsed.ok ? parsed.value! : 0;`),
    ['info'],
  );
});

test('a union with a list that the compiler cannot describe tells nothing, and loses no other finding of the file', async () => {
  const more = `
export const marks = (text: string) => (text.match(/x/g) || []).length || undefined;
export const found = (text: string): Upload => ({ phase: 'failed', name: text, reason: text.match(/x/) || [] });
`;
  const text = (bag + builders).replace('reason?: string', 'reason?: string | readonly string[]');
  assert.deepEqual(await severities(text + more), ['info']);
});

const outcome = (
  body: string,
  maker = '(readonly ok: boolean, readonly value?: number, public problem?: Error) {}',
) => `
export class Outcome {
  constructor${maker}
  get text(): string { return this.ok ? String(this.value!) : this.problem!.message; }
  ${body}
}
`;

test('what a constructor takes shows what its class is built with', async () => {
  const made = `
export const one = new Outcome(true, 1);
export const two = new Outcome(true, 2);
export const late = new Outcome(false, undefined, new Error('late'));
export const gone = (problem: Error) => new Outcome(false, undefined, problem);
`;
  assert.deepEqual(await severities(outcome('') + made), ['info']);
  assert.deepEqual(
    await severities(`${outcome('')}${made}export const both = new Outcome(false, 1, new Error('both'));`),
    [],
  );
  assert.deepEqual(
    await severities(
      `${outcome('')}${made}export const any = (value?: number) => new Outcome(false, value, new Error(''));`,
    ),
    [],
  );
  assert.deepEqual(
    await severities(outcome('fail(problem: Error): void { this.problem = problem; }') + made),
    [],
  );
  assert.deepEqual(await severities(`${outcome('')}${made}export class Named extends Outcome {}`), []);
  const fields = `(ok: boolean, value?: number, problem?: Error) { this.ok = ok; this.value = value; this.problem = problem ?? undefined; }
  readonly ok: boolean; readonly value?: number; readonly problem?: Error;`;
  assert.deepEqual(await severities(outcome('', fields) + made), ['info']);
  const sometimes = fields.replace('this.value = value', 'if (value !== 0) this.value = value');
  assert.deepEqual(await severities(outcome('', sometimes) + made), []);
});

test('a constructor that takes an object gives its fields what the object has', async () => {
  const made = `
export const one = new Outcome({ ok: true, value: 1 });
export const two = new Outcome({ ok: true, value: 2 });
export const late = new Outcome({ ok: false, problem: new Error('late') });
export const gone = (problem: Error) => new Outcome({ ok: false, problem });
`;
  const fields = 'readonly ok: boolean; readonly value: number | null; readonly problem?: Error;';
  const init = '{ ok: boolean; value?: number; problem?: Error }';
  for (const maker of [
    `(given: ${init}) { this.ok = given.ok; this.value = given.value ?? null; this.problem = given.problem; }`,
    `({ ok, value, problem }: ${init}) { this.ok = ok; this.value = value ?? null; this.problem = problem; }`,
  ]) {
    assert.deepEqual(await severities(outcome(fields, maker) + made), ['info'], maker);
  }
  const standIn = `({ ok, value = 0, problem }: ${init}) { this.ok = ok; this.value = value; this.problem = problem; }`;
  assert.deepEqual(await severities(outcome(fields, standIn) + made), []);
});

test('of a result that each place either has or lacks, one place that succeeds is enough; of two switches it is not', async () => {
  const answers = (value: string, problem: string): string => `
interface Answer { value?: ${value}; problem?: ${problem} }
declare function ask(): ${value};
declare function say(given: ${value} | ${problem}): void;
export function answer(way: string): Answer {
  if (way === '') return { problem: blame() };
  if (way === 'far') return { problem: blame() };
  return { value: ask() };
}
declare function blame(): ${problem};
export function tell(way: string): void {
  const given = answer(way);
  if (given.problem) say(given.problem);
  else if (given.value) say(given.value);
}
`;
  assert.deepEqual(await severities(answers('string', 'Error')), ['info']);
  assert.deepEqual(await severities(answers('boolean', 'boolean')), []);
  const sometimes = answers('string', 'Error').replace("'far') return {", "'far') return {}; else return {");
  assert.deepEqual(await severities(sometimes), []);
});
