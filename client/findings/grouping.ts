/** A finding as far as the tree knows it. */
export interface TreeFinding<Place> {
  /** `habit/rule`. */
  readonly rule: string;
  /** Relative to the folder, forward slashes. */
  readonly path: string;
  readonly message: string;
  readonly place: Place;
}

export interface FileGroup<Place> {
  readonly path: string;
  readonly findings: readonly TreeFinding<Place>[];
}

export interface RuleGroup<Place> {
  readonly rule: string;
  readonly count: number;
  readonly files: readonly FileGroup<Place>[];
}

export interface HabitGroup<Place> {
  readonly habit: string;
  readonly count: number;
  readonly rules: readonly RuleGroup<Place>[];
}

/**
 * Findings by habit, rule and file: habits and files by name, rules with most findings first. Those of one file keep their order.
 * @param filter words that each have to stand in the rule, the path or the message; case does not matter.
 */
export function byHabit<Place>(findings: readonly TreeFinding<Place>[], filter: string): HabitGroup<Place>[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = findings.filter(({ rule, path, message }) => {
    const text = `${rule} ${path} ${message}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return grouped(wanted, ({ rule }) => rule.slice(0, rule.indexOf('/'))).map(([habit, ofHabit]) => ({
    habit,
    count: ofHabit.length,
    rules: grouped(ofHabit, ({ rule }) => rule)
      .map(([rule, ofRule]) => ({
        rule,
        count: ofRule.length,
        files: grouped(ofRule, ({ path }) => path).map(([path, ofFile]) => ({ path, findings: ofFile })),
      }))
      .sort((a, b) => b.count - a.count),
  }));
}

/** By key, in the order of keys. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
