import { isBuiltInError } from '../../engine/typescript/errors/naming.ts';
import { type Lookup, nameOf } from '../../engine/typescript/fragments/scope.ts';
import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';
import type { Guard } from './guard.ts';

/** What a guard throws, without casts and parentheses. */
export function thrownOf({ statements }: Guard): ast.Expression | undefined {
  const last = statements.at(-1);
  return last !== undefined && is.isThrowStatement(last) ? unwrap(last.expression) : undefined;
}

/** A thrown expression that is a call: only its type tells whether it makes an error. */
export function thrownCall(guard: Guard): ast.CallExpression | undefined {
  const thrown = thrownOf(guard);
  return thrown !== undefined && is.isCallExpression(thrown) ? thrown : undefined;
}

/** The class that a guard throws, as written. */
export function thrownClass(guard: Guard): string | null {
  const thrown = thrownOf(guard);
  return thrown !== undefined && is.isNewExpression(thrown) ? thrown.expression.getText() : null;
}

/** The `new Error(message)` of a thrown built-in error whose class could be a class of its own. */
export function builtInError(
  guard: Guard,
  lookup: Lookup,
): ast.NewExpression | ast.CallExpression | undefined {
  const thrown = thrownOf(guard);
  if (thrown === undefined || (!is.isNewExpression(thrown) && !is.isCallExpression(thrown))) return undefined;
  const { expression: callee, arguments: args = [] } = thrown;
  const isBuiltIn =
    is.isIdentifier(callee) &&
    isBuiltInError(callee.text) &&
    nameOf(callee, guard, lookup)?.kind === 'global';
  if (!isBuiltIn) return undefined;
  return args.length > 0 && args.length <= 2 && !args.some(is.isSpreadElement) ? thrown : undefined;
}
