import { isUnresolved } from '../../../engine/typescript/types.ts';
import { type ast, is } from '../../../engine/typescript.ts';
import type { Site } from './codemod.ts';

/** Whether an argument is a function; null where neither its syntax nor its type tells. */
export function isFunction(node: ast.Expression, { questions }: Site): boolean | null {
  if (is.isArrowFunction(node) || is.isFunctionExpression(node)) return true;
  const type = questions.typeAt(node);
  if (isUnresolved(type)) return null;
  return questions.callSignatures(questions.nonNullable(type)).length > 0;
}

/** Whether a callback that is written in place looks at no more than its first `count` arguments. */
export function takesAtMost(node: ast.Expression, count: number): boolean {
  if (!is.isArrowFunction(node) && !is.isFunctionExpression(node)) return false;
  if (node.parameters.length > count || node.parameters.some((each) => each.dotDotDotToken !== undefined))
    return false;
  return is.isArrowFunction(node) || !/\barguments\b/.test(node.body?.getText() ?? '');
}
