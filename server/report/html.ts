import type { FreedPackage } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { Silenced } from '../session/session.ts';
import { counted } from './counted.ts';
import { freedInWords, freedSize } from './freed.ts';
import { type Entry, groupByHabit, type HabitEntries } from './groups.ts';
import { editorStyle, style } from './html-style.ts';
import { relativeTo } from './relative.ts';
import type { Report, ReportedPlace } from './report.ts';
import { changeInWords, settledHabits, type Totals, totalsInWords, totalsOf } from './trend.ts';
import { visibleLine } from './visible.ts';

const placesPerEntry = 30;
const hotSpotsShown = 10;

export interface HtmlInput {
  readonly report: Report;
  readonly rules: readonly RuleMeta[];
  /** Version of Code Coach. */
  readonly version: string;
  /** Further lines for the head of the page. */
  readonly notes: readonly string[];
  readonly silenced: readonly Silenced[];
  /** Packages that following the advice takes out, heaviest first. */
  readonly freed: readonly FreedPackage[];
  /** When the scan was made, as `Date.toISOString` writes it. */
  readonly date: string;
  /** What an earlier report said; null where there is none. */
  readonly before: Totals | null;
  /** Where a place leads to, and the colours of the editor around it; without it places are plain text. */
  readonly link?: (place: ReportedPlace) => string;
}

/**
 * One page that stands alone: no script, nothing from elsewhere, and a policy that would stop both. Code and file
 * names come from the workspace, so every text is escaped.
 */
export function htmlReport(input: HtmlInput): string {
  const { report, rules, version, notes, silenced, freed, date, before, link } = input;
  const habits = groupByHabit(report.findings);
  const things = habits.reduce((sum, { entries }) => sum + entries.length, 0);
  const { files, findings } = report.summary;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="code-coach-totals" content="${escaped(totalsInWords(totalsOf(report, date)))}">
<title>Code Coach: ${escaped(nameOf(report.root))}</title>
<style>${style}${link === undefined ? '' : editorStyle}</style>
</head>
<body>
<header>
<h1>Code Coach <span>${escaped(nameOf(report.root))}</span></h1>
<p>${things === 0 ? 'Nothing to say' : `${counted(things, 'thing')} worth doing in ${counted(findings, 'place')}`}, ${counted(files, 'file')} read.</p>
${notes.map((note) => `<p>${prose(note)}</p>`).join('\n')}
</header>
<main>
${overview(habits, totalsOf(report, date), before)}${hotSpots(report)}${freedList(freed)}
${habits.map((habit) => section(habit, rules, link)).join('\n')}
${silencedList(report.root, silenced)}
${leftOut(report)}
</main>
<footer>Code Coach ${escaped(version)}</footer>
</body>
</html>
`;
}

function overview(habits: readonly HabitEntries[], now: Totals, before: Totals | null): string {
  const settled = before === null ? [] : settledHabits(now, before);
  if (habits.length === 0 && settled.length === 0) return '';
  const most = Math.max(1, ...habits.map(({ entries }) => entries.length));
  const rows = habits.map(({ habit, entries }) => {
    const places = entries.reduce((sum, entry) => sum + entry.places.length, 0);
    return `<tr><th scope="row"><a href="#${escaped(habit)}">${escaped(habit)}</a></th>
<td class="number">${entries.length}</td><td class="number">${places}</td>
<td class="bar"><meter min="0" max="${most}" value="${entries.length}">${entries.length} of ${most}</meter></td>${change(habit, entries.length, before)}</tr>`;
  });
  const gone = settled.map(
    (habit) =>
      `<tr><th scope="row">${escaped(habit)}</th><td class="number">0</td><td class="number">0</td><td></td>${change(habit, 0, before)}</tr>`,
  );
  const since =
    before === null ? '' : `<th scope="col" class="number">Since ${escaped(before.date.slice(0, 10))}</th>`;
  return `<section>
<h2>By habit</h2>
<table><thead><tr><th scope="col">Habit</th><th scope="col" class="number">Things</th><th scope="col" class="number">Places</th><th scope="col">Share</th>${since}</tr></thead>
<tbody>${[...rows, ...gone].join('\n')}</tbody></table>
</section>
`;
}

function change(habit: string, things: number, before: Totals | null): string {
  return before === null ? '' : `<td class="number">${changeInWords(habit, things, before)}</td>`;
}

/** The files with most findings; a list of every file with one would say nothing. */
function hotSpots({ findings }: Report): string {
  const counts = new Map<string, number>();
  for (const { file } of findings) counts.set(file, (counts.get(file) ?? 0) + 1);
  const hottest = [...counts]
    .filter(([, count]) => count > 1)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, hotSpotsShown);
  if (hottest.length === 0) return '';
  const rows = hottest.map(
    ([file, count]) => `<tr><td><code>${escaped(file)}</code></td><td class="number">${count}</td></tr>`,
  );
  return `<section>
<h2>Hot spots</h2>
<table><thead><tr><th scope="col">File</th><th scope="col" class="number">Findings</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>
</section>
`;
}

/** What following the advice would take out of `node_modules`, as weight is what a dependency costs everybody. */
function freedList(packages: readonly FreedPackage[]): string {
  if (packages.length === 0) return '';
  const rows = packages.map(
    (each) =>
      `<tr><th scope="row"><code>${escaped(each.name)}</code></th><td class="number">${each.others}</td><td class="number">${freedSize(each)}</td></tr>`,
  );
  return `<section>
<h2>Dependency weight that could go</h2>
<p>${freedInWords(packages)}. What else needs the same packages keeps them.</p>
<table><thead><tr><th scope="col">Package</th><th scope="col" class="number">Comes with</th><th scope="col" class="number">Size in all</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>
</section>
`;
}

function section(
  { habit, entries }: HabitEntries,
  rules: readonly RuleMeta[],
  link: HtmlInput['link'],
): string {
  return `<section id="${escaped(habit)}">
<h2>${escaped(habit)}</h2>
${entries.map((entry) => article(entry, rules, link)).join('\n')}
</section>`;
}

function article(
  { severity, rule, first, places }: Entry,
  rules: readonly RuleMeta[],
  link: HtmlInput['link'],
): string {
  const placeOf = (place: ReportedPlace): string => linked(place, link);
  const title = rules.find(({ id }) => id === rule)?.title ?? rule;
  const fix = first.fixable === null ? '' : ` <span class="fix">fix: ${first.fixable}</span>`;
  return `<article class="${severity}">
<h3><span class="severity">${severity}</span> ${escaped(title)}${fix}</h3>
<p>${prose(first.message)}</p>
<details${places.length <= 3 ? ' open' : ''}><summary>${counted(places.length, 'place')} · <code>${escaped(rule)}</code></summary>
${list(places.map(placeOf))}
${first.related.length === 0 ? '' : `<p>Evidence:</p>${list(first.related.map((each) => `${placeOf(each)} ${prose(each.message)}`))}`}
</details>
</article>`;
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, placesPerEntry).map((item) => `<li>${item}</li>`);
  const more = items.length > placesPerEntry ? [`<li>… ${items.length - placesPerEntry} more</li>`] : [];
  return `<ul>${[...shown, ...more].join('\n')}</ul>`;
}

function leftOut({ summary: { skipped } }: Report): string {
  const said = skipped.filter(({ count, message }) => count > 0 || message !== null);
  if (said.length === 0) return '';
  const rows = said.map(({ file, reason, count, message }) => {
    const what = file === null ? `${count}` : `<code>${escaped(file)}</code>`;
    return `<li>${escaped(reason)}: ${what}${message === null ? '' : ` ${prose(message)}`}</li>`;
  });
  return `<section><h2>Not read</h2><ul>${rows.join('\n')}</ul></section>`;
}

/** The comments that keep the coach silent, with their reasons, so that somebody looks at them now and then. */
function silencedList(root: string, silenced: readonly Silenced[]): string {
  if (silenced.length === 0) return '';
  const rows = silenced.map(
    ({ file, line, rule, reason }) =>
      `<code>${escaped(relativeTo(root, file))}:${line + 1}</code> <code>${escaped(rule)}</code> ${reason === null ? 'no reason given' : prose(reason)}`,
  );
  return `<section><h2>Silenced on purpose</h2>${list(rows)}</section>`;
}

function linked(place: ReportedPlace, link: HtmlInput['link']): string {
  const { start } = place.range;
  const text = `<code>${escaped(place.file)}:${start.line}:${start.column}</code>`;
  return link === undefined ? text : `<a href="${escaped(link(place))}">${text}</a>`;
}

/** Messages put identifiers in backticks. */
function prose(message: string): string {
  return visibleLine(message)
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return visibleLine(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function nameOf(root: string): string {
  return root.slice(root.lastIndexOf('/') + 1) || root;
}
