import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';

/** Neither written by anybody nor needed for a rule. */
const leftOut = ['.git', '.cache', 'node_modules', 'out', 'dist'];

suite('a newcomer makes a rule with one command', () => {
  let checkout: string;

  before(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'code-coach-new-rule-'));
    await cp('.', checkout, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) });
    for (const installed of ['node_modules', 'test/typescript-5/node_modules']) {
      await symlink(resolve(installed), join(checkout, installed), 'junction');
    }
  });
  after(() => rm(checkout, { recursive: true, force: true, maxRetries: 5 }));

  test('whose tests pass, for either language, and which is clean from the start', async () => {
    const ids = ['null-prone/fresh-flaw', 'stack-shaped/py-fresh-flaw'];
    for (const id of ids) {
      const { stdout } = await run('scripts/new-rule.mjs', id);
      assert.match(stdout, new RegExp(`rules/${id} is there\\. Run: npm run test:unit -- [a-z-]*fresh-flaw`));
    }
    const registry = await readFile(join(checkout, 'rules', 'registry.ts'), 'utf8');
    for (const name of ['freshFlaw', 'pyFreshFlaw']) assert.match(registry, new RegExp(`\\b${name},`));
    await run('node_modules/@biomejs/biome/bin/biome', 'check', ...ids.map((id) => join('rules', id)));
    await run('node_modules/typescript/bin/tsc', '--noEmit');
    await run('scripts/test.mjs', 'fresh-flaw', 'registry');
  });

  test('and is told what is wrong with a name that cannot be one', async () => {
    for (const id of ['style/fresh-flaw', 'null-prone/FreshFlaw', 'null-prone', 'null-prone/optional-bag']) {
      const failure = await run('scripts/new-rule.mjs', id).catch((thrown: unknown) => thrown);
      assert.ok(failure instanceof Error && 'code' in failure && 'stderr' in failure, `${id} was taken`);
      assert.equal(failure.code, 2);
      assert.match(
        String(failure.stderr),
        /^Say which rule to make: npm run new-rule -- habit\/name|optional-bag exists already\./,
      );
    }
  });

  /** Rejects, with what was printed, where the command fails. */
  function run(script: string, ...given: string[]): Promise<{ stdout: string }> {
    return promisify(execFile)(process.execPath, [script, ...given], { cwd: checkout });
  }
});
