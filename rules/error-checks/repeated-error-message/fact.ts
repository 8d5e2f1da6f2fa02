import type { Span } from '../../engine/finding.ts';
import { isBuiltInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import type { Answers, JudgeContext, Suspect } from '../../engine/typescript/rule.ts';
import { enclosingFunction, identify, spanOf, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import { holeName } from './hole-name.ts';
import { type Message, messageOf } from './message.ts';

/** One place where an error with a message of its own is thrown. */
export interface ThrowFact {
  readonly is: 'throw';
  /** Of `new Error(…)`. */
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** The built-in class that is thrown. */
  readonly base: string;
  /** Fixed parts of the message. */
  readonly texts: readonly string[];
  readonly holes: readonly HoleFact[];
  readonly hasOptions: boolean;
  /** Offset of the surrounding function. */
  readonly within: number;
  /** The condition of the `if` that this is all of, with its names replaced; '' where there is none. */
  readonly guard: string;
}

/** A value in a message: what it would be called as a field, and its type. */
export interface HoleFact {
  readonly name: string;
  readonly type: string;
}

/** A thrown error of a built-in class with its message. */
export interface Throwing {
  readonly made: ast.NewExpression | ast.CallExpression;
  readonly base: ast.Identifier;
  readonly message: Message;
}

/** `throw new Error('…')` or `reject(new Error('…'))` with a message that says something. */
export function suspectThrow(node: Node): Suspect<Throwing> | undefined {
  const throwing = throwingOf(node);
  if (throwing === undefined || !isTelling(throwing.message.texts) || isStub(throwing.made)) return undefined;
  return { data: throwing, types: throwing.message.holes, symbols: [throwing.base] };
}

/** What `new Error(…)` makes, if it is thrown on the spot. */
export function throwingOf(node: Node): Throwing | undefined {
  if (!is.isNewExpression(node) && !is.isCallExpression(node)) return undefined;
  const { expression: base, arguments: given = [] } = node;
  if (!is.isIdentifier(base) || !isBuiltInError(base.text) || given.length > 2) return undefined;
  const [first] = given;
  if (first === undefined || given.some(is.isSpreadElement) || !isThrown(node)) return undefined;
  const message = messageOf(first);
  return message && { made: node, base, message };
}

export function throwFact(
  { made, base, message }: Throwing,
  { types, symbols: [symbol] }: Answers,
  { file, questions }: JudgeContext,
): ThrowFact | undefined {
  if (symbol?.declarations[0]?.path === file.path) return undefined;
  const holes = message.holes.map((hole, index): HoleFact => {
    const type = types[index];
    const parts = type === undefined ? [] : questions.constituents(type);
    return {
      name: holeName(hole, message.texts[index] ?? ''),
      type: parts.length === 0 ? 'unknown' : typeOver(parts),
    };
  });
  if (holes.some(({ type }) => type === 'never' || (message.isJoined && type === 'unknown')))
    return undefined;
  return {
    is: 'throw',
    span: spanOf(made, file.source),
    ...identify(made),
    base: base.text,
    texts: message.texts,
    holes,
    hasOptions: made.arguments?.length === 2,
    within: enclosingFunction(made).pos,
    guard: guardText(made),
  };
}

/** Words that name the failure, not those for any failure. */
function isTelling(texts: readonly string[]): boolean {
  const text = texts.join(' ');
  if (
    /unreachable|not reached|never happen|should not happen|exhaust|impossible|invariant|implement|override|abstract/i.test(
      text,
    )
  )
    return false;
  const words = spokenName(text.replace(vague, ' '));
  return words.length >= 6;
}

const vague =
  /\b(something|anything|went|wrong|an?|unknown|unexpected|internal|server|error|errors|failed|failure|oops|invalid|missing|required|please|try|again|later|occurred|test|argument|arguments|params?|parameters?|input|value|type|option|options)\b/gi;

function isThrown({ parent }: Node): boolean {
  if (is.isThrowStatement(parent)) return true;
  return is.isCallExpression(parent) && /^(Promise\.)?reject$/.test(parent.expression.getText());
}

/** All of a function: one that stands for what is not there, or the central place already. */
function isStub(made: Node): boolean {
  const statement = made.parent;
  const { parent } = statement;
  if (is.isDefaultClause(parent) || isLastElse(statement)) return true;
  if (!is.isBlock(parent) || parent.statements.length > 1) return is.isArrowFunction(parent);
  return is.isDefaultClause(parent.parent) || ('body' in parent.parent && parent.parent.body === parent);
}

/** The end of a ladder is what a union would make impossible. */
function isLastElse(statement: Node): boolean {
  const branch = is.isBlock(statement.parent) ? statement.parent : statement;
  const { parent } = branch;
  return is.isIfStatement(parent) && parent.elseStatement === branch;
}

/** The condition of the `if` whose last statement throws this, the same for the same question about anything. */
function guardText(made: Node): string {
  const statement = made.parent;
  if (!is.isThrowStatement(statement)) return '';
  const block = is.isBlock(statement.parent) ? statement.parent : undefined;
  const guard = (block ?? statement).parent;
  const isLast = block === undefined || block.statements.at(-1) === statement;
  if (!is.isIfStatement(guard) || !isLast || guard.thenStatement !== (block ?? statement)) return '';
  const condition = unwrap(guard.expression);
  const source = condition.getSourceFile();
  let text = '';
  let position = condition.getStart(source);
  walk(condition, (node) => {
    if (!is.isIdentifier(node) || isMember(node)) return;
    const { start, end } = spanOf(node, source);
    text += `${source.text.slice(position, start)}$`;
    position = end;
  });
  return (text + source.text.slice(position, condition.end)).replace(/\s+/g, ' ');
}

function isMember(node: Node): boolean {
  return is.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

/** The type of a field that takes these: primitives by name, everything else as unknown. */
function typeOver(parts: readonly Type[]): string {
  const names = new Set(parts.map(primitiveName));
  return names.has('unknown') ? 'unknown' : [...names].sort(byRank).join(' | ');
}

function primitiveName({ flags }: Type): string {
  const found = primitives.find(([flag]) => (flags & flag) !== 0);
  return found?.[1] ?? 'unknown';
}

const primitives: readonly (readonly [TypeFlags, string])[] = [
  [TypeFlags.StringLike, 'string'],
  [TypeFlags.NumberLike, 'number'],
  [TypeFlags.BigIntLike, 'bigint'],
  [TypeFlags.BooleanLike, 'boolean'],
  [TypeFlags.Null, 'null'],
  [TypeFlags.Undefined | TypeFlags.Void, 'undefined'],
  [TypeFlags.Never, 'never'],
];

/** `null` and `undefined` come last, as people write them. */
export function byRank(a: string, b: string): number {
  const rank = (name: string): number => primitives.findIndex(([, each]) => each === name);
  return rank(a) - rank(b);
}
