import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** An expression that gives `undefined` or `null` where there is nothing to find. */
export interface Lookup {
  readonly form: LookupForm;
  readonly node: ast.Expression;
  /** What is looked into; for a match the text. */
  readonly receiver: ast.Expression;
  readonly method: string;
  /** The key, predicate, pattern, selector or index; undefined for `pop` and `shift`. */
  readonly key: ast.Expression | undefined;
}

export type LookupForm =
  /** `sessions.get(id)`. */
  | 'key'
  /** `users.find(…)`. */
  | 'find'
  /** `text.match(…)`, `pattern.exec(text)`. */
  | 'match'
  /** `process.env.PORT`. */
  | 'env'
  /** `stack.pop()`, `queue.shift()`, `list.at(-1)`. */
  | 'end'
  /** `document.querySelector(…)`. */
  | 'element'
  /** `headers.get(…)`, `localStorage.getItem(…)`: decided by somebody outside of the program. */
  | 'outside'
  /** `await repository.findOne(…)`. */
  | 'record'
  /** `list[index]`. */
  | 'index';

const methods: Readonly<
  Record<string, { readonly form: LookupForm; readonly arguments: readonly [number, number] }>
> = {
  get: { form: 'key', arguments: [1, 1] },
  find: { form: 'find', arguments: [1, 2] },
  findLast: { form: 'find', arguments: [1, 2] },
  match: { form: 'match', arguments: [1, 1] },
  exec: { form: 'match', arguments: [1, 1] },
  pop: { form: 'end', arguments: [0, 0] },
  shift: { form: 'end', arguments: [0, 0] },
  at: { form: 'end', arguments: [1, 1] },
  getElementById: { form: 'element', arguments: [1, 1] },
  querySelector: { form: 'element', arguments: [1, 1] },
  closest: { form: 'element', arguments: [1, 1] },
  getItem: { form: 'outside', arguments: [1, 1] },
  getAttribute: { form: 'outside', arguments: [1, 1] },
  findOne: { form: 'record', arguments: [1, 2] },
  findOneBy: { form: 'record', arguments: [1, 1] },
  findFirst: { form: 'record', arguments: [0, 1] },
  findUnique: { form: 'record', arguments: [1, 1] },
  findById: { form: 'record', arguments: [1, 2] },
  findByPk: { form: 'record', arguments: [1, 2] },
};

/** Reads a look-up by syntax alone; one that starts with `?.` has another reason to give nothing. */
export function readLookup(node: Node): Lookup | undefined {
  if (is.isCallExpression(node)) return readCall(node);
  if (is.isPropertyAccessExpression(node) || is.isElementAccessExpression(node)) return readAccess(node);
  return undefined;
}

function readCall(node: ast.CallExpression): Lookup | undefined {
  const callee = node.expression;
  if (!is.isPropertyAccessExpression(callee) || node.questionDotToken !== undefined) return undefined;
  const method = callee.name.text;
  const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (known === undefined || hasOptionalLink(callee)) return undefined;
  const [least, most] = known.arguments;
  const given = node.arguments;
  if (given.length < least || given.length > most || given.some(is.isSpreadElement)) return undefined;
  const { form } = known;
  // A class that asks itself knows what it has.
  if (callee.expression.kind === SyntaxKind.ThisKeyword) return undefined;
  if (form === 'match' && method === 'exec') {
    const [text] = given;
    return text && { form, node, method, receiver: text, key: callee.expression };
  }
  return { form, node, method, receiver: callee.expression, key: given[0] };
}

function readAccess(node: ast.PropertyAccessExpression | ast.ElementAccessExpression): Lookup | undefined {
  if (node.questionDotToken !== undefined) return undefined;
  if (environmentVariable(node) !== undefined) {
    return { form: 'env', node, method: '', receiver: node.expression, key: undefined };
  }
  if (!is.isElementAccessExpression(node) || hasOptionalLink(node.expression)) return undefined;
  return { form: 'index', node, method: '', receiver: node.expression, key: node.argumentExpression };
}

/** `PORT` of `process.env.PORT`, `process.env['PORT']` and `import.meta.env.PORT`. */
export function environmentVariable(node: Node): string | undefined {
  if (!is.isPropertyAccessExpression(node) && !is.isElementAccessExpression(node)) return undefined;
  const env = node.expression;
  if (!is.isPropertyAccessExpression(env) || env.name.text !== 'env') return undefined;
  const isProcess = is.isIdentifier(env.expression) && env.expression.text === 'process';
  if (!isProcess && !is.isMetaProperty(env.expression)) return undefined;
  if (is.isPropertyAccessExpression(node)) return node.name.text;
  return is.isStringLiteral(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** `x => x.id === id`: the property and what it is compared with; undefined for any other predicate. */
export function soughtProperty(
  predicate: ast.Expression | undefined,
): { readonly property: string; readonly value: ast.Expression } | undefined {
  const callback = predicate && unwrap(predicate);
  if (callback === undefined || !is.isArrowFunction(callback)) return undefined;
  const [parameter] = callback.parameters;
  const comparison = is.isBlock(callback.body) ? undefined : unwrap(callback.body);
  if (parameter === undefined || comparison === undefined || !is.isBinaryExpression(comparison))
    return undefined;
  const { kind } = comparison.operatorToken;
  if (kind !== SyntaxKind.EqualsEqualsEqualsToken && kind !== SyntaxKind.EqualsEqualsToken) return undefined;
  for (const [side, value] of [
    [comparison.left, comparison.right] as const,
    [comparison.right, comparison.left] as const,
  ]) {
    const access = unwrap(side);
    if (
      is.isIdentifier(parameter.name) &&
      is.isPropertyAccessExpression(access) &&
      is.isIdentifier(access.expression) &&
      access.expression.text === parameter.name.text
    ) {
      return { property: access.name.text, value };
    }
    // `({ id }) => id === wanted`.
    if (
      is.isObjectBindingPattern(parameter.name) &&
      is.isIdentifier(access) &&
      parameter.name.elements.some(({ name }) => name?.getText() === access.text)
    ) {
      return { property: access.text, value };
    }
  }
  return undefined;
}

function hasOptionalLink(node: Node): boolean {
  if (
    is.isPropertyAccessExpression(node) ||
    is.isElementAccessExpression(node) ||
    is.isCallExpression(node)
  ) {
    return node.questionDotToken !== undefined || hasOptionalLink(node.expression);
  }
  return is.isNonNullExpression(node) && hasOptionalLink(node.expression);
}
