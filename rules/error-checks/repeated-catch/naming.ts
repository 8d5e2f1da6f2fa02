import { pascalCase } from '../../engine/typescript/codemods/names.ts';
import { endingInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import { walk } from '../../engine/typescript/syntax.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import type { Handler } from './handler.ts';

/** A name for the function that does what a handler does, after the error it makes or asks for, else after what it says. */
export function handlerName({ node }: Handler): string {
  let made = '';
  let asked = '';
  let said = '';
  walk(node, (at) => {
    if (is.isNewExpression(at) && made === '') made = errorName(at.expression.getText());
    else if (
      is.isBinaryExpression(at) &&
      at.operatorToken.kind === SyntaxKind.InstanceOfKeyword &&
      asked === ''
    ) {
      asked = errorName(at.right.getText());
    } else if ((is.isStringLiteral(at) || is.isNoSubstitutionTemplateLiteral(at)) && said === '') {
      if (/\s/.test(at.text.trim())) said = spokenName(at.text);
    }
  });
  const subject = [made, asked, said].find((each) => each !== '') ?? 'Caught';
  return `handle${endingInError(subject)}`;
}

/** `Error` itself tells nothing. */
function errorName(written: string): string {
  const name = written.slice(written.lastIndexOf('.') + 1);
  return name === 'Error' || !/(Error|Exception)$/.test(name)
    ? ''
    : pascalCase(name.replace(/(Error|Exception)$/, ''));
}
