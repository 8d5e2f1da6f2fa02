import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind } from '../../engine/typescript.ts';

/** A message as fixed texts with values between them: one text more than there are holes. */
export interface Message {
  readonly texts: readonly string[];
  readonly holes: readonly ast.Expression[];
  /** Made by `+`, which reads objects otherwise than a template does. */
  readonly isJoined: boolean;
}

/** The message that an expression makes; undefined where it is not text, or one of several lines. */
export function messageOf(node: ast.Expression): Message | undefined {
  const value = unwrap(node);
  const message = is.isBinaryExpression(value) ? joined(value) : partsOf(value);
  return message === undefined || message.texts.some((text) => /[\r\n]/.test(text)) ? undefined : message;
}

function partsOf(value: ast.Expression): Message | undefined {
  if (is.isStringLiteral(value) || is.isNoSubstitutionTemplateLiteral(value)) {
    return { texts: [value.text], holes: [], isJoined: false };
  }
  if (!is.isTemplateExpression(value)) return undefined;
  return {
    texts: [value.head.text, ...value.templateSpans.map(({ literal }) => literal.text)],
    holes: value.templateSpans.map(({ expression }) => expression),
    isJoined: false,
  };
}

/** `'No user ' + id + '.'`: a chain that begins with a text, so that every `+` joins texts. */
function joined(node: ast.BinaryExpression): Message | undefined {
  const operands: ast.Expression[] = [];
  let at: ast.Expression = node;
  while (is.isBinaryExpression(at)) {
    if (at.operatorToken.kind !== SyntaxKind.PlusToken) return undefined;
    operands.unshift(unwrap(at.right));
    at = unwrap(at.left);
  }
  operands.unshift(at);
  if (partsOf(operands[0] as ast.Expression) === undefined) return undefined;
  const texts = [''];
  const holes: ast.Expression[] = [];
  for (const operand of operands) {
    const inner = partsOf(operand) ?? { texts: ['', ''], holes: [operand] };
    texts.push(`${texts.pop() ?? ''}${inner.texts[0] ?? ''}`);
    texts.push(...inner.texts.slice(1));
    holes.push(...inner.holes);
  }
  return { texts, holes, isJoined: true };
}
