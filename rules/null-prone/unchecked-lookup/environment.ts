import { findAncestor, walk } from '../../engine/typescript/syntax.ts';
import { is, type Node } from '../../engine/typescript.ts';
import type { ValidatedFact } from './facts.ts';

/** `API_URL: z.string()`: a schema of the environment demands the variable. */
export function validatedBySchema(node: Node): ValidatedFact | undefined {
  if (!is.isPropertyAssignment(node) || !is.isCallExpression(node.initializer)) return undefined;
  const name = is.isIdentifier(node.name) ? node.name.text : undefined;
  return name !== undefined && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name) ? validated(name) : undefined;
}

/** `if (!process.env.API_URL) throw …`: whoever comes after relies on it with reason. */
export function isDemanded(test: Node): boolean {
  const choice = findAncestor(test, is.isIfStatement);
  if (choice === undefined || test.end > choice.expression.end) return false;
  let isFatal = false;
  walk(choice.thenStatement, (node) => {
    if (is.isThrowStatement(node)) isFatal = true;
    if (is.isCallExpression(node)) isFatal ||= /\bexit$/.test(node.expression.getText());
  });
  return isFatal;
}

export function validated(name: string): ValidatedFact {
  return { kind: 'validated', key: `env ${name}` };
}
