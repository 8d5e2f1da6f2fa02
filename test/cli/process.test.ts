import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { cleanProject, cli, openSwitch, ownCache, Project, sample } from './harness.ts';

describe('the process', () => {
  test('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [cli, 'scan', sample, '--format', 'json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...ownCache },
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const [code] = (await once(child, 'close')) as [number | null];
    assert.deepEqual([code, stderr], [1, '']);
  });

  test('keeps a partial report on Ctrl-C and exits with 2', async (context) => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`src/shape${index}.ts`, openSwitch]),
    );
    const { root } = new Project(context, { ...cleanProject, ...many });
    // A group of its own, so that the signal reaches the whole group as from a terminal.
    const child = spawn(process.execPath, [cli, 'scan', root, '--format', 'json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...ownCache, NODE_DEBUG: 'code-coach' },
      detached: true,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      const isFirst = !stderr.includes('scanning');
      stderr += chunk.toString();
      if (isFirst && stderr.includes('scanning')) process.kill(-(child.pid ?? 0), 'SIGINT');
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    assert.equal(signal, null);
    assert.equal(code, 2);
    const said = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('CODE-COACH'));
    assert.equal(said.length, 1, stderr);
    assert.match(said[0] ?? '', /^code-coach: Interrupted/);
    const report = JSON.parse(stdout) as { summary: { skipped: { reason: string }[] } };
    assert.ok(report.summary.skipped.some(({ reason }) => reason === 'interrupted'));
  });
});
