import type { FragmentSite } from '../../../engine/typescript/fragments/fragment.ts';
import { withOwnValues } from '../../../engine/typescript/fragments/own-object.ts';
import { lookupIn } from '../../../engine/typescript/fragments/scope.ts';
import { shapeOf } from '../../../engine/typescript/fragments/shape.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import { is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import { keysOf } from '../fact.ts';
import type { CatchGroup, CatchPlace } from '../groups.ts';
import { type Handler, handlerOf } from '../handler.ts';

/** One place of a group, found again in the snapshot. */
export interface Site extends FragmentSite {
  readonly fragment: Handler;
}

/** The places of a group as sites; undefined if one of them is no longer what it was. */
export function sitesOf(
  places: readonly CatchPlace[],
  group: CatchGroup,
  context: TypeScriptFixContext,
): Site[] | undefined {
  const sites = places.map((place) => siteAt(place, group, context));
  return sites.every((site) => site !== undefined) ? sites : undefined;
}

function siteAt(
  { file, fact }: CatchPlace,
  { key, differsInText }: CatchGroup,
  context: TypeScriptFixContext,
): Site | undefined {
  const view = context.view(file);
  const questions = context.questions(file);
  const body = view && nodeAt(view.source, fact.span, SyntaxKind.Block);
  const fragment = body && handlerAround(body);
  if (view === undefined || questions === undefined || fragment === undefined) return undefined;
  const lookup = lookupIn(questions);
  const keys = keysOf(fragment, lookup, file);
  if (keys === undefined) return undefined;
  if (!differsInText)
    return { view, questions, fragment, lookup, shape: withOwnValues(keys.shape), hole: undefined };
  const hole = keys.loose.find((each) => key.endsWith(each.key))?.hole;
  const shape = hole && shapeOf(fragment, lookup, hole);
  return shape && { view, questions, fragment, lookup, shape: withOwnValues(shape), hole };
}

/** The handler is found by its `catch` clause, or by the call that is given a function. */
function handlerAround(body: Node): Handler | undefined {
  const owner = body.parent;
  return handlerOf(is.isCatchClause(owner) ? owner : owner.parent);
}
