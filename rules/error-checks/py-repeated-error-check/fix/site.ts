import { keyOf } from '../../../engine/python/fragments/comparison.ts';
import { type Template, templateOf } from '../../../engine/python/fragments/template.ts';
import type { PythonFixContext } from '../../../engine/python/rule.ts';
import type { PythonView } from '../../../engine/python/view.ts';
import { guardFact } from '../fact.ts';
import type { GuardPlace } from '../groups.ts';
import { type Guard, guardOf } from '../guard.ts';

/** One place of a group, found again in the snapshot. */
export interface Site {
  readonly view: PythonView;
  readonly guard: Guard;
  readonly template: Template;
}

/** The places of a group as sites; undefined if one of them is no longer what it was. */
export function sitesOf(
  places: readonly GuardPlace[],
  files: ReadonlySet<string>,
  context: PythonFixContext,
): Site[] | undefined {
  const views = new Map<string, PythonView | undefined>();
  const sites: Site[] = [];
  for (const { file, fact } of places) {
    if (!views.has(file)) views.set(file, context.python(file));
    const view = views.get(file);
    const node = view?.root.at(fact.span.start).closest('if_statement');
    const guard = node && guardOf(node);
    if (view === undefined || guard === undefined || guard.node.start !== fact.span.start) return undefined;
    const found = guardFact(guard, view);
    const template = templateOf(guard.node, view.names);
    if (found === undefined || template === undefined) return undefined;
    if (keyOf(found.exact, file, files) !== keyOf(fact.exact, file, files)) return undefined;
    sites.push({ view, guard, template });
  }
  return sites;
}
