import type { Severity } from '../../../rules/engine/finding.ts';
import { counted } from '../../report/counted.ts';
import { type Entry, groupByHabit } from '../../report/groups.ts';
import type { ReportedPlace } from '../../report/report.ts';
import { visible, visibleLine } from '../../report/visible.ts';
import type { ScanStats } from '../../session/session.ts';
import type { FormatInput, Formatter, Style } from './format.ts';

const severityStyles: Record<Severity, Style> = {
  hint: 'dim',
  info: 'cyan',
  warning: 'yellow',
  error: 'red',
};

/** Entries of one rule below `warning` that are shown before the rest is only counted. */
const quietEntriesPerRule = 5;
const placesPerEntry = 8;
const evidencePerFinding = 4;

/** The report for a person: by habit, then by what is gained most. */
export const text: Formatter = (input) => {
  const habits = groupByHabit(input.report.findings);
  const blocks = habits.map(({ habit, entries }) => {
    const places = entries.reduce((sum, entry) => sum + entry.places.length, 0);
    const count = entries.length === places ? '' : ` in ${counted(places, 'place')}`;
    const title = `${input.paint('bold', habit)} ${input.paint('dim', `· ${counted(entries.length, 'thing')}${count}`)}`;
    return [title, '', ...habitLines(entries, input)].join('\n');
  });
  if (!input.quiet)
    blocks.push(
      summary(
        input,
        habits.flatMap(({ entries }) => entries),
      ),
    );
  const { stats } = input.report;
  if (stats !== undefined) blocks.push(['', ...statLines(stats)].join('\n'));
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`;
};

function habitLines(entries: readonly Entry[], input: FormatInput): string[] {
  const lines: string[] = [];
  const shown = new Map<string, number>();
  const left = new Map<string, number>();
  for (const entry of entries) {
    const { rule, severity } = entry;
    const isQuiet = severity === 'hint' || severity === 'info';
    const number = (shown.get(rule) ?? 0) + 1;
    if (isQuiet && !input.narrowed && number > quietEntriesPerRule) {
      left.set(rule, (left.get(rule) ?? 0) + 1);
      continue;
    }
    shown.set(rule, number);
    lines.push(...entryLines(entry, input), '');
  }
  for (const [rule, count] of left) {
    const isRule = input.rules.some(({ id }) => id === rule);
    const how = isRule ? `code-coach scan --rule ${rule}` : 'code-coach scan --format json';
    lines.push(`  ${input.paint('dim', `… ${count} more of ${rule}: ${how}`)}`, '');
  }
  return lines;
}

function entryLines({ rule, severity, first, places }: Entry, { paint, width }: FormatInput): string[] {
  const fix = first.fixable === null ? '' : paint('green', `  fix: ${first.fixable}`);
  const lines = [`  ${paint(severityStyles[severity], severity.padEnd(7))}  ${paint('dim', rule)}${fix}`];
  for (const line of wrap(visible(first.message), width - 4)) lines.push(`    ${line}`);
  const shown = places.slice(0, placesPerEntry);
  for (const place of shown) lines.push(`      ${paint('underline', placeOf(place))}`);
  if (places.length > shown.length)
    lines.push(paint('dim', `      … ${places.length - shown.length} more places`));
  if (places.length > 1) return lines;
  const evidence = first.related.slice(0, evidencePerFinding);
  for (const related of evidence) {
    lines.push(`        ${paint('dim', `${placeOf(related)}  ${visibleLine(related.message)}`)}`);
  }
  if (first.related.length > evidence.length) {
    lines.push(paint('dim', `        … ${first.related.length - evidence.length} more related places`));
  }
  return lines;
}

function summary({ report, paint, notes, rules }: FormatInput, entries: readonly Entry[]): string {
  const { summary, findings } = report;
  const lines: string[] = [];
  const files = counted(summary.files, 'file');
  const seconds = `${(summary.durationMs / 1000).toFixed(1)} s`;
  if (findings.length === 0) lines.push(paint('green', `No findings in ${files} (${seconds}).`));
  else {
    const places = entries.length === findings.length ? '' : ` in ${counted(findings.length, 'place')}`;
    lines.push(
      paint('bold', `${counted(entries.length, 'thing')} worth doing${places}, ${files} read in ${seconds}`),
    );
    const rows = new Map<string, Map<Severity, number>>();
    for (const { habit, severity } of findings) {
      const row = rows.get(habit) ?? new Map<Severity, number>();
      rows.set(habit, row.set(severity, (row.get(severity) ?? 0) + 1));
    }
    const widest = Math.max(...[...rows.keys()].map((habit) => habit.length));
    for (const [habit, counts] of rows) {
      const total = [...counts.values()].reduce((a, b) => a + b);
      const parts = (['error', 'warning', 'info', 'hint'] as const)
        .filter((severity) => counts.has(severity))
        .map((severity) => paint(severityStyles[severity], counted(counts.get(severity) ?? 0, severity)));
      lines.push(`  ${habit.padEnd(widest)}  ${String(total).padStart(4)}  ${parts.join(', ')}`);
    }
  }
  const skipped = summary.skipped.filter(({ reason }) => reason !== 'problem' && reason !== 'interrupted');
  if (skipped.length > 0) {
    const counts = new Map<string, number>();
    for (const { reason, count } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + count);
    const parts = [...counts].filter(([, count]) => count > 0).map(([reason, count]) => `${reason} ${count}`);
    if (parts.length > 0) lines.push(paint('dim', `Not read: ${parts.join(', ')}`));
  }
  lines.push(...notes);
  const first = entries.find(({ rule }) => rules.some(({ id }) => id === rule));
  if (first !== undefined) {
    lines.push('', `How to see more: ${paint('bold', `code-coach explain ${first.rule}`)}`);
    if (findings.some(({ fixable }) => fixable === 'safe')) {
      lines.push(`What can be fixed: ${paint('bold', 'code-coach fix --dry-run')}`);
    }
  }
  return lines.join('\n');
}

function statLines(stats: ScanStats): string[] {
  const share = stats.typesAsked === 0 ? 0 : (100 * stats.typesUnresolved) / stats.typesAsked;
  const rows = [
    ['rule', 'suspects', 'findings', 'suspect', 'judge', 'reduce'],
    ...[...stats.rules]
      .sort((a, b) => b.suspectMs + b.judgeMs + b.reduceMs - (a.suspectMs + a.judgeMs + a.reduceMs))
      .map((rule) => [
        rule.rule,
        String(rule.suspects),
        String(rule.findings),
        `${rule.suspectMs.toFixed(1)} ms`,
        `${rule.judgeMs.toFixed(1)} ms`,
        `${rule.reduceMs.toFixed(1)} ms`,
      ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    ...rows.map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    ),
    `projects opened in ${stats.openMs.toFixed(0)} ms, analysed in ${stats.analyseMs.toFixed(0)} ms; ${counted(stats.nodes, 'node')} in ${counted(stats.requests, 'request')}`,
    `types asked ${stats.typesAsked}, unresolved ${stats.typesUnresolved} (${share.toFixed(1)} %); findings suppressed ${stats.suppressed}`,
  ];
}

/** `file:line:column`, which terminals make clickable. */
function placeOf({ file, range: { start } }: ReportedPlace): string {
  return `${visibleLine(file)}:${start.line}:${start.column}`;
}

function wrap(message: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of message.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}
