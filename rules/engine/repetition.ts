import { createHash } from 'node:crypto';
import type { Evidence, FindingDraft, FixDraft, RuleId, Span } from './finding.ts';

/** A place of something that may stand elsewhere, too, in its file and package. */
export interface Place<F> {
  readonly file: string;
  readonly packageDir: string;
  readonly fact: F;
}

/** Places of one package that are equal in what a key tells. */
export interface Repetition<F> {
  /** What the places have in common; unique within one reduction. */
  readonly key: string;
  /** Not equal in everything: one part differs from place to place. */
  readonly isLoose: boolean;
  /** In order of file and position. */
  readonly places: readonly Place<F>[];
}

/** By what a fact is compared with others: in everything, and with one part left open. */
export interface Comparable {
  readonly exact: string;
  readonly loose: readonly string[];
}

/**
 * Groups per package by hash: first what is equal in everything, then, of the rest, what differs in one part, the most
 * frequent first. Every place is in one group at most.
 * @param admit what of the places with a common key may be counted as the same.
 */
export function repetitions<F extends Comparable>(
  all: readonly Place<F>[],
  threshold: number,
  admit: (places: readonly Place<F>[]) => readonly Place<F>[] = (places) => places,
): Repetition<F>[] {
  const taken = new Set<Place<F>>();
  const take = (
    buckets: Iterable<readonly [string, readonly Place<F>[]]>,
    isLoose: boolean,
  ): Repetition<F>[] =>
    [...buckets].flatMap(([key, found]): Repetition<F>[] => {
      const places = admit(found.filter((place) => !taken.has(place)));
      if (places.length < Math.max(2, threshold)) return [];
      for (const place of places) taken.add(place);
      return [{ key, isLoose, places }];
    });
  const exact = take(
    inBuckets(all, ({ exact }) => [exact]),
    false,
  );
  const rest = all.filter((place) => !taken.has(place));
  const loose = [...inBuckets(rest, (fact) => fact.loose)].sort(([, a], [, b]) => b.length - a.length);
  return [...exact, ...take(loose, true)];
}

/** Places per package by the keys of their facts, in the order of their first place. */
export function inBuckets<F>(
  places: readonly Place<F>[],
  keysOf: (fact: F) => readonly string[],
): Map<string, Place<F>[]> {
  const byKey = new Map<string, Place<F>[]>();
  for (const place of places) {
    for (const own of keysOf(place.fact)) {
      const key = `${place.packageDir}\n${own}`;
      const bucket = byKey.get(key);
      if (bucket === undefined) byKey.set(key, [place]);
      else bucket.push(place);
    }
  }
  return byKey;
}

/** What a finding needs to know of a place. */
type Located = Pick<FindingDraft, 'symbol' | 'syntax'> & { readonly span: Span };

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/**
 * Where a finding about one of several places stands, with the others as evidence. A finding stands at every place, so
 * that one place can be suppressed without silencing the rest.
 */
export function findingAt<F extends Located>(
  place: Place<F>,
  places: readonly Place<F>[],
  evidence: (other: F) => string,
): Pick<FindingDraft, 'file' | 'span' | 'symbol' | 'syntax'> & { readonly evidence: Evidence[] } {
  const { span, symbol, syntax } = place.fact;
  return {
    file: place.file,
    span: { start: span.start, end: span.end },
    symbol,
    syntax,
    evidence: places
      .filter((other) => other !== place)
      .slice(0, mostEvidence)
      .map(({ file, fact }) => ({ file, span: fact.span, message: evidence(fact) })),
  };
}

/** The id that the findings about one thing share. */
export function groupId(rule: RuleId, key: string): string {
  const name = rule.slice(rule.indexOf('/') + 1);
  return `${name}:${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

/** `4 places of 3 files`, `3 places of this file`. */
export function placesInWords(places: readonly Pick<Place<unknown>, 'file'>[]): string {
  const files = new Set(places.map(({ file }) => file)).size;
  return `${places.length} places${files > 1 ? ` of ${files} files` : ' of this file'}`;
}

/** How far a fix goes: to every place, to those of one file, or to one place. */
export type Reach = 'everywhere' | 'file' | 'place';

/**
 * The fixes of a finding about one of several places: for all of them first, then, as far as that is less, for those of its
 * file and for it alone.
 */
export function fixesByReach<P extends { readonly file: string }>(
  places: readonly P[],
  place: P,
  draft: (places: readonly P[], reach: Reach) => FixDraft,
): FixDraft[] {
  const inFile = places.filter(({ file }) => file === place.file);
  const fixes = [draft(places, 'everywhere')];
  if (inFile.length > 1 && inFile.length < places.length)
    fixes.push({ ...draft(inFile, 'file'), isPartial: true });
  if (places.length > 1) fixes.push({ ...draft([place], 'place'), isPartial: true });
  return fixes;
}

/** `in this file`, `in 3 files`. */
export function filesInWords(places: readonly { readonly file: string }[], preposition = 'in'): string {
  const files = new Set(places.map(({ file }) => file)).size;
  return files === 1 ? `${preposition} this file` : `${preposition} ${files} files`;
}
