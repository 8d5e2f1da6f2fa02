import type { FindingDraft, RuleId, Span } from '../../rules/engine/finding.ts';

/** Which rules keep their last findings of a file that is being typed: all of them where it does not parse. */
export type Held = 'all' | ReadonlySet<RuleId>;

/** What findings are kept of, and what became of the text since. */
interface Base {
  readonly rules: Held;
  /** From the text that the kept findings were made of, step by step. */
  readonly changes: Change[];
  /** The text after the last of these. */
  text: string;
}

/** One replacement: what stood from `start` to `end` is longer by `grown` afterwards. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly grown: number;
}

/**
 * Keeps what was found in a file while it is being typed, for the moments in which looking again would be of no use
 * (the text does not parse) or would be in the way (a rule that is slow on this file). Kept findings move along with
 * the text around the edit, and offer no fix, as one would be computed for a text that is gone.
 */
export class LastGood {
  readonly #textNow: (file: string) => string | undefined;
  /** Texts of files that changed since they were analysed, as they were then. */
  readonly #analysed = new Map<string, string>();
  readonly #held = new Map<string, readonly Base[]>();

  constructor(textNow: (file: string) => string | undefined) {
    this.#textNow = textNow;
  }

  /** A file whose analysis is up to date is about to change; `text` is what was analysed. */
  remember(file: string, text: string): void {
    if (!this.#analysed.has(file) && this.heldIn(file) !== 'all') this.#analysed.set(file, text);
  }

  /** The rules that keep their findings in a file. */
  heldIn(file: string): Held | undefined {
    const bases = this.#held.get(file);
    if (bases === undefined) return undefined;
    if (bases.some(({ rules }) => rules === 'all')) return 'all';
    return new Set(bases.flatMap(({ rules }) => (rules === 'all' ? [] : [...rules])));
  }

  /** Files in which every finding is kept. */
  get broken(): string[] {
    return [...this.#held.keys()].filter((file) => this.heldIn(file) === 'all');
  }

  /**
   * From now on these rules keep their findings in the file.
   * @returns whether there is anything to keep: the text that it was found in must be known.
   */
  hold(file: string, rules: Held): boolean {
    const before = this.#held.get(file) ?? [];
    const text = this.#analysed.get(file);
    if (rules === 'all') {
      if (this.heldIn(file) === 'all') return true;
      if (text === undefined) return false;
      // A rule that was held before keeps the text that its own findings were made of.
      this.#held.set(file, [...before, { rules, changes: [], text }]);
    } else {
      const kept = before.filter((base) => base.rules !== 'all');
      const known = new Set(kept.flatMap((base) => (base.rules === 'all' ? [] : [...base.rules])));
      const fresh = new Set([...rules].filter((rule) => !known.has(rule)));
      if (fresh.size > 0) {
        const whole = before.find((base) => base.rules === 'all');
        if (whole === undefined && text === undefined) return false;
        kept.push({ rules: fresh, changes: [...(whole?.changes ?? [])], text: whole?.text ?? text ?? '' });
      }
      this.#held.set(file, kept);
    }
    this.#analysed.delete(file);
    return true;
  }

  /** Everything in the file was looked at anew. */
  release(file: string): void {
    this.#held.delete(file);
    this.#analysed.delete(file);
  }

  /** A finding as it stands in the present texts; undefined where the edit went through it. */
  place(rule: RuleId, draft: FindingDraft): FindingDraft | undefined {
    if (this.#held.size === 0) return draft;
    const span = this.#moved(rule, draft.file, draft.span);
    if (span === undefined) return undefined;
    const evidence = (draft.evidence ?? []).flatMap((each) => {
      const moved = this.#moved(rule, each.file, each.span);
      return moved === undefined ? [] : [{ ...each, span: moved }];
    });
    const isKept = this.#baseOf(rule, draft.file) !== undefined;
    return { ...draft, span, evidence, fixes: isKept ? [] : (draft.fixes ?? []) };
  }

  #moved(rule: RuleId, file: string, span: Span): Span | undefined {
    const base = this.#baseOf(rule, file);
    if (base === undefined) return span;
    const now = this.#textNow(file) ?? base.text;
    if (now !== base.text) base.changes.push(changeBetween(base.text, now));
    base.text = now;
    return movedSpan(span, base.changes);
  }

  #baseOf(rule: RuleId, file: string): Base | undefined {
    const bases = this.#held.get(file) ?? [];
    return (
      bases.find(({ rules }) => rules !== 'all' && rules.has(rule)) ??
      bases.find(({ rules }) => rules === 'all')
    );
  }
}

/** The smallest replacement that makes one text of another. */
export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  return { start: head, end: before.length - tail, grown: after.length - before.length };
}

/** Where a span lies after these changes; one that a change lies within grows with it, one that loses an end is lost. */
export function movedSpan(span: Span, changes: readonly Change[]): Span | undefined {
  let { start, end } = span;
  for (const change of changes) {
    if (end <= change.start) continue;
    if (start < change.end && (start >= change.start || end <= change.end)) return undefined;
    if (start >= change.end) start += change.grown;
    end += change.grown;
  }
  return { start, end };
}
