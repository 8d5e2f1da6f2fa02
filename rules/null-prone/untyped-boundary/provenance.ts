import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, TypeFlags } from '../../engine/typescript.ts';
import { initializerOf, type Source } from './sources.ts';

/** Who wrote a text that is parsed, where that is not somebody whom the program knows nothing of. */
export interface Provenance {
  /**
   * `kept`: the program put it away itself. `command`: a command printed it that the program runs, in the form that it asks for.
   * `unseen`: somebody hands it in, and nothing here tells where it was read.
   */
  readonly kind: 'kept' | 'command' | 'unseen';
  /** What has the text, as written. */
  readonly text: string;
}

/**
 * A text of the program's own: what it stored, a member of one of its records, what its command printed. Such a text is of an
 * expected form far more often than what a stranger sends.
 */
export function provenanceOf({ kind, node }: Source, questions: TypeQuestions): Provenance | null {
  const [argument] = kind === 'text' && is.isCallExpression(node) ? node.arguments : [];
  if (argument === undefined) return null;
  const text = bare(argument);
  const origin = `${foldedText(text)} ${initializerOf(text)?.getText() ?? ''} ${listBehind(text)?.getText() ?? ''}`;
  if (commands.test(origin)) return { kind: 'command', text: foldedText(text) };
  if (stores.test(origin) || isOfRecord(text, questions)) return { kind: 'kept', text: foldedText(text) };
  const isSeen = is.isIdentifier(text) ? reads.test(initializerOf(text)?.getText() ?? '') : true;
  return isSeen ? null : { kind: 'unseen', text: foldedText(text) };
}

/** What brings a text in, or cuts it out of one that came in. */
const reads =
  /\b(read\w*|fetch\w*|text|decode\w*|decrypt\w*|toString|atob|recv|receive\w*|download\w*|request\w*|slice|substring|split|match|data|body|payload|message)\b/i;

const commands = /\b(stdout|exec(Sync|Async|File\w*)|spawnSync)\b/;

const stores =
  /\b(localStorage|sessionStorage|\w*[sS]torage|globalState|workspaceState|memento|store|cache)\??\.(get|getItem|read|load)\w*\(/;

/** Without what makes a text of it or stands in for it: `String(x)`, `x.trim()`, `x || '{}'`. */
function bare(argument: ast.Expression): ast.Expression {
  const at = unwrap(argument);
  if (is.isBinaryExpression(at)) return bare(at.left);
  if (!is.isCallExpression(at)) return at;
  const { expression: callee } = at;
  const [given] = at.arguments;
  if (is.isIdentifier(callee) && callee.text === 'String' && given !== undefined) return bare(given);
  const isText = is.isPropertyAccessExpression(callee) && /^(trim|toString)$/.test(callee.name.text);
  return isText ? bare(callee.expression) : at;
}

/** A member of a value whose type says that it is a text: a row of a table, an entry of a state, a field of an object. */
function isOfRecord(text: ast.Expression, questions: TypeQuestions): boolean {
  const type = questions.typeAt(text);
  const parts = type === undefined ? [] : questions.constituents(type);
  if (!parts.some(({ flags }) => (flags & TypeFlags.StringLike) !== 0)) return false;
  if (is.isPropertyAccessExpression(text)) return isMemberOfRecord(text);
  const list = listBehind(text);
  return list !== undefined && is.isPropertyAccessExpression(list) && isMemberOfRecord(list);
}

function isMemberOfRecord({ name, expression }: ast.PropertyAccessExpression): boolean {
  if (expression.getText() === 'process.env' || /^(arg(ument)?s|input|output)$/.test(name.text)) return false;
  return !(contents.test(name.text) && messages.test(expression.getText()));
}

/** What a message carries is somebody else's, however well its envelope is typed. */
const contents = /^(body|rawBody|data|text|contents?|payload|message|value|raw|detail)$/;
const messages =
  /(req(uest)?|res(ponse|p)?|ev(en)?t|\be|msg|message|socket|frame|packet|clipboard|xhr|data)$/i;

/** `lines` of `lines.map((line) => …)`, for `line`. */
function listBehind(entry: ast.Expression): ast.Expression | undefined {
  if (!is.isIdentifier(entry)) return undefined;
  for (let at: Node = entry; at.parent !== undefined; at = at.parent) {
    if (!(is.isArrowFunction(at) || is.isFunctionExpression(at))) continue;
    if (at.parameters[0]?.name.getText() !== entry.text) continue;
    const call = at.parent;
    return is.isCallExpression(call) && is.isPropertyAccessExpression(call.expression)
      ? call.expression.expression
      : undefined;
  }
  return undefined;
}
