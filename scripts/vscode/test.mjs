// Runs the tests in a real VS Code, and those that look at the packaged extension from outside.
//   node scripts/vscode/test.mjs            both; VSCODE_LOG=1 shows what VS Code itself says
//   node scripts/vscode/test.mjs inside     only those in the extension host
//   node scripts/vscode/test.mjs outside    only those on the packaged extension (after `npm run package`)
// CODE_COACH_GREP=WORD runs only the tests whose name contains it.
// VSCODE=served or VSCODE=desktop chooses the VS Code; without it the desktop one is taken where it can be had.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { keepTempFolderApart } from '../temp-folder.mjs';
import { desktopVscode } from './desktop.mjs';
import { repository } from './install.mjs';

keepTempFolderApart();

const parts = process.argv.slice(2);
const wants = (part) => parts.length === 0 || parts.includes(part);
const home = await realpath(await mkdtemp(join(tmpdir(), 'code-coach-test-')));
const out = join(repository, 'out', `vscode-${process.pid}`);
let counts;
try {
  await bundleTests();
  counts = [];
  if (wants('inside')) counts.push(await inside());
  if (wants('outside')) counts.push(await outside());
} finally {
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
  await rm(out, { recursive: true, force: true });
}
const sum = (name) => counts.reduce((total, each) => total + each[name], 0);
process.stdout.write(`Tests in a real VS Code: ${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;

/** In the extension host, on a copy of the project, as the tests edit it. */
async function inside() {
  const workspace = join(home, 'editor');
  await cp(join(repository, 'test', 'projects', 'editor'), workspace, { recursive: true });
  const desktop = await desktopVscode();
  process.stdout.write(`The tests run in ${desktop ?? 'the served VS Code'}\n`);
  return await counted('inside', (env) =>
    runTests({
      vscodeExecutablePath: desktop ?? join(repository, 'scripts', 'vscode', 'launcher.mjs'),
      extensionDevelopmentPath: repository,
      extensionTestsPath: join(out, 'inside.cjs'),
      extensionTestsEnv: env,
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${join(home, 'user')}`,
        `--extensions-dir=${join(home, 'extensions')}`,
      ],
    }),
  );
}

/** In plain Node, which installs the packaged extension and looks at it through a browser. */
function outside() {
  return counted('outside', async (env) => {
    const child = spawn(process.execPath, ['--enable-source-maps', join(out, 'outside.js')], {
      cwd: repository,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
    if (code !== 0) throw new Error(`ended with ${code}`);
  });
}

/** A suite that did not run to its end counts as a failure, whatever its exit code. */
async function counted(name, run) {
  const results = join(home, `${name}.json`);
  let failure;
  try {
    await run({ CODE_COACH_RESULTS: results });
  } catch (error) {
    failure = error;
  }
  const result = await readFile(results, 'utf8').then(JSON.parse, (error) => {
    if (error.code !== 'ENOENT') throw error;
    process.stderr.write(`The suite '${name}' did not run to its end: ${failure ?? 'it reported nothing'}\n`);
    return { passed: 0, failed: 1 };
  });
  if (failure && result.failed === 0) {
    process.stderr.write(`The suite '${name}' passed, but VS Code did not: ${failure}\n`);
    return { ...result, failed: 1 };
  }
  return result;
}

/** VS Code loads its suite as CommonJS; the other one imports the harness from where it is. */
async function bundleTests() {
  const shared = {
    absWorkingDir: repository,
    outdir: out,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
  };
  await build({
    ...shared,
    entryPoints: { inside: 'test/vscode/inside/index.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
  });
  await build({
    ...shared,
    entryPoints: { outside: 'test/vscode/outside/index.ts' },
    external: ['./scripts/*'],
    format: 'esm',
  });
}
