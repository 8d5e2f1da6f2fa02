import { rank, type Severity } from '../../rules/engine/finding.ts';
import type { ReportedFinding } from './report.ts';

/** One thing worth doing: the findings of a group, or one that stands alone. */
export interface Entry {
  readonly rule: string;
  readonly severity: Severity;
  /** The finding whose message stands for all. */
  readonly first: ReportedFinding;
  readonly places: readonly ReportedFinding[];
}

export interface HabitEntries {
  readonly habit: string;
  readonly entries: readonly Entry[];
}

/** Findings by habit, each group counted once, in the order of what is gained most: loudest first, then most places. */
export function groupByHabit(findings: readonly ReportedFinding[]): HabitEntries[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.group ?? finding.fingerprint]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const habits = new Map<string, Entry[]>();
  for (const places of groups.values()) {
    const loudest = places.reduce((a, b) => (rank(b.severity) > rank(a.severity) ? b : a));
    const entry = { rule: loudest.rule, severity: loudest.severity, first: loudest, places };
    const entries = habits.get(loudest.habit);
    if (entries === undefined) habits.set(loudest.habit, [entry]);
    else entries.push(entry);
  }
  return [...habits]
    .map(([habit, entries]) => ({ habit, entries: entries.sort(byGain) }))
    .sort((a, b) => byGain(a.entries[0], b.entries[0]));
}

function byGain(a: Entry | undefined, b: Entry | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return (
    rank(b.severity) - rank(a.severity) ||
    b.places.length - a.places.length ||
    fixRank(b) - fixRank(a) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

function fixRank({ first }: Entry): number {
  return first.fixable === 'safe' ? 2 : first.fixable === 'review' ? 1 : 0;
}
