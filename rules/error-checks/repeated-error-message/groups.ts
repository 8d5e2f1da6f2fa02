import { inBuckets, type Place } from '../../engine/repetition.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import { endingInError, isBuiltInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import { byRank, type HoleFact, type ThrowFact } from './fact.ts';

/** One place of a message, in its file and package. */
export type ThrowPlace = Place<ThrowFact>;

/** The same message in as many places as the threshold asks for. */
export interface MessageGroup {
  /** What the places have in common; unique within one reduction. */
  readonly key: string;
  /** In order of file and position. */
  readonly places: readonly ThrowPlace[];
  /** What the class is to be called. */
  readonly className: string;
  /** What the class knows: one field for each hole, over all places. */
  readonly fields: readonly HoleFact[];
  /** Files of the package that hold its errors, best first. */
  readonly errorModules: readonly string[];
  /** The file in which the project has a class of this name; null where it has none. */
  readonly taken: string | null;
}

/** Groups per package by hash of class and message. */
export function groupsOf(
  files: readonly FileFacts<ThrowFact | ErrorClassFact>[],
  threshold: number,
): MessageGroup[] {
  const classes = new Map<string, string>();
  const all: ThrowPlace[] = [];
  for (const { file, package: info, facts } of files) {
    for (const fact of facts) {
      if (fact.is === 'error-class') classes.set(`${info.dir}\n${fact.name}`, file);
      else all.push({ file, packageDir: info.dir, fact });
    }
  }
  const byKey = inBuckets(all, ({ base, texts }) => [[base, ...texts].join('\n')]);
  const modulesFor = errorModulesOf(files);
  return [...byKey].flatMap(([key, found]): MessageGroup[] => {
    const places = withoutRepeatedGuards(found, threshold);
    const [first] = places;
    const functions = new Set(places.map(({ file, fact }) => `${file}\n${fact.within}`));
    if (first === undefined || places.length < threshold || functions.size < 2) return [];
    const className = classNameFor(first.fact);
    if (className === undefined) return [];
    return [
      {
        key,
        places,
        className,
        fields: fieldsOf(places),
        errorModules: modulesFor({ ...first, thrown: null }),
        taken: classes.get(`${first.packageDir}\n${className}`) ?? null,
      },
    ];
  });
}

/**
 * Without the places that ask the same before they throw the same, as often as the threshold says: there the check is what
 * repeats, and another rule speaks of it.
 */
function withoutRepeatedGuards(places: readonly ThrowPlace[], threshold: number): ThrowPlace[] {
  const counts = new Map<string, number>();
  for (const { fact } of places) counts.set(fact.guard, (counts.get(fact.guard) ?? 0) + 1);
  return places.filter(({ fact }) => fact.guard === '' || (counts.get(fact.guard) ?? 0) < threshold);
}

/** Named after the first sentence: what follows tells the reader what to do. */
function classNameFor({ texts }: ThrowFact): string | undefined {
  const text = texts.join(' ');
  const sentence = /^(.*?\w\W+\w.*?)[.!?](\s|$)/.exec(text)?.[1] ?? text;
  const spoken = spokenName(sentence);
  if (spoken === '') return undefined;
  const name = endingInError(spoken);
  return isBuiltInError(name) ? undefined : name;
}

/** One name and one type for each hole; what most places call it, each name once. */
function fieldsOf(places: readonly ThrowPlace[]): HoleFact[] {
  const used = new Set(['name', 'message', 'stack', 'cause', 'options']);
  const [first] = places;
  return (first?.fact.holes ?? []).map((_, index) => {
    const holes = places.map(({ fact }) => fact.holes[index] as HoleFact);
    const wanted = mostFrequent(holes.map(({ name }) => name));
    let name = wanted;
    for (let count = 2; used.has(name); count += 1) name = `${wanted}${count}`;
    used.add(name);
    const types = new Set(holes.flatMap(({ type }) => type.split(' | ')));
    return { name, type: types.has('unknown') ? 'unknown' : [...types].sort(byRank).join(' | ') };
  });
}

function mostFrequent(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
