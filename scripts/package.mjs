// Packages the extension: `npm run package` for this machine, `npm run package -- --all` for every target,
// `npm run package -- TARGET…` for some. Writes `out/code-coach-<target>-<version>.vsix` and prints their paths.
import { execFile, spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { compilerOf, manifest, packagePath, targetOfThisMachine } from './targets.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

const exec = promisify(execFile);
const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version: compilerVersion } = createRequire(import.meta.url)('typescript/package.json');

const targets = wantedTargets(process.argv.slice(2));
const built = spawnSync(process.execPath, ['scripts/build.mjs', '--quiet'], {
  cwd: repository,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);
const outputs = JSON.parse(await readFile(join(repository, 'dist', 'outputs.json'), 'utf8'));
const shipped = reachable(['dist/client.cjs', 'dist/server.js', 'dist/worker.js', 'dist/cli.js']);
for (const target of targets) {
  const { path, megabytes } = await packageFor(target);
  process.stdout.write(`${path} (${megabytes} MB)\n`);
}

function wantedTargets(args) {
  if (args.includes('--all')) return Object.keys(compilerOf);
  const unknown = args.filter((arg) => !(arg in compilerOf));
  if (unknown.length > 0) {
    const known = Object.keys(compilerOf).join(', ');
    process.stderr.write(`Unknown target ${unknown.join(', ')}; there are ${known}, and --all.\n`);
    process.exit(2);
  }
  return args.length > 0 ? args : [targetOfThisMachine()];
}

async function packageFor(target) {
  const path = packagePath(target);
  await mkdir(join(repository, 'out'), { recursive: true });
  // A folder per call: what VS Code would load from the checkout, and another packaging, stay untouched.
  const stage = await mkdtemp(join(repository, 'out', `package-${target}-`));
  try {
    await lay(stage, target);
    const packagePath = join(stage, 'package.vsix');
    await quietly(() => createVSIX({ cwd: stage, target, packagePath, dependencies: false }));
    await rename(packagePath, join(repository, path));
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
  const { size } = await stat(join(repository, path));
  return { path, megabytes: (size / 1e6).toFixed(1) };
}

/** Puts what may ship where it ships; `.vscodeignore` then names what does. */
async function lay(stage, target) {
  const copy = (name) => cp(join(repository, name), join(stage, name), { recursive: true });
  const names = [
    '.vscodeignore',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'assets',
    'schema',
    'dist/python',
    ...shipped,
  ];
  await Promise.all(names.map(copy));
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(shippedManifest(), null, 2)}\n`);

  const compiler = await compilerPackage(compilerOf[target]);
  await cp(join(compiler, 'lib'), join(stage, 'dist', 'compiler'), { recursive: true });
  if (!target.startsWith('win32-')) await makeExecutable(join(stage, 'dist', 'compiler', 'tsc'));
  const grammar = join(repository, 'node_modules', '@vscode', 'tree-sitter-wasm');
  const notices = await thirdPartyNotices(repository, inputsOf(shipped), [compiler, grammar]);
  await writeFile(join(stage, 'ThirdPartyNotices.txt'), notices);
}

/** Without what only the repository and the terminal tool need: the bundles hold the dependencies. */
function shippedManifest() {
  const { scripts, dependencies, devDependencies, bin, private: _, ...rest } = manifest;
  return rest;
}

async function makeExecutable(file) {
  await chmod(file, 0o755);
  if (((await stat(file)).mode & 0o100) === 0)
    throw new Error('This file system keeps no executable bit: package for macOS and Linux on one of these.');
}

/** Folder of the compiler's package for a platform: the installed one, else fetched once into `.cache`. */
async function compilerPackage(platform) {
  const name = `@typescript/typescript-${platform}`;
  if (platform === `${process.platform}-${process.arch}`) return join(repository, 'node_modules', name);
  const cache = join(repository, '.cache', 'compilers');
  const place = join(cache, `${platform}-${compilerVersion}`);
  if (await exists(join(place, 'package', 'package.json'))) return join(place, 'package');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, `${platform}-`));
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { stdout } = await exec(npm, ['pack', `${name}@${compilerVersion}`, '--json', '--loglevel=error'], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    const tarball = tarballOf(JSON.parse(stdout));
    await exec('tar', ['-xzf', tarball], { cwd: folder });
    await rm(join(folder, tarball));
    await rm(place, { recursive: true, force: true });
    await rename(folder, place);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return join(place, 'package');
}

/** npm up to 11 prints a list, later ones an object by name. */
function tarballOf(packed) {
  return Object.values(packed)[0].filename;
}

/** The bundles and the chunks that they import, however indirectly. */
function reachable(entries) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name) || !outputs[name]) return;
    found.add(name);
    for (const { path } of outputs[name].imports) visit(path);
  };
  for (const entry of entries) visit(entry);
  return [...found].sort();
}

function inputsOf(names) {
  return [...new Set(names.flatMap((name) => Object.keys(outputs[name].inputs)))];
}

function exists(path) {
  return stat(path).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** vsce lists every file on stdout; the paths at the end are what this script prints. */
async function quietly(action) {
  const { log } = console;
  console.log = () => {};
  try {
    await action();
  } finally {
    console.log = log;
  }
}
