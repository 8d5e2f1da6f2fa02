import type { Severity } from '../../../rules/engine/finding.ts';
import { visible } from '../../report/visible.ts';
import type { Formatter } from './format.ts';

const levels: Record<Severity, string> = {
  hint: 'notice',
  info: 'notice',
  warning: 'warning',
  error: 'error',
};

/** Workflow commands of GitHub Actions: annotations in the files of a pull request. */
export const github: Formatter = ({ report }) =>
  report.findings
    .map(({ severity, file, range: { start, end }, rule, message }) => {
      // A column without its line would mark the wrong text, so columns go only with one line.
      const columns = start.line === end.line ? `,col=${start.column},endColumn=${end.column}` : '';
      const place = `file=${property(file)},line=${start.line},endLine=${end.line}${columns}`;
      return `::${levels[severity]} ${place},title=${property(rule)}::${data(message)}\n`;
    })
    .join('');

function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
