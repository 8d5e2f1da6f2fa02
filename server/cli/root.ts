import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, resolve } from 'node:path';
import ignore from 'ignore';
import { commonFolder, relativeTo } from '../report/relative.ts';
import { isFileError } from '../session/texts.ts';
import { UsageError } from './failure.ts';

/** What a command line's PATHs mean. All paths are absolute, real and written with forward slashes. */
export interface Workspace {
  /** What `file` in a report is relative to. */
  readonly root: string;
  /** Folders that the session opens; all of them are evidence. */
  readonly folders: readonly string[];
  /** Files and folders to report on; undefined where that is everything. */
  readonly paths: readonly string[] | undefined;
}

const markers = ['package.json', 'tsconfig.json', 'jsconfig.json', 'code-coach.json', '.git'];

/**
 * The workspace of the PATHs: the nearest folder at or above all of them that looks like the top of a package or a
 * repository, so that `scan src/a.ts` still knows the project around it; where there is none, the folder that holds
 * them all. Without PATHs it is the working directory. The search goes no further than to a folder whose
 * `.gitignore` leaves the PATHs out, and never up to the home folder or the root of the disk.
 * @throws UsageError where a PATH does not exist.
 */
export function workspaceOf(paths: readonly string[], cwd: string): Workspace {
  if (paths.length === 0) {
    const root = realPath(cwd);
    return { root, folders: [root], paths: undefined };
  }
  const targets = paths.map((path) => {
    const absolute = resolve(cwd, path);
    try {
      return realPath(absolute);
    } catch (thrown) {
      if (!isFileError(thrown)) throw thrown;
      const why =
        thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR'
          ? 'does not exist'
          : `cannot be read (${thrown.code})`;
      throw new UsageError(`${path} ${why}. Name a file or folder that does; it is looked up from ${cwd}.`);
    }
  });
  const tops = targets.map((target) => (statSync(target).isDirectory() ? target : posix.dirname(target)));
  const common = tops.reduce(commonFolder);
  const root = isTooWide(common) && tops.some((top) => top !== common) ? common : climb(common);
  const folders = isTooWide(root) && !tops.includes(root) ? outermost(tops.map(climb)) : [root];
  return { root, folders, paths: targets.includes(root) ? undefined : [...new Set(targets)] };
}

/** Absolute path with forward slashes and symbolic links resolved. */
export function realPath(path: string): string {
  return realpathSync(path).replaceAll('\\', '/');
}

function climb(start: string): string {
  for (let folder = start; !isTooWide(folder); folder = posix.dirname(folder)) {
    if (folder !== start && ignores(folder, start)) return start;
    if (markers.some((marker) => existsSync(posix.join(folder, marker)))) return folder;
  }
  return start;
}

/** Whether the `.gitignore` of a folder leaves out a folder below it. */
function ignores(folder: string, below: string): boolean {
  let text: string;
  try {
    text = readFileSync(posix.join(folder, '.gitignore'), 'utf8');
  } catch (thrown) {
    if (isFileError(thrown)) return false;
    throw thrown;
  }
  return ignore()
    .add(text)
    .ignores(`${relativeTo(folder, below)}/`);
}

function isTooWide(folder: string): boolean {
  return (
    folder === posix.dirname(folder) ||
    /^[A-Za-z]:\/?$/.test(folder) ||
    folder === homedir().replaceAll('\\', '/')
  );
}

function outermost(folders: readonly string[]): string[] {
  const unique = [...new Set(folders)];
  return unique.filter(
    (folder) => !unique.some((other) => other !== folder && folder.startsWith(`${other}/`)),
  );
}
