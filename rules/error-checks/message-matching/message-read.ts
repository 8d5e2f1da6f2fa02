import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';

/** Text that is read off an error: `error.message`, `String(error)`, or a name that may hold one of these. */
export interface MessageRead {
  /** The error itself; for a name, what the name was given is only known with its declaration. */
  readonly error: ast.Expression;
  /** `name` if the expression is only a name: the declaration tells whether it is a message. */
  readonly form: 'property' | 'stringified' | 'name';
  /** Upper and lower case were made one before the text is looked at. */
  readonly isFolded: boolean;
}

/** The error whose text an expression is, by syntax alone. */
export function messageRead(expression: ast.Expression): MessageRead | undefined {
  const node = unwrap(expression);
  if (is.isPropertyAccessExpression(node) && node.name.text === 'message') {
    return { error: unwrap(node.expression), form: 'property', isFolded: false };
  }
  if (is.isIdentifier(node)) {
    return /message|msg|reason|text/i.test(node.text)
      ? { error: node, form: 'name', isFolded: false }
      : undefined;
  }
  if (is.isCallExpression(node)) return ofCall(node);
  if (!is.isTemplateExpression(node) || node.head.text !== '') return undefined;
  const [span, ...others] = node.templateSpans;
  return span !== undefined && others.length === 0 && span.literal.text === ''
    ? { error: unwrap(span.expression), form: 'stringified', isFolded: false }
    : undefined;
}

/** What a name holds by its declaration: `const message = error.message`, `const { message } = error`. */
export function messageBehind(declaration: Node): MessageRead | undefined {
  if (is.isBindingElement(declaration)) {
    const property = declaration.propertyName ?? declaration.name;
    const owner = declaration.parent.parent;
    return property?.getText() === 'message' && is.isVariableDeclaration(owner) && owner.initializer
      ? { error: unwrap(owner.initializer), form: 'property', isFolded: false }
      : undefined;
  }
  if (!is.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  const value = unwrap(declaration.initializer);
  const read = is.isConditionalExpression(value)
    ? messageRead(value.whenTrue)
    : messageRead(is.isBinaryExpression(value) ? value.left : value);
  return read?.form === 'name' ? undefined : read;
}

function ofCall({ expression: callee, arguments: args }: ast.CallExpression): MessageRead | undefined {
  const [first] = args;
  if (is.isIdentifier(callee)) {
    return callee.text === 'String' && first !== undefined && args.length === 1
      ? { error: unwrap(first), form: 'stringified', isFolded: false }
      : undefined;
  }
  if (!is.isPropertyAccessExpression(callee) || first !== undefined) return undefined;
  switch (callee.name.text) {
    case 'toLowerCase':
    case 'toUpperCase': {
      const read = messageRead(callee.expression);
      return read && { ...read, isFolded: true };
    }
    case 'trim':
      return messageRead(callee.expression);
    case 'toString':
      return messageRead(callee.expression) ?? stringified(callee.expression);
    default:
      return undefined;
  }
}

/** `x.toString()` is on everything; only a name that errors have is worth a question. */
function stringified(expression: ast.Expression): MessageRead | undefined {
  const error = unwrap(expression);
  return /(^|\.)(e|ex|err|error|exception|reason|\w+(Error|Err))$/.test(error.getText())
    ? { error, form: 'stringified', isFolded: false }
    : undefined;
}
