import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes several files so that either all have their new text or all are as before. Everything is first written to
 * temporary names beside the targets, so that a full disk or a missing right shows before anything is replaced; then
 * all are renamed. If a rename fails, those before it are taken back.
 * @param texts new text per absolute path.
 * @throws the error of the file system, after everything was put back.
 */
export function writeAll(texts: ReadonlyMap<string, string>): void {
  const temporaries = new Map<string, string>();
  const madeFolders: string[] = [];
  const replaced: {
    readonly target: string;
    readonly before: Buffer | undefined;
    readonly mode: number | undefined;
  }[] = [];
  try {
    for (const [target, text] of texts) {
      const folder = dirname(target);
      const made = mkdirSync(folder, { recursive: true });
      if (made !== undefined) madeFolders.push(made);
      temporaries.set(
        target,
        writeTemporary(target, text, statSync(target, { throwIfNoEntry: false })?.mode),
      );
    }
    for (const [target, temporary] of temporaries) {
      const stat = statSync(target, { throwIfNoEntry: false });
      replaced.push({
        target,
        before: stat === undefined ? undefined : readFileSync(target),
        mode: stat?.mode,
      });
      try {
        renameSync(temporary, target);
      } catch (thrown) {
        replaced.pop();
        throw thrown;
      }
      temporaries.delete(target);
    }
  } catch (thrown) {
    for (const { target, before, mode } of replaced.reverse()) {
      if (before === undefined) rmSync(target, { force: true });
      else renameSync(writeTemporary(target, before, mode), target);
    }
    for (const temporary of temporaries.values()) rmSync(temporary, { force: true });
    for (const folder of madeFolders.reverse()) rmSync(folder, { recursive: true, force: true });
    throw thrown;
  }
}

/** @returns the path of a new file beside `target` that holds the text and is on the disk. */
function writeTemporary(target: string, content: string | Buffer, mode: number | undefined): string {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = openSync(temporary, 'wx');
  try {
    const bytes = Buffer.from(content);
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  } finally {
    closeSync(descriptor);
  }
  return temporary;
}
