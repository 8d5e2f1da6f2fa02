import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { unusedName } from '../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import { indentationAt, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Checker } from './model/verdict.ts';
import type { Pair } from './nesting.ts';

/** The function as it would be with a stack of the opened brackets and a map of what each closer closes. */
export function stackBody(checker: Checker, pairs: readonly Pair[], file: FileView): LocalEdit | Refusal {
  const { body, parameters } = checker;
  const [parameter] = parameters;
  if (body === undefined || parameter === undefined) return { refused: 'The function has no body.' };
  const { source } = file;
  const start = body.getStart(source);
  const inside = source.text.slice(start, body.end);
  if (/\/[/*]/.test(inside))
    return { refused: 'The comments in the function speak of the counters, and would go with them.' };
  const rejections = rejectionsIn(body);
  if (rejections.size > 1)
    return { refused: 'It rejects in more than one way, and which fits where is not known.' };
  const [rejection = 'return false'] = rejections;
  if (!returnsPlainly(checker))
    return { refused: 'It says what is wrong, not only that something is, which takes words of its own.' };
  const { newLine, step, end } = layoutOf(checker);
  const quote = inside.includes('"') && !inside.includes("'") ? '"' : "'";
  const quoted = (text: string): string => `${quote}${text}${quote}`;
  const text = parameter.name.getText();
  const named = (wanted: string): string => unusedName(wanted, (name) => name === text);
  const [openers, open, character] = [named('openers'), named('open'), named('character')];
  const entries = pairs.map(({ opener, closer }) => `[${quoted(closer)}, ${quoted(opener)}]`).join(', ');
  const type = file.isJavaScript ? '' : ': string[]';
  const lines = [
    `const ${openers} = new Map([${entries}])${end}`,
    `const ${open}${type} = []${end}`,
    `for (const ${character} of ${text}) {`,
    `${step}if (${quoted(pairs.map(({ opener }) => opener).join(''))}.includes(${character})) ${open}.push(${character})${end}`,
    `${step}else if (${openers}.has(${character}) && ${open}.pop() !== ${openers}.get(${character})) ${rejection}${end}`,
    '}',
    rejections.size === 0
      ? `return ${open}.length === 0${end}`
      : `if (${open}.length > 0) ${rejection}${end}`,
  ];
  const outer = indentationAt(source.text, start);
  const newText = `{${lines.map((line) => `${newLine}${outer}${step}${line}`).join('')}${newLine}${outer}}`;
  return { span: { start, end: body.end }, newText };
}

/** What is thrown where brackets do not match, in so many words; empty where the function returns its verdict. */
function rejectionsIn(body: Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(body, (node) => {
    if (is.isThrowStatement(node)) found.add(withoutEnd(node));
  });
  return found;
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

function withoutEnd(node: ast.ThrowStatement): string {
  return node.getText().replace(/;$/, '');
}
