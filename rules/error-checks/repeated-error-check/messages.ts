import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Guard } from './guard.ts';
import { thrownOf } from './thrown.ts';

/** The messages of a thrown error that a common check may take as a parameter. */
export function messagesOf(guard: Guard): Node[] {
  const thrown = thrownOf(guard);
  if (thrown === undefined || (!is.isNewExpression(thrown) && !is.isCallExpression(thrown))) return [];
  return (thrown.arguments ?? []).flatMap((argument) => {
    if (isMessage(argument, guard)) return argument;
    if (!is.isObjectLiteralExpression(argument)) return [];
    return argument.properties.flatMap((property) =>
      is.isPropertyAssignment(property) &&
      property.name.getText() === 'message' &&
      isMessage(property.initializer, guard)
        ? property.initializer
        : [],
    );
  });
}

/** A text, or a template that a caller may fill in before the check: it reads no more than the condition does. */
function isMessage(node: Node, guard: Guard): boolean {
  if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node))
    return !/^[A-Z0-9_.:-]*$/.test(node.text);
  return (
    is.isTemplateExpression(node) &&
    node.templateSpans.every(({ expression }) => isReadable(expression, guard))
  );
}

function isReadable(expression: ast.Expression, { condition }: Guard): boolean {
  if (is.isIdentifier(expression)) return true;
  if (!is.isPropertyAccessExpression(expression)) return false;
  const owner = expression.expression;
  if (expression.questionDotToken !== undefined || owner.kind === SyntaxKind.ThisKeyword) return true;
  return (
    is.isIdentifier(owner) && ` ${condition.getText()}`.split(`${owner.text}.`).slice(0, -1).some(endsWord)
  );
}

function endsWord(text: string): boolean {
  return !/[.\w$]$/.test(text);
}
