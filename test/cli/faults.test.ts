import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { cleanProject, cli, frontStack, ownCache, Project } from './harness.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly said: readonly string[];
}

/** Runs a scan and does something to it as soon as it says, for people who debug it, that it has come so far. */
async function disturbed(
  args: readonly string[],
  milestone: string,
  disturb: (child: ChildProcess) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [cli, 'scan', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ownCache, NODE_DEBUG: 'code-coach', NODE_OPTIONS: undefined },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    const isFirst = !stderr.includes(milestone);
    stderr += chunk.toString();
    if (isFirst && stderr.includes(milestone)) disturb(child);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, said: stderr.split('\n').filter((line) => /^code-coach:/.test(line)) };
}

function many(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`src/history${index}.ts`, frontStack]),
  );
}

interface JsonReport {
  readonly summary: { readonly skipped: readonly { readonly reason: string }[] };
  readonly findings: readonly { readonly fixes: readonly unknown[] }[];
}

describe('a scan that is cut off', () => {
  test('while fixes are checked does not pass for a whole one', async (context) => {
    const { root } = new Project(context, { ...cleanProject, ...many(120) });
    const args = [root, '--fixes', '--fail-on', 'never', '--format', 'json'];
    const { code, stdout, said } = await disturbed(args, 'checking the fixes', (child) =>
      child.kill('SIGINT'),
    );
    const { summary, findings } = JSON.parse(stdout) as JsonReport;
    assert.equal(code, 2);
    assert.deepEqual(
      summary.skipped.map(({ reason }) => reason),
      ['interrupted'],
    );
    assert.ok(findings.some(({ fixes }) => fixes.length === 0));
    assert.match(said.join('\n'), /Interrupted/);
  });

  test('by the end of its compiler prints no report', {
    skip: process.platform !== 'linux',
  }, async (context) => {
    const { root } = new Project(context, { ...cleanProject, ...many(300) });
    const { code, stdout, said } = await disturbed([root, '--format', 'json'], 'scanning', (child) => {
      const look = setInterval(() => {
        const compiler = childrenOf(child.pid ?? 0)[0];
        if (compiler === undefined) return;
        clearInterval(look);
        process.kill(compiler, 'SIGKILL');
      }, 1);
    });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(said.at(-1) ?? '', /compiler's process ended|ended unexpectedly/);
  });
});

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return new RegExp(`^.*\\) \\S ${parent} `, 's').test(stat) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}
