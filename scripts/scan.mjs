// `npm run scan -- [PATH…] [options]`: builds, then scans; without a PATH the sample project.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const args = process.argv.slice(2);
// Options that take a value, so that the value is not taken for a PATH.
const valued = 'baseline config fail-on format habit min-severity output rule since'.split(' ');
const { positionals } = parseArgs({
  args,
  options: Object.fromEntries(valued.map((name) => [name, { type: 'string', multiple: true }])),
  allowPositionals: true,
  strict: false,
});
const paths = positionals.length === 0 ? [join('test', 'projects', 'sample')] : [];
run('scripts/build.mjs', ['--quiet'], 2);
run('dist/cli.js', ['scan', ...args, ...paths], 0);

function run(script, scriptArgs, statusOfFailure) {
  const { status } = spawnSync(process.execPath, [script, ...scriptArgs], { stdio: 'inherit' });
  if (status !== 0) process.exit(statusOfFailure || (status ?? 2));
}
