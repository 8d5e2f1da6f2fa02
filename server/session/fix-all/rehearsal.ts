import { TextDocument } from 'vscode-languageserver-textdocument';
import { editsByFile } from '../edits-by-file.ts';
import type { Change, Edit } from '../session.ts';
import type { Texts } from '../texts.ts';
import { type FileChange, FixRefusal, type FixTarget } from './apply-fixes.ts';
import { editsBetween } from './edits-between.ts';

interface Original {
  /** undefined for a file that did not exist. */
  readonly text: string | undefined;
  /** Version of the open document; null for a file that is read from disk. */
  readonly version: number | null;
  /** What the fixes call what they change there. */
  readonly labels: Set<string>;
}

/** Applies fixes to texts in memory alone, as if somebody typed them; `undo` takes all of it back. */
export class Rehearsal implements FixTarget {
  readonly #texts: Texts;
  readonly #originals = new Map<string, Original>();

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  apply(edits: readonly Edit[]): FileChange[] {
    const results = [...editsByFile(edits)].map(([file, own]) => {
      const before = this.#texts.text(file);
      if (own.some(({ create }) => create) !== (before === undefined)) {
        throw new FixRefusal(
          before === undefined ? `${file} does not exist any more.` : `${file} exists already.`,
        );
      }
      return {
        file,
        own,
        before,
        after: TextDocument.applyEdits(TextDocument.create(file, '', 0, before ?? ''), own),
      };
    });
    return results.flatMap(({ file, own, before, after }): FileChange[] => {
      const original = this.#originals.get(file) ?? this.#remember(file, before);
      for (const { label } of own) if (label !== null) original.labels.add(label);
      const opened = { kind: 'edited', file, version: original.version ?? 0, text: after } as const;
      return before === undefined ? [opened, { kind: 'created', file }] : [opened];
    });
  }

  /** What became of the texts, as one set of edits of what they were. */
  edits(): Edit[] {
    return [...this.#originals].flatMap(([file, { text, version, labels }]) => {
      const [only, ...others] = labels;
      const label = others.length === 0 ? (only ?? null) : null;
      const create = text === undefined;
      return editsBetween(text ?? '', this.#texts.text(file) ?? '').map((edit) => ({
        ...edit,
        file,
        version,
        create,
        label,
      }));
    });
  }

  /** What the session must be told so that everything is as before. */
  undo(): Change[] {
    const changes = [...this.#originals].flatMap(([file, { text, version }]): Change[] => {
      if (text !== undefined && version !== null) return [{ kind: 'edited', file, version, text }];
      const closed: Change = { kind: 'closed', file };
      return text === undefined ? [closed, { kind: 'deleted', file }] : [closed];
    });
    this.#originals.clear();
    return changes;
  }

  #remember(file: string, text: string | undefined): Original {
    const original = { text, version: this.#texts.version(file), labels: new Set<string>() };
    this.#originals.set(file, original);
    return original;
  }
}
