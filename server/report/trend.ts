import { groupByHabit } from './groups.ts';
import type { Report } from './report.ts';

/** What a later report is compared with. */
export interface Totals {
  /** When the scan was made, as `Date.toISOString` writes it. */
  readonly date: string;
  /** Things worth doing, by habit; a habit without any is absent. */
  readonly things: Readonly<Record<string, number>>;
}

export function totalsOf(report: Report, date: string): Totals {
  const habits = groupByHabit(report.findings);
  return { date, things: Object.fromEntries(habits.map(({ habit, entries }) => [habit, entries.length])) };
}

/** In one line that fits into an attribute and a comment, so that a report carries its own totals along. */
export function totalsInWords({ date, things }: Totals): string {
  return [date, ...Object.entries(things).map(([habit, count]) => `${habit}=${count}`)].join(' ');
}

/** The totals that a report of `--format html` or `markdown` carries; null where the text is no such report. */
export function readTotals(text: string): Totals | null {
  const [, date, pairs = ''] =
    /code-coach-totals(?:" content="|: )(\d{4}-[-\dT:.]+Z)((?: [\w-]+=\d{1,9})*)/.exec(text) ?? [];
  if (date === undefined) return null;
  const things = [...pairs.matchAll(/ ([\w-]+)=(\d+)/g)].map(([, habit = '', count]) => [
    habit,
    Number(count),
  ]);
  return { date, things: Object.fromEntries(things) };
}

/** `3 fewer`, `2 more` or `as many`, against the totals before; null where a habit is in neither. */
export function changeInWords(habit: string, now: number, before: Totals): string {
  const grown = now - (before.things[habit] ?? 0);
  if (grown === 0) return 'as many';
  return grown > 0 ? `${grown} more` : `${-grown} fewer`;
}

/** Habits that had something to say before and have nothing now. */
export function settledHabits(now: Totals, before: Totals): string[] {
  return Object.keys(before.things).filter((habit) => now.things[habit] === undefined);
}
