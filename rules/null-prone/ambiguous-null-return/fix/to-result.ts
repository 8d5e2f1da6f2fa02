import type { EditPlan, Place, Refusal, TextEdit } from '../../../engine/finding.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import { is } from '../../../engine/typescript.ts';
import { type FunctionNode, suspectFunction } from '../functions.ts';
import { rewriteCalls } from './calls.ts';
import { rewriteFunction } from './definition.ts';
import { obstacleTo } from './obstacles.ts';
import { publicObstacle } from './public.ts';
import { isObstacle, usesOf } from './uses.ts';

/**
 * Makes a function say why it has no value: `{ ok: true, value }` or `{ ok: false, reason }`, in its return type, at
 * every exit and in every place that calls it.
 * @param place the whole function.
 */
export function toResult(place: Place, context: TypeScriptFixContext): EditPlan | Refusal {
  const view = context.view(place.file);
  const questions = context.questions(place.file);
  const node = view && nodeAt(view.source, place.span);
  if (view === undefined || questions === undefined || node === undefined || !isFunctionNode(node)) {
    return { refused: 'The function is no longer where it was.' };
  }
  const named = suspectFunction(node);
  if (named === undefined) return { refused: 'The function is no longer what it was.' };
  const obstacle = obstacleTo(named, view, questions) ?? publicObstacle(named, view, context);
  if (obstacle !== undefined) return { refused: obstacle };
  const definition = rewriteFunction(named, view, questions);
  if (typeof definition === 'string') return { refused: definition };
  const uses = usesOf(named, view, context);
  if (isObstacle(uses)) return { refused: uses.obstacle };
  const edits: TextEdit[] = [...definition.edits];
  for (const [file, calls] of uses.calls) {
    const rewritten = rewriteCalls(calls, named, definition.contract, file);
    if (typeof rewritten === 'string') return { refused: rewritten };
    edits.push(...rewritten);
  }
  return { edits };
}

function isFunctionNode(node: Parameters<typeof is.isFunctionDeclaration>[0]): node is FunctionNode {
  return (
    is.isFunctionDeclaration(node) ||
    is.isFunctionExpression(node) ||
    is.isArrowFunction(node) ||
    is.isMethodDeclaration(node)
  );
}
