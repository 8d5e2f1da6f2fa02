import type { Severity } from '../../../rules/engine/finding.ts';
import { visibleJson } from '../../report/visible.ts';
import type { Formatter } from './format.ts';

const levels: Record<Severity, string> = { hint: 'info', info: 'minor', warning: 'major', error: 'critical' };

/** The code quality report of GitLab. */
export const gitlab: Formatter = ({ report }) => {
  const issues = report.findings.map(({ message, rule, fingerprint, severity, file, range }) => ({
    description: message,
    check_name: rule,
    fingerprint,
    severity: levels[severity],
    location: { path: file, lines: { begin: range.start.line, end: range.end.line } },
  }));
  return `${visibleJson(issues, 2)}\n`;
};
