import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import { keysOf } from '../fact.ts';
import type { GuardGroup, GuardPlace } from '../groups.ts';
import { type Guard, guardOf } from '../guard.ts';
import { type Lookup, lookupIn } from '../scope.ts';
import { type Shape, shapeOf } from '../shape.ts';

/** One place of a group, found again in the snapshot, with the roles that its guard has there. */
export interface Site {
  readonly view: FileView;
  readonly questions: TypeQuestions;
  readonly guard: Guard;
  readonly lookup: Lookup;
  readonly shape: Shape;
  /** The message that becomes an argument, where messages differ. */
  readonly hole: Node | undefined;
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
  if (!group.differsInMessage) return { view, questions, guard, lookup, shape: keys.shape, hole: undefined };
  const hole = keys.loose.find(({ key }) => group.key.endsWith(key))?.hole;
  const shape = hole && shapeOf(guard, lookup, hole);
  return shape === undefined ? undefined : { view, questions, guard, lookup, shape, hole };
}
