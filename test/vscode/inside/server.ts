import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { suite, teardown, test } from 'mocha';
import { commands, window } from 'vscode';
import { commands as commandIds } from '../../../server/protocol.ts';
import {
  closeEverything,
  eventually,
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

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
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

async function processes(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command ?? '',
    }));
}

async function haveEnded(wanted: readonly Process[]): Promise<boolean> {
  const now = await processes();
  return !wanted.some(({ pid, command }) => now.some((each) => each.pid === pid && each.command === command));
}
