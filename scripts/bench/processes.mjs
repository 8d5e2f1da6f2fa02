import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How often memory is looked at, in milliseconds: a peak that is shorter is missed, for everybody alike. */
const sampleMs = 25;

/**
 * Runs a command to its end.
 * @param {readonly string[]} command
 * @returns {Promise<{ wallMs: number, peakMb: number | null, status: number | null, stdout: string }>} `peakMb` is that
 * of the process and all that it started, together; null where the system does not tell
 */
export async function run(command, { cwd = process.cwd(), env = process.env } = {}) {
  const [file = '', ...args] = command;
  const started = performance.now();
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const memory = watchMemory(child.pid ?? 0);
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.resume();
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { wallMs: performance.now() - started, peakMb: memory.stop(), status, stdout };
}

/**
 * Runs two commands in turn, so that a machine that becomes slower is so for both.
 * @param {readonly string[]} a
 * @param {readonly string[]} b
 * @returns the median of the ratios of time and of memory, each taken within a pair, and the medians themselves
 */
export async function runPairs(a, b, runs, options = {}) {
  const pairs = [];
  for (let count = 0; count < runs; count++) {
    const first = await run(a, options);
    const second = await run(b, options);
    pairs.push({ first, second });
  }
  const memory = pairs.every(({ first, second }) => first.peakMb !== null && second.peakMb !== null);
  return {
    time: median(pairs.map(({ first, second }) => first.wallMs / second.wallMs)),
    memory: memory
      ? median(pairs.map(({ first, second }) => (first.peakMb ?? 0) / (second.peakMb ?? 1)))
      : null,
    firstMs: median(pairs.map(({ first }) => first.wallMs)),
    secondMs: median(pairs.map(({ second }) => second.wallMs)),
  };
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/** @param {readonly number[]} values */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Watches the resident memory of a process and its descendants; Linux tells it, other systems do not. */
function watchMemory(pid) {
  if (process.platform !== 'linux') return { stop: () => null };
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentMb(pid));
  };
  const timer = setInterval(look, sampleMs);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function residentMb(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readProc(`/proc/${name}/stat`);
    // The name in brackets may contain blanks and brackets.
    const parent = /^.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (!family.has(parent) || family.has(pid)) continue;
      family.add(pid);
      grown = true;
    }
  }
  let kilobytes = 0;
  for (const pid of family)
    kilobytes += Number(/^VmRSS:\s+(\d+)/m.exec(readProc(`/proc/${pid}/status`))?.[1] ?? 0);
  return kilobytes / 1024;
}

/** Processes end while they are looked at. */
function readProc(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
