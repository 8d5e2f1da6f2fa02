import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import { indentationAt, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Counted } from './fix.ts';
import type { Checker } from './model/verdict.ts';
import { declaredIn, isMentioned, type Part } from './part.ts';

/** The function as it would be with a stack of what was opened and a map of what each closer closes. */
export function stackBody(checker: Checker, counted: Counted, file: FileView): LocalEdit | Refusal {
  const { body, parameters } = checker;
  const [parameter] = parameters;
  if (body === undefined || parameter === undefined) return { refused: 'The function has no body.' };
  const { source } = file;
  const span = { start: body.getStart(source), end: body.end };
  const inside = source.text.slice(span.start, span.end);
  if (isCommented(inside)) return { refused: commentsRefusal };
  const rejections = thrownIn(body);
  if (rejections.size > 1)
    return { refused: 'It rejects in more than one way, and which fits where is not known.' };
  if (!returnsPlainly(checker))
    return { refused: 'It says what is wrong, not only that something is, which takes words of its own.' };
  const { isInverted } = counted;
  const [rejection = `return ${isInverted}`] = rejections;
  const isReturned = rejections.size === 0;
  const text = parameter.name.getText();
  // What the body declares goes with it.
  const isTaken = (name: string): boolean => name === text || rejection.includes(name);
  const lines = stackLines(checker, counted, text, inside, rejection, file, isTaken, (open) =>
    isReturned
      ? `return ${open}.length ${isInverted ? '>' : '==='} 0`
      : `if (${open}.length > 0) ${rejection}`,
  );
  const { newLine, step } = layoutOf(checker);
  const outer = indentationAt(source.text, span.start);
  return {
    span,
    newText: `{${lines.map((line) => `${newLine}${outer}${step}${line}`).join('')}${newLine}${outer}}`,
  };
}

/** The statements that count, in a function that does more, as they would be with a stack. */
export function stackInPart(
  checker: Checker,
  { nodes, text }: Part,
  counted: Counted,
  file: FileView,
): LocalEdit | Refusal {
  const [first] = nodes;
  const last = nodes.at(-1);
  const [rejection] = leftIn(nodes);
  if (first === undefined || last === undefined || rejection === undefined)
    return { refused: 'It says what is wrong, not only that something is, which takes words of its own.' };
  const span = { start: first.getStart(file.source), end: last.end };
  const inside = file.source.text.slice(span.start, span.end);
  if (isCommented(inside)) return { refused: commentsRefusal };
  const taken = namesIn(file.source);
  const lines = stackLines(
    checker,
    counted,
    text,
    inside,
    rejection,
    file,
    (name) => taken.has(name),
    (open) => `if (${open}.length > 0) ${rejection}`,
  );
  const { newLine } = layoutOf(checker);
  const outer = indentationAt(file.source.text, span.start);
  return { span, newText: lines.join(`${newLine}${outer}`) };
}

/**
 * Whether the statements that count stand side by side, do nothing else, leave in one way, and keep what they count to
 * themselves.
 */
export function isReplaceable(checker: Checker, { nodes }: Part): boolean {
  const [first] = nodes;
  if (first === undefined || !is.isBlock(first.parent) || leftIn(nodes).size !== 1) return false;
  const { statements } = first.parent;
  const at = statements.indexOf(first);
  if (nodes.some((node, index) => statements[at + index] !== node)) return false;
  const counted = declaredIn(nodes);
  const isElsewhere = statements.some((each) => !nodes.includes(each) && isMentioned(counted, each));
  return !isElsewhere && !nodes.some(doesMore) && checker.body !== undefined;
}

const commentsRefusal = 'The comments there speak of the counters, and would go with them.';

function stackLines(
  checker: Checker,
  { kinds, isList }: Counted,
  text: string,
  inside: string,
  rejection: string,
  file: FileView,
  isTaken: (name: string) => boolean,
  last: (open: string) => string,
): string[] {
  const { step, end } = layoutOf(checker);
  const quote = inside.includes('"') && !inside.includes("'") ? '"' : "'";
  const quoted = (each: string): string => `${quote}${each}${quote}`;
  const isSpelledOut = kinds.every(({ opener }) => opener.length === 1);
  const named = (wanted: string): string => unusedName(wanted, isTaken);
  const [openers, open, token] = [
    named('openers'),
    named('open'),
    named(isSpelledOut ? 'character' : 'token'),
  ];
  const entries = kinds.map(({ opener, closer }) => `[${quoted(closer)}, ${quoted(opener)}]`).join(', ');
  const opening = isSpelledOut
    ? quoted(kinds.map(({ opener }) => opener).join(''))
    : `[${kinds.map(({ opener }) => quoted(opener)).join(', ')}]`;
  const all = kinds.flatMap(({ opener, closer }) => [opener, closer].map((each) => each.replace('/', '\\/')));
  const over = isSpelledOut || isList ? text : `${text}.match(/${all.join('|')}/g) ?? []`;
  const type = file.isJavaScript ? '' : ': string[]';
  return [
    `const ${openers} = new Map([${entries}])${end}`,
    `const ${open}${type} = []${end}`,
    `for (const ${token} of ${over}) {`,
    `${step}if (${opening}.includes(${token})) ${open}.push(${token})${end}`,
    `${step}else if (${openers}.has(${token}) && ${open}.pop() !== ${openers}.get(${token})) ${rejection}${end}`,
    '}',
    last(open) + end,
  ];
}

/** What is thrown where pairs do not match, in so many words; empty where the function returns its verdict. */
function thrownIn(body: Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(body, (node) => {
    if (is.isThrowStatement(node)) found.add(withoutEnd(node));
  });
  return found;
}

/** The ways in which statements leave the function, in so many words. */
function leftIn(nodes: readonly Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodes) {
    walk(node, (each) => {
      if (is.isThrowStatement(each) || is.isReturnStatement(each)) found.add(withoutEnd(each));
    });
  }
  return found;
}

/** Whether statements do more than count and leave: they call something for its own sake. */
function doesMore(within: Node): boolean {
  let isFound = false;
  walk(within, (node) => {
    isFound ||= is.isExpressionStatement(node) && is.isCallExpression(unwrap(node.expression));
  });
  return isFound;
}

function isCommented(text: string): boolean {
  // A slash and a star or two may stand in a pattern, too, but then the worst is a refusal.
  return /\/[/*]/.test(text);
}

/** Whether all that the function returns is a verdict, not an object or a text with one in it. */
function returnsPlainly({ body }: Checker): boolean {
  let isPlain = true;
  walk(body as Node, (node) => {
    if (is.isReturnStatement(node) && node.expression !== undefined) isPlain &&= isVerdict(node.expression);
  });
  return isPlain;
}

function isVerdict(node: ast.Expression): boolean {
  const value = unwrap(node);
  if (value.kind === SyntaxKind.TrueKeyword || value.kind === SyntaxKind.FalseKeyword) return true;
  if (is.isConditionalExpression(value)) return isVerdict(value.whenTrue) && isVerdict(value.whenFalse);
  if (is.isPrefixUnaryExpression(value)) return value.operator === SyntaxKind.ExclamationToken;
  if (!is.isBinaryExpression(value)) return false;
  const isBoth =
    value.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken ||
    value.operatorToken.kind === SyntaxKind.BarBarToken;
  if (isBoth) return isVerdict(value.left) && isVerdict(value.right);
  return /^[=!<>]=*$/.test(value.operatorToken.getText());
}

function withoutEnd(node: ast.Statement): string {
  return node.getText().replace(/;$/, '');
}
