import { visible, visibleLine } from '../../report/visible.ts';
import type { Formatter } from './format.ts';

/**
 * A line for each place, as compilers print theirs: `src/a.ts:3:5: warning: message [rule]`. For tools that jump to a
 * place: VS Code's problem matcher, quickfix lists, `grep`.
 */
export const compact: Formatter = ({ report }) =>
  report.findings
    .map(({ severity, file, range: { start }, rule, message }) => {
      const place = `${visible(file)}:${start.line}:${start.column}`;
      return `${place}: ${severity}: ${visibleLine(message)} [${visible(rule)}]\n`;
    })
    .join('');
