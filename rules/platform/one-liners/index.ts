import { lists } from './lists.ts';
import type { OneLiner } from './one-liner.ts';
import { predicates } from './predicates.ts';
import { surroundings } from './surroundings.ts';
import { texts } from './texts.ts';

/** Every line, in order of the packages within its subject. */
export const oneLiners: readonly OneLiner[] = [...predicates, ...lists, ...texts, ...surroundings];

/** What a package is in one line, one for each range of its versions; none for packages that are more. */
export function oneLinersOf(name: string): readonly OneLiner[] {
  return byPackage.get(name) ?? [];
}

const byPackage = new Map<string, OneLiner[]>();
for (const each of oneLiners) {
  const list = byPackage.get(each.package) ?? [];
  list.push(each);
  byPackage.set(each.package, list);
}
