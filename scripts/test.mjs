// Bundles the product and its tests, then runs the tests with Node's own runner.
// `node scripts/test.mjs optional-bag cli/` runs only the test files whose path contains one of the words.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { keepTempFolderApart } from './temp-folder.mjs';

keepTempFolderApart();

const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const roots = ['rules', 'server', 'client', 'test', 'scripts'];
const tests = roots
  .flatMap((root) => readdirSync(root, { recursive: true }).map((name) => join(root, String(name))))
  .filter((file) => file.endsWith('.test.ts') && !file.startsWith(join('test', 'projects')))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort();
if (tests.length === 0) {
  process.stderr.write(`No test file matches ${words.join(' ')}\n`);
  process.exit(1);
}

run(process.execPath, ['scripts/build.mjs', '--quiet']);

// A folder per call, so that two calls side by side do not delete each other's bundles.
const out = join('out', `tests-${process.pid}`);
await build({
  entryPoints: tests,
  outbase: '.',
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  loader: { '.md': 'text' },
  sourcemap: true,
  logLevel: 'error',
});
const status = run(
  process.execPath,
  [
    '--enable-source-maps',
    '--import',
    new URL('chance.mjs', import.meta.url).href,
    '--test',
    ...tests.map((file) => join(out, file.replace(/\.ts$/, '.js'))),
  ],
  false,
);
await rm(out, { recursive: true, force: true });
process.exit(status);

function run(command, args, exitOnFailure = true) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (exitOnFailure && status !== 0) process.exit(status ?? 1);
  return status ?? 1;
}
