import { areFewByName } from '../../engine/few-by-name.ts';
import { foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import { combines, descends } from './bounded.ts';
import type { Growth } from './growth.ts';
import { isRepeated, parameterNames, type Recursion, seenThrough } from './recursion.ts';

/** Properties that lead along a list. `parent` and `cause` lead out of a nesting, which is never as deep. */
const links: ReadonlySet<string> = new Set(['next', 'prev', 'previous', 'tail', 'rest', 'nextNode']);

/** `length(node.next)`: the same function of the next node of the same type. */
export function linkGrowth(recursion: Recursion): Growth | undefined {
  const names = parameterNames(recursion);
  const found: ast.PropertyAccessExpression[] = [];
  for (const call of recursion.calls) {
    const at = call.arguments.findIndex((argument, index) => {
      const value = seenThrough(argument, recursion);
      return isLink(value) && isNamed(value.expression, names[index]);
    });
    if (at < 0 || isRepeated(call, recursion) || descends(call, at, recursion, links)) return undefined;
    found.push(seenThrough(call.arguments[at] as Node as ast.Expression, recursion) as never);
  }
  const [first] = found;
  if (first === undefined || combines(recursion)) return undefined;
  return {
    kind: 'link',
    per: `each \`${foldedText(first.expression)}.${first.name.text}\``,
    calls: recursion.calls,
    types: [first.expression, first],
    accepts: isSameType,
  };
}

/** `this.next?.print()`: the same method of the next node. */
export function ownLinkGrowth(recursion: Recursion): Growth | undefined {
  const own = recursion.onOthers.filter((call) => {
    const receiver = unwrap((call.expression as ast.PropertyAccessExpression).expression);
    return isLink(receiver) && receiver.expression.kind === SyntaxKind.ThisKeyword;
  });
  const [first] = own;
  if (first === undefined || own.length !== recursion.onOthers.length || isRepeated(first, recursion))
    return undefined;
  const receiver = unwrap((first.expression as ast.PropertyAccessExpression).expression);
  return {
    kind: 'own-link',
    per: `each \`${foldedText(receiver)}\``,
    calls: own,
    types: [(receiver as ast.PropertyAccessExpression).expression, receiver],
    // Of a chain of handlers, each handing on to the next, somebody wrote every link.
    accepts: (types, questions) =>
      isSameType(types, questions) &&
      contents.some((name) => questions.property(nonNull(types, questions), name)),
  };
}

const contents = ['value', 'val', 'data', 'item', 'element', 'key', 'payload', 'content', 'head'];

/** `sum(list.slice(1))`, `sum(rest)` after `[first, ...rest]`. */
export function tailGrowth(recursion: Recursion): Growth | undefined {
  if (recursion.calls.some((call) => isRepeated(call, recursion)) || combines(recursion)) return undefined;
  const names = parameterNames(recursion);
  let list: Node | undefined;
  for (const call of recursion.calls) {
    const at = call.arguments.findIndex((argument, index) =>
      isTail(argument, index, names[index], recursion),
    );
    const parameter = recursion.parameters[at];
    if (at < 0 || parameter === undefined || descends(call, at, recursion)) return undefined;
    list = parameter.name;
  }
  if (list === undefined || areFewByName(list.getText()) || !isEmptied(list, recursion)) return undefined;
  const name = is.isIdentifier(list) ? `entry of \`${list.text}\`` : 'entry of the list';
  return {
    kind: 'tail',
    per: `each ${name}`,
    calls: recursion.calls,
    types: [list],
    accepts: ([type], questions) => isSequence(type, questions),
  };
}

/** `print(lines, index + 1)` up to `lines.length`. */
export function indexGrowth(recursion: Recursion): Growth | undefined {
  if (recursion.calls.some((call) => isRepeated(call, recursion)) || combines(recursion)) return undefined;
  for (const [at, name] of parameterNames(recursion).entries()) {
    if (name === undefined) continue;
    const isStepped = recursion.calls.every((call) => {
      const step = call.arguments[at];
      return step !== undefined && isNext(unwrap(step), name) && !descends(call, at, recursion);
    });
    const list = isStepped ? comparedWithLength(name, recursion) : undefined;
    if (list === undefined || areFewByName(list.getText())) continue;
    return {
      kind: 'index',
      per: `each entry of \`${foldedText(list)}\``,
      calls: recursion.calls,
      types: [list],
      accepts: ([type], questions) => isSequence(type, questions),
    };
  }
  return undefined;
}

function isLink(value: Node): value is ast.PropertyAccessExpression {
  return is.isPropertyAccessExpression(value) && links.has(value.name.text);
}

function isNamed(node: ast.Expression, name: string | undefined): boolean {
  const value = unwrap(node);
  return is.isIdentifier(value) && value.text === name;
}

/** Whether both are the same type but for `null`, type arguments left aside. */
function isSameType(types: readonly Type[], questions: TypeQuestions): boolean {
  const [node, next] = types.map((type) => questions.nonNullable(type));
  if (isUnresolved(node) || isUnresolved(next)) return false;
  const isSame = node.id === next.id || (node.getSymbol()?.id ?? -1) === next.getSymbol()?.id;
  return (
    isSame &&
    !/middleware|handler|layer|stage|plugin|interceptor|route|token|fiber/i.test(questions.text(node))
  );
}

function nonNull([type]: readonly Type[], questions: TypeQuestions): Type {
  return questions.nonNullable(type as Type);
}

function isTail(
  argument: ast.Expression,
  index: number,
  name: string | undefined,
  recursion: Recursion,
): boolean {
  const value = seenThrough(argument, recursion);
  if (is.isIdentifier(value)) return isRestOf(value.text, index, name, recursion);
  if (!is.isCallExpression(value) || !is.isPropertyAccessExpression(value.expression)) return false;
  const { expression, name: method } = value.expression;
  if (name === undefined || !isNamed(expression, name)) return false;
  const [from, to] = value.arguments.map((each) => foldedText(each));
  if (method.text === 'slice') {
    if (from === '0') return to === '-1' || to === `${name}.length - 1`;
    return /^[1-4]$/.test(from ?? '') && (to === undefined || to === '-1' || to === `${name}.length - 1`);
  }
  return (method.text === 'substring' || method.text === 'substr') && from === '1' && to === undefined;
}

/** Whether a name is what `[first, ...rest]` leaves of the parameter. */
function isRestOf(
  rest: string,
  index: number,
  name: string | undefined,
  { fn, parameters }: Recursion,
): boolean {
  let found = false;
  walk(fn, (node) => {
    if (!is.isBindingElement(node) || node.dotDotDotToken === undefined) return;
    if (node.name === undefined || !is.isIdentifier(node.name) || node.name.text !== rest) return;
    const pattern = node.parent;
    if (!is.isArrayBindingPattern(pattern) || pattern.elements.length < 2) return;
    const owner = pattern.parent;
    if (is.isParameterDeclaration(owner)) found ||= parameters[index] === owner;
    else if (is.isVariableDeclaration(owner) && owner.initializer !== undefined)
      found ||= name !== undefined && isNamed(owner.initializer, name);
  });
  return found;
}

/** Whether the function asks if anything is left, so that it goes on to the end of the list. */
function isEmptied(list: Node, { fn }: Recursion): boolean {
  const text = foldedText(fn);
  if (!is.isIdentifier(list)) return /\.length\b|=== undefined|!\w+\b/.test(text);
  const { text: name } = list;
  return new RegExp(
    `\\b${name}\\.length\\b|!${name}\\b|\\b${name} (?:===?|!==?) (?:''|"")|=== undefined|== null`,
  ).test(text);
}

function isNext(step: Node, name: string): boolean {
  const text = foldedText(step);
  return text === `${name} + 1` || text === `++${name}` || text === `1 + ${name}`;
}

function comparedWithLength(name: string, { body }: Recursion): ast.Expression | undefined {
  let list: ast.Expression | undefined;
  walk(body, (node) => {
    if (!is.isBinaryExpression(node)) return;
    const [left, right] = [unwrap(node.left), unwrap(node.right)];
    const other = isNamed(left, name) ? right : isNamed(right, name) ? left : undefined;
    const length = other && is.isBinaryExpression(other) ? unwrap(other.left) : other;
    if (length !== undefined && is.isPropertyAccessExpression(length) && length.name.text === 'length')
      list ??= length.expression;
  });
  return list;
}

function isSequence(type: Type | undefined, questions: TypeQuestions): boolean {
  if (isUnresolved(type)) return false;
  const bare = questions.nonNullable(type);
  return (
    (bare.flags & TypeFlags.StringLike) !== 0 ||
    (questions.isArray(bare) && !questions.checker.isTupleType(bare))
  );
}
