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

/** The parts of a message that are the same wherever it is said. */
export function fixedText(message: Node): string {
  return partsOf(message)
    .map((part) => {
      if (isText(part)) return part.text;
      return is.isTemplateExpression(part)
        ? [part.head, ...part.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(' ')
        : ' ';
    })
    .join('');
}

/** A text, or one put together that a caller may fill in before the check: it reads no more than the condition does. */
function isMessage(node: Node, guard: Guard): boolean {
  if (isText(node)) return !/^[A-Z0-9_.:-]*$/.test(node.text);
  if (is.isTemplateExpression(node)) {
    return node.templateSpans.every(({ expression }) => isReadable(expression, guard));
  }
  const parts = partsOf(node);
  return (
    parts.length > 1 && parts.some(isText) && parts.every((part) => isText(part) || isReadable(part, guard))
  );
}

function isText(node: Node): node is ast.StringLiteral | ast.NoSubstitutionTemplateLiteral {
  return is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node);
}

/** What a row of `+` puts together. */
function partsOf(node: Node): Node[] {
  return is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.PlusToken
    ? [...partsOf(node.left), ...partsOf(node.right)]
    : [node];
}

function isReadable(expression: Node, { condition }: Guard): boolean {
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
