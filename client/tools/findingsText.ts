import type { FindingResult } from '../../server/protocol.ts';
import { counted } from '../counted.ts';

/** So many are told whole; an assistant asks again by file or rule. */
const told = 40;
const weights = ['error', 'warning', 'info', 'hint'];

/** Findings for an assistant to read: the loudest first, each with what is needed to ask on. */
export function findingsText(findings: readonly FindingResult[], pathOf: (uri: string) => string): string {
  if (findings.length === 0) return 'Code Coach finds nothing there.';
  const sorted = [...findings].sort((a, b) => weights.indexOf(a.severity) - weights.indexOf(b.severity));
  const place = ({ uri, range: { start } }: Pick<FindingResult, 'uri' | 'range'>): string =>
    `${pathOf(uri)}:${start.line + 1}:${start.character + 1}`;
  const texts = sorted
    .slice(0, told)
    .map((finding) =>
      [
        `${place(finding)} ${finding.severity} ${finding.rule}`,
        `  ${finding.message}`,
        `  fingerprint: ${finding.fingerprint}`,
        ...finding.evidence.map((each) => `  evidence: ${place(each)} ${each.message}`),
        ...finding.fixes.map(({ title, kind }, index) => `  fix ${index} (${kind}): ${title}`),
      ].join('\n'),
    );
  const left = findings.length - texts.length;
  const rest = left === 0 ? [] : [`${counted(left, 'finding')} more: ask for a file or a rule.`];
  return [counted(findings.length, 'finding'), ...texts, ...rest].join('\n\n');
}
