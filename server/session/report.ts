import { createHash } from 'node:crypto';
import { habitOf } from '../../rules/engine/finding.ts';
import type { IdentifiedFinding } from './analyzer.ts';
import type { Finding } from './session.ts';
import type { Texts } from './texts.ts';

/** Findings as editor and terminal get them: with lines instead of offsets, and without closures. */
export function reportOf(findings: readonly IdentifiedFinding[], texts: Texts): Finding[] {
  return findings.map(({ rule, draft, severity, fingerprint }) => ({
    rule,
    habit: habitOf(rule),
    severity,
    message: draft.message,
    file: draft.file,
    range: texts.range(draft.file, draft.span),
    related: (draft.evidence ?? []).map(({ file, span, message }) => ({
      file,
      message,
      range: texts.range(file, span),
    })),
    fingerprint,
    group: draft.group ?? null,
    fixes: (draft.fixes ?? []).map(({ title, kind }) => ({ title, kind })),
  }));
}

/** Equal for equal findings, so that a client need not be sent what it has. */
export function resultIdOf(findings: readonly Finding[]): string {
  return createHash('sha256').update(JSON.stringify(findings)).digest('hex').slice(0, 16);
}
