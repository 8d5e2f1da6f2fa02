import type { LocalEdit } from '../../../engine/local-edits.ts';
import { isResultUnused } from '../../../engine/typescript/codemods/calls.ts';
import { isAssignmentOperator, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import type { Site } from '../codemod.ts';

/** What stands for an answer of which one property alone is read. */
export interface Answer {
  /** What gives the property, by its name: `await …`. */
  readonly reads: ReadonlyMap<string, string>;
  /** What waits for the answer where nothing is read of it. */
  readonly unread: string;
  /** The type that the call names for the property. */
  readonly type: string | undefined;
}

/** The edits where one property is read of what is waited for, or nothing; undefined elsewhere. */
export function consumed(waiting: Node, answer: Answer, site: Site): LocalEdit[] | undefined {
  const { reads, unread, type } = answer;
  if (isResultUnused(waiting)) return [{ span: spanOf(waiting), newText: unread }];
  const { parent } = waiting;
  if (is.isParenthesizedExpression(parent)) {
    const read = parent.parent;
    const text = is.isPropertyAccessExpression(read) ? reads.get(read.name.text) : undefined;
    if (text === undefined || isAssigned(read)) return undefined;
    const typed = type === undefined ? text : `${text} as ${type}`;
    return [{ span: spanOf(read), newText: isOperand(read) || type !== undefined ? `(${typed})` : typed }];
  }
  if (!is.isVariableDeclaration(parent) || parent.type !== undefined) return undefined;
  if (!is.isObjectBindingPattern(parent.name)) {
    return is.isIdentifier(parent.name) ? readByName(parent.name, waiting, answer, site) : undefined;
  }
  const [element, ...others] = parent.name.elements;
  if (element === undefined || others.length > 0 || element.initializer !== undefined) return undefined;
  const key = element.propertyName ?? element.name;
  const text = reads.get(key?.getText() ?? '');
  if (text === undefined || element.name === undefined || !is.isIdentifier(element.name)) return undefined;
  return declared(parent.name, element.name.text, waiting, text, answer.type);
}

/** The one property that is read of a name wherever it is mentioned, and the edits that leave the property's own name there. */
export function readAlone(
  name: ast.Identifier,
  isWanted: (property: string) => boolean,
  { questions, view }: Site,
): { readonly property: string; readonly edits: readonly LocalEdit[] } | undefined {
  const symbol = questions.symbolAt(name);
  const mentions = symbol === undefined ? [] : questions.references(symbol, view.path);
  const places = mentions.filter(({ pos }) => pos !== name.pos).map((mention) => mention.parent);
  const [first] = places;
  const property = first !== undefined && is.isPropertyAccessExpression(first) ? first.name.text : undefined;
  if (property === undefined || !isWanted(property)) return undefined;
  if (questions.localSymbol(property, name) !== undefined) return undefined;
  const edits: LocalEdit[] = [];
  for (const read of places) {
    const isRead = is.isPropertyAccessExpression(read) && read.name.text === property;
    if (!isRead || !mentions.includes(read.expression) || isAssigned(read)) return undefined;
    if (questions.localSymbol(property, read) !== undefined) return undefined;
    edits.push({ span: spanOf(read), newText: property });
  }
  return { property, edits };
}

/** Puts a text that waits for a value in place of an expression, with the type that was named for it. */
export function valueEdits(node: Node, text: string, type: string | undefined): LocalEdit[] {
  const { parent } = node;
  if (type === undefined) {
    return [{ span: spanOf(node), newText: isOperand(node) && /^await /.test(text) ? `(${text})` : text }];
  }
  if (is.isVariableDeclaration(parent) && is.isIdentifier(parent.name) && parent.type === undefined) {
    return declared(parent.name, parent.name.text, node, text, type);
  }
  const isWhole =
    is.isParenthesizedExpression(parent) || is.isReturnStatement(parent) || is.isArrowFunction(parent);
  return [{ span: spanOf(node), newText: isWhole ? `${text} as ${type}` : `(${text} as ${type})` }];
}

/** `const response = …` whose every mention reads `response.data` becomes `const data = …`. */
function readByName(
  name: ast.Identifier,
  waiting: Node,
  answer: Answer,
  site: Site,
): LocalEdit[] | undefined {
  const read = readAlone(name, (property) => answer.reads.has(property), site);
  const text = answer.reads.get(read?.property ?? '');
  if (read === undefined || text === undefined) return undefined;
  return [...declared(name, read.property, waiting, text, answer.type), ...read.edits];
}

function declared(
  pattern: Node,
  name: string,
  waiting: Node,
  text: string,
  type: string | undefined,
): LocalEdit[] {
  const span = spanOf(pattern);
  // `let{ body }` needs no space, as opposed to a name.
  const space = /\w/.test(pattern.getSourceFile().text[span.start - 1] ?? '') ? ' ' : '';
  return [
    { span, newText: space + (type === undefined ? name : `${name}: ${type}`) },
    { span: spanOf(waiting), newText: text },
  ];
}

function isAssigned({ parent }: Node): boolean {
  return is.isBinaryExpression(parent) && isAssignmentOperator(parent.operatorToken);
}

/** Whether something is read or called of the expression, which would bind tighter than `await`. */
function isOperand(node: Node): boolean {
  const { parent } = node;
  return (
    ((is.isPropertyAccessExpression(parent) ||
      is.isElementAccessExpression(parent) ||
      is.isCallExpression(parent)) &&
      parent.expression === node) ||
    is.isNonNullExpression(parent)
  );
}
