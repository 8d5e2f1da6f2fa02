import { pascalCase } from '../../engine/typescript/codemods/names.ts';
import { endingInError, isBuiltInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import { walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Handler } from './handler.ts';

/**
 * A name for the function that does what a handler does, after the error it makes or asks for, else after what it says.
 * @param says whether what it says is the same wherever the function will be used.
 */
export function handlerName({ node, leaving }: Handler, says: boolean): string {
  let made = '';
  let asked = '';
  let said = '';
  walk(node, (at) => {
    if (is.isNewExpression(at)) made ||= errorName(at.expression.getText());
    else if (is.isBinaryExpression(at) && at.operatorToken.kind === SyntaxKind.InstanceOfKeyword) {
      asked ||= errorName(at.right.getText());
    } else if (says)
      said ||= spokenName(textOf(at).replace(/\b(?:could|did|does|has|have|was|were|while|when)\b/gi, ' '));
  });
  if (made !== '' && leaving === 'throws') return `throwAs${endingInError(made)}`;
  const subject = [made, asked, said].find((each) => each !== '');
  if (subject !== undefined) return `handle${endingInError(subject)}`;
  if (!isAnswer(node)) return nameless;
  return node.statements.length > 1 ? 'logAndAnswerWithError' : 'answerWithError';
}

/** The name of a handler that says nothing, makes nothing and asks for nothing. */
export const nameless = 'handleCaughtError';

/** The last thing that is done is to tell somebody who waits. */
function isAnswer({ statements }: ast.Block): boolean {
  const last = statements.at(-1);
  const call = last !== undefined && is.isExpressionStatement(last) ? last.expression : undefined;
  return (
    call !== undefined &&
    is.isCallExpression(call) &&
    /^(?:cb|callback|done)$|\.(?:send|json|end|reply|respond|emit)$/.test(call.expression.getText())
  );
}

/** What a reader is told: a text of several words that is no question to the error. */
function textOf(node: Node): string {
  if (is.isTemplateHead(node) || is.isTemplateMiddle(node)) return isSentence(node.text) ? node.text : '';
  if (!is.isStringLiteral(node) && !is.isNoSubstitutionTemplateLiteral(node)) return '';
  const isAsked =
    is.isCallExpression(node.parent) &&
    /\.(?:includes|startsWith|endsWith)$/.test(node.parent.expression.getText());
  return isAsked || is.isBinaryExpression(node.parent) || !isSentence(node.text) ? '' : node.text;
}

function isSentence(text: string): boolean {
  return /\w\s+\w/.test(text);
}

/** Built-in classes tell nothing. */
function errorName(written: string): string {
  const name = written.slice(written.lastIndexOf('.') + 1);
  return isBuiltInError(name) || !/(Error|Exception)$/.test(name)
    ? ''
    : pascalCase(name.replace(/(Error|Exception)$/, ''));
}
