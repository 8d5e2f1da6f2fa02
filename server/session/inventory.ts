import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { posix } from 'node:path';
import {
  hasGeneratedName,
  hasLongLine,
  hasMinifiedName,
  headBytes,
  isBinary,
  isMinified,
  isTranslation,
  saysGenerated,
  wholeBytes,
} from './generated.ts';
import { GitIgnore } from './git-ignore.ts';
import type { Problem, Skipped } from './session.ts';
import { isFileError } from './texts.ts';

export { isTestFile } from './test-file.ts';

/** What the workspace consists of, in order of path; all paths absolute, with forward slashes. */
export interface Inventory {
  /** Source files that are analysed. */
  readonly files: readonly string[];
  /** Every tsconfig*.json and jsconfig*.json. */
  readonly configs: readonly string[];
  /** Every package.json. */
  readonly manifests: readonly string[];
  /** Folders that cannot be read; each is named here alone. */
  readonly problems: readonly Problem[];
  readonly skipped: readonly Skipped[];
  /** How often each reason left something out, `skipped` included; only source files count, and folders as one. */
  readonly skippedCounts: Readonly<Record<string, number>>;
}

export interface InventoryOptions {
  /** The user's own globs. */
  excluded(file: string): boolean;
}

/** What one path is to the analysis: part of it, or the reason why it is not. */
export type FileKind = 'source' | 'config' | 'manifest' | 'other' | SkipReason;

type SkipReason = Skipped['reason'] | FolderReason | 'declaration' | 'excluded' | 'ignored' | 'link';
type FolderReason = 'node_modules' | 'ignored folder' | 'unreadable folder' | 'build output or copied code';

/** Larger files are not worth what their analysis costs. */
export const largestFile = 1024 * 1024;

/** Walks the workspace folders once. Never throws for what it meets on disk. */
export function takeInventory(folders: readonly string[], options: InventoryOptions): Inventory {
  const found = { source: new Set<string>(), config: new Set<string>(), manifest: new Set<string>() };
  const problems: Problem[] = [];
  const skipped = new Map<string, Skipped>();
  const counts = new Map<SkipReason, Set<string>>();
  const leaveOut = (path: string, reason: SkipReason): void => {
    counts.set(reason, (counts.get(reason) ?? new Set()).add(path));
    if (isListed(reason)) skipped.set(path, { file: path, reason });
  };
  const walk = (dir: string, ignored: GitIgnore): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(dir, { withFileTypes: true });
    } catch (thrown) {
      if (!isFileError(thrown)) throw thrown;
      problems.push({ file: dir, message: unreadableFolder(thrown), line: null });
      leaveOut(dir, 'unreadable folder');
      return;
    }
    for (const entry of entries) {
      const path = posix.join(dir, entry.name);
      if (entry.isDirectory()) {
        const reason = reasonAgainstFolder(path, ignored);
        if (reason === undefined) walk(path, ignored.within(path));
        else if (reason !== 'other') leaveOut(path, reason);
        continue;
      }
      const kind = kindOfFile(path, entry.isSymbolicLink(), entry.isFile(), ignored, folders, options);
      if (kind === 'source' || kind === 'config' || kind === 'manifest') found[kind].add(path);
      else if (kind !== 'other') leaveOut(path, kind);
    }
  };
  for (const folder of folders) walk(folder, GitIgnore.at(folder));
  return {
    files: [...found.source].sort(),
    configs: [...found.config].sort(),
    manifests: [...found.manifest].sort(),
    problems,
    skipped: [...skipped.values()].sort((a, b) => (a.file < b.file ? -1 : 1)),
    skippedCounts: Object.fromEntries([...counts].sort().map(([reason, paths]) => [reason, paths.size])),
  };
}

/** The answer that `takeInventory` would give for one file, for instance one that was just created. */
export function classify(file: string, folders: readonly string[], options: InventoryOptions): FileKind {
  const folder = folderOf(file, folders);
  if (folder === undefined) return 'other';
  let ignored = GitIgnore.at(folder);
  let dir = folder;
  for (const name of posix.relative(folder, posix.dirname(file)).split('/').filter(Boolean)) {
    dir = posix.join(dir, name);
    const stat = statOf(dir);
    if (stat === undefined) return 'unreadable';
    if (stat.isSymbolicLink()) return 'link';
    const reason = reasonAgainstFolder(dir, ignored);
    if (reason !== undefined) return reason;
    ignored = ignored.within(dir);
  }
  const stat = statOf(file);
  if (stat === undefined) return isNamedLikeSource(file) ? 'unreadable' : 'other';
  return kindOfFile(file, stat.isSymbolicLink(), stat.isFile(), ignored, folders, options);
}

const listed: readonly SkipReason[] = ['too-large', 'generated', 'minified', 'binary', 'unreadable'];

function isListed(reason: SkipReason): reason is Skipped['reason'] {
  return listed.includes(reason);
}

function unreadableFolder(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'Does not exist, so nothing in it is analysed.';
  if (error.code === 'ENOTDIR') return 'Is not a folder, so there is nothing to analyse in it.';
  return `Cannot be read (${error.code}), so nothing below it is analysed.`;
}

/** Version control and package managers keep copies of code that belongs to others. */
const foreignFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  '.yarn',
  'bower_components',
  'jspm_packages',
  'site-packages',
  '__pycache__',
  '.tox',
  '.nox',
  '.eggs',
]);

/** What a build writes or somebody else wrote, also where it is committed: nobody mends it there. */
const outputFolders = new Set([
  'dist',
  'coverage',
  'vendor',
  'third_party',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
]);

function reasonAgainstFolder(path: string, ignored: GitIgnore): FolderReason | 'other' | undefined {
  const name = posix.basename(path);
  if (name === 'node_modules') return 'node_modules';
  if (foreignFolders.has(name) || isVirtualEnvironment(path)) return 'other';
  if (outputFolders.has(name)) return 'build output or copied code';
  return ignored.ignores(path, true) ? 'ignored folder' : undefined;
}

/** Python and all that is installed for a project, under a name that its author chose (PEP 405). */
function isVirtualEnvironment(path: string): boolean {
  return statOf(posix.join(path, 'pyvenv.cfg')) !== undefined;
}

/**
 * Links are never followed: what they lead to inside the workspace is met at its own place, and what lies outside
 * is not the user's to mend here.
 */
function kindOfFile(
  path: string,
  isLink: boolean,
  isFile: boolean,
  ignored: GitIgnore,
  folders: readonly string[],
  options: InventoryOptions,
): FileKind {
  const name = posix.basename(path);
  const role = /^[tj]sconfig.*\.json$/.test(name)
    ? 'config'
    : name === 'package.json'
      ? 'manifest'
      : undefined;
  if (role !== undefined) return isFile && !ignored.ignores(path, false) ? role : 'other';
  if (!isNamedLikeSource(name)) return 'other';
  if (isLink) return 'link';
  if (!isFile) return 'other';
  if (ignored.ignores(path, false)) return 'ignored';
  if (/\.d\.([^.]+\.)?[cm]?ts$/.test(name)) return 'declaration';
  if (options.excluded(path)) return 'excluded';
  const relative = path.slice(folderOf(path, folders)?.length ?? 0);
  if (hasGeneratedName(relative)) return 'generated';
  if (hasMinifiedName(name)) return 'minified';
  return kindOfContent(path);
}

function kindOfContent(path: string): 'source' | 'other' | Skipped['reason'] {
  try {
    const { head, size } = readHead(path);
    if (size > largestFile) return 'too-large';
    if (isTranslation(head)) return 'other';
    if (isBinary(head)) return 'binary';
    if (saysGenerated(head.toString('utf8'))) return 'generated';
    if ((size >= wholeBytes || hasLongLine(head)) && isMinified(readFileSync(path))) return 'minified';
    return 'source';
  } catch (thrown) {
    if (isFileError(thrown)) return 'unreadable';
    throw thrown;
  }
}

const buffer = Buffer.alloc(headBytes);

function readHead(path: string): { head: Buffer; size: number } {
  const { size } = lstatSync(path);
  const handle = openSync(path, 'r');
  try {
    return { head: buffer.subarray(0, readSync(handle, buffer, 0, headBytes, 0)), size };
  } finally {
    closeSync(handle);
  }
}

function statOf(path: string): ReturnType<typeof lstatSync> | undefined {
  try {
    return lstatSync(path);
  } catch (thrown) {
    if (isFileError(thrown)) return undefined;
    throw thrown;
  }
}

/** Whether a file is source as far as its name tells. */
export function isNamedLikeSource(path: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx|py)$/.test(path);
}

/** The innermost workspace folder that a path lies in. */
function folderOf(path: string, folders: readonly string[]): string | undefined {
  const inside = folders.filter((folder) => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
  return inside.sort((a, b) => b.length - a.length)[0];
}
