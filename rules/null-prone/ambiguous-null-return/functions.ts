import type { FileView } from '../../engine/typescript/rule.ts';
import { enclosingSymbol, hasModifier, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { isNullish, isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import { type Exits, exitsOf } from './exits.ts';
import type { FunctionFact, ReasonFact } from './facts.ts';
import { Origins } from './origins.ts';
import { passedOnReason, reasonOf } from './reasons.ts';

export type FunctionNode =
  | ast.FunctionDeclaration
  | ast.FunctionExpression
  | ast.ArrowFunction
  | ast.MethodDeclaration;

/** A function with a name that callers know it by. */
export interface NamedFunction {
  readonly fn: FunctionNode;
  readonly name: ast.Identifier;
  readonly exits: Exits;
}

/** A function that gives back a value at some exits and nothing at others, one of them a failure or three in all. */
export function suspectFunction(node: FunctionNode): NamedFunction | undefined {
  const name = nameOf(node);
  if (name === undefined || node.body === undefined || !is.isBlock(node.body)) return undefined;
  if (node.asteriskToken !== undefined) return undefined;
  const exits = exitsOf(node.body);
  if (exits.empty.length === 0 || exits.values.length === 0) return undefined;
  if (exits.values.some(({ value }) => isJsx(value)) || isDeliberate(name, exits)) return undefined;
  return { fn: node, name, exits };
}

export function functionFact(
  { fn, name, exits }: NamedFunction,
  types: readonly (Type | undefined)[],
  { path }: FileView,
  questions: TypeQuestions,
): FunctionFact | undefined {
  const known = types.map((type) => (type === undefined ? undefined : questions.awaited(type)));
  if (known.every((type) => type !== undefined && isNothing(type, questions))) return undefined;
  const origins = new Origins(fn);
  const reasons = exits.empty.map((exit) => reasonOf(exit, origins));
  for (const [index, { value }] of exits.values.entries()) {
    const type = known[index];
    if (type !== undefined && canBeNothing(type, questions)) reasons.push(passedOnReason(value, origins));
  }
  const different = distinct(reasons);
  if (different.length < 2) return undefined;
  return {
    is: 'function',
    key: functionKey(path, name),
    name: name.text,
    span: spanOf(name),
    whole: spanOf(fn),
    symbol: enclosingSymbol(fn),
    isAsync: hasModifier(fn, SyntaxKind.AsyncKeyword),
    nothing: [...new Set(exits.empty.map(({ nothing }) => nothing))],
    reasons: different,
  };
}

/** Names a function the same in every file that calls it. */
export function functionKey(path: string, name: Node): string {
  return `${path.toLowerCase()}#${enclosingSymbol(name)}.${name.getText()}`;
}

/** The name by which a function is called, also where it is the value of a constant or a field of a class. */
export function nameOf(fn: FunctionNode): ast.Identifier | undefined {
  const owner = is.isFunctionDeclaration(fn) || is.isMethodDeclaration(fn) ? fn : holderOf(fn);
  if (owner === undefined || (is.isMethodDeclaration(owner) && !is.isClassLikeDeclaration(owner.parent)))
    return undefined;
  return owner.name !== undefined && is.isIdentifier(owner.name) ? owner.name : undefined;
}

function holderOf(fn: Node): ast.VariableDeclaration | ast.PropertyDeclaration | undefined {
  const { parent } = fn;
  return is.isVariableDeclaration(parent) || is.isPropertyDeclaration(parent) ? parent : undefined;
}

/**
 * Whether the author says that it does not matter why there is nothing: by a name like `tryLoad` or `safeProbe`, by
 * being a cache, where a failure is a miss, or by a comment where the error is caught.
 */
function isDeliberate(name: ast.Identifier, { empty }: Exits): boolean {
  if (
    /^(try|safe|maybe|attempt)(?![a-z])|(safely|orNull|orUndefined|ifAny|ifPossible)$|cached?(?![a-z])/i.test(
      name.text,
    )
  )
    return true;
  if (/cache(?![a-z])/i.test(enclosingSymbol(name))) return true;
  return empty.some(({ cause }) => cause.kind === 'caught' && indifference.test(cause.clause.getText()));
}

const indifference =
  /\/[/*][^\n]*(best[ -]?effort|non-?(fatal|critical)|not (fatal|critical)|ignor|optional|fall(s|ing)? ?(back|through)|swallow|silent|treat)/i;

function isJsx(value: ast.Expression): boolean {
  const bare = unwrap(value);
  return is.isJsxElement(bare) || is.isJsxSelfClosingElement(bare) || is.isJsxFragment(bare);
}

function isNothing(type: Type, questions: TypeQuestions): boolean {
  return (type.flags & TypeFlags.Never) !== 0 || questions.constituents(type).every(isNullish);
}

function canBeNothing(type: Type, questions: TypeQuestions): boolean {
  if (isUnresolved(type)) return false;
  const parts = questions.constituents(type);
  return (
    parts.length > 1 && parts.some((part) => (part.flags & (TypeFlags.Null | TypeFlags.Undefined)) !== 0)
  );
}

/** One reason for each thing that can be the matter, the first exit of each. */
function distinct(reasons: readonly ReasonFact[]): ReasonFact[] {
  const byKey = new Map<string, ReasonFact>();
  for (const reason of reasons) if (!byKey.has(reason.key)) byKey.set(reason.key, reason);
  return [...byKey.values()];
}
