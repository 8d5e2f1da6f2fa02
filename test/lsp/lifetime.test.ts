import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createMessageConnection,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import { history, shop } from './samples.ts';

const timeout = 60_000;
const files = shop({ 'src/history.ts': history });
/** Processes are counted in /proc, which only Linux has. */
const skip = process.platform !== 'linux';

test('after shutdown and exit no compiler is left', { timeout, skip }, async () => {
  await withClient({ files }, async (client) => {
    await analyse(client);
    const compilers = childrenOf(client.process.pid);
    assert.equal(compilers.length, 2, 'one that analyses and one that checks fixes');
    await client.end();
    for (const compiler of compilers) await gone(compiler);
  });
});

test('when the client is gone without a word, so are the server and its compilers', {
  timeout,
  skip,
}, async () => {
  await withClient({ files }, async (client) => {
    await analyse(client);
    const compilers = childrenOf(client.process.pid);
    const exited = once(client.process, 'exit');
    client.process.stdin?.end();
    assert.deepEqual(await exited, [1, null]);
    for (const compiler of compilers) await gone(compiler);
  });
});

test('the process that the client named is watched, though the pipe stays open', {
  timeout,
  skip,
}, async () => {
  const editor = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  await withClient({ files, processId: editor.pid ?? 0 }, async (client) => {
    await analyse(client);
    const compilers = childrenOf(client.process.pid);
    const exited = once(client.process, 'exit');
    editor.kill();
    assert.deepEqual(await exited, [1, null]);
    for (const compiler of compilers) await gone(compiler);
  });
});

test('a server that is asked to end by a signal ends its compilers', { timeout, skip }, async () => {
  await withClient({ files }, async (client) => {
    await analyse(client);
    const compilers = childrenOf(client.process.pid);
    const exited = once(client.process, 'exit');
    client.process.kill('SIGTERM');
    assert.deepEqual(await exited, [0, null]);
    for (const compiler of compilers) await gone(compiler);
  });
});

test('a compiler that dies is started again, and nothing is lost', { timeout, skip }, async () => {
  await withClient({ files }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    const [compiler] = childrenOf(client.process.pid);
    assert.ok(compiler);
    process.kill(compiler, 'SIGKILL');
    await client.edit('src/history.ts', '/**', '\n/**');
    const [found] = await client.settledDiagnostics('src/history.ts');
    assert.equal(found?.range.start.line, 6);
    client.readLog(/fail|ended|again|compiler/i);
  });
});

test('a compiler that is missing is said once, and requests are still answered', { timeout }, async () => {
  const compiler = resolve('no-such-compiler');
  await withClient({ files, initializationOptions: { compiler } }, async (client) => {
    await client.open('src/history.ts', history);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
    const { message } = await client.said<{ message: string }>('window/showMessage');
    assert.ok(message.includes(compiler), message);
    client.readLog(/compiler/i);
  });
});

test('the server speaks over the IPC of Node too', { timeout }, async () => {
  await withClient({ files, transport: 'ipc' }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
  });
});

test('the server connects to a pipe that the client listens on', { timeout }, async () => {
  await withClient({ files: {} }, async (other) => {
    const name =
      process.platform === 'win32' ? `\\\\.\\pipe\\coach-${process.pid}` : join(other.root, 'pipe');
    const listener = createServer();
    listener.listen(name);
    const server = spawn(process.execPath, [resolve('dist/server.js'), `--pipe=${name}`], {
      stdio: 'ignore',
    });
    const exited = once(server, 'exit');
    const [socket] = await once(listener, 'connection');
    const connection = createMessageConnection(
      new StreamMessageReader(socket),
      new StreamMessageWriter(socket),
    );
    connection.listen();
    const result = await connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
    });
    assert.equal(result.serverInfo?.name, 'Code Coach');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.deepEqual(await exited, [0, null]);
    listener.close();
  });
});

/** Has both of the server's compilers at work. */
async function analyse(client: LspClient): Promise<void> {
  await client.open('src/history.ts', history);
  const [found] = await client.diagnostics('src/history.ts');
  assert.ok(found);
  const [action] = await client.fixes('src/history.ts', found.range);
  assert.ok(action);
  assert.notEqual((await client.resolve(action)).edit, undefined);
}

function childrenOf(parent: number | undefined): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && processOf(pid)?.parent === parent);
}

/** Waits until a process has ended; the test's time limit is the only other end. */
async function gone(pid: number): Promise<void> {
  for (
    let state = processOf(pid)?.state;
    state !== undefined && state !== 'Z';
    state = processOf(pid)?.state
  ) {
    await nextTurn();
  }
}

function processOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch (thrown) {
    if (['ENOENT', 'ESRCH'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw thrown;
  }
}
