import { counted } from '../../report/counted.ts';
import { freedInWords, freedSize } from '../../report/freed.ts';
import { groupByHabit } from '../../report/groups.ts';
import { relativeTo } from '../../report/relative.ts';
import type { ReportedPlace } from '../../report/report.ts';
import { changeInWords, totalsInWords, totalsOf } from '../../report/trend.ts';
import { visibleLine } from '../../report/visible.ts';
import type { Formatter } from './format.ts';

const placesPerEntry = 8;
const packagesShown = 10;

/** Markdown, for a comment on a pull request or the summary of a build. */
export const markdown: Formatter = ({ report, notes, quiet, silenced, freed, date, before }) => {
  const habits = groupByHabit(report.findings);
  const lines = ['# Code Coach', ''];
  if (habits.length === 0) lines.push(`No findings in ${report.summary.files} files.`, '');
  else {
    const since = before === null ? '' : ` since ${before.date.slice(0, 10)} |`;
    lines.push(
      `| habit | things worth doing | places |${since}`,
      `|---|--:|--:|${before === null ? '' : '--:|'}`,
    );
    for (const { habit, entries } of habits) {
      const places = entries.reduce((sum, entry) => sum + entry.places.length, 0);
      const change = before === null ? '' : ` ${changeInWords(habit, entries.length, before)} |`;
      lines.push(`| ${habit} | ${entries.length} | ${places} |${change}`);
    }
    lines.push('');
  }
  if (freed.length > 0) {
    lines.push('## Dependency weight that could go', '', `${freedInWords(freed)}.`, '');
    for (const each of freed.slice(0, packagesShown))
      lines.push(`- ${code(each.name)}: ${counted(each.others, 'other package')}, ${freedSize(each)}`);
    if (freed.length > packagesShown)
      lines.push(`- … ${counted(freed.length - packagesShown, 'more package')}`);
    lines.push('');
  }
  for (const { habit, entries } of habits) {
    lines.push(`## ${habit}`, '');
    for (const { severity, rule, first, places } of entries) {
      lines.push(`- **${severity}** \`${rule}\`: ${prose(first.message)}`);
      for (const place of places.slice(0, placesPerEntry)) lines.push(`  - ${code(placeOf(place))}`);
      if (places.length > placesPerEntry) lines.push(`  - … ${places.length - placesPerEntry} more places`);
    }
    lines.push('');
  }
  if (!quiet && silenced.length > 0) {
    lines.push('## Silenced on purpose', '');
    for (const { file, line, rule, reason } of silenced) {
      const place = code(`${relativeTo(report.root, file)}:${line + 1}`);
      lines.push(`- ${place} \`${rule}\`: ${reason === null ? 'no reason given' : prose(reason)}`);
    }
    lines.push('');
  }
  if (!quiet && notes.length > 0) lines.push(...notes.map(prose), '');
  if (!quiet) lines.push(`<!-- code-coach-totals: ${totalsInWords(totalsOf(report, date))} -->`);
  return `${lines.join('\n').trimEnd()}\n`;
};

function placeOf({ file, range: { start } }: ReportedPlace): string {
  return `${file}:${start.line}:${start.column}`;
}

/** Messages put identifiers in backticks; outside of these nothing may act as markup. */
function prose(message: string): string {
  return visibleLine(message)
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_[\]<>|#@]/g, '\\$&')))
    .join('');
}

function code(text: string): string {
  const plain = visibleLine(text);
  const fence = plain.includes('`') ? '``' : '`';
  return `${fence}${plain}${fence}`;
}
