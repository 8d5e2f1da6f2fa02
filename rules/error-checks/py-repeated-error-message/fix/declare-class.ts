import type { EditPlan, Refusal, TextEdit } from '../../../engine/finding.ts';
import { declarationAtEnd, declarationBefore } from '../../../engine/python/codemods/declare.ts';
import { importsSafely } from '../../../engine/python/codemods/import-cycles.ts';
import { importEdits, nameFor } from '../../../engine/python/codemods/imports.ts';
import { spells } from '../../../engine/python/codemods/names.ts';
import type { PythonFixContext } from '../../../engine/python/rule.ts';
import type { PythonView } from '../../../engine/python/view.ts';
import { type Raising, raiseFact, raisingOf } from '../fact.ts';
import type { MessageGroup } from '../groups.ts';
import { classText } from './class-text.ts';

/** One place of a group, found again in the snapshot. */
export interface Site {
  readonly view: PythonView;
  readonly raising: Raising;
}

/** Declares the class in the best file that takes it, and raises it at all places. */
export function declareClass(group: MessageGroup, context: PythonFixContext): EditPlan | Refusal {
  const sites = sitesOf(group, context);
  if (sites === undefined) return { refused: 'One of the places has changed.' };
  const files = new Set(context.files());
  for (const file of homesFor(sites, group)) {
    const home = sites.find(({ view }) => view.path === file)?.view ?? context.python(file);
    const plan = home === undefined || home.hasError ? undefined : planIn(home, sites, group, files, context);
    if (plan !== undefined) return plan;
  }
  return { refused: 'No module can hold the class: its name is taken, or modules would need each other.' };
}

function sitesOf({ places }: MessageGroup, context: PythonFixContext): Site[] | undefined {
  const views = new Map<string, PythonView | undefined>();
  const sites: Site[] = [];
  for (const { file, fact } of places) {
    if (!views.has(file)) views.set(file, context.python(file));
    const view = views.get(file);
    const node = view?.root.at(fact.span.start).closest('raise_statement');
    const raising = node && raisingOf(node);
    if (view === undefined || raising === undefined || raising.call.start !== fact.span.start)
      return undefined;
    if (raiseFact(raising, view)?.key !== fact.key) return undefined;
    sites.push({ view, raising });
  }
  return sites;
}

/** The file of all places; else where the project keeps its exceptions, then the files with most places. */
function homesFor(sites: readonly Site[], { errorModules }: MessageGroup): string[] {
  const counts = new Map<string, number>();
  for (const { view } of sites) counts.set(view.path, (counts.get(view.path) ?? 0) + 1);
  const own = [...counts].sort(([, a], [, b]) => b - a).map(([file]) => file);
  return [...new Set([...errorModules.slice(0, 3), ...own])];
}

function planIn(
  home: PythonView,
  sites: readonly Site[],
  group: MessageGroup,
  files: ReadonlySet<string>,
  context: PythonFixContext,
): EditPlan | undefined {
  const { className } = group;
  const views = [...new Set([home, ...sites.map(({ view }) => view)])];
  const users = views.filter((view) => view !== home);
  if (views.some((view) => spells(view.text, className))) return undefined;
  if (!users.every((view) => importsSafely(view.path, home.path, files, context.text))) return undefined;
  const site = sites.find(({ view }) => view === home) ?? (sites[0] as Site);
  const text = classText(site, group, home);
  const first = sites.find(({ view }) => view === home)?.raising.call;
  const declaration =
    text === undefined
      ? undefined
      : first === undefined
        ? declarationAtEnd(home, text)
        : declarationBefore(home, home.root, first, text);
  if (declaration === undefined) return undefined;
  const edits: TextEdit[] = [declaration];
  const called = new Map<PythonView, string>([[home, className]]);
  for (const view of users) {
    const known = nameFor(`${home.path}#${className}`, view, files);
    const imported = known === undefined ? importEdits(view, home.path, className, files) : [];
    if (imported === undefined) return undefined;
    called.set(view, known ?? className);
    edits.push(...imported);
  }
  for (const { view, raising } of sites) {
    const { start, end } = raising.call;
    const args = raising.message.values.map((value) => value.text).join(', ');
    const newText = `${called.get(view) ?? className}(${args})`;
    edits.push({ file: view.path, span: { start, end }, newText, label: 'Call sites' });
  }
  return { edits };
}
