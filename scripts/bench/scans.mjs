import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { generateProject } from './generate.mjs';
import { median, run, runPairs } from './processes.mjs';
import { seconds } from './table.mjs';

const cli = resolve('dist/cli.js');

/** A scan as CI runs it; the report is read by nobody here. */
export function scanCommand(dir, ...options) {
  return [
    process.execPath,
    cli,
    'scan',
    dir,
    '--format',
    'json',
    '--fail-on',
    'never',
    '--quiet',
    ...options,
  ];
}

/** The compiler's own program, without the script around it that starts it. */
export function compilerCommand(dir) {
  const require = createRequire(import.meta.url);
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  const folder = dirname(
    createRequire(require.resolve('typescript/package.json')).resolve(`${name}/package.json`),
  );
  const binary = join(folder, 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
  return [binary, '--noEmit', '-p', dir];
}

export async function measureScan({ name, dir, limits }, runs) {
  const pairs = await runPairs(scanCommand(dir, '--no-cache'), compilerCommand(dir), runs);
  const note = `${seconds(pairs.firstMs)} to ${seconds(pairs.secondMs)}`;
  const rows = [
    { what: 'scan to `tsc --noEmit`', project: name, value: pairs.time, unit: '×', worst: limits.time, note },
  ];
  if (pairs.memory !== null) {
    rows.push({
      what: 'memory of a scan to that of `tsc`',
      project: name,
      value: pairs.memory,
      unit: '×',
      worst: limits.memory,
    });
  }
  return rows;
}

/** The first scan fills an empty cache, then one file is changed, then the second scan uses the cache. */
export async function measureSecondScan({ name, dir, long }, scratch, runs) {
  const cache = join(scratch, 'cache');
  const env = { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache };
  const ratios = [];
  let note = '';
  for (let count = 0; count < runs; count++) {
    rmSync(cache, { recursive: true, force: true });
    const first = await run(scanCommand(dir), { env });
    const text = readFileSync(long, 'utf8');
    writeFileSync(long, `${text}\nexport const edit = ${count};\n`);
    const second = await run(scanCommand(dir), { env });
    writeFileSync(long, text);
    ratios.push(second.wallMs / first.wallMs);
    note = `${seconds(second.wallMs)} to ${seconds(first.wallMs)}`;
  }
  return [
    {
      what: 'second scan, one file changed, to the first',
      project: name,
      value: median(ratios),
      unit: '×',
      worst: 0.25,
      note,
    },
  ];
}

export async function measureFixes({ name, dir }, runs) {
  const rule = ['--rule', 'stack-shaped/front-of-array', '--no-cache'];
  const pairs = await runPairs(
    scanCommand(dir, ...rule, '--fixes'),
    scanCommand(dir, ...rule),
    Math.min(runs, 2),
  );
  const note = `${seconds(pairs.firstMs)} to ${seconds(pairs.secondMs)}`;
  return [
    {
      what: '`scan --fixes` of 200 fixes to the scan',
      project: name,
      value: pairs.time,
      unit: '×',
      worst: 4,
      note,
    },
  ];
}

/** Cost per file of a large project to that of a small one. */
export async function measureGrowth(scratch, runs) {
  const sizes = { small: 500, large: 8000 };
  const dirs = { small: join(scratch, 'growth-small'), large: join(scratch, 'growth-large') };
  for (const size of /** @type {const} */ (['small', 'large'])) {
    generateProject(dirs[size], { files: sizes[size], strict: true });
  }
  const pairs = await runPairs(
    scanCommand(dirs.large, '--no-cache'),
    scanCommand(dirs.small, '--no-cache'),
    Math.min(runs, 2),
  );
  for (const dir of Object.values(dirs)) rmSync(dir, { recursive: true, force: true });
  return {
    what: 'cost per file at 8,000 files to that at 500',
    project: 'generated',
    value: (pairs.time * sizes.small) / sizes.large,
    unit: /** @type {const} */ ('×'),
    worst: 1.2,
    note: `${seconds(pairs.firstMs)} to ${seconds(pairs.secondMs)}`,
  };
}
