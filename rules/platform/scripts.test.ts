import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type ScriptRewrite, type ScriptTool, scriptToolOf, shellOf, withoutTool } from './scripts.ts';

function rewritten(
  script: string,
  name: string,
  shell: 'posix' | 'unknown' = 'unknown',
): ScriptRewrite | undefined {
  return withoutTool(script, scriptToolOf(name) as ScriptTool, shell);
}

test('paths go to Node, whatever stands before and after', () => {
  const cases: [string, string, string][] = [
    ['rimraf dist', 'rimraf', `node -e "fs.rmSync('dist', { recursive: true, force: true })"`],
    [
      'rimraf "./dist" && tsc -b',
      'rimraf',
      `node -e "fs.rmSync('./dist', { recursive: true, force: true })" && tsc -b`,
    ],
    [
      'tsc ; npx rimraf dist .cache',
      'rimraf',
      `tsc ; node -e "for (const path of ['dist', '.cache']) fs.rmSync(path, { recursive: true, force: true })"`,
    ],
    [
      'echo "a && b" && rimraf dist',
      'rimraf',
      `echo "a && b" && node -e "fs.rmSync('dist', { recursive: true, force: true })"`,
    ],
    ['mkdirp out/logs', 'mkdirp', `node -e "fs.mkdirSync('out/logs', { recursive: true })"`],
  ];
  for (const [script, name, expected] of cases)
    assert.deepEqual(rewritten(script, name), { command: expected });
});

test('what is more than a path, or runs within another command, stays with the reason', () => {
  const cases: [string, RegExp][] = [
    ['rimraf dist/*', /`dist\/\*` is more than a path/],
    ['rimraf --glob dist', /`--glob` is an option/],
    ['rimraf $OUT', /more than a path/],
    ['rimraf ~/cache', /more than a path/],
    ['concurrently "rimraf dist" tsc', /within another command/],
    ['concurrently "tsc && rimraf dist && rollup -c"', /within another command/],
    ["sh -c 'tsc; rimraf dist; ls'", /within another command/],
    ['sh -c "echo \\"a\\" && rimraf dist && ls"', /within another command/],
    ['CI=1 rimraf dist', /within another command/],
    ['rimraf dist | cat', /`\|` is more than a path/],
    ['rimraf a && rimraf b/*', /`b\/\*`/],
  ];
  for (const [script, reason] of cases) {
    const rewrite = rewritten(script, 'rimraf');
    assert.ok(rewrite !== undefined && 'stays' in rewrite, script);
    assert.match(rewrite.stays, reason, script);
  }
  assert.equal(rewritten('node clean-rimraf.js && rimraf-all', 'rimraf'), undefined);
});

test('variables go to the shell only where that takes them on every machine', () => {
  const script = 'cross-env NODE_ENV=test DEBUG= jest --runInBand && cross-env A=1 tap';
  assert.deepEqual(rewritten(script, 'cross-env', 'posix'), {
    command: 'NODE_ENV=test DEBUG= jest --runInBand && A=1 tap',
  });
  assert.ok('stays' in (rewritten(script, 'cross-env') ?? {}));
  for (const odd of ['cross-env A=$B jest', 'cross-env jest', 'cross-env A=1']) {
    assert.ok('stays' in (rewritten(odd, 'cross-env', 'posix') ?? {}), odd);
  }
  const none = { npm: '', pnpm: '', yarn: '' };
  assert.equal(shellOf('npm', none), 'unknown');
  assert.equal(shellOf('yarn', none), 'unknown');
  assert.equal(shellOf('pnpm', { ...none, npm: 'shell-emulator=true\n' }), 'posix');
  assert.equal(shellOf('pnpm', { ...none, pnpm: 'packages: []\nshellEmulator: true\n' }), 'posix');
  assert.equal(shellOf('yarn', { ...none, yarn: 'nodeLinker: node-modules\n' }), 'posix');
  assert.equal(shellOf('bun', none), 'posix');
  assert.equal(shellOf('npm', { ...none, npm: 'script-shell=/bin/bash\n' }), 'posix');
});

test('the commands do what the tools did, also where the package is made of modules', () => {
  const dir = mkdtempSync(join(tmpdir(), 'coach-scripts-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(dir, 'dist/deep'), { recursive: true });
  for (const [script, name] of [
    ['rimraf dist missing', 'rimraf'],
    ['mkdirp out/logs', 'mkdirp'],
    ['mkdirp out/logs', 'mkdirp'],
  ] as const) {
    const rewrite = rewritten(script, name);
    assert.ok(rewrite !== undefined && 'command' in rewrite);
    const code = /^node -e "(.*)"$/.exec(rewrite.command)?.[1] ?? '';
    execFileSync(process.execPath, ['-e', code], { cwd: dir });
  }
  assert.deepEqual([existsSync(join(dir, 'dist')), existsSync(join(dir, 'out/logs'))], [false, true]);
});
