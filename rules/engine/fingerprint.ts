import { createHash } from 'node:crypto';
import type { FindingDraft, RuleId } from './finding.ts';

const contentLength = 12;
const placeLength = 8;

/**
 * Identity of a finding: rule, enclosing symbol and folded syntax, then the file within its package; never a line, so
 * that it survives moved lines. Findings that agree in all of these are numbered in order of position.
 * @param home the file's path relative to its package, with the package's name in front.
 */
export function fingerprint(rule: RuleId, home: string, draft: FindingDraft, ordinal: number): string {
  const content = digest(rule, draft.symbol, draft.syntax, String(ordinal)).slice(0, contentLength);
  return content + digest(home).slice(0, placeLength);
}

/** The part of a fingerprint that a finding keeps when its file is renamed. */
export function contentOf(identity: string): string {
  return identity.slice(0, contentLength);
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
