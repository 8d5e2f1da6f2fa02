// `npm run fuzz`: the tests that work with chance, on 10,000 damaged texts and 200 rounds of edits, from a seed that is
// another one each time. `npm test` runs 500 and 10 of them from the same seed. `npm run fuzz -- 123` repeats seed 123.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const seed = process.argv[2] ?? String(Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`CODE_COACH_SEED=${seed}\n`);
const { status } = spawnSync(
  process.execPath,
  ['scripts/test.mjs', 'test/fuzz', 'session/cache', 'lsp/parity', ...testsOfProperties()],
  {
    stdio: 'inherit',
    env: { ...process.env, CODE_COACH_SEED: seed, CODE_COACH_FUZZ: '10000', CODE_COACH_ROUNDS: '200' },
  },
);
process.exit(status ?? 1);

function testsOfProperties() {
  return ['rules', 'server']
    .flatMap((root) => readdirSync(root, { recursive: true }).map((name) => join(root, String(name))))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => /fast-check|runs-alike/.test(readFileSync(file, 'utf8')));
}
