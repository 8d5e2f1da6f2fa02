import { isFunctionBoundary, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { Handler } from './handler.ts';

type Call = ast.CallExpression | ast.NewExpression;

/** Their errors say no more than that the input is none: `Invalid URL`. */
const silent = /^(URL|decodeURIComponent|decodeURI|BigInt|atob|Date|Intl\.\w+)$/;

/** Their errors say where the input is wrong, or that it is not there: nothing to one who sees the input. */
const showing = /^(RegExp|([\w.]+\.)?(parse|(access|l?stat)(Sync)?))$/;

/** They take texts and lists apart, and fail only where there is none. */
const harmless =
  /(^|\.)(split|map|filter|join|trim|slice|substring|replace|match|test|includes|startsWith|endsWith|toLowerCase|toUpperCase|parseFloat|parseInt|Number|String|isNaN|searchParams\.get)$/;

/**
 * Whether the new error tells all that the caught one could: all that was tried are calls whose errors say little, or whose
 * input is part of the new message, or the code found the fault itself and threw to get to its handler.
 */
export function tellsAll({ node }: Handler, made: Call): boolean {
  const tried = triedBefore(node);
  if (tried === undefined) return false;
  const { calls, jumps } = triedIn(tried);
  if (jumps) return true;
  const given = made.arguments ?? [];
  return calls.length > 0 && calls.every((call) => saysLittle(call, given));
}

/** What may have thrown: the block of the `try`, or the one call whose promise is handled. */
function triedBefore(node: Handler['node']): Node | undefined {
  if (is.isCatchClause(node)) return (node.parent as ast.TryStatement).tryBlock;
  const { parent } = node;
  if (!is.isCallExpression(parent) || !is.isPropertyAccessExpression(parent.expression)) return undefined;
  const promise = parent.expression.expression;
  const isChained =
    is.isCallExpression(promise) &&
    is.isPropertyAccessExpression(promise.expression) &&
    /^(then|catch|finally)$/.test(promise.expression.name.text);
  return is.isCallExpression(promise) && !isChained ? promise : undefined;
}

function saysLittle({ expression, arguments: inputs }: Call, given: readonly ast.Expression[]): boolean {
  const callee = expression.getText();
  if (silent.test(callee) || harmless.test(callee)) return true;
  const input = inputs?.[0];
  return showing.test(callee) && input !== undefined && isShownBy(given, withoutDefault(input).getText());
}

/** `text` of `text || '{}'`. */
function withoutDefault(input: ast.Expression): ast.Expression {
  return is.isBinaryExpression(input) && /^(\|\||\?\?)$/.test(input.operatorToken.getText())
    ? input.left
    : input;
}

/** What code calls; whether it throws an error of its own and does nothing that could fail from afar. */
function triedIn(tried: Node): { readonly calls: readonly Call[]; readonly jumps: boolean } {
  const calls: Call[] = [];
  let throws = false;
  let waits = false;
  walk(tried, (node) => {
    if (is.isCallExpression(node) || is.isNewExpression(node)) calls.push(node);
    else if (is.isAwaitExpression(node)) waits = true;
    else if (is.isThrowStatement(node) && is.isNewExpression(node.expression)) {
      throws = true;
      return 'skip';
    }
    return isFunctionBoundary(node) && !is.isArrowFunction(node) ? 'skip' : undefined;
  });
  return { calls, jumps: throws && !waits };
}

/** Whether a plain name or property is part of what an error is made from. */
function isShownBy(given: readonly ast.Expression[], input: string): boolean {
  return /^[\w$.]+$/.test(input) && given.some((each) => wordIn(each.getText(), input));
}

function wordIn(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at >= 0 && !/^[\w$]/.test(text.slice(at + word.length)) && !/[\w$.]$/.test(text.slice(0, at));
}
