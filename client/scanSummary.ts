import type { ScanResult } from '../server/protocol.ts';
import { counted } from './counted.ts';

/** What a scan found, in one line for a notification: 'Scanned 496 files: 12 findings (7 null-prone, …).' */
export function scanSummary(result: ScanResult): string {
  const scope = result.complete
    ? `Scanned ${counted(result.files, 'file')}`
    : `Scan cancelled after ${counted(result.files, 'file')}`;
  return `Code Coach: ${scope}: ${findings(result)}.${skipped(result)}`;
}

function findings({ findings: total, byHabit }: ScanResult): string {
  if (total === 0) return 'no findings';
  const habits = Object.entries(byHabit)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([habit, count]) => `${count} ${habit}`);
  return `${counted(total, 'finding')} (${habits.join(', ')})`;
}

function skipped(result: ScanResult): string {
  const total = Object.values(result.skipped).reduce((sum, count) => sum + count, 0);
  return total === 0 ? '' : ` ${counted(total, 'file')} skipped.`;
}
