import type { EditPlan, Refusal, TextEdit } from '../../../engine/finding.ts';
import { declarationAtEnd, declarationBefore } from '../../../engine/python/codemods/declare.ts';
import { importsSafely } from '../../../engine/python/codemods/import-cycles.ts';
import { importEdits, nameFor } from '../../../engine/python/codemods/imports.ts';
import { spells, unusedPythonName } from '../../../engine/python/codemods/names.ts';
import { canonicalPath } from '../../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../../engine/python/node.ts';
import type { PythonFixContext } from '../../../engine/python/rule.ts';
import type { PythonView } from '../../../engine/python/view.ts';
import type { GuardGroup } from '../groups.ts';
import { checkFunctionText } from './check-function.ts';
import { refusalFor } from './refusal.ts';
import { callAt } from './replacement.ts';
import type { Site } from './site.ts';

/** All that is known when a common check is made. */
interface Making {
  readonly sites: readonly Site[];
  readonly group: GuardGroup;
  readonly files: ReadonlySet<string>;
  readonly context: PythonFixContext;
}

/** Declares the common check in the best file that takes it, and calls it at all places. */
export function centralise(making: Making): EditPlan | Refusal {
  const { sites, context } = making;
  const reason = refusalFor(sites);
  if (reason !== undefined) return { refused: reason };
  const roles = sites[0]?.template.roles ?? [];
  const owner = roles.find(({ self }) => self !== undefined)?.self;
  if (owner !== undefined) return asMethod(owner, making);
  for (const file of homesFor(making)) {
    const home = sites.find(({ view }) => view.path === file)?.view ?? context.python(file);
    const plan = home === undefined || home.hasError ? undefined : planIn(home, making);
    if (plan !== undefined) return plan;
  }
  return {
    refused:
      'No module can hold the common check: names would be missing there, or modules would need each other.',
  };
}

/** A check of the own instance is a method of its class. */
function asMethod(owner: PythonNode, { sites, group, files, context }: Making): EditPlan | Refusal {
  const site = sites[0] as Site;
  const body = owner.child('body');
  const selves = sites.flatMap(({ template }) => template.roles.filter(({ self }) => self !== undefined));
  if (body === undefined || selves.some(({ name }) => name !== 'self'))
    return { refused: 'The check asks something of the class itself.' };
  // A class below this one may have a member of the name.
  const python = [...files].filter((file) => file.endsWith('.py'));
  const name = unusedPythonName(`_${nameOf(group)}`, (each) =>
    python.some((file) => spells(context.text(file) ?? '', each)),
  );
  const text = checkFunctionText({ site, sites, name, outer: new Map(), isMethod: true });
  const edit = text && declarationBefore(site.view, body, site.guard.node, text);
  if (!edit) return { refused: 'The check cannot be moved as it is laid out.' };
  return { edits: [edit, ...sites.map((each) => callAt(each, `self.${name}`))] };
}

/** The file of all places; else where the project keeps its errors, then the files with most places. */
function homesFor({ sites, group }: Making): string[] {
  const counts = new Map<string, number>();
  for (const { view } of sites) counts.set(view.path, (counts.get(view.path) ?? 0) + 1);
  const own = [...counts].sort(([, a], [, b]) => b - a).map(([file]) => file);
  return own.length === 1 ? own : [...new Set([...group.errorModules.slice(0, 3), ...own])];
}

function planIn(home: PythonView, { sites, group, files, context }: Making): EditPlan | undefined {
  const inHome = sites.find(({ view }) => view === home);
  const site = inHome ?? (sites[0] as Site);
  const views = [...new Set([home, ...sites.map(({ view }) => view)])];
  const users = views.filter((view) => view !== home);
  if (!users.every((view) => importsSafely(view.path, home.path, files, context.text))) return undefined;
  const name = unusedPythonName(nameOf(group), (each) => views.some((view) => spells(view.text, each)));
  const outer = namesOf(site, home, files);
  const text = outer && checkFunctionText({ site, sites, name, outer, isMethod: false });
  if (text === undefined) return undefined;
  const first = sites.find(({ view }) => view === home)?.guard.node;
  const declaration =
    first === undefined ? declarationAtEnd(home, text) : declarationBefore(home, home.root, first, text);
  if (declaration === undefined) return undefined;
  const edits: TextEdit[] = [declaration];
  const called = new Map<PythonView, string>([[home, name]]);
  for (const view of users) {
    const known = nameFor(`${home.path}#${name}`, view, files);
    const imported = known === undefined ? importEdits(view, home.path, name, files) : [];
    if (imported === undefined) return undefined;
    called.set(view, known ?? name);
    edits.push(...imported);
  }
  edits.push(...sites.map((each) => callAt(each, called.get(each.view) ?? name)));
  return { edits };
}

function nameOf({ places }: GuardGroup): string {
  return places[0]?.fact.check ?? 'check';
}

/** What the names that a check takes from outside are called in another file; undefined where one has no name there. */
function namesOf(
  { view, template }: Site,
  home: PythonView,
  files: ReadonlySet<string>,
): Map<string, string> | undefined {
  const names = new Map<string, string>();
  for (const { path, isOwn, occurrences } of template.outer) {
    for (const { text } of occurrences) {
      const isHere = view === home && isAtTop(text, home);
      const known = isHere ? text : nameFor(canonicalPath(path, isOwn, view.path, files), home, files);
      if (known === undefined || !isAtTop(known, home)) return undefined;
      names.set(text, known);
    }
  }
  return names;
}

/** Whether a name is bound at the top of a file, and not within a function. */
function isAtTop(name: string, { names }: PythonView): boolean {
  return names.module.bindings.has(name.split('.')[0] ?? '');
}
