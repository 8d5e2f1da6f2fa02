import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OpenedSession, openSession, rulesIn } from '../../test/harness/session.ts';
import {
  describeOrder,
  frontOfArray,
  guards,
  nonExhaustiveUnion,
  order,
  refund,
  repeatedErrorCheck,
  shop,
} from '../../test/lsp/samples.ts';
import type { Finding, SessionEvent } from './session.ts';

const undo = `export class Undo {
  readonly #done: string[] = [];
  push(step: string): void {
    this.#done.unshift(step);
  }
  pop(): string | undefined {
    return this.#done.shift();
  }
}
`;

test('a file that does not parse while it is typed keeps its findings where they have moved to, without fixes', async () => {
  const opened = await openSession({ 'src/undo.ts': undo });
  const editor = edit(opened, 'src/undo.ts');
  await editor('opened', undo);
  const [before] = await findings(opened, 'src/undo.ts');
  assert.equal(before?.range.start.line, 3);
  assert.ok(before.fixes.length > 0);

  await editor('edited', `${undo}export const half = { a: [1, (2`);
  await findings(opened, 'src/undo.ts');
  await editor('edited', `// One\n// more\n${undo}export const half = { a: [1, (2`);
  const [held, ...others] = await findings(opened, 'src/undo.ts');
  assert.deepEqual(others, []);
  assert.equal(held?.range.start.line, 5);
  assert.equal(held.fingerprint, before.fingerprint);
  assert.deepEqual(held.fixes, []);
  assert.deepEqual(
    held.related.map(({ range }) => range.start.line),
    before.related.map(({ range }) => range.start.line + 2),
  );

  await editor('edited', `// One\n// more\n${undo}export const half = { a: [1, (2)] };\n`);
  const [whole] = await findings(opened, 'src/undo.ts');
  assert.deepEqual(whole?.fixes, before.fixes);
});

test('a finding that the edit goes through is not kept', async () => {
  const opened = await openSession({ 'src/undo.ts': undo });
  const editor = edit(opened, 'src/undo.ts');
  await editor('opened', undo);
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/undo.ts')), [frontOfArray]);
  await editor('edited', undo.replace('unshift(step);', 'unsh('));
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/undo.ts')), []);
});

test('a text that is saved as it is, or that was never better, is looked at as far as it goes', async () => {
  const broken = `${undo}export const half = { a: [1, (2`;
  const opened = await openSession({ 'src/undo.ts': undo, 'src/other.ts': broken });
  const editor = edit(opened, 'src/undo.ts');
  await editor('opened', undo);
  await rulesIn(opened.session, opened.file('src/undo.ts'));
  const unlike = broken.replace('shift()', 'pop()');
  await editor('edited', unlike);
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/undo.ts')), [frontOfArray]);
  opened.write('src/undo.ts', unlike);
  await opened.session.applyChanges([{ kind: 'changed', file: opened.file('src/undo.ts') }]);
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/undo.ts')), []);
  const [first] = await findings(opened, 'src/other.ts');
  assert.equal(first?.rule, frontOfArray);
  assert.ok(first.fixes.length > 0);
});

test('findings that rest on several files hold while one of these does not parse', async () => {
  const stock = guards['src/stock.ts'] ?? '';
  const opened = await openSession(shop(guards));
  await opened.session.scan({});
  const editor = edit(opened, 'src/stock.ts');
  await editor('opened', stock);
  const [before] = await findings(opened, 'src/users.ts');
  assert.equal(before?.rule, repeatedErrorCheck);
  await editor('edited', `${stock}function (`);
  await findings(opened, 'src/stock.ts');
  await editor('edited', `\n${stock}function (`);
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/stock.ts')), [repeatedErrorCheck]);
  const [other] = await findings(opened, 'src/users.ts');
  assert.equal(other?.rule, repeatedErrorCheck);
  const lineInStock = (finding: Finding): number | undefined =>
    finding.related.find(({ file }) => file === opened.file('src/stock.ts'))?.range.start.line;
  assert.equal(lineInStock(other), 1 + (lineInStock(before) ?? 0));
});

test('files that import one that does not parse keep what was known by its types', async () => {
  const refundable = order.replace('string };\n', `string }\n${refund}`);
  const opened = await openSession(shop({ 'src/order.ts': refundable, 'src/describe.ts': describeOrder }));
  await opened.session.scan({});
  const editor = edit(opened, 'src/order.ts');
  await editor('opened', refundable);
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/describe.ts')), [nonExhaustiveUnion]);
  await editor('edited', refundable.replace('type Order =', 'type ='));
  await rulesIn(opened.session, opened.file('src/order.ts'));
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/describe.ts')), [nonExhaustiveUnion]);
  await editor('edited', order);
  await rulesIn(opened.session, opened.file('src/order.ts'));
  assert.deepEqual(await rulesIn(opened.session, opened.file('src/describe.ts')), []);
});

test('a rule that asks too much of a file waits for a save, and says so', async () => {
  const many = Array.from({ length: 1100 }, (_, index) => undo.replace('Undo', `Undo${index}`)).join('\n');
  const opened = await openSession({ 'src/many.ts': many });
  const said: Extract<SessionEvent, { kind: 'postponed' }>[] = [];
  opened.session.on((event) => event.kind === 'postponed' && said.push(event));
  const editor = edit(opened, 'src/many.ts');
  await editor('opened', many);
  assert.equal((await findings(opened, 'src/many.ts')).length, 1100);
  assert.deepEqual(said.at(-1)?.rules, [{ file: opened.file('src/many.ts'), rule: frontOfArray }]);

  await editor('edited', `// Moved.\n${many}`);
  await findings(opened, 'src/many.ts');
  const more = `// Moved.\n${many}\n${undo}`;
  await editor('edited', more);
  const held = await findings(opened, 'src/many.ts');
  assert.equal(held.length, 1100);
  assert.equal(held[0]?.range.start.line, 4);

  opened.write('src/many.ts', more);
  await opened.session.applyChanges([{ kind: 'changed', file: opened.file('src/many.ts') }]);
  assert.equal((await findings(opened, 'src/many.ts')).length, 1101);
  await opened.session.applyChanges([{ kind: 'closed', file: opened.file('src/many.ts') }]);
  await opened.session.scan({});
  assert.deepEqual(said.at(-1)?.rules, []);
});

type Edit = (kind: 'opened' | 'edited', text: string) => Promise<void>;

function edit({ session, file }: OpenedSession, name: string): Edit {
  let version = 0;
  return async (kind, text) => {
    version += 1;
    await session.applyChanges([{ kind, file: file(name), version, text }]);
  };
}

async function findings({ session, file }: OpenedSession, name: string) {
  return (await session.findings(file(name))).findings;
}
