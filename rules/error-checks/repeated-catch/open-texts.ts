import { walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { Handler } from './handler.ts';

/** More texts than this make a body a matter of its own. */
const most = 5;

/** The texts of a handler that a common function may take as a parameter. */
export function openTexts({ node, subject }: Handler): Node[] {
  const texts: Node[] = [];
  walk(node, (at) => {
    if (isText(at) && !isKey(at)) texts.push(at);
    else if (
      is.isTemplateExpression(at) &&
      at.templateSpans.every(({ expression }) => isReadable(expression, subject))
    ) {
      texts.push(at);
      return 'skip';
    }
    return undefined;
  });
  return texts.length > most ? [] : texts;
}

function isText(node: Node): node is ast.StringLiteral | ast.NoSubstitutionTemplateLiteral {
  return (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) && node.text !== '';
}

/** What a value is compared with is no text for a reader. */
function isKey({ parent }: Node): boolean {
  return is.isBinaryExpression(parent) || is.isElementAccessExpression(parent) || is.isPropertyName(parent);
}

/** A caller can fill the template in before it knows which way the handler takes. */
function isReadable(expression: ast.Expression, subject: Node | undefined): boolean {
  if (is.isIdentifier(expression)) return expression.text !== subject?.getText();
  return false;
}
