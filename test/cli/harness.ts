import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TestContext } from 'node:test';

/** The bundle that ships, built before the tests run. */
export const cli = resolve('dist/cli.js');
export const sample = resolve('test/projects/sample');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What scans of the tests keep, so that none meets what an earlier run of the tests left. */
const cacheHome = mkdtempSync(join(tmpdir(), 'code-coach-cache-'));
process.on('exit', () => rmSync(cacheHome, { recursive: true, force: true }));
export const ownCache = { XDG_CACHE_HOME: cacheHome, LOCALAPPDATA: cacheHome };

/** Runs the terminal program as a process of its own. */
export function codeCoach(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<CliResult> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: {
        ...process.env,
        NO_COLOR: undefined,
        FORCE_COLOR: undefined,
        NODE_OPTIONS: undefined,
        ...ownCache,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', failed);
    child.on('close', (code) => {
      done({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** Asserts wrong usage or a failure: exit code 2, nothing on stdout, one line on stderr. */
export function assertFailure({ code, stdout, stderr }: CliResult, message: RegExp): void {
  assert.equal(stdout, '');
  assert.match(stderr, /^code-coach: [^\n]+\n$/);
  assert.match(stderr, message);
  assert.equal(code, 2);
}

export class Project {
  readonly root: string;

  constructor(context: TestContext, files: Readonly<Record<string, string | Buffer>>) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'code-coach-cli-')));
    context.after(() => rmSync(this.root, { recursive: true, force: true }));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  path(name: string): string {
    return join(this.root, name);
  }

  write(name: string, text: string | Buffer): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  git(...args: string[]): string {
    const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.root, encoding: 'utf8' });
  }

  /** Makes the project a repository with everything committed to `main`. */
  commitAll(): void {
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'start');
  }
}

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    types: [],
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  include: ['src'],
});

/** A strict package without findings. */
export const cleanProject = {
  'package.json': '{ "name": "shop", "type": "module", "engines": { "node": ">=20.12" } }\n',
  'tsconfig.json': tsconfig,
  'src/clean.ts': 'export const answer = 42;\n',
};

/** One finding of severity info: a `switch` that leaves out a member. */
export const openSwitch = `export type Shape = { kind: 'circle'; radius: number } | { kind: 'square'; side: number } | { kind: 'point' };

export function area(shape: Shape) {
  switch (shape.kind) {
    case 'circle':
      return 3 * shape.radius ** 2;
    case 'square':
      return shape.side ** 2;
  }
}
`;

/** One of three functions with the same check: together one finding of severity warning in three places. */
export function fetching(name: string): string {
  return `export async function fetch${name}(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(\`Request failed: \${response.status}\`);
  }
  return response.json();
}
`;
}

/** A stack kept at the front of an array: one finding with a safe fix. */
export const frontStack = `export class History {
  private readonly undone: string[] = [];
  private current = '';

  change(text: string): void {
    this.undone.unshift(this.current);
    this.current = text;
  }

  undo(): boolean {
    const previous = this.undone.shift();
    if (previous === undefined) return false;
    this.current = previous;
    return true;
  }
}
`;

/** Findings of severity warning and info. */
export const findingsProject = {
  ...cleanProject,
  'src/shape.ts': openSwitch,
  'src/users.ts': fetching('Users'),
  'src/orders.ts': fetching('Orders'),
  'src/stock.ts': fetching('Stock'),
};
