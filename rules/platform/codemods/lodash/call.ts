import { aroundArguments, isReceiver } from '../../../engine/typescript/codemods/calls.ts';
import { isUnresolved } from '../../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../../engine/typescript.ts';
import type { Site, Verdict } from '../codemod.ts';
import { startsStatement } from '../functions.ts';

/** A call of a function of lodash whose arguments are all written out. */
export interface LodashCall {
  readonly call: ast.CallExpression;
  readonly args: readonly ast.Expression[];
  readonly site: Site;
}

/** What a function of lodash becomes. */
export interface LodashFunction {
  rewrite(call: LodashCall): Verdict;
  /** The platform's counterpart, for titles: `Array.prototype.map`. */
  readonly builtIn: string;
  /** An expression that does the same when it is handed on; left out where there is none. */
  readonly value?: string;
}

/** A kind of value on which the platform has a method of its own. */
export interface Kind {
  /** `an array`. */
  readonly text: string;
  /** What stands in where lodash takes `null` and `undefined` for nothing. */
  readonly empty: string;
  accepts(type: Type, site: Site): boolean;
}

export const array: Kind = {
  text: 'an array',
  empty: '[]',
  accepts: (type, { questions }) => questions.isArray(type),
};

export const text: Kind = {
  text: 'a string',
  empty: "''",
  accepts: ({ flags }) => (flags & TypeFlags.StringLike) !== 0,
};

/** Objects with keys of their own: no arrays, functions, maps or sets, nothing that has a `length` or a `size`. */
export const record: Kind = {
  text: 'a plain object',
  empty: '{}',
  accepts(type, { questions }) {
    if ((type.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0 || questions.isArray(type))
      return false;
    const isOther = ['length', 'size', 'splice'].some((name) => questions.property(type, name) !== undefined);
    return !isOther && questions.callSignatures(type).length === 0;
  },
};

/** Arrays and plain objects alike. */
export const keyed: Kind = {
  text: 'an object',
  empty: '{}',
  accepts: (type, site) => array.accepts(type, site) || record.accepts(type, site),
};

/** What the types say of an argument that is to be a receiver. */
export interface Receiver {
  readonly isNullable: boolean;
  /** Set where nothing is proven: what has to hold for the result to stay. */
  readonly condition: string | null;
}

/** Undefined where the types refute that the argument is of the kind. */
export function receiverOf(node: ast.Expression, kind: Kind, site: Site): Receiver | undefined {
  const { questions, view } = site;
  const condition = `${shown(node)} has to be ${kind.text}`;
  const type = questions.typeAt(node);
  if (isUnresolved(type) || type.flags & (TypeFlags.Unknown | TypeFlags.TypeParameter)) {
    return { isNullable: false, condition };
  }
  const parts = questions.constituents(type);
  const present = parts.filter(({ flags }) => (flags & nothing) === 0);
  if (present.some((part) => isUnresolved(part))) return { isNullable: false, condition };
  if (present.length === 0 || !present.every((part) => kind.accepts(part, site))) return undefined;
  // Types that JavaScript gives by inference say nothing of `null`.
  const isCertain =
    !view.isJavaScript || is.isArrayLiteralExpression(node) || is.isObjectLiteralExpression(node);
  return { isNullable: present.length < parts.length, condition: isCertain ? null : condition };
}

const nothing = TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void;

/** Whether every value at a node is of these kinds of primitive, and none is unknown. */
export function isAll(node: Node, flags: TypeFlags, { questions }: Site): boolean {
  const type = questions.typeAt(node);
  return !isUnresolved(type) && questions.constituents(type).every((part) => part.flags & flags);
}

/** What is written around the receiver so that a property can be read of it. */
export function openAndClose(
  node: ast.Expression,
  { isNullable }: Receiver,
  empty: string,
): [string, string] {
  if (!isNullable) return isReceiver(node) ? ['', ''] : ['(', ')'];
  const [open, close] = isReceiver(node) ? ['', ''] : ['(', ')'];
  return [`(${open}`, `${close} ?? ${empty})`];
}

/**
 * Rewrites the call to one on its first argument. `parts` are the texts from the receiver's end on: as many as there
 * are arguments; null leaves a text as it is.
 */
export function onReceiver(
  { call, args, site }: LodashCall,
  kind: Kind,
  parts: (receiver: Receiver) => readonly (string | null)[],
  conditions: readonly string[] = [],
): Verdict {
  const [first] = args;
  if (first === undefined) return { blocked: `\`${shortCall(call)}\` has no argument` };
  const receiver = receiverOf(first, kind, site);
  if (receiver === undefined) return { blocked: `${shown(first)} is not ${kind.text}` };
  const [open, close] = openAndClose(first, receiver, kind.empty);
  const [next, ...rest] = parts(receiver);
  const opening = open !== '' || /^[[(`]/.test(first.getText()) ? call : undefined;
  if (opening !== undefined && startsStatement(opening)) {
    return { blocked: `\`${shortCall(call)}\` would start a statement with a bracket` };
  }
  const edits = aroundArguments(call, [
    open,
    next === null || next === undefined ? close : close + next,
    ...rest,
  ]);
  if (edits === undefined) return { blocked: `there is a comment within \`${shortCall(call)}\`` };
  const differences = receiver.condition === null ? conditions : [receiver.condition, ...conditions];
  return { edits, differences };
}

/** The source of a call on one line, cut where it is long. */
export function shortCall(call: Node): string {
  const source = call.getText().replace(/\s+/g, ' ');
  return source.length > 40 ? `${source.slice(0, 37)}…` : source;
}

function shown(node: Node): string {
  const source = node.getText().replace(/\s+/g, ' ');
  return source.length <= 24 ? `\`${source}\`` : `the result of \`${source.slice(0, 20)}…\``;
}

/** Where an expression as loose as a comparison needs no parentheses around it. */
export function takesComparison({ parent }: Node): boolean {
  if (is.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return (
      kind === SyntaxKind.AmpersandAmpersandToken ||
      kind === SyntaxKind.BarBarToken ||
      kind === SyntaxKind.QuestionQuestionToken ||
      kind === SyntaxKind.EqualsToken
    );
  }
  return (
    is.isIfStatement(parent) ||
    is.isWhileStatement(parent) ||
    is.isReturnStatement(parent) ||
    is.isConditionalExpression(parent) ||
    is.isCallExpression(parent) ||
    is.isVariableDeclaration(parent) ||
    is.isPropertyAssignment(parent) ||
    is.isArrowFunction(parent) ||
    is.isParenthesizedExpression(parent) ||
    is.isArrayLiteralExpression(parent) ||
    is.isTemplateSpan(parent) ||
    is.isJsxExpression(parent)
  );
}
