// `npm start`: opens VS Code with the extension on a copy of the sample, so that trying a fix changes nothing here.
// `npm start -- FOLDER` opens that folder itself instead. VSCODE=served or VSCODE_EXECUTABLE=PATH choose the VS Code.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packagedExtension, repository } from './install.mjs';
import { serveVscode, workbenchUrl } from './serve.mjs';

const windows = process.platform === 'win32';
const [named] = process.argv.slice(2);
const folder = named ? resolve(named) : await copyOfSample();
const desktop = installedDesktop();
if (desktop) openDesktop(desktop);
else await openServed();

async function copyOfSample() {
  const copy = join(await mkdtemp(join(tmpdir(), 'code-coach-')), 'sample');
  await cp(join(repository, 'test', 'projects', 'sample'), copy, { recursive: true });
  return copy;
}

/** The command of an installed desktop VS Code; undefined where there is none. */
function installedDesktop() {
  if (process.env.VSCODE === 'served') return undefined;
  const command = process.env.VSCODE_EXECUTABLE ?? 'code';
  return spawnSync(command, ['--version'], { shell: windows }).status === 0 ? command : undefined;
}

function openDesktop(command) {
  build('build.mjs', '--quiet');
  const args = [
    '--new-window',
    '--disable-workspace-trust',
    `--extensionDevelopmentPath=${repository}`,
    folder,
  ];
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: windows });
  if (error) throw error;
  process.exitCode = status ?? 1;
}

async function openServed() {
  build('package.mjs');
  const vscode = await serveVscode({ vsix: packagedExtension });
  process.stdout.write(`\nVS Code with Code Coach: ${workbenchUrl(vscode.port, folder)}\nCtrl+C ends it.\n`);
  const asked = new Promise((resolveAsked) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolveAsked);
  });
  try {
    await Promise.race([asked, vscode.failed]);
  } finally {
    await vscode.stop();
  }
}

function build(script, ...args) {
  const { status } = spawnSync(process.execPath, [join('scripts', script), ...args], {
    cwd: repository,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
