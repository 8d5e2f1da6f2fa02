import type { LocalEdit } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { isAtLeast, type PythonVersion } from '../../engine/python/packages/version.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { importEntriesOf } from './entries.ts';
import { type EntryPlan, planEntry } from './entry-plan.ts';
import { fallbacksIn, withoutFallback } from './fallbacks.ts';
import { NameWriter } from './name-writer.ts';
import { removeNames } from './remove-names.ts';

/** What each import of a file's replaceable packages comes to, of one package or of all; fallbacks aside. */
export function plansOf(view: PythonView, wanted?: string): EntryPlan[] {
  const inFallback = fallbacksIn(view).map(({ node }) => node);
  const entries = importEntriesOf(view).filter(
    ({ statement, replacement }) =>
      (wanted === undefined || replacement.package === wanted) &&
      !inFallback.some((each) => each.contains(statement)),
  );
  if (entries.length === 0) return [];
  const writer = new NameWriter(view, new Set(entries.map(({ local }) => local)));
  const plans = entries.map((entry) => planEntry(entry, view, writer));
  if (plans.every(({ reason }) => reason === null)) return plans;
  // What stays goes on binding its name, so the others may not take that.
  const staying = new Set(plans.flatMap(({ entry, reason }) => (reason === null ? [] : [entry])));
  const strict = new NameWriter(
    view,
    new Set(entries.filter((entry) => !staying.has(entry)).map(({ local }) => local)),
  );
  return plans.map((plan) => (plan.reason === null ? planEntry(plan.entry, view, strict) : plan));
}

/** All edits of one file that put Python's library in the place of a package, as far as the version allows. */
export function editsIn(
  view: PythonView,
  wanted: string,
  minimum: PythonVersion,
): { readonly edits: readonly LocalEdit[]; readonly gone: readonly PythonNode[] } {
  const going = plansOf(view, wanted).filter(
    ({ reason, since }) => reason === null && isAtLeast(minimum, since),
  );
  const fallbacks = fallbacksIn(view).filter(
    (each) => each.package === wanted && isAtLeast(minimum, each.since),
  );
  const byStatement = new Map<PythonNode, EntryPlan[]>();
  for (const plan of going)
    byStatement.set(plan.entry.statement, [...(byStatement.get(plan.entry.statement) ?? []), plan]);
  const added = new Set<string>();
  return {
    edits: [
      ...distinct(going.flatMap(({ edits }) => edits)).filter(
        ({ span, newText }) => view.text.slice(span.start, span.end) !== newText,
      ),
      ...[...byStatement].flatMap(([statement, plans]) => statementEdits(statement, plans, view, added)),
      ...fallbacks.map((each) => withoutFallback(each, view.text)),
    ],
    gone: going
      .filter(({ imports, entry }) => !imports.some((each) => binds(each, entry.local.text)))
      .map(({ entry }) => entry.local),
  };
}

/** Two imports of one name share its uses. */
function distinct(edits: readonly LocalEdit[]): LocalEdit[] {
  const known = new Map(edits.map((edit) => [`${edit.span.start} ${edit.span.end}`, edit]));
  return [...known.values()];
}

function binds(statement: string, name: string): boolean {
  return new RegExp(`(?:^import |\\bimport |\\bas )${name}$`).test(statement);
}

function statementEdits(
  statement: PythonNode,
  plans: readonly EntryPlan[],
  { text, root }: PythonView,
  added: Set<string>,
): LocalEdit[] {
  const entries = statement.childrenOf('name');
  const isGoing = (index: number): boolean => plans.some(({ entry }) => entry.node === entries[index]);
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, statement.start))?.[0] ?? '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const isTop = statement.parent === root;
  const wanted = joined(plans.flatMap(({ imports }) => imports)).filter(
    (each) => !(isTop && added.has(each)),
  );
  const imports = wanted.filter((each) => !(isTop && hasStatement(root, each)));
  if (isTop) for (const each of imports) added.add(each);
  const lines = imports.join(`${lineEnd}${indent}`);
  if (entries.some((_, index) => !isGoing(index))) {
    const removed = removeNames(text, entries, isGoing).map((span) => ({ span, newText: '' }));
    const start = { start: statement.start, end: statement.start };
    return lines === '' ? removed : [{ span: start, newText: `${lines}${lineEnd}${indent}` }, ...removed];
  }
  if (lines !== '') return [{ span: { start: statement.start, end: statement.end }, newText: lines }];
  const isAlone = (statement.parent?.named.length ?? 0) === 1 && !isTop;
  if (isAlone) return [{ span: { start: statement.start, end: statement.end }, newText: 'pass' }];
  return [{ span: wholeLine(text, statement), newText: '' }];
}

/** `from a import b` and `from a import c` are one statement. */
function joined(imports: readonly string[]): string[] {
  const byModule = new Map<string, string[]>();
  for (const each of new Set(imports)) {
    const [, module, name] = /^(from \S+) import (.+)$/.exec(each) ?? [];
    if (module === undefined || name === undefined) byModule.set(each, []);
    else byModule.set(module, [...(byModule.get(module) ?? []), name]);
  }
  return [...byModule].map(([module, names]) =>
    names.length === 0 ? module : `${module} import ${names.join(', ')}`,
  );
}

function hasStatement(root: PythonNode, statement: string): boolean {
  return root.named.some((each) => each.text === statement);
}

/** With the comment behind it, which speaks of it, and the line's end. */
function wholeLine(text: string, { start, end }: PythonNode): { start: number; end: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  return rest === undefined || text.slice(lineStart, start).trim() !== ''
    ? { start, end: end + (/^[ \t]*;[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) }
    : { start: lineStart, end: end + rest.length };
}
