// Starts the served VS Code with its own empty profile, and ends every process of it again.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeForServedVscode, servedVscode } from './install.mjs';

/** What a test or a picture does not want to depend on: greetings, tips, background work, the network. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // A served VS Code saves after a second by itself, the one on a desktop does not.
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** What everybody has, without the question at the start, which is VS Code's own. */
const restrictedSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/**
 * Serves VS Code on a free port of 127.0.0.1. `vsix` is installed first, the way a user does it. `testDriver` lets it
 * run a suite, and silences its notifications. `restricted` opens folders in Restricted Mode, unasked.
 * `failed` rejects when it ends by itself; `stop` resolves when all of its processes have ended and its profile
 * is deleted.
 */
export async function serveVscode({
  settings = {},
  vsix,
  testDriver = false,
  restricted = false,
  env = process.env,
} = {}) {
  const [vscode, node, home] = await Promise.all([
    servedVscode(),
    nodeForServedVscode(),
    mkdtemp(join(tmpdir(), 'code-coach-vscode-')),
  ]);
  const user = join(home, 'user', 'User');
  await mkdir(user, { recursive: true });
  const all = { ...quietSettings, ...(restricted ? restrictedSettings : {}), ...settings };
  await writeFile(join(user, 'settings.json'), JSON.stringify(all, null, 2));

  const folders = ['--user-data-dir', join(home, 'user'), '--server-data-dir', join(home, 'server')];
  folders.push('--extensions-dir', join(home, 'extensions'));
  const start = (args) =>
    spawn(
      node,
      [join(vscode, 'out', 'server-main.js'), '--accept-server-license-terms', ...folders, ...args],
      {
        env: withoutOuterVscode(env),
        stdio: ['ignore', 'pipe', 'pipe'],
        // A process group of its own, so that extension host, language server and compiler end with it.
        detached: true,
      },
    );
  let child;
  const stop = async () => {
    if (child) await endGroup(child);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    if (vsix) await finished(start(['--install-extension', vsix]), `Installing ${vsix}`);
    child = start([
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...['--telemetry-level', 'off'],
      ...(restricted ? [] : ['--disable-workspace-trust']),
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ]);
    const port = await portOf(child);
    return { port, failed: failureOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Address of the workbench for a folder or a `.code-workspace`; `payload` as the workbench's own smoke tests pass it. */
export function workbenchUrl(port, path, payload = []) {
  const query = new URLSearchParams({ [path.endsWith('.code-workspace') ? 'workspace' : 'folder']: path });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

/** Inside a terminal of VS Code these would make the served one believe it is that one. */
function withoutOuterVscode(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}

function portOf(child) {
  return new Promise((resolve, reject) => {
    const said = [];
    const listen = (line) => {
      said.push(line);
      const port = /listening on (\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    };
    createInterface({ input: child.stdout }).on('line', listen);
    createInterface({ input: child.stderr }).on('line', listen);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`VS Code's server ended with ${code}:\n${said.join('\n')}`)));
  });
}

function failureOf(child) {
  const failed = new Promise((_, reject) => {
    child.on('exit', (code, signal) => reject(new Error(`VS Code's server ended with ${code ?? signal}`)));
  });
  // Nobody may be listening when it is ended on purpose.
  failed.catch(() => {});
  return failed;
}

function finished(child, what) {
  return new Promise((resolve, reject) => {
    const said = [];
    child.stdout.on('data', (data) => said.push(data));
    child.stderr.on('data', (data) => said.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${what} ended with ${code}:\n${Buffer.concat(said)}`));
    });
  });
}

/** Asks the whole process group to end, and after five seconds ends what is left of it. */
async function endGroup(child) {
  const ended = new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.on('exit', resolve);
  });
  signalGroup(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the group is gone, which is what was wanted.
    if (error.code !== 'ESRCH') throw error;
  }
}
