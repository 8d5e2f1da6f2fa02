import type { BaselineUpdate } from '../server/protocol.ts';
import { counted } from './counted.ts';

/** What became of the baselines, in a sentence. */
export function baselineSummary(updates: readonly BaselineUpdate[], prune: boolean): string {
  const sum = (key: 'entries' | 'added' | 'removed'): number =>
    updates.reduce((total, update) => total + update[key], 0);
  const [entries, added, removed] = [sum('entries'), sum('added'), sum('removed')];
  if (updates.length === 0) return 'Code Coach: There is no baseline to prune.';
  if (prune) {
    return removed === 0
      ? 'Code Coach: The baseline holds nothing that is gone.'
      : `Code Coach: Took ${counted(removed, 'entry', 'entries')} out of the baseline; ${entries} stay.`;
  }
  const gone = removed === 0 ? '' : ` and ${removed} gone`;
  return `Code Coach: The baseline knows ${counted(entries, 'finding')} now, ${added} new${gone}. From here on only what is new is shown.`;
}
