import { camelCase } from '../../engine/typescript/codemods/names.ts';
import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';

/** What a value in a message would be called as a field: as it is called there, else by the word before it. */
export function holeName(hole: ast.Expression, before: string): string {
  const value = unwrap(hole);
  if (is.isPropertyAccessExpression(value) && taken.test(value.name.text)) {
    const owner = value.name.text === 'message' ? '' : ownName(unwrap(value.expression));
    return owner === '' ? 'reason' : camelCase(`${owner} ${value.name.text}`);
  }
  const own = ownName(value);
  if (own === 'message') return 'reason';
  if (own !== '' && !vague.test(own)) return camelCase(own);
  const word = /([A-Za-z]+)\W*$/.exec(before)?.[1] ?? '';
  const isTelling = word.length > 2 && !fillers.test(word);
  return isTelling ? word.toLowerCase() : own === '' ? 'value' : camelCase(own);
}

function ownName(value: ast.Expression): string {
  if (is.isIdentifier(value)) return value.text;
  if (is.isPropertyAccessExpression(value)) return value.name.text;
  if (is.isElementAccessExpression(value)) return '';
  if (is.isCallExpression(value)) {
    const [first] = value.arguments;
    const { expression: callee } = value;
    if (first !== undefined && /^(String|JSON\.stringify)$/.test(callee.getText()))
      return ownName(unwrap(first));
    return is.isPropertyAccessExpression(callee) ? ownName(unwrap(callee.expression)) : '';
  }
  return '';
}

/** Names that every error has for something else. */
const taken = /^(name|message|stack|cause)$/;

/** Names of positions and of loop variables. */
const vague = /^(\w|el|it|val|value|arg|args|this|length|size)$/;
const fillers =
  /^(the|for|with|from|into|not|but|got|was|has|are|and|found|expected|received|named|called|given|of)$/i;
