import type { FileFacts } from '../../engine/rule.ts';
import type { CheckFact, MadeFact, MessageFact } from './facts.ts';
import { Loads } from './loads.ts';
import { passes, type TextTest } from './text-test.ts';

/** A fact in its file. */
export interface Located<F> {
  readonly file: string;
  readonly fact: F;
}

/** A decision by text with the places of its package that make such errors; without any, they come from outside. */
export interface Match {
  readonly check: Located<CheckFact>;
  readonly made: readonly Located<MadeFact>[];
  readonly file: FileFacts<MessageFact>;
  /** A place on the way that makes another error of the text, so that a part of it is found there, too. */
  readonly handedOn: Located<MadeFact> | null;
}

/**
 * Brings each check together with the errors that it may be about: made in the same package, in a file that runs with
 * the check's own, and with a text that passes.
 */
export function matchesOf(files: readonly FileFacts<MessageFact>[]): Match[] {
  const withChecks = files.filter(({ facts }) => facts.some((fact) => fact.is === 'check'));
  if (withChecks.length === 0) return [];
  const loads = new Loads(files);
  const index = new MadeIndex(files);
  return withChecks.flatMap((file) =>
    file.facts.flatMap((fact): Match[] => {
      if (fact.is !== 'check') return [];
      const check = { file: file.file, fact };
      const near = loads.near(file.file);
      const made = index
        .find(file.package.dir, fact.tests)
        .filter((each) => near.has(each.file) && !isWithin(each, check));
      return [{ check, made, file, handedOn: handedOn(check, made, index) }];
    }),
  );
}

/** A test of the whole text does not find one that has become part of another. */
function handedOn(
  check: Located<CheckFact>,
  made: readonly Located<MadeFact>[],
  index: MadeIndex,
): Located<MadeFact> | null {
  if (check.fact.tests.every(({ atStart, atEnd }) => atStart && atEnd)) return null;
  const files = new Set([check.file, ...made.map(({ file }) => file)]);
  const found = [...files].flatMap((file) => index.handingOn(file));
  return found.find((each) => !isWithin(each, check)) ?? null;
}

/** What is made where the error is handled is not the error that is handled. */
function isWithin({ file, fact }: Located<MadeFact>, check: Located<CheckFact>): boolean {
  const { handler } = check.fact;
  return (
    handler !== null &&
    file === check.file &&
    fact.span.start >= handler.start &&
    fact.span.end <= handler.end
  );
}

/** A test of fewer characters, or of one short word, fits too much to be about the errors it happens to fit. */
function isTelling({ parts, atStart, atEnd }: TextTest): boolean {
  const longest = longestOf(parts);
  if (atStart && atEnd) return longest.length >= 3;
  return longest.length >= 8 && (/\S[\s:._-]+\S/.test(longest.trim()) || longest.length >= 16);
}

/** Made errors by package and by three letters of their texts, so that a test looks at few of them. */
class MadeIndex {
  readonly #buckets = new Map<string, Set<Located<MadeFact>>>();
  readonly #handingOn = new Map<string, Located<MadeFact>[]>();

  constructor(files: readonly FileFacts<MessageFact>[]) {
    for (const { file, package: info, facts } of files) {
      for (const fact of facts) {
        if (fact.is !== 'made') continue;
        const made = { file, fact };
        if (fact.handsOn) this.#handingOn.set(file, [...this.handingOn(file), made]);
        for (const text of fact.texts) {
          for (const letters of trigrams(text)) this.#add(`${info.dir}\n${letters}`, made);
        }
      }
    }
  }

  /** Errors of a file that have the text of another in theirs. */
  handingOn(file: string): readonly Located<MadeFact>[] {
    return this.#handingOn.get(file) ?? [];
  }

  find(packageDir: string, tests: readonly TextTest[]): Located<MadeFact>[] {
    const found = new Set<Located<MadeFact>>();
    for (const test of tests) {
      if (!isTelling(test)) continue;
      for (const made of this.#candidates(packageDir, longestOf(test.parts))) {
        if (made.fact.texts.some((text) => passes(text, test))) found.add(made);
      }
    }
    return [...found];
  }

  #candidates(packageDir: string, text: string): ReadonlySet<Located<MadeFact>> {
    const none = new Set<Located<MadeFact>>();
    const buckets = [...trigrams(text)].map(
      (letters) => this.#buckets.get(`${packageDir}\n${letters}`) ?? none,
    );
    return buckets.reduce((least, each) => (each.size < least.size ? each : least), buckets[0] ?? none);
  }

  #add(key: string, made: Located<MadeFact>): void {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, new Set([made]));
    else bucket.add(made);
  }
}

function trigrams(text: string): Set<string> {
  const folded = text.toLowerCase();
  const found = new Set<string>();
  for (let at = 0; at + 3 <= folded.length; at += 1) found.add(folded.slice(at, at + 3));
  return found;
}

function longestOf(parts: readonly string[]): string {
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
