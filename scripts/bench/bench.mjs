// `npm run bench`: how fast the built product is, as ratios of commands that run in turn on one machine, for
// docs/performance.md. Generates its projects and fetches nothing; `--project DIR` measures a real one in their place.
//
//   --project DIR    this project, where it stands; nothing is written to it
//   --sizes A,B      files of the generated projects (default 500,2000)
//   --runs N         pairs of runs per figure (default 3); the median is printed
//   --only A,B       of: scan, second, edit, fixes, growth, peers, python
//   --peers DIR      where other tools are installed (default scripts/bench/peers); pylint is what python3 has
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureEditing } from './editing.mjs';
import { generateProject } from './generate.mjs';
import { measurePeers } from './peers.mjs';
import { measurePython } from './python.mjs';
import { measureFixes, measureGrowth, measureScan, measureSecondScan } from './scans.mjs';
import { printRow, printTableHead } from './table.mjs';

const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    sizes: { type: 'string', default: '500,2000' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: 'scan,second,edit,fixes,growth,peers,python' },
    peers: { type: 'string', default: 'scripts/bench/peers' },
  },
});
const runs = Number(values.runs);
const parts = new Set(values.only.split(','));
const partsOfProjects = ['scan', 'second', 'edit', 'fixes', 'peers'];
const scratch = mkdtempSync(join(tmpdir(), 'code-coach-bench-'));

process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n\n`,
);
printTableHead();
try {
  if (values.project === undefined) await benchGenerated(values.sizes.split(',').map(Number));
  else
    await benchProject({ name: basename(resolve(values.project)), dir: resolve(values.project), limits: {} });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function benchGenerated(sizes) {
  // Nothing is generated that nothing is measured of.
  for (const files of partsOfProjects.some((part) => parts.has(part)) ? sizes : []) {
    for (const strict of [true, false]) {
      const dir = join(scratch, `${files}-${strict ? 'strict' : 'loose'}`);
      const { long } = generateProject(dir, { files, strict, fixable: 200 });
      await benchProject({
        name: `${files} files, ${strict ? 'strict' : 'not strict'}`,
        dir,
        long,
        limits: { time: strict ? 1.5 : 2.2, memory: strict ? 1.5 : 2.5, editMs: files > 1000 ? 250 : 100 },
      });
    }
  }
  if (parts.has('growth')) printRow(await measureGrowth(scratch, runs));
  if (parts.has('python')) for (const row of await measurePython(scratch, values.peers, runs)) printRow(row);
}

/** What needs a file to edit or write to is left out for a real project, which is only read. */
async function benchProject(project) {
  const rows = [
    ['scan', () => measureScan(project, runs)],
    ['peers', () => measurePeers(project, runs)],
    ['second', () => (project.long === undefined ? [] : measureSecondScan(project, scratch, runs))],
    ['edit', () => (project.long === undefined ? [] : measureEditing(project))],
    ['fixes', () => (project.long === undefined ? [] : measureFixes(project, runs))],
  ];
  for (const [name, measure] of rows) {
    if (!parts.has(name)) continue;
    for (const row of await measure()) printRow(row);
  }
}
