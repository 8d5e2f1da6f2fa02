import { createHash } from 'node:crypto';
import type { FindingDraft, RuleId } from './finding.ts';

/**
 * Identity of a finding: rule, file within its package, enclosing symbol and folded syntax, never a line, so
 * that it survives moved lines. Findings that agree in all of these are numbered in order of position.
 * @param home the file's path relative to its package, with the package's name in front.
 */
export function fingerprint(rule: RuleId, home: string, draft: FindingDraft, ordinal: number): string {
  return createHash('sha256')
    .update([rule, home, draft.symbol, draft.syntax, String(ordinal)].join('\0'))
    .digest('hex')
    .slice(0, 16);
}
