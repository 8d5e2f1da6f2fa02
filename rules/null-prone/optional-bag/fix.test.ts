import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, type Files } from '../../../test/harness/bench.ts';
import { load } from '../../../test/harness/load.ts';

const rule = 'null-prone/optional-bag';
const file = 'src/result.ts';

const builders = `
export const good = (value: number): Result => ({ ok: true, value });
export const zero = (): Result => ({ ok: true, value: 0 });
export const bad = (problem: Error): Result => ({ ok: false, problem });
export const late = (): Result => ({ ok: false, problem: new Error('late') });
`;
const result = `export interface Result {
  ok: boolean;
  value?: number;
  problem?: Error;
}
`;

async function fix(text: string, index = 0): Promise<{ text: string; reason: string | null }> {
  const { findings, fix, fixed } = await bench({ [file]: text });
  const [finding] = findings(rule);
  assert.ok(finding, 'nothing found');
  const { verified, reason } = fix(finding, index);
  return { text: verified ? (fixed(finding, index)[file] ?? '') : text, reason };
}

test('checks become tests of the state and needless assertions go, in every form', async () => {
  const readers = `
export function sum(results: readonly Result[]): number {
  let sum = 0;
  for (const result of results) {
    if (!result.ok) continue;
    sum += result.value!;
  }
  return sum;
}
export function text(result: Result): string {
  if (result.problem !== undefined) return result.problem!.message;
  switch (result.ok) {
    case true:
      return result.value!.toFixed(1);
    default:
      return '';
  }
}
export const isBad = (result: Result | undefined): boolean => !!result?.problem && !result.ok;
export const or0 = (result: Result): number => (!result.problem ? result.value! : 0);
`;
  const before = result + builders + readers;
  const { text, reason } = await fix(before);
  assert.equal(reason, null);
  assert.doesNotMatch(text, /value!|problem!/);
  assert.match(text, /if \(!result\.ok\) return result\.problem\.message;/);
  assert.match(text, /result\.ok \? result\.value : 0/);
  const [old, now] = [await load(before), await load(text)];
  const results = ['good', 'zero', 'bad', 'late'].map(
    (name) => [name, name === 'bad' ? new Error('no') : 7] as const,
  );
  for (const reader of ['text', 'isBad', 'or0']) {
    for (const [name, argument] of results) {
      const run = (module: Record<string, unknown>): unknown =>
        call(module, reader, call(module, name, argument));
      assert.deepEqual(run(now), run(old), `${reader}(${name})`);
    }
  }
  assert.equal(call(now, 'isBad', undefined), call(old, 'isBad', undefined));
});

test('a value that may be falsy, or is wanted for itself, is checked as before', async () => {
  const readers = `
export const has = (result: Result): boolean => (result.value ? true : result.ok);
export const shown = (result: Result) => result.problem && result.problem.message;
export const first = (result: Result): number => result.value!;
`;
  const { text, reason } = await fix(result + builders + readers, 1);
  assert.equal(reason, null);
  assert.ok(text.endsWith(builders + readers));
  assert.equal(
    (await fix(result + builders + readers, 0)).reason,
    'No check of a member can be said as one of `ok`.',
  );
});

test('where no check can be said of the state, only the type is offered to change', async () => {
  const fixes = async (reader: string): Promise<number> => {
    const { findings } = await bench({ [file]: result + builders + reader });
    return findings(rule)[0]?.fixes.length ?? 0;
  };
  assert.equal(await fixes('export const has = (result: Result) => (result.value ? 1 : result.ok);'), 1);
  assert.equal(
    await fixes('export const has = (result: Result) => (result.value != null ? 1 : result.ok);'),
    2,
  );
  assert.equal(await fixes('export const has = (result: Result) => (result.problem ? 1 : result.ok);'), 2);
  assert.equal(
    await fixes("export const has = (result: Result) => result.ok || (result.problem ?? 'none');"),
    1,
  );
});

test('type parameters, a base, comments and the layout of the file stay', async () => {
  const text = `import type { Id } from './id'

/** What a request came to. */
export type Reply<T, E extends Error> = {
\treadonly id: Id // of the request
\tstate: "done" | "failed"
\t// there once it is done
\tdata?: T
\tcause?: E | null
}
export const done = <T>(id: Id, data: NonNullable<T>): Reply<T, Error> => ({ id, state: "done", data })
export const again = (id: Id): Reply<string, Error> => ({ id, state: "done", data: "" })
export const failed = (id: Id, cause: Error): Reply<string, Error> => ({ id, state: "failed", cause })
export const gone = (id: Id): Reply<string, Error> => ({ id, state: "failed", cause: new Error("gone") })
`.replaceAll('\n', '\r\n');
  const files: Files = { [file]: text, 'src/id.ts': 'export type Id = string;\n' };
  const { findings, fixed } = await bench(files);
  const [finding] = findings(rule);
  assert.ok(finding);
  assert.equal(
    fixed(finding)[file]?.split('export const done')[0],
    `import type { Id } from './id'

/** What a request came to. */
export type Reply<T, E extends Error> = ReplyDone<T> | ReplyFailed<E>

interface ReplyBase {
\treadonly id: Id // of the request
}

export interface ReplyDone<T> extends ReplyBase {
\tstate: "done"
\t// there once it is done
\tdata: T
\tcause?: null
}

export interface ReplyFailed<E extends Error> extends ReplyBase {
\tstate: "failed"
\tdata?: undefined
\tcause: E
}
`.replaceAll('\n', '\r\n'),
  );
});

test('what an interface builds on and values that nothing builds stay', async () => {
  const text = `interface Timed { at: number }
interface Job extends Timed { status: 'queued' | 'done' | 'failed' | 'paused'; output?: string; error?: Error }
export const queue = (at: number): Job => ({ at, status: 'queued' });
export const done = (at: number): Job => ({ at, status: 'done', output: '' });
export const copy = (at: number, output: string): Job => ({ at, status: 'done', output });
export const fail = (at: number, error: Error): Job => ({ at, status: 'failed', error });
export const late = (at: number): Job => ({ at, status: 'failed', error: new Error('late') });
`;
  const { text: after } = await fix(text);
  assert.match(after, /interface JobDone extends Timed \{\n {2}status: 'done';/);
  assert.match(after, /status: 'paused';\n {2}output\?: string;\n {2}error\?: Error;/);
});

test('a name that is taken is not taken twice', async () => {
  const { text } = await fix(`${result}${builders}export type ResultSuccess = 1;\n`);
  assert.match(text, /type Result = ResultSuccess2 \| ResultFailure;/);
});

test('what cannot be written as a union is refused with the reason', async () => {
  const loose = (result + builders).replace('problem?: Error;', 'problem?: Error;\n  // more to come');
  assert.match((await fix(loose)).reason ?? '', /comment at the end/);
});

const link = `export interface Link {
  readonly text: string;
  href?: string;
  action?: () => string;
}
`;
const links = `
export const home: Link = { text: 'Home', href: '/' };
export const away: Link = {
  // the shop
  text: 'Shop',
  href: '/shop',
};
export const undo: Link = { text: 'Undo', action: () => 'undone' };
export function redo(): Link {
  const link = { text: 'Redo', action: () => 'redone' };
  return link;
}
export const renamed = (link: Link): Link => ({ ...link, text: 'x' });
export const disarmed = (link: Link): Link => ({ ...link, href: '#', action: undefined });
export const follow = (link: Link): string => (link.action ? link.action() : link.href!);
export const isLocal = (link: Link | null): boolean => link?.action !== undefined;
`;

test('without a state to test, a new member tells the variants apart wherever one is built', async () => {
  const files = {
    [file]: link + links,
    'src/menu.ts': `import type { Link } from './result.ts';\nexport const menu: Link[] = [];\nmenu.push({ text: 'Top', href: '#top' });\n`,
    'src/menu.test.ts': `import { follow, type Link } from './result.ts';
follow({ text: 'Test', action: () => 'tested' });
declare function fake(load: (name: string) => Promise<Link>): void;
fake(async (text) => ({ text, href: '#' }));
`,
  };
  const { findings, fixed } = await bench(files);
  const [finding] = findings(rule);
  assert.ok(finding);
  const after = fixed(finding);
  assert.match(after['src/menu.ts'] ?? '', /menu\.push\(\{ kind: 'href', text: 'Top', href: '#top' \}\)/);
  assert.match(after['src/menu.test.ts'] ?? '', /follow\(\{ kind: 'action', text: 'Test',/);
  assert.match(after['src/menu.test.ts'] ?? '', /\(\{ kind: 'href', text, href: '#' \}\)/);
  const text = after[file] ?? '';
  assert.match(text, /interface LinkHref extends LinkBase \{\n {2}kind: 'href';\n {2}href: string;/);
  assert.match(text, /away: Link = \{\n {2}\/\/ the shop\n {2}kind: 'href',\n {2}text: 'Shop',/);
  assert.match(text, /const link = \{ kind: 'action' as const, text: 'Redo'/);
  assert.match(text, /\(\{ \.\.\.link, text: 'x' \}\)/);
  assert.match(text, /\(\{ \.\.\.link, kind: 'href', href: '#', action: undefined \}\)/);
  assert.match(text, /link\.kind === 'action' \? link\.action\(\) : link\.href\)/);
  const [old, now] = [await load(link + links), await load(text)];
  for (const made of ['home', 'away', 'undo'] as const) {
    for (const reader of ['follow', 'isLocal'])
      assert.equal(call(now, reader, now[made]), call(old, reader, old[made]), `${reader}(${made})`);
  }
  assert.equal(call(now, 'isLocal', null), call(old, 'isLocal', null));
});

test('objects that others read get no new member; the type alone can change', async () => {
  for (const more of [
    `export const save = (links: readonly Link[]) => localStorage.setItem('links', JSON.stringify({ links }));`,
    `export const tell = (to: MessagePort) => to.postMessage(home);`,
  ]) {
    const { reason } = await fix(link + links + more);
    assert.match(reason ?? '', /in line 22 of result\.ts hands such objects to others/);
    assert.equal((await fix(link + links + more, 1)).reason, null);
  }
  assert.equal((await fix(`${link}${links}export const shown = JSON.stringify(home.text);`)).reason, null);
});

test('a test that builds a mixture is named', async () => {
  const files = {
    [file]: link + links,
    'src/link.test.ts': `import { follow } from './result.ts';\nfollow({ text: 'a', href: '#', action: () => 'b' });\n`,
  };
  const { findings, fix } = await bench(files);
  const [finding] = findings(rule);
  assert.ok(finding);
  assert.equal(fix(finding).reason, 'Line 2 of link.test.ts builds a mixture that is none of the variants.');
});

test('a test that compares with such an object member by member keeps a new member out', async () => {
  const compared = (expected: string): Files => ({
    [file]: link + links,
    'src/link.test.ts': `import assert from 'node:assert';\nimport { home } from './result.ts';\nassert.deepEqual([home], [${expected}]);\n`,
  });
  const refused = async (expected: string): Promise<string | null> => {
    const { findings, fix } = await bench(compared(expected));
    const [finding] = findings(rule);
    assert.ok(finding);
    return fix(finding).reason;
  };
  assert.match(
    (await refused("{ text: 'Home', href: '#' }")) ?? '',
    /^Line 3 of link\.test\.ts compares with such an object, member by member, which a new member/,
  );
  assert.equal(await refused("{ text: 'Home', href: '#', other: 1 }"), null);
});

test('a variant is named without the verb of its flag', async () => {
  const flags = (link + links).replaceAll('action', 'isAction');
  assert.match((await fix(flags)).text, /kind: 'action'/);
});

test('a type that has a kind already gets another name for it', async () => {
  const { text } = await fix((link + links).replace('readonly text', "kind?: 'big';\n  readonly text"));
  assert.match(text, /variant: 'href';/);
});

function call(module: Record<string, unknown>, name: string, argument: unknown): unknown {
  return (module[name] as (argument: unknown) => unknown)(argument);
}
