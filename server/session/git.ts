import { execFile } from 'node:child_process';
import { dirname, posix } from 'node:path';
import { isFileError } from './texts.ts';

/** 0-based lines `first` to `last`, both included. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** Changed lines per absolute file (forward slashes); 'all' for a file that git does not know yet. */
export type ChangedLines = ReadonlyMap<string, readonly LineSpan[] | 'all'>;

/** Git said no; the message is one line for the person at the terminal. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/**
 * What changed in the working tree below `root` since the branch left `ref` (their merge base; `ref` itself where
 * they have none), committed or not, and files that git does not know yet. Where lines were only removed, the two
 * lines around the gap count as changed.
 */
export async function changedSince(root: string, ref: string): Promise<ChangedLines> {
  const safe = await safeArguments(root);
  const resolve = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const commit = await git(root, [...safe, ...resolve], [0, 1, 128]);
  if (commit.code !== 0) {
    const inside = await git(root, [...safe, 'rev-parse', '--is-inside-work-tree'], [0, 128]);
    if (inside.code !== 0) throw new GitError(`--since needs a git working tree, and ${root} is in none.`);
    throw new GitError(
      `"${ref}" names no commit here. Fetch it first, or name a branch, tag or commit for --since.`,
    );
  }
  const named = commit.stdout.trim();
  const mergeBase = await git(root, [...safe, 'merge-base', named, 'HEAD'], [0, 1, 128]);
  const base = mergeBase.code === 0 ? mergeBase.stdout.trim() : named;
  const diff = await git(root, [...safe, ...diffArguments, '--unified=0', base, '--', '.']);
  const untracked = await git(root, [...safe, 'ls-files', '--others', '--exclude-standard', '-z', '--', '.']);
  const changed = new Map<string, LineSpan[] | 'all'>();
  for (const [name, lines] of parseDiff(diff.stdout)) changed.set(posix.join(root, name), lines);
  for (const name of untracked.stdout.split('\0'))
    if (name !== '') changed.set(posix.join(root, name), 'all');
  return changed;
}

/**
 * Files below `root` with changes that are not committed, relative to it; untracked ones count.
 * @returns null where `root` is in no git working tree.
 */
export async function uncommitted(root: string): Promise<string[] | null> {
  const safe = await safeArguments(root);
  const inside = await git(root, [...safe, 'rev-parse', '--is-inside-work-tree'], [0, 128]);
  if (inside.code !== 0 || inside.stdout.trim() !== 'true') return null;
  const arguments_ = ['ls-files', '-z', '--others', '--exclude-standard', '--', '.'];
  const untracked = await git(root, [...safe, ...arguments_]);
  // HEAD is missing before the first commit: then whatever is in the index is not committed.
  const head = await git(root, [...safe, 'rev-parse', '--verify', '--quiet', 'HEAD'], [0, 1]);
  const tracked =
    head.code === 0
      ? await git(root, [...safe, ...diffArguments, '--name-only', '-z', 'HEAD', '--', '.'])
      : await git(root, [...safe, 'ls-files', '-z', '--', '.']);
  const names = [...tracked.stdout.split('\0'), ...untracked.stdout.split('\0')];
  return [...new Set(names.filter((name) => name !== ''))].sort();
}

const diffArguments = [
  'diff',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-renames',
  '--ignore-submodules=all',
  '--relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** A repository's own configuration may name programs; each of these would be run by a mere look at the changes. */
const noPrograms = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
  '-c',
  'protocol.allow=never',
  '--no-pager',
];

/** `noPrograms`, and every configured content filter replaced by none. */
async function safeArguments(root: string): Promise<string[]> {
  const pattern = '^filter\\..*\\.(clean|smudge|process|required)$';
  const listed = await git(
    root,
    [...noPrograms, 'config', '--null', '--name-only', '--get-regexp', pattern],
    [0, 1],
  );
  const filters = listed.stdout.split('\0').filter((name) => name !== '');
  const unsafe = filters.find((name) => name.includes('='));
  if (unsafe !== undefined) {
    throw new GitError(
      `The git filter ${JSON.stringify(unsafe)} cannot be switched off, so git is not run here.`,
    );
  }
  const off = [...new Set(filters)].flatMap((name) => [
    '-c',
    name.endsWith('.required') ? `${name}=false` : `${name}=`,
  ]);
  return [...noPrograms, ...off];
}

function git(
  root: string,
  arguments_: readonly string[],
  accepted: readonly number[] = [0],
): Promise<{ readonly code: number; readonly stdout: string }> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  };
  // Within a git hook these speak of the repository that is being committed to, relative to another folder.
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']) delete env[name];
  return new Promise((resolve, reject) => {
    // Windows looks for a program in the working folder first, where a project could have put its own `git.exe`.
    const cwd = dirname(process.execPath);
    const options = { cwd, env, maxBuffer: 1 << 30, encoding: 'utf8' } as const;
    execFile('git', ['-C', root, ...arguments_], options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout });
      else if (isFileError(error) && error.code === 'ENOENT') {
        reject(new GitError('git is needed for this and is not installed.'));
      } else if (typeof error.code === 'number' && accepted.includes(error.code)) {
        resolve({ code: error.code, stdout });
      } else {
        const reason = stderr.trim().split('\n', 1)[0] ?? '';
        reject(new GitError(`git failed: ${reason === '' ? error.message : reason}`));
      }
    });
  });
}

/** Changed lines of the new side of a diff without context, by file name; deleted files have none. */
function parseDiff(diff: string): Map<string, LineSpan[]> {
  const files = new Map<string, LineSpan[]>();
  let current: LineSpan[] | undefined;
  // A line of a file always has a sign before it, so no content is taken for a header.
  for (const line of diff.split('\n')) {
    if (line.startsWith('diff --')) current = undefined;
    else if (current === undefined && line.startsWith('+++ ')) {
      const name = unquote(line.slice(4).replace(/\t$/, ''));
      if (!name.startsWith('b/')) continue;
      current = [];
      files.set(name.slice(2), current);
    } else if (current !== undefined) {
      const [, start, count] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
      if (start === undefined) continue;
      const first = Number(start) - 1;
      const length = count === undefined ? 1 : Number(count);
      // `+7,0` means removed behind line 7, counted from 1.
      current.push(
        length === 0 ? { first: Math.max(0, first), last: first + 1 } : { first, last: first + length - 1 },
      );
    }
  }
  return files;
}

/** Git quotes names with quotes, backslashes and control characters the way C does. */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
  const bytes: number[] = [];
  for (const [, octal, escaped, plain] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...Buffer.from(escaped === undefined ? (plain ?? '') : (escapes[escaped] ?? escaped)));
  }
  return Buffer.from(bytes).toString('utf8');
}
