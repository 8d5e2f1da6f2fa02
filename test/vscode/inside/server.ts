import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { suite, teardown, test } from 'mocha';
import { commands, window } from 'vscode';
import { commands as commandIds } from '../../../server/protocol.ts';
import { eventually } from '../eventually.ts';
import { haveEnded, type Process, processes } from '../processes.ts';
import {
  closeEverything,
  extension,
  fileUri,
  findingOf,
  noFindingOf,
  openFile,
  replaceInEditor,
  shownRules,
  textOnDisk,
} from './editor.ts';

const union = 'null-prone/non-exhaustive-union';

suite('server', () => {
  teardown(closeEverything);

  test('a killed server comes back, and its compilers do not stay behind', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    const server = await serverProcess();
    const compilers = (await processes()).filter(({ parent }) => parent === server.pid);
    assert.ok(compilers.length > 0, 'The server runs no compiler');

    process.kill(server.pid, 'SIGKILL');
    await replaceUnion();
    assert.deepEqual(shownRules('src/order.ts'), [union]);
    await eventually('the end of the compilers', () => haveEnded(compilers));
  });

  test('a server that ends while it is asked a lot comes back as well', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    const api = await extension().activate();
    const server = await serverProcess();

    process.kill(server.pid, 'SIGKILL');
    // Nothing tells the client yet that the server is gone: no event gets through as long as this loop runs.
    while (!isDefunct(server.pid));
    const unanswered = Array.from({ length: 10 }, () => api.findings(fileUri('src/order.ts')));
    const answers = await Promise.allSettled(unanswered);
    assert.ok(answers.every(({ status }) => status === 'rejected'));
    await replaceUnion();
    assert.notEqual((await serverProcess()).pid, server.pid);
  });

  test('a broken tsconfig.json is a click away from the status', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    const { fsPath } = fileUri('tsconfig.json');
    const before = await textOnDisk('tsconfig.json');
    await writeFile(fsPath, before.replace('"strict"', '\n"strict'));
    try {
      await eventually('the way to tsconfig.json', async () => {
        await commands.executeCommand('codeCoach.showProblems');
        return window.activeTextEditor?.document.uri.fsPath === fsPath;
      });
      await findingOf(union, 'src/order.ts');
    } finally {
      await writeFile(fsPath, before);
    }
  });

  test('the command restarts the server', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    const before = await serverProcess();
    await commands.executeCommand(commandIds.restartServer);
    await findingOf(union, 'src/order.ts');
    await eventually('the end of the first server', () => haveEnded([before]));
    assert.notEqual((await serverProcess()).pid, before.pid);
  });

  test('the command does not wait for a restart that is put off', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    await killServer();
    await killServer();
    await commands.executeCommand(commandIds.restartServer);
    await replaceUnion();
    assert.equal((await serverProcesses()).length, 1);
  });

  test('a server that keeps ending stays down until the command starts it', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    for (let crash = 1; crash <= 6; crash += 1) await killServer();
    await commands.executeCommand(commandIds.restartServer);
    await replaceUnion();
    assert.equal((await serverProcesses()).length, 1);
  });
});

/** Edits the open file so that its finding goes and comes back, which takes a server that is alive. */
async function replaceUnion(): Promise<void> {
  const { document } = await openFile('src/order.ts');
  await replaceInEditor(document, "    case 'paid':\n", "    case 'refunded':\n    case 'paid':\n");
  await noFindingOf(union, 'src/order.ts');
  await commands.executeCommand('undo');
  await findingOf(union, 'src/order.ts');
}

/** Kills the server as soon as there is one. */
async function killServer(): Promise<void> {
  await eventually('a server', async () => (await serverProcesses()).length > 0);
  const server = await serverProcess();
  process.kill(server.pid, 'SIGKILL');
  await eventually('the end of the server', () => haveEnded([server]));
}

/** The language server of this extension host; others may run on the machine. */
async function serverProcess(): Promise<Process> {
  const [server] = await serverProcesses();
  assert.ok(server, 'No process of the language server');
  return server;
}

async function serverProcesses(): Promise<Process[]> {
  const all = await processes();
  return all.filter(({ parent, command }) => parent === process.pid && /dist.server\.js/.test(command));
}

function isDefunct(pid: number): boolean {
  return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
}
