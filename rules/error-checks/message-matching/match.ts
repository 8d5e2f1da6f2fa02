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
        .filter(({ made: each, reach }) => isReached(near.get(each.file), reach) && !isWithin(each, check))
        .map(({ made: each }) => each);
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
  return found.find((each) => !made.includes(each) && !isWithin(each, check)) ?? null;
}

function isReached(steps: number | undefined, reach: number): boolean {
  return steps !== undefined && steps <= reach;
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

/**
 * How many steps away an error may be made so that a test is about it: the more a text says, the more. Nothing is said
 * by a test that fits whatever it happens to be compared with.
 */
function reachOf({ parts, atStart, atEnd }: TextTest): number {
  const text = longestOf(parts).trim();
  const isWhole = atStart && atEnd;
  const words = text.split(/[\s:._-]+/).length;
  if (text.length >= 16 && (isWhole || words > 2)) return Number.POSITIVE_INFINITY;
  if (isWhole) return text.length >= 3 ? 2 : -1;
  // Said of anything by anybody: only an error of the same file can be meant with some certainty.
  if (saidOfAnything.test(text)) return 0;
  return text.length >= 16 || (text.length >= 8 && words > 1) ? 1 : -1;
}

const saidOfAnything =
  /^(?:is )?(?:already (?:exists?|in use|taken)|not (?:be )?(?:found|allowed|supported|permitted|valid)|(?:does not|doesn't) exist|timed out|access denied|permission denied|required|no longer (?:exists|valid))$/i;

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

  /** The errors that one of the tests finds, each with the steps away that it may be made. */
  find(packageDir: string, tests: readonly TextTest[]): { made: Located<MadeFact>; reach: number }[] {
    const found = new Map<Located<MadeFact>, number>();
    for (const test of tests) {
      const reach = reachOf(test);
      if (reach < 0) continue;
      for (const made of this.#candidates(packageDir, longestOf(test.parts))) {
        if (!made.fact.texts.some((text) => passes(text, test))) continue;
        found.set(made, Math.max(reach, found.get(made) ?? 0));
      }
    }
    return [...found].map(([made, reach]) => ({ made, reach }));
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
