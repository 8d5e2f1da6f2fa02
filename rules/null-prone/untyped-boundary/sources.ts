import { enclosingFunction, findAncestor, unwrap } from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';

/** An expression whose value somebody else decides, and of which the compiler knows nothing. */
export interface Source {
  readonly kind: SourceKind;
  readonly node: ast.Expression;
  /** What it is asked of; its type tells whether it is what its name says. */
  readonly receiver: ast.Expression | null;
}

export type SourceKind =
  /** `JSON.parse(text)`. */
  | 'text'
  /** `response.json()`. */
  | 'response'
  /** `request.body`, where a server has not been told what it holds. */
  | 'request'
  /** `event.data` of a window that anybody may post to. */
  | 'message';

/** Whether an expression by its syntax brings in something from outside. */
export function readSource(node: Node): Source | undefined {
  if (is.isCallExpression(node)) return readCall(node);
  if (!is.isPropertyAccessExpression(node) || node.questionDotToken !== undefined) return undefined;
  const { name, expression: receiver } = node;
  if (name.text === 'body' && /^(req|request)$/.test(receiver.getText()))
    return { kind: 'request', node, receiver };
  return name.text === 'data' && isInWindowListener(node) ? { kind: 'message', node, receiver } : undefined;
}

/** Whether the types bear out what the syntax says: the compiler knows the receiver, and nothing of the value. */
export function isOpen(
  { kind, receiver }: Source,
  type: Type | undefined,
  receiverType: Type | undefined,
  questions: TypeQuestions,
): boolean {
  if (type === undefined || type.isErrorType()) return false;
  const value = questions.awaited(type);
  if ((value.flags & (TypeFlags.Any | TypeFlags.Unknown)) === 0 || value.isErrorType()) return false;
  if (receiver === null) return true;
  if (isUnresolved(receiverType)) return false;
  if (kind === 'message') return receiverType.getSymbol()?.name === 'MessageEvent';
  return kind !== 'response' || type !== value;
}

function readCall(node: ast.CallExpression): Source | undefined {
  const { expression: callee, arguments: given } = node;
  if (!is.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined) return undefined;
  const { name, expression: receiver } = callee;
  if (name.text === 'json') return given.length === 0 ? { kind: 'response', node, receiver } : undefined;
  // A reviver makes something else of what the text says.
  const isParse = name.text === 'parse' && is.isIdentifier(receiver) && receiver.text === 'JSON';
  const [text] = given;
  if (!isParse || text === undefined || given.length !== 1 || isOwnText(text)) return undefined;
  return { kind: 'text', node, receiver: null };
}

/** A copy by way of a text, and what ships with the program itself. */
function isOwnText(text: ast.Expression): boolean {
  const origin = initializerOf(text) ?? text;
  return /\bJSON\.stringify\(|\bstringify\(|package(-lock)?\.?json|\b(pkg|packageJson|tsconfig|manifest)\b/i.test(
    `${text.getText()} ${origin.getText()}`,
  );
}

/** The value that a constant of the same function is declared with. */
export function initializerOf(name: ast.Expression): ast.Expression | undefined {
  const inner = unwrap(name);
  if (!is.isIdentifier(inner)) return undefined;
  let found: ast.Expression | undefined;
  const visit = (node: Node): undefined => {
    if (is.isVariableDeclaration(node) && node.name.getText() === inner.text) found ??= node.initializer;
    else node.forEachChild(visit);
  };
  enclosingFunction(name).forEachChild(visit);
  return found;
}

/** `window.addEventListener('message', (event) => …)`: what a frame of any origin may have sent. */
function isInWindowListener(node: ast.PropertyAccessExpression): boolean {
  const { expression: event } = node;
  if (!is.isIdentifier(event)) return false;
  const listener = findAncestor(
    node.parent,
    (at): at is ast.ArrowFunction | ast.FunctionExpression =>
      (is.isArrowFunction(at) || is.isFunctionExpression(at)) &&
      at.parameters[0]?.name.getText() === event.text,
  );
  const call = listener?.parent;
  return (
    call !== undefined &&
    is.isCallExpression(call) &&
    /^(window|globalThis)\.addEventListener$/.test(call.expression.getText()) &&
    call.arguments[0]?.getText().slice(1, -1) === 'message'
  );
}
