import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runPairs } from './processes.mjs';
import { scanCommand } from './scans.mjs';
import { seconds } from './table.mjs';

/** Where peers are looked for; `npm install --prefix scripts/bench/peers` puts them there. */
const folder = resolve('scripts/bench/peers');

const nearestRules = [
  'switch-exhaustiveness-check',
  'no-unnecessary-condition',
  'no-non-null-assertion',
  'strict-boolean-expressions',
];

/** Compares a scan with other tools, each with its nearest rules; those that are not installed are left out. */
export async function measurePeers({ name, dir }, runs) {
  const rows = [];
  const eslint = join(folder, 'node_modules/eslint/bin/eslint.js');
  if (existsSync(eslint)) {
    const config = join(folder, 'eslint.config.mjs');
    const command = [process.execPath, eslint, '--no-config-lookup', '-c', config, '.'];
    const pairs = await runPairs(command, scanCommand(dir, '--no-cache'), Math.min(runs, 2), { cwd: dir });
    const note = `${seconds(pairs.firstMs)} to ${seconds(pairs.secondMs)}`;
    rows.push({
      what: 'ESLint with typescript-eslint to the scan',
      project: name,
      value: pairs.time,
      unit: '×',
      least: 10,
      note,
    });
    if (pairs.memory !== null)
      rows.push({
        what: 'memory of ESLint to that of the scan',
        project: name,
        value: pairs.memory,
        unit: '×',
        least: 4,
      });
  }
  const oxlint = join(folder, 'node_modules/oxlint/bin/oxlint');
  if (existsSync(oxlint)) {
    const rules = nearestRules.flatMap((rule) => ['-W', `typescript/${rule}`]);
    const command = [process.execPath, oxlint, '--type-aware', '-A', 'all', ...rules, '.'];
    const pairs = await runPairs(scanCommand(dir, '--no-cache'), command, runs, { cwd: dir });
    const note = `${seconds(pairs.firstMs)} to ${seconds(pairs.secondMs)}`;
    rows.push({
      what: 'scan to `oxlint --type-aware`',
      project: name,
      value: pairs.time,
      unit: '×',
      worst: 1,
      note,
    });
  }
  return rows;
}
