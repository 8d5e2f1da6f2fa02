import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { untypedBoundary } from './untyped-boundary.ts';

testLesson(untypedBoundary);

const { id } = untypedBoundary.meta;

const order = `export interface Order { id: string; lines: string[]; note?: string }\n`;

describe('values from outside that nobody looks at', () => {
  const flagged: Record<string, string> = {
    'a variable with a type': `export function run(text: string) { const found: Order = JSON.parse(text); return found.id; }`,
    'a cast': `export const run = (text: string) => (JSON.parse(text) as Order).lines.length;`,
    'a cast by way of unknown': `export const run = (text: string) => JSON.parse(text) as unknown as Order;`,
    'what a function returns': `export function run(text: string): Order { return JSON.parse(text); }`,
    'what an arrow function returns': `export const run = (text: string): Order => JSON.parse(text);`,
    'what an async function returns': `export async function run(answer: Response): Promise<Order> { return answer.json(); }`,
    'a text that is read': `declare function readFile(name: string): string; export function run(): Order { const text = readFile('order'); return JSON.parse(text.trim()); }`,
    'a promise that is handed on': `export function run(answer: Response): Promise<Order> { return answer.json(); }`,
    'an argument': `declare function ship(order: Order): void; export const run = (text: string) => ship(JSON.parse(text));`,
    'an entry of a list': `export const run = (text: string, orders: Order[]) => orders.push(JSON.parse(text));`,
    'a member of an object': `export const run = (text: string): { order: Order } => ({ order: JSON.parse(text) });`,
    'an assignment': `export class Shop { order: Order | null = null; run(text: string) { this.order = JSON.parse(text); } }`,
    'one branch of a choice': `export const run = (text: string | null): Order | null => (text ? JSON.parse(text) : null);`,
    'a list': `export const run = (text: string): Order[] => JSON.parse(text);`,
    'a list of texts in an answer': `export const run = async (answer: Response): Promise<string[]> => (await answer.json()).names;`,
    'a table of objects': `export const run = (text: string): Record<string, Order> => JSON.parse(text);`,
    'a part of what came': `export async function run(answer: Response): Promise<Order> { const { x } = { x: 1 }; void x; return (await answer.json()).order; }`,
    'a constant in between': `export async function run(answer: Response): Promise<Order> { const body = await answer.json(); console.log('got it'); return body.order; }`,
    'a test of a member that may be missing': `export function run(text: string) { const order: Order = JSON.parse(text); return order.note ? order.note : order.id; }`,
    'a list whose length is asked for': `export function run(text: string) { const orders: Order[] = JSON.parse(text); return orders.length === 0 ? null : orders; }`,
    'a member that is compared with another': `export function run(text: string, known: Order[]) { const order = JSON.parse(text) as Order; return known.some((each) => each.id === order.id); }`,
    'a callback that names the type': `declare function ship(order: Order): void; export const run = (url: string) => fetch(url).then((answer) => answer.json()).then((order: Order) => ship(order));`,
    'a callback that hands it on': `declare function ship(order: Order): void; export const run = (answer: Response) => answer.json().then((order) => { ship(order); });`,
    'what a callback of a promise gives': `export async function run(url: string) { const order: Order = await fetch(url).then((answer) => { return answer.json(); }); return order.id; }`,
    'what an envelope with types carries': `export const run = (event: { body: string }): Order => JSON.parse(event.body);`,
    'what another window sends': `declare function ship(order: Order): void; window.addEventListener('message', (event) => { ship(event.data); });`,
  };
  for (const [name, code] of Object.entries(flagged)) {
    test(name, async () => {
      const result = await bench({ 'src/run.ts': `${order}${code}\n` });
      assert.deepEqual(result.errors, []);
      assert.deepEqual(
        result.findings(id).map(({ severity }) => severity),
        // A text that is handed in may be the program's own; so may what another window sends.
        [/JSON\.parse\(text\)|event\.data\)/.test(code) ? 'hint' : 'info'],
      );
    });
  }

  test('not: what says nothing, is looked at, or is known', async () => {
    const clean: Record<string, string> = {
      'a type that promises nothing': `interface Hints { a?: string } export const run = (text: string): Hints => JSON.parse(text);`,
      'a partial type': `export const run = (text: string) => JSON.parse(text) as Partial<Order>;`,
      'unknown members': `export const run = (text: string) => JSON.parse(text) as { id: unknown };`,
      'a plain table': `export const run = (text: string): Record<string, unknown> => JSON.parse(text);`,
      unknown: `export const run = (text: string): unknown => JSON.parse(text);`,
      'a type the caller chooses': `export const run = <T>(text: string): T => JSON.parse(text);`,
      'a reviver': `export const run = (text: string): Order => JSON.parse(text, (key, value) => (key === 'id' ? String(value) : value));`,
      'a type of the library': `export const run = (text: string): Location => JSON.parse(text);`,
      'a copy': `export const run = (order: Order): Order => JSON.parse(JSON.stringify(order));`,
      'a copy with a name': `export function run(order: Order): Order { const text = JSON.stringify(order); return JSON.parse(text); }`,
      'a type guard': `declare function isOrder(value: unknown): boolean; export function run(text: string) { const order: Order = JSON.parse(text); return isOrder(order) ? order : null; }`,
      'a guard before': `declare function isOrder(value: unknown): value is Order; export function run(text: string): Order | null { const found = JSON.parse(text); return isOrder(found) ? found : null; }`,
      'a test of a member': `export function run(text: string) { const order = JSON.parse(text) as Order; if (typeof order.id !== 'string') throw new Error('No order'); return order; }`,
      'a part that is tested under its own name': `export function run(text: string) { const order: Order = JSON.parse(text); const { id } = order; return typeof id === 'string' ? id : ''; }`,
      'entries that are tested': `export function run(text: string) { const orders = JSON.parse(text) as Order[]; for (const { id } of orders) if (!id) throw new Error('No id'); return orders; }`,
      'entries that are tested in a callback': `export const run = (text: string) => (JSON.parse(text) as Order[]).filter((order) => !!order.id);`,
      'another variable of the same name': `declare const known: Order; export function run(text: string): Order { if (text) { const found = JSON.parse(text); console.log(found); } const found = known; return found; }`,
      'a list that is asked for': `export function run(text: string): Order[] { const orders = JSON.parse(text); return Array.isArray(orders) ? orders : []; }`,
      'a callback that looks at it': `declare function ship(order: Order): void; export const run = (answer: Response) => answer.json().then((order: Order) => { if (order.id) ship(order); });`,
      'a callback that takes anything': `export const run = (answer: Response) => answer.json().then((order: unknown) => String(order));`,
      'a callback that makes something of it': `export const run = (url: string): Promise<Order> => fetch(url).then((answer) => ({ id: answer.url, lines: [] }));`,
      'a schema': `declare const schema: { parse(value: unknown): Order }; export const run = (text: string): Order => schema.parse(JSON.parse(text));`,
      'a function that takes anything': `declare function read(value: unknown): Order; export const run = (text: string): Order => read(JSON.parse(text));`,
      'a function that fills in defaults': `declare function withDefaults(order: Order): Order; export const run = (text: string) => withDefaults(JSON.parse(text));`,
      'defaults for all parts': `export function run(text: string) { const { id = '', lines = [] } = JSON.parse(text) as Order; return [id, ...lines]; }`,
      'a default for the part that is read': `export const run = (text: string) => (JSON.parse(text) as Order).lines ?? [];`,
      'an answer of a typed client': `declare const client: { json(): Promise<Order> }; export const run = async (): Promise<Order> => client.json();`,
      'the manifest of the package': `declare function read(file: string): string; export const run = (): { name: string } => JSON.parse(read('package.json'));`,
      'a message of an own worker': `declare function ship(order: Order): void; export const run = (worker: Worker) => worker.addEventListener('message', (event) => ship(event.data));`,
    };
    await assertClean(
      id,
      Object.fromEntries(Object.entries(clean).map(([name, code]) => [name, order + code])),
    );
  });

  test('not: scripts, tools and tests', async () => {
    const code = `${order}export const run = (text: string): Order => JSON.parse(text);\n`;
    const result = await bench({ 'scripts/run.ts': code, 'src/run.test.ts': code, 'app.config.ts': code });
    assert.deepEqual(result.findings(id), []);
  });
});

describe('how much is said', () => {
  test('what the program writes itself is a hint, and so is what its own server answers', async () => {
    const { findings } = await bench({
      'src/order.ts': order,
      'src/save.ts': `import type { Order } from './order.ts';\nexport const save = (order: Order) => localStorage.setItem('order', JSON.stringify(order));\n`,
      'src/load.ts': `import type { Order } from './order.ts';\nexport const load = (text: string): Order => JSON.parse(text);\n`,
      'src/shape.ts': `export const announce = (name: string, count: number) => JSON.stringify({ name, count, at: 0 });\n`,
      'src/heard.ts': `export const heard = (text: string): { name: string; count: number } => JSON.parse(text);\n`,
      'src/kinds.ts': `export type Kind = { kind: 'a'; a: string } | { kind: 'b'; b: string };\nexport const send = (kind: Kind) => JSON.stringify(kind);\nexport const receive = (text: string): Kind => JSON.parse(text);\n`,
      'src/blank.ts': `export const blank = (text: string | null): { left: string } => JSON.parse(text ?? '{}');\n`,
      'src/own.ts': `export async function own(): Promise<{ count: number }> { const answer = await fetch('/api/count'); return answer.json(); }\n`,
    });
    assert.deepEqual(
      findings(id).map(({ file, severity }) => [file, severity]),
      [
        ['src/blank.ts', 'hint'],
        ['src/heard.ts', 'hint'],
        ['src/kinds.ts', 'hint'],
        ['src/load.ts', 'hint'],
        ['src/own.ts', 'hint'],
      ],
    );
    assert.match(findings(id)[3]?.message ?? '', /writes such values itself in one place/);
  });

  test('what the program keeps, or has a command print, is a hint; so is a list of plain values', async () => {
    const files = {
      'src/a.ts': `export const run = (): Order => JSON.parse(localStorage.getItem('order')!);`,
      'src/b.ts': `export const run = (row: { order: string }): Order => JSON.parse(row.order);`,
      'src/c.ts': `export const run = (state: { orders: string[] }) => state.orders.map((each) => JSON.parse(each) as Order);`,
      'src/d.ts': `export const run = (stdout: string) => stdout.split('').map((line) => JSON.parse(line) as Order);`,
      'src/e.ts': `export const run = (text: string): string[] => JSON.parse(text);`,
      'src/ea.ts': `type SetStateAction<S> = S | ((before: S) => S); declare function setNames(names: SetStateAction<string[]>): void; export const run = (event: MessageEvent) => setNames(JSON.parse(event.data));`,
      'src/f.ts': `export const run = (row: any): Order => JSON.parse(row.order);`,
      'src/fa.ts': `export const run = (cache: { value: string }): Order => JSON.parse(cache.value);`,
      'src/g.ts': `export const run = (lines: string[]) => lines.map((line) => JSON.parse(line) as Order);`,
      'src/h.ts': `export const run = (buffer: Buffer): Order => { const text = buffer.toString(); return JSON.parse(text); };\ninterface Buffer { toString(): string }`,
    };
    const { findings } = await bench(
      Object.fromEntries(Object.entries(files).map(([name, code]) => [name, order + code])),
    );
    const said = findings(id).map(({ severity, message }) => [severity, message] as const);
    assert.deepEqual(
      said.map(([severity]) => severity),
      ['hint', 'hint', 'hint', 'hint', 'hint', 'hint', 'info', 'hint', 'hint', 'info'],
    );
    assert.match(said[1]?.[1] ?? '', /The program keeps `row\.order` itself/);
    assert.match(said[5]?.[1] ?? '', /taken for `string\[\]`, a list/);
    assert.match(said[3]?.[1] ?? '', /Another version of the command/);
  });

  test('the declaration of the type is shown, wherever it is', async () => {
    const { findings } = await bench({
      'src/order.ts': order,
      'src/one.ts': `import type { Order } from './order.ts';\nexport const one = (text: string): Order[] => JSON.parse(text);\n`,
    });
    const [place] = findings(id)[0]?.related ?? [];
    assert.match(place?.file ?? '', /order\.ts$/);
    assert.deepEqual(place?.range.start, { line: 0, character: 17 });
  });

  test('places that take a value for one type are about one thing', async () => {
    const { findings } = await bench({
      'src/order.ts': order,
      'src/one.ts': `import type { Order } from './order.ts';\nexport const one = (text: string): Order => JSON.parse(text);\n`,
      'src/two.ts': `import type { Order } from './order.ts';\nexport const two = (text: string): Order[] => JSON.parse(text);\n`,
    });
    assert.deepEqual(
      findings(id).map(({ group }) => group),
      ['order.ts#Order', 'order.ts#Order'],
    );
  });

  test('a function whose callers name several types', async () => {
    const files = {
      'src/order.ts': order,
      'src/json.ts': `export async function fetchJson<T>(url: string): Promise<T> { const answer = await fetch(url); return answer.json(); }\n`,
      'src/one.ts': `import { fetchJson } from './json.ts';\nimport type { Order } from './order.ts';\nexport const one = () => fetchJson<Order>('https://example.org/1');\n`,
    };
    const other = `import { fetchJson } from './json.ts';\nexport const two = () => fetchJson<{ count: number }>('https://example.org/2');\n`;
    const { findings } = await bench({ ...files, 'src/two.ts': other });
    assert.deepEqual(
      findings(id).map(({ file, severity, related }) => [file, severity, related.length]),
      [['src/json.ts', 'hint', 2]],
    );
    assert.match(
      findings(id)[0]?.message ?? '',
      /`fetchJson` gives what `answer\.json\(\)` brings.*2 calls name 2 types/,
    );
    const single = await bench({ ...files, 'src/two.ts': other.replace('{ count: number }', 'unknown') });
    assert.deepEqual(single.findings(id), []);
  });

  test('what JSON cannot carry is named', async () => {
    const { findings } = await bench({
      'src/load.ts': `interface Visit { place: string; at: Date }\nexport const load = (text: string): Visit => JSON.parse(text);\n`,
    });
    assert.match(findings(id)[0]?.message ?? '', /JSON cannot carry `at: Date`/);
  });

  test('the first use is evidence', async () => {
    const { findings } = await bench({
      'src/load.ts': `${order}export function load(text: string) { const found: Order = JSON.parse(text); return found.lines.join(); }\n`,
    });
    assert.match(findings(id)[0]?.message ?? '', /`id` and `lines`.*`found\.lines`/);
    assert.match(findings(id)[0]?.related[1]?.message ?? '', /`found\.lines` is the first/);
  });
});
