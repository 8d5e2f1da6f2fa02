import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editsByFile } from '../../session/edits-by-file.ts';
import { type FileChange, FixRefusal, type FixTarget } from '../../session/fix-all/apply-fixes.ts';
import type { Edit } from '../../session/session.ts';
import { isFileError } from '../../session/texts.ts';
import { writeAll } from './writeAll.ts';

/** Where fixes go, with a memory of what became of each file. */
export interface FileStore extends FixTarget {
  /** Every file that was changed so far, with its first and its present text. */
  changes(): FileDifference[];
}

export interface FileDifference {
  readonly file: string;
  /** null for a file that did not exist. */
  readonly before: string | null;
  readonly after: string;
}

const byteOrderMark = '\uFEFF';

/** Writes to the disk. */
export class DiskStore implements FileStore {
  readonly #folders: readonly string[];
  readonly #changes = new Map<string, FileDifference>();

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  apply(edits: readonly Edit[]): FileChange[] {
    const differences = editAll(edits, (file) => readExactly(file, this.#folders));
    const texts = new Map(differences.map(({ target, after }) => [target, after]));
    try {
      writeAll(texts);
    } catch (thrown) {
      if (isFileError(thrown))
        throw new FixRefusal(`${thrown.path ?? 'A file'} cannot be written (${thrown.code}).`);
      throw thrown;
    }
    remember(this.#changes, differences);
    return differences.map(({ file, before }) => ({ kind: before === null ? 'created' : 'changed', file }));
  }

  changes(): FileDifference[] {
    return [...this.#changes.values()];
  }
}

/** Keeps the results in memory and shows them to the session as open documents: a rehearsal. */
export class MemoryStore implements FileStore {
  readonly #folders: readonly string[];
  readonly #changes = new Map<string, FileDifference>();
  #version = 0;

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  apply(edits: readonly Edit[]): FileChange[] {
    const differences = editAll(
      edits,
      (file) => this.#changes.get(file)?.after ?? readExactly(file, this.#folders),
    );
    const changes = differences.flatMap(({ file, before, after }): FileChange[] => {
      const isOpen = this.#changes.has(file);
      this.#version += 1;
      const text = after.startsWith(byteOrderMark) ? after.slice(1) : after;
      const opened = { kind: isOpen ? 'edited' : 'opened', file, version: this.#version, text } as const;
      return before === null ? [opened, { kind: 'created', file }] : [opened];
    });
    remember(this.#changes, differences);
    return changes;
  }

  changes(): FileDifference[] {
    return [...this.#changes.values()];
  }
}

interface TargetedDifference extends FileDifference {
  /** The path that is written: the file itself, or what a symbolic link stands for. */
  readonly target: string;
}

interface ExactText {
  readonly text: string;
  readonly target: string;
}

function editAll(
  edits: readonly Edit[],
  read: (file: string) => ExactText | string | null,
): TargetedDifference[] {
  return [...editsByFile(edits)].map(([file, own]) => {
    const found = read(file);
    const before = typeof found === 'object' && found !== null ? found.text : found;
    const target = typeof found === 'object' && found !== null ? found.target : file;
    const creates = own.some(({ create }) => create);
    if (creates !== (before === null)) {
      throw new FixRefusal(creates ? `${file} exists already.` : `${file} does not exist any more.`);
    }
    // A byte order mark is no part of the text that ranges refer to.
    const mark = before?.startsWith(byteOrderMark) ? byteOrderMark : '';
    const document = TextDocument.create(file, '', 0, (before ?? '').slice(mark.length));
    const after = mark + TextDocument.applyEdits(document, [...own]);
    if (Buffer.from(after).toString() !== after)
      throw new FixRefusal(`${file} would hold half a surrogate pair, which no file can.`);
    return { file, target, before, after };
  });
}

/**
 * The exact text of a file; null where there is none.
 * @throws FixRefusal where the file, or the folder it would be made in, lies outside of the folders once symbolic
 * links are resolved, and where writing the text back would not give the same bytes.
 */
function readExactly(file: string, folders: readonly string[]): ExactText | null {
  let existing = file;
  while (!existsSync(existing) && existing !== posix.dirname(existing)) existing = posix.dirname(existing);
  const target = posix.join(realpathSync(existing).replaceAll('\\', '/'), posix.relative(existing, file));
  const isInside = folders.some((folder) => target.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
  if (!isInside) throw new FixRefusal(`${file} lies outside of the workspace.`);
  if (existing !== file) return null;
  let bytes: Buffer;
  try {
    bytes = readFileSync(target);
  } catch (thrown) {
    if (isFileError(thrown)) throw new FixRefusal(`${file} cannot be read (${thrown.code}).`);
    throw thrown;
  }
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) {
    throw new FixRefusal(`${file} is not in UTF-8, and writing it would damage it.`);
  }
  return { text, target };
}

function remember(changes: Map<string, FileDifference>, differences: readonly FileDifference[]): void {
  for (const { file, before, after } of differences) {
    const known = changes.get(file);
    changes.set(file, { file, before: known === undefined ? before : known.before, after });
  }
}
