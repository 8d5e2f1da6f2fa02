import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatePythonProject } from './generate-python.mjs';
import { run, runPairs } from './processes.mjs';
import { scanCommand } from './scans.mjs';
import { seconds } from './table.mjs';

const files = 1000;

/** Other tools for Python to a scan of the same tree, and how a scan grows. What is not installed is left out. */
export async function measurePython(scratch, peers, runs) {
  const [small, dir] = [join(scratch, 'python-small'), join(scratch, 'python')];
  generatePythonProject(small, files / 4);
  generatePythonProject(dir, files);
  const scan = scanCommand(dir, '--no-cache');
  const project = `${files} Python files`;
  const rows = [];
  const growth = await runPairs(scan, scanCommand(small, '--no-cache'), runs);
  rows.push({
    what: 'cost per file at 1,000 Python files to that at 250',
    project: 'generated',
    value: growth.time / 4,
    unit: /** @type {const} */ ('×'),
    worst: 1.2,
    note: `${seconds(growth.firstMs)} to ${seconds(growth.secondMs)}`,
  });
  const pyright = join(resolve(peers), 'node_modules/pyright/index.js');
  const pylint = ['python3', '-m', 'pylint', '--score=n'];
  const tools = [
    ...(existsSync(pyright)
      ? [{ name: 'pyright', command: [process.execPath, pyright, '.'], least: 1 }]
      : []),
    ...((await run([...pylint, '--version'])).status === 0
      ? [{ name: 'pylint', command: [...pylint, '--recursive=y', '.'], least: 10 }]
      : []),
  ];
  for (const { name, command, least } of tools) {
    const pairs = await runPairs(command, scan, Math.min(runs, 2), { cwd: dir });
    const note = `${seconds(pairs.firstMs)} to ${seconds(pairs.secondMs)}`;
    const row = { project, unit: /** @type {const} */ ('×') };
    rows.push({ ...row, what: `${name} to the scan`, value: pairs.time, least, note });
    if (pairs.memory !== null)
      rows.push({ ...row, what: `memory of ${name} to that of the scan`, value: pairs.memory });
  }
  for (const each of [small, dir]) rmSync(each, { recursive: true, force: true });
  return rows;
}
