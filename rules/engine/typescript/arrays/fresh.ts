import { type ast, is } from '../../typescript.ts';
import { unwrap } from '../syntax.ts';

/** Whether an expression makes an array that nobody else has, so that changing it in place is seen by nobody. */
export function isFreshArray(expression: ast.Expression): boolean {
  const value = unwrap(expression);
  if (is.isArrayLiteralExpression(value)) return true;
  if (is.isNewExpression(value)) return value.expression.getText() === 'Array' && !value.arguments?.length;
  return makesNewArray(value);
}

/** Calls whose result is an array that nobody else has. */
export function makesNewArray(value: ast.Expression): boolean {
  if (!is.isCallExpression(value)) return false;
  const callee = value.expression;
  if (!is.isPropertyAccessExpression(callee)) return false;
  const { text: name } = callee.name;
  const owner = callee.expression.getText();
  if (owner === 'Object') return name === 'keys' || name === 'values' || name === 'entries';
  if (owner === 'Array') return name === 'from' || name === 'of';
  return /^(?:slice|split|map|filter|concat|flat|flatMap|toSorted|toReversed)$/.test(name);
}
