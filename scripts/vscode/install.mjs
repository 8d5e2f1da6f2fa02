// Brings what only the tests in a real VS Code need, as npm packages of pinned versions, into `.cache/`:
// the VS Code that code-server carries, the Node it wants, and the Node of the oldest VS Code we support.
// Nothing of it is run at install time, and a second call finds what the first one brought.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagePath, targetOfThisMachine } from '../targets.mjs';

export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where `npm run package` puts the extension for this machine. */
export const packagedExtension = join(repository, packagePath(targetOfThisMachine()));
const cache = join(repository, '.cache', 'vscode');

const codeServer = '4.139.1';
/** What this code-server asks for in its `engines`. */
const nodeOfCodeServer = '24.19.0';
/** Node inside Electron 37, which VS Code 1.105 is built on: the oldest that `engines.vscode` admits. */
const nodeOfOldestVscode = '22.19.0';

/** Absolute path of the served VS Code: the folder that holds `out/server-main.js`. */
export function servedVscode() {
  return once(
    `code-server-${codeServer}`,
    join('node_modules', 'code-server', 'lib', 'vscode'),
    async (folder) => {
      const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
      await npmInstall(folder, [`code-server@${codeServer}`]);
      await npmInstall(server, ['--omit=dev']);
      await npmInstall(join(server, 'extensions'), ['--omit=dev']);
    },
  );
}

/** Absolute path of a Node binary that runs the served VS Code. */
export function nodeForServedVscode() {
  return nodeBinary(nodeOfCodeServer);
}

/** Absolute path of the Node binary that the oldest supported VS Code runs extensions with. */
export function nodeOfMinimumVscode() {
  return nodeBinary(nodeOfOldestVscode);
}

function nodeBinary(version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const binary = join('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return once(`node-${version}`, binary, (folder) => npmInstall(folder, [`${name}@${version}`]));
}

/**
 * Installs into a folder of its own and moves it into place when it is whole, so that neither an
 * interrupted install nor two at the same time leave half of one behind.
 */
async function once(key, wanted, install) {
  const place = join(cache, key);
  if (!existsSync(join(place, wanted))) {
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, `${key}-`));
    try {
      process.stderr.write(`Fetching ${key} into .cache (once)\n`);
      await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
      await install(folder);
      await moveUnlessThere(folder, place, wanted);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return join(place, wanted);
}

async function moveUnlessThere(folder, place, wanted) {
  if (!existsSync(join(folder, wanted))) throw new Error(`npm installed no ${wanted} for ${place}`);
  try {
    await rename(folder, place);
  } catch (error) {
    // Another process was first: what it has put there is as good as ours.
    if (!existsSync(join(place, wanted))) throw error;
  }
}

function npmInstall(cwd, args) {
  const all = [
    'install',
    ...args,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--loglevel=error',
  ];
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', all, cwd);
}

/** Says what the command printed only when it fails. */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, shell: process.platform === 'win32' });
    const output = [];
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`${command} ${args.join(' ')} in ${cwd} ended with ${code}:\n${Buffer.concat(output)}`),
        );
    });
  });
}
