import { inBuckets, type Place } from '../../engine/repetition.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import { endingInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import type { RaiseFact } from './fact.ts';

export type RaisePlace = Place<RaiseFact>;

/** The same message in as many places as the threshold asks for. */
export interface MessageGroup {
  readonly key: string;
  /** In order of file and position. */
  readonly places: readonly RaisePlace[];
  readonly className: string;
  /** What the class knows: one name for each value, as most places call it. */
  readonly fields: readonly string[];
  /** Files of the package that hold its exceptions, best first. */
  readonly errorModules: readonly string[];
  /** Whether the project has a class of this name. */
  readonly isTaken: boolean;
}

/** Groups per package by hash of class and message. */
export function groupsOf(
  files: readonly FileFacts<RaiseFact | ErrorClassFact>[],
  threshold: number,
): MessageGroup[] {
  const classes = new Set<string>();
  const all: RaisePlace[] = [];
  for (const { file, package: info, facts } of files) {
    for (const fact of facts) {
      if (fact.is === 'error-class') classes.add(fact.name);
      else all.push({ file, packageDir: info.dir, fact });
    }
  }
  const modulesFor = errorModulesOf(files);
  return [...inBuckets(all, ({ key }) => [key])].flatMap(([key, found]): MessageGroup[] => {
    const places = withoutRepeatedGuards(found, threshold);
    const [first] = places;
    const functions = new Set(places.map(({ file, fact }) => `${file}\n${fact.within}`));
    if (first === undefined || places.length < threshold || functions.size < 2) return [];
    const className = classNameFor(first.fact);
    if (className === undefined) return [];
    const errorModules = modulesFor({ ...first, thrown: null });
    return [
      { key, places, className, fields: fieldsOf(places), errorModules, isTaken: classes.has(className) },
    ];
  });
}

/** Where the same is asked before the same is raised, the check is what repeats, and another rule speaks of it. */
function withoutRepeatedGuards(places: readonly RaisePlace[], threshold: number): RaisePlace[] {
  const counts = new Map<string, number>();
  for (const { fact } of places) counts.set(fact.guard, (counts.get(fact.guard) ?? 0) + 1);
  return places.filter(({ fact }) => fact.guard === '' || (counts.get(fact.guard) ?? 0) < threshold);
}

/** Named after the first sentence: what follows tells the reader what to do. */
function classNameFor({ texts }: RaiseFact): string | undefined {
  const text = texts.join(' ').replace(/[`'"]/g, ' ');
  const sentence = /^(.*?\w\W+\w.*?)[.!?,;:](\s|$)/.exec(text)?.[1] ?? text;
  const spoken = spokenName(sentence);
  return spoken === '' || /^\d/.test(spoken) ? undefined : endingInError(spoken);
}

function fieldsOf(places: readonly RaisePlace[]): string[] {
  const used = new Set<string>();
  return (places[0]?.fact.fields ?? []).map((_, index) => {
    const counts = new Map<string, number>();
    for (const { fact } of places) {
      const name = fact.fields[index] ?? '';
      counts.set(name, (counts.get(name) ?? 0) + (name.startsWith('value') ? 0.5 : 1));
    }
    const wanted = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
    let name = wanted;
    for (let count = 2; used.has(name); count += 1) name = `${wanted}_${count}`;
    used.add(name);
    return name;
  });
}
