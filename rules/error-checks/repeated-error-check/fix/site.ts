import type { FragmentSite } from '../../../engine/typescript/fragments/fragment.ts';
import { withOwnValues } from '../../../engine/typescript/fragments/own-object.ts';
import { lookupIn } from '../../../engine/typescript/fragments/scope.ts';
import { shapeOf } from '../../../engine/typescript/fragments/shape.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import { is, SyntaxKind } from '../../../engine/typescript.ts';
import { keysOf } from '../fact.ts';
import type { GuardGroup, GuardPlace } from '../groups.ts';
import { type Guard, guardOf } from '../guard.ts';

/** One place of a group, found again in the snapshot; the hole is the message, where messages differ. */
export interface Site extends FragmentSite {
  readonly fragment: Guard;
}

/** The places of a group as sites; undefined if one of them is no longer what it was. */
export function sitesOf(
  places: readonly GuardPlace[],
  group: GuardGroup,
  context: TypeScriptFixContext,
): Site[] | undefined {
  const sites: Site[] = [];
  for (const place of places) {
    const site = siteAt(place, group, context);
    if (site === undefined) return undefined;
    sites.push(site);
  }
  return sites;
}

function siteAt(
  { file, fact }: GuardPlace,
  group: GuardGroup,
  context: TypeScriptFixContext,
): Site | undefined {
  const view = context.view(file);
  const questions = context.questions(file);
  const node = view && nodeAt(view.source, fact.span, SyntaxKind.IfStatement);
  if (view === undefined || questions === undefined || node === undefined || !is.isIfStatement(node)) {
    return undefined;
  }
  const guard = guardOf(node);
  const lookup = lookupIn(questions);
  const keys = guard && keysOf(guard, lookup, questions, file);
  if (guard === undefined || keys === undefined) return undefined;
  if (!group.differsInMessage)
    return { view, questions, fragment: guard, lookup, shape: withOwnValues(keys.shape), hole: undefined };
  const hole = keys.loose.find(({ key }) => group.key.endsWith(key))?.hole;
  const shape = hole && shapeOf(guard, lookup, hole);
  return shape && { view, questions, fragment: guard, lookup, shape: withOwnValues(shape), hole };
}
