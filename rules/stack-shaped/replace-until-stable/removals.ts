import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** Two characters that go together, such as `()`. */
export type Pair = string;

export interface Removal {
  readonly text: ast.Identifier;
  readonly pairs: readonly Pair[];
}

/** `text = text.replace('()', '').replace('[]', '')`: the pairs that go; undefined for anything else. */
export function removedIn(statement: Node): Removal | undefined {
  if (!is.isExpressionStatement(statement) || !is.isBinaryExpression(statement.expression)) return undefined;
  const { left, operatorToken, right } = statement.expression;
  if (operatorToken.kind !== SyntaxKind.EqualsToken || !is.isIdentifier(left)) return undefined;
  const removal = removalOf(right);
  return removal?.text.text === left.text ? { ...removal, text: left } : undefined;
}

/** `text.replace('()', '').replace('[]', '')`: the text, and the pairs that go out of it. */
export function removalOf(value: ast.Expression): Removal | undefined {
  // A chain of calls is read from its end.
  const found: (readonly Pair[])[] = [];
  let at = unwrap(value);
  while (is.isCallExpression(at) && is.isPropertyAccessExpression(at.expression)) {
    const [what, by, ...others] = at.arguments;
    const method = at.expression.name.text;
    if (what === undefined || by === undefined || others.length > 0 || !isEmpty(by)) return undefined;
    if (method !== 'replace' && method !== 'replaceAll') return undefined;
    const pairs = pairsOf(what);
    if (pairs === undefined) return undefined;
    found.push(pairs);
    at = unwrap(at.expression.expression);
  }
  if (!is.isIdentifier(at) || found.length === 0) return undefined;
  return { text: at, pairs: found.reverse().flat() };
}

/** The pairs that a condition looks for in a text: by `includes`, `indexOf`, `test` or `match`, one or the other. */
export function soughtIn(condition: ast.Expression, text: string): readonly Pair[] | undefined {
  const at = unwrap(condition);
  if (is.isBinaryExpression(at)) {
    if (at.operatorToken.kind === SyntaxKind.BarBarToken) {
      const [left, right] = [soughtIn(at.left, text), soughtIn(at.right, text)];
      return left && right && [...left, ...right];
    }
    return isPresence(at) ? soughtByCall(at.left, text, 'indexOf') : undefined;
  }
  return soughtByCall(at, text, 'includes') ?? soughtByCall(at, text, 'match') ?? soughtByTest(at, text);
}

function soughtByCall(node: ast.Expression, text: string, method: string): readonly Pair[] | undefined {
  const call = unwrap(node);
  if (!is.isCallExpression(call) || !is.isPropertyAccessExpression(call.expression)) return undefined;
  const [what, ...others] = call.arguments;
  if (call.expression.name.text !== method || what === undefined || others.length > 0) return undefined;
  return foldedText(unwrap(call.expression.expression)) === text ? pairsOf(what) : undefined;
}

/** `/\(\)/.test(text)`; written out in a condition, the expression is made anew and always looks from the start. */
function soughtByTest(call: ast.Expression, text: string): readonly Pair[] | undefined {
  if (!is.isCallExpression(call) || !is.isPropertyAccessExpression(call.expression)) return undefined;
  const [what, ...others] = call.arguments;
  const pattern = unwrap(call.expression.expression);
  if (call.expression.name.text !== 'test' || what === undefined || others.length > 0) return undefined;
  const isOfIt = foldedText(unwrap(what)) === text && is.isRegularExpressionLiteral(pattern);
  return isOfIt ? pairsOf(pattern) : undefined;
}

/** `text.indexOf('()') !== -1`, `> -1` and `>= 0`. */
function isPresence({ operatorToken, right }: ast.BinaryExpression): boolean {
  const bound = foldedText(unwrap(right));
  switch (operatorToken.kind) {
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.GreaterThanToken:
      return bound === '-1';
    case SyntaxKind.GreaterThanEqualsToken:
      return bound === '0';
    default:
      return false;
  }
}

/** The pairs that a text or a regular expression stands for, if it stands for pairs and nothing else. */
function pairsOf(node: ast.Expression): readonly Pair[] | undefined {
  const at = unwrap(node);
  if (is.isStringLiteral(at)) return at.text.length === 2 ? [at.text] : undefined;
  if (!is.isRegularExpressionLiteral(at)) return undefined;
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(at.text) ?? [];
  if (!/^g?$/.test(flags)) return undefined;
  const choices: Pair[] = [''];
  for (const [token] of source.matchAll(/\\?[\s\S]/g)) {
    if (token === '|') choices.push('');
    else {
      const character = literalOf(token);
      if (character === undefined) return undefined;
      choices.push((choices.pop() ?? '') + character);
    }
  }
  return choices.every((choice) => choice.length === 2) ? choices : undefined;
}

/** What a piece of a regular expression stands for, if that is a character and no more. */
function literalOf(token: string): string | undefined {
  if (token.length === 1) return /[.*+?^$()[{}\\]/.test(token) ? undefined : token;
  return /\w/.test(token) ? undefined : token.slice(1);
}

function isEmpty(node: ast.Expression): boolean {
  const value = unwrap(node);
  return (is.isStringLiteral(value) || is.isNoSubstitutionTemplateLiteral(value)) && value.text === '';
}

/**
 * Whether taking out pairs comes to the same in any order: no character opens one and closes another, and none
 * closes two.
 */
export function areIndependent(pairs: readonly Pair[]): boolean {
  const openers = new Set(pairs.map((pair) => pair[0]));
  const closers = new Set(pairs.map((pair) => pair[1]));
  return closers.size === pairs.length && ![...openers].some((opener) => closers.has(opener));
}
