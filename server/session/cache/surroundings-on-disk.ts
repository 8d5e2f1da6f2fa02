import { createHash } from 'node:crypto';
import { type BigIntStats, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { isFileError } from '../texts.ts';

/** A change within this time before a look may bear the same time as the look, so times alone do not tell. */
const youngMs = 2000;

/** Written by package managers when they are done: what they say changes with what is installed. */
const installMarkers = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml'];

/**
 * What the types of a program rest on beyond the analysed files, by path: texts of declarations and manifests, and
 * names in folders, as a file that comes or goes may be what a module name means from then on.
 */
export function surroundingsOf(
  declarations: Iterable<string>,
  folders: Iterable<string>,
): Record<string, string> {
  const found = new Map<string, string>();
  for (const file of declarations) found.set(file, stampOfFile(file));
  const given = new Set(folders);
  for (const folder of given) found.set(`${folder}/`, namesIn(folder));
  for (const folder of withAncestors(given)) {
    found.set(posix.join(folder, 'package.json'), stampOfFile(posix.join(folder, 'package.json')));
    if (posix.basename(folder) === 'node_modules') continue;
    const installed = posix.join(folder, 'node_modules');
    const names = namesIn(installed, (name) => {
      if (name.startsWith('@')) found.set(`${installed}/${name}/`, namesIn(`${installed}/${name}`));
    });
    found.set(`${installed}/`, names);
    if (names === absent) continue;
    for (const marker of installMarkers) {
      found.set(posix.join(installed, marker), stampOfFile(posix.join(installed, marker)));
    }
  }
  return Object.fromEntries(found);
}

/** Whether all of it is still the same. */
export function isUnchanged(surroundings: Readonly<Record<string, string>>): boolean {
  return Object.entries(surroundings).every(([path, stamp]) =>
    path.endsWith('/') ? namesIn(path.slice(0, -1)) === stamp : isFileUnchanged(path, stamp),
  );
}

/** Whether one of the files was written at or after a time, in milliseconds. */
export function isAnyWrittenSince(files: Iterable<string>, time: number): boolean {
  for (const file of files) {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) >= time) return true;
  }
  return false;
}

export function hashOf(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

const absent = 'absent';

/** Hash of the text, and times and size, which spare reading it where they are the same and not young. */
function stampOfFile(file: string): string {
  return onDisk(() => {
    const stats = statSync(file, { bigint: true });
    if (!stats.isFile()) return absent;
    return `${hashOf(readFileSync(file))} ${timesOf(stats)}`;
  });
}

function isFileUnchanged(file: string, stamp: string): boolean {
  if (stamp === absent) return stampOfFile(file) === absent;
  const [hash, times] = stamp.split(' ');
  const now = onDisk(() => {
    const stats = statSync(file, { bigint: true });
    return stats.isFile() ? timesOf(stats) : absent;
  });
  if (now === times && times !== young) return true;
  return now !== absent && onDisk(() => hashOf(readFileSync(file))) === hash;
}

const young = 'young';

function timesOf({ size, mtimeNs, ctimeNs, mtimeMs, ctimeMs }: BigIntStats): string {
  const latest = Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs);
  return latest > Date.now() - youngMs ? young : `${size}:${mtimeNs}:${ctimeNs}`;
}

/** Of the names that can be what a module name means: folders, and files that the compiler reads. */
function namesIn(folder: string, each: (name: string) => void = () => undefined): string {
  return onDisk(() => {
    const names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isFile() || /\.(?:[cm]?[jt]sx?|json)$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
    for (const name of names) each(name);
    return hashOf(names.join('\0'));
  });
}

function onDisk(look: () => string): string {
  try {
    return look();
  } catch (thrown) {
    if (isFileError(thrown)) return absent;
    throw thrown;
  }
}

function withAncestors(folders: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const folder of folders) {
    for (let at = folder; !all.has(at); at = posix.dirname(at)) {
      all.add(at);
      if (posix.dirname(at) === at) break;
    }
  }
  return all;
}
