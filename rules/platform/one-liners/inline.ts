import type { LocalEdit } from '../../engine/local-edits.ts';
import { aroundArguments, isReceiver } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { startsStatement } from '../codemods/functions.ts';
import type { OneLiner, Parameter } from './one-liner.ts';

/**
 * The edits that put the line in place of one use; undefined where a function is needed: what is called with more or
 * fewer arguments, handed on, or would be evaluated twice.
 */
export function inlined(
  use: PackageUse,
  { parameters, line: long, inlineLine: line = long, isOwnFunction }: OneLiner,
  quote: string,
): LocalEdit[] | undefined {
  const { call } = use;
  if (isOwnFunction || call === null || !is.isCallExpression(call) || call.typeArguments !== undefined)
    return undefined;
  const given = [...call.arguments];
  if (given.some((each) => is.isSpreadElement(each))) return undefined;
  const pieces = piecesOf(line.replaceAll("'", quote), parameters, given.length);
  if (pieces === undefined) return undefined;
  const isNegated = isNegation(call) && canNegate(pieces);
  const whole = isNegated ? call.parent : call;
  const texts = isNegated ? pieces.map((each) => each.replace(' === ', ' !== ')) : pieces;
  const brackets = needsBrackets(whole, line) ? (['(', ')'] as const) : (['', ''] as const);
  if (brackets[0] === '' && /^[[(`/]/.test(texts[0] as string) && startsStatement(call)) return undefined;
  const parts = texts.map((text, index) => {
    const before = index === 0 ? brackets[0] : closing(given[index - 1], texts, index - 1);
    const after = index === texts.length - 1 ? brackets[1] : opening(given[index], texts, index);
    return before + text + after;
  });
  const edits = aroundArguments(call, parts);
  if (edits === undefined || !isNegated) return edits;
  return [{ span: { start: whole.getStart(), end: call.getStart() }, newText: '' }, ...edits];
}

/** The texts around the arguments; undefined where the line does not name each of them once, in order. */
function piecesOf(line: string, parameters: readonly Parameter[], count: number): string[] | undefined {
  const last = parameters.at(-1);
  if (last?.between !== undefined) {
    const [open, close, ...more] = line.split(last.name);
    if (open === undefined || close === undefined || more.length > 0 || count === 0) return undefined;
    return [open, ...Array.from({ length: count - 1 }, () => last.between ?? ', '), close];
  }
  const pieces: string[] = [];
  let rest = line;
  for (const { name } of parameters.slice(0, count)) {
    const [before, after, ...more] = rest.split(new RegExp(`\\b${name}\\b`));
    if (before === undefined || after === undefined || more.length > 0) return undefined;
    pieces.push(before);
    rest = after;
  }
  const isLeftOver = parameters.some(({ name }) =>
    [...pieces, rest].some((each) => new RegExp(`\\b${name}\\b`).test(each)),
  );
  return isLeftOver || count > parameters.length ? undefined : [...pieces, rest];
}

/** Whether what is put in place of an expression has to stand in brackets there. */
function needsBrackets(node: Node, line: string): boolean {
  if (isCallChain(line)) return false;
  const { parent } = node;
  if (is.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (kind === SyntaxKind.EqualsToken) return parent.left === node;
    const isLogical = kind === SyntaxKind.AmpersandAmpersandToken || kind === SyntaxKind.BarBarToken;
    return !isLogical || /&&|\|\||\?/.test(line);
  }
  if (is.isConditionalExpression(parent)) return / \? /.test(line) && parent.condition === node;
  return !isWholeExpression(node);
}

/** A line that is one chain of calls on its first word binds as tightly as the call that it replaces. */
function isCallChain(line: string): boolean {
  const flat = line.replace(/\/(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/\w*/g, '0').replace(/'[^']*'/g, '0');
  let depth = 0;
  for (const character of flat) {
    if (/[([{]/.test(character)) depth += 1;
    else if (/[)\]}]/.test(character)) depth -= 1;
    else if (depth === 0 && /\s/.test(character)) return false;
  }
  return true;
}

function isWholeExpression(node: Node): boolean {
  const { parent } = node;
  return (
    (is.isCallExpression(parent) && parent.expression !== node) ||
    (is.isNewExpression(parent) && parent.expression !== node) ||
    (is.isPropertyAssignment(parent) && parent.initializer === node) ||
    (is.isVariableDeclaration(parent) && parent.initializer === node) ||
    (is.isArrowFunction(parent) && parent.body === node) ||
    is.isShorthandPropertyAssignment(parent) ||
    is.isReturnStatement(parent) ||
    is.isIfStatement(parent) ||
    is.isWhileStatement(parent) ||
    is.isDoStatement(parent) ||
    is.isParenthesizedExpression(parent) ||
    is.isArrayLiteralExpression(parent) ||
    is.isTemplateSpan(parent) ||
    is.isExpressionStatement(parent) ||
    is.isJsxExpression(parent)
  );
}

function isNegation({ parent }: Node): boolean {
  return is.isPrefixUnaryExpression(parent) && parent.operator === SyntaxKind.ExclamationToken;
}

/** A single comparison is turned round where it is negated. */
function canNegate(pieces: readonly string[]): boolean {
  const line = pieces.join('');
  return line.split(' === ').length === 2 && !/&&|\|\|| \? /.test(line);
}

function opening(argument: ast.Expression | undefined, texts: readonly string[], index: number): string {
  return isBare(argument, texts, index) ? '' : '(';
}

function closing(argument: ast.Expression | undefined, texts: readonly string[], index: number): string {
  return isBare(argument, texts, index) ? '' : ')';
}

/** Whether an argument can stand between these texts without brackets: between commas or brackets, or bound tightly. */
function isBare(argument: ast.Expression | undefined, texts: readonly string[], index: number): boolean {
  if (argument === undefined) return true;
  const [before = '', after = ''] = [texts[index], texts[index + 1]];
  const isEnclosed = /(?:[([,]|\.\.\.)\s*$/.test(before) && /^\s*[)\],]/.test(after);
  return (
    isEnclosed ||
    isReceiver(argument) ||
    is.isTaggedTemplateExpression(argument) ||
    (is.isNumericLiteral(argument) && !after.startsWith('.'))
  );
}
