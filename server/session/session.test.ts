import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { openSession, rulesIn } from '../../test/harness/session.ts';
import type { Finding, SessionEvent } from './session.ts';

/** Last-in-first-out at the front of an array: one finding of `stack-shaped/front-of-array`. */
const undoAtFront = `export class Undo {
  readonly #done: string[] = [];
  push(step: string): void {
    this.#done.unshift(step);
  }
  pop(): string | undefined {
    return this.#done.shift();
  }
}
`;
const rule = 'stack-shaped/front-of-array';

test('a session finds, follows unsaved text, and forgets it when the document closes', async () => {
  const { session, file } = await openSession({ 'src/undo.ts': 'export {};\n' });
  assert.deepEqual(await rulesIn(session, file('src/undo.ts')), []);
  await session.applyChanges([{ kind: 'opened', file: file('src/undo.ts'), version: 1, text: undoAtFront }]);
  const report = await session.findings(file('src/undo.ts'));
  assert.equal(report.version, 1);
  assert.deepEqual(
    report.findings.map((finding) => finding.rule),
    [rule],
  );
  await session.applyChanges([{ kind: 'closed', file: file('src/undo.ts') }]);
  assert.deepEqual(await rulesIn(session, file('src/undo.ts')), []);
});

test('a result id stays while the findings do, and moved lines keep the fingerprint', async () => {
  const { session, file } = await openSession({ 'src/undo.ts': undoAtFront });
  const first = await session.findings(file('src/undo.ts'));
  const second = await session.findings(file('src/undo.ts'));
  assert.equal(second.resultId, first.resultId);
  await session.applyChanges([
    { kind: 'opened', file: file('src/undo.ts'), version: 1, text: `// A comment above.\n\n${undoAtFront}` },
  ]);
  const moved = await session.findings(file('src/undo.ts'));
  assert.notEqual(moved.resultId, first.resultId);
  assert.deepEqual(
    moved.findings.map((finding) => finding.fingerprint),
    first.findings.map((finding) => finding.fingerprint),
  );
});

test('files that come and go on disk are taken in', async () => {
  const { session, file, write, remove } = await openSession({ 'src/main.ts': 'export {};\n' });
  assert.deepEqual((await session.scan({})).findings, []);
  write('src/undo.ts', undoAtFront);
  await session.applyChanges([{ kind: 'created', file: file('src/undo.ts') }]);
  assert.deepEqual(
    (await session.scan({})).findings.map((finding) => finding.rule),
    [rule],
  );
  remove('src/undo.ts');
  await session.applyChanges([{ kind: 'deleted', file: file('src/undo.ts') }]);
  assert.deepEqual((await session.scan({})).findings, []);
});

test('a fix is checked by a worker of its own, against unsaved text, and leaves the disk alone', async () => {
  const { session, file } = await openSession({ 'src/undo.ts': 'export {};\n' });
  await session.applyChanges([{ kind: 'opened', file: file('src/undo.ts'), version: 7, text: undoAtFront }]);
  const [finding] = (await session.findings(file('src/undo.ts'))).findings as [Finding];
  const fix = await session.fix({ file: finding.file, fingerprint: finding.fingerprint, fix: 0 });
  assert.equal(fix.reason, null);
  assert.equal(fix.verified, true);
  assert.equal(fix.check, 'types');
  assert.ok(fix.edits.length > 0);
  assert.deepEqual([...new Set(fix.edits.map((edit) => edit.version))], [7]);
});

test('a check that takes longer than an idle worker is kept is not cut off', async () => {
  const { session, file } = await openSession({ 'src/undo.ts': undoAtFront }, { fixWorkerIdleMs: 1 });
  const [finding] = (await session.findings(file('src/undo.ts'))).findings as [Finding];
  const request = { file: finding.file, fingerprint: finding.fingerprint, fix: 0 };
  assert.equal((await session.fix(request)).verified, true);
  assert.equal((await session.fix(request)).verified, true, 'and the next one gets a worker again');
});

test('a fix of a finding that is gone says so', async () => {
  const { session, file } = await openSession({ 'src/undo.ts': undoAtFront });
  const [finding] = (await session.findings(file('src/undo.ts'))).findings as [Finding];
  await session.applyChanges([
    { kind: 'opened', file: file('src/undo.ts'), version: 1, text: 'export {};\n' },
  ]);
  const fix = await session.fix({ file: finding.file, fingerprint: finding.fingerprint, fix: 0 });
  assert.equal(fix.verified, false);
  assert.match(fix.reason ?? '', /no longer there/);
});

test('a fix is not answered from facts of before a change that came meanwhile', async () => {
  const guard = (name: string): string => `export async function ${name}(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(\`Request failed with \${response.status}\`);
  }
  return response.text();
}
`;
  const { session, file } = await openSession({
    'src/users.ts': guard('users'),
    'src/orders.ts': guard('orders'),
    'src/stock.ts': guard('stock'),
  });
  const [finding] = (await session.scan({})).findings as [Finding];
  const request = { file: finding.file, fingerprint: finding.fingerprint, fix: 0 };
  assert.equal((await session.fix(request)).verified, true);

  const asked = session.fix(request);
  const changed = session.applyChanges([
    { kind: 'opened', file: file('src/stock.ts'), version: 1, text: 'export {};\n' },
  ]);
  await assert.rejects(asked, { name: 'AbortError' });
  await changed;
  assert.match((await session.fix(request)).reason ?? '', /no longer there/);
});

test('a scan that is aborted tells what it has', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`src/m${index}.ts`, undoAtFront]),
  );
  const { session } = await openSession(files);
  const abort = new AbortController();
  const report = await session.scan({
    signal: abort.signal,
    onProgress: (done) => done > 0 && abort.abort(),
  });
  assert.equal(report.complete, false);
  assert.ok(report.findings.length < 40);
  const whole = await session.scan({});
  assert.equal(whole.complete, true);
  assert.equal(whole.findings.length, 40);
});

test('a call that was aborted before it began is rejected', async () => {
  const { session, file } = await openSession({ 'src/undo.ts': undoAtFront });
  await assert.rejects(session.findings(file('src/undo.ts'), AbortSignal.abort()), { name: 'AbortError' });
});

test('when the compiler dies, the session starts another and knows what was open', async () => {
  const { session, file, root } = await openSession({ 'src/undo.ts': 'export {};\n' });
  const restarted = new Promise<SessionEvent>((done) => {
    session.on((event) => event.kind === 'restarted' && done(event));
  });
  await session.applyChanges([{ kind: 'opened', file: file('src/undo.ts'), version: 1, text: undoAtFront }]);
  assert.deepEqual(await rulesIn(session, file('src/undo.ts')), [rule]);
  for (const pid of compilersOf(root)) process.kill(pid, 'SIGKILL');
  await session.applyChanges([
    {
      kind: 'edited',
      file: file('src/undo.ts'),
      version: 2,
      text: `${undoAtFront}\nexport const more = 1;\n`,
    },
  ]);
  await session.findings(file('src/undo.ts')).catch(() => undefined);
  await restarted;
  const report = await session.findings(file('src/undo.ts'));
  assert.equal(report.version, 2);
  assert.deepEqual(
    report.findings.map((finding) => finding.rule),
    [rule],
  );
});

test('a closed session leaves no compiler behind', async () => {
  const { session, file, root } = await openSession({ 'src/undo.ts': undoAtFront });
  await session.findings(file('src/undo.ts'));
  assert.equal(compilersOf(root).length, 1);
  await session.close();
  assert.deepEqual(compilersOf(root), []);
});

/** Compiler processes that were started for a workspace: they name its folder as their working directory. */
function compilersOf(root: string): number[] {
  return execFileSync('ps', ['-eo', 'pid,stat,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`--cwd ${root}`) && !/^\s*\d+\s+Z/.test(line))
    .map((line) => Number.parseInt(line, 10));
}
