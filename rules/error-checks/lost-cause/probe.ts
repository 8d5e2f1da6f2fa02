import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { Handler } from './handler.ts';

/** Their errors say no more than that the input is none: `Invalid URL`. */
const silent = /^(URL|decodeURIComponent|decodeURI|BigInt|atob|Date|Intl\.\w+)$/;

/** Their errors say where the input is wrong, or that it is not there: nothing to one who sees the input. */
const showing = /^(JSON\.parse|RegExp|([\w.]+\.)?(access|l?stat)(Sync)?)$/;

/**
 * Whether the new error tells all that the caught one could: what was tried is one call of a function whose errors say
 * little, or one whose input is part of the new message.
 */
export function tellsAll({ node }: Handler, made: ast.NewExpression | ast.CallExpression): boolean {
  const call = is.isCatchClause(node) ? triedCall((node.parent as ast.TryStatement).tryBlock) : undefined;
  if (call === undefined) return false;
  const callee = call.expression.getText();
  if (silent.test(callee)) return true;
  const [input] = call.arguments ?? [];
  return showing.test(callee) && input !== undefined && isShownBy(made.arguments ?? [], input.getText());
}

/** The call that alone can fail in a block of one statement. */
function triedCall({ statements }: ast.Block): ast.CallExpression | ast.NewExpression | undefined {
  const [only] = statements;
  if (only === undefined || statements.length > 1) return undefined;
  const calls: (ast.CallExpression | ast.NewExpression)[] = [];
  const collect = (node: Node): undefined => {
    if (is.isCallExpression(node) || is.isNewExpression(node)) calls.push(node);
    node.forEachChild(collect);
  };
  collect(only);
  return calls.length === 1 ? calls[0] : undefined;
}

/** Whether a plain name or property is part of what an error is made from. */
function isShownBy(given: readonly ast.Expression[], input: string): boolean {
  return /^[\w$.]+$/.test(input) && given.some((each) => wordIn(each.getText(), input));
}

function wordIn(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at >= 0 && !/^[\w$]/.test(text.slice(at + word.length)) && !/[\w$.]$/.test(text.slice(0, at));
}
