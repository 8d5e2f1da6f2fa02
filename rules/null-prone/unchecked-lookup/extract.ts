import { shortened } from '../../engine/shortened.ts';
import type { Answers, JudgeContext } from '../../engine/typescript/rule.ts';
import { enclosingFunction, enclosingSymbol, foldedText, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import { absenceOf } from './absence.ts';
import { isOfClosedTable } from './closed-table.ts';
import { isDemanded } from './environment.ts';
import type { CheckedFact, LookupFact, UncheckedFact } from './facts.ts';
import { identityOf, literalText } from './identity.ts';
import { isBeingFilled, isKnownToBeThere, isNameKnown } from './known.ts';
import { type Lookup, soughtProperty } from './lookups.ts';
import { isOwnKey } from './own-key.ts';
import { isTestedAround } from './tested.ts';
import { type NamedUse, type Usage, usesOfDeclared } from './usage.ts';

/** A look-up and what is done with its value. */
export interface Suspected {
  readonly lookup: Lookup;
  readonly usage: Usage;
}

/** The nodes whose types decide: the value, then each use of its name. */
export function askedTypes({ usage }: Suspected): Node[] {
  return usage.kind === 'named' ? [usage.value, ...usage.uses.map(({ name }) => name)] : [usage.value];
}

/** What a look-up says; undefined where it always finds something, or nobody relies on it. */
export function factOf(
  suspected: Suspected,
  { types: [type, ...useTypes], symbols: [holder] }: Answers,
  context: JudgeContext,
): LookupFact | undefined {
  const { lookup, usage } = suspected;
  const { questions } = context;
  const nothing = type && nothingIn(type, questions);
  if (isUnresolved(type) || nothing === undefined) return undefined;
  const key = identityOf(lookup, holder, questions);
  const owner = outermostFunction(lookup.node).pos;
  const use = unprovenUse(usage, useTypes, questions);
  if (use === undefined) {
    if (!isCheck(usage) || key === null || isBeingFilled(lookup)) return undefined;
    return lookup.form === 'env' && isDemanded(usage.value)
      ? { kind: 'validated', key }
      : checked(usage, key, owner);
  }
  const { style, node } = use;
  const isNamed = usage.kind === 'named';
  if (
    isKnownToBeThere(lookup) ||
    isTestedAround(usage) ||
    (isNamed && isNameKnown(node)) ||
    isOfClosedTable(lookup, holder, questions)
  ) {
    return undefined;
  }
  const form = lookup.form === 'key' && isOutside(lookup, questions) ? 'outside' : lookup.form;
  return {
    kind: 'unchecked',
    form,
    style,
    span: spanOf(node),
    lookup: spanOf(lookup.node),
    symbol: enclosingSymbol(lookup.node),
    syntax: foldedText(lookup.node),
    key,
    owner,
    text: shortened(foldedText(lookup.node), 60),
    name: isNamed ? usage.declaration.name.text : null,
    nothing,
    absence: absenceOf({ ...lookup, form }, questions),
    isQuiet: isQuiet(lookup, style),
    isOwnKey: isOwnKey(lookup),
    isAccepted: style === 'asserted' && isAccepted(node, questions),
    isStatement: isChainStatement(node),
  } satisfies UncheckedFact;
}

/** The function that everything around a node belongs to: callbacks of one function are of one opinion. */
function outermostFunction(node: Node): Node {
  let at = enclosingFunction(node);
  while (!is.isSourceFile(at) && !is.isSourceFile(enclosingFunction(at))) at = enclosingFunction(at);
  return at;
}

function checked({ value }: Usage, key: string, owner: number): CheckedFact {
  return { kind: 'checked', key, span: spanOf(value), owner };
}

function isCheck(usage: Usage): boolean {
  return (
    usage.kind === 'checked' || (usage.kind === 'named' && usage.uses.some(({ kind }) => kind === 'checked'))
  );
}

interface Use {
  readonly style: UncheckedFact['style'];
  readonly node: ast.Expression;
}

/** The first use that takes the value for granted where the compiler, too, holds that it may be missing. */
function unprovenUse(
  usage: Usage,
  types: readonly (Type | undefined)[],
  questions: TypeQuestions,
): Use | undefined {
  if (usage.kind === 'asserted') return { style: 'asserted', node: usage.mark };
  if (usage.kind === 'bare') return { style: 'bare', node: usage.value };
  if (usage.kind === 'checked') return undefined;
  const index = usage.uses.findIndex(({ kind }, at) => {
    const type = types[at];
    return kind !== 'checked' && !isUnresolved(type) && nothingIn(type, questions) !== undefined;
  });
  const use: NamedUse | undefined = usage.uses[index];
  if (use === undefined) return undefined;
  return use.kind === 'bare' ? { style: 'bare', node: use.name } : { style: 'named', node: use.name };
}

/** What a type has beside values: `undefined`, `null`; nothing else says that something may be missing. */
export function nothingIn(type: Type, questions: TypeQuestions): UncheckedFact['nothing'] | undefined {
  const flags = questions.constituents(type).reduce((all, each) => all | each.flags, 0);
  const isNull = (flags & TypeFlags.Null) !== 0;
  if ((flags & TypeFlags.Undefined) !== 0) return isNull ? 'null or undefined' : 'undefined';
  return isNull ? 'null' : undefined;
}

/** Headers, form fields and parameters are what somebody else sent. */
function isOutside({ receiver }: Lookup, questions: TypeQuestions): boolean {
  const name = questions.typeAt(receiver)?.getSymbol()?.name ?? '';
  return /^(Headers|URLSearchParams|ReadonlyURLSearchParams|FormData|HeadersInit)$/.test(name);
}

/** Whether little speaks for a fault: nothing says that the value is relied on, or it is there as a rule. */
function isQuiet({ form, method, key }: Lookup, style: UncheckedFact['style']): boolean {
  if (style === 'bare' || quiet.has(form) || method === 'getAttribute') return true;
  // An entry that the program itself names is there as a rule.
  return form === 'find' && isLiteral(soughtProperty(key)?.value);
}

const quiet: ReadonlySet<Lookup['form']> = new Set(['element', 'end', 'index']);

function isLiteral(node: ast.Expression | undefined): boolean {
  return node !== undefined && (literalText(node) !== undefined || is.isNumericLiteral(node));
}

/** Whether the value may be missing where it goes, so that the `!` says more than anybody needs. */
function isAccepted(mark: ast.Expression, questions: TypeQuestions): boolean {
  const { parent } = mark;
  // What stands left of `??` makes a missing value look welcome.
  if (is.isBinaryExpression(parent) && parent.right === mark) return isCheckedLater(mark);
  const type = questions.checker.getContextualType(mark);
  return (
    (type !== undefined && !isUnresolved(type) && nothingIn(type, questions) !== undefined) ||
    isCheckedLater(mark)
  );
}

/** `const user = users.get(id)!; if (!user) throw …`: the check is there, and the `!` keeps the compiler from seeing it. */
function isCheckedLater(mark: ast.Expression): boolean {
  let at: ast.Expression = mark;
  while (
    is.isConditionalExpression(at.parent) ||
    is.isParenthesizedExpression(at.parent) ||
    is.isAsExpression(at.parent)
  ) {
    at = at.parent;
  }
  const uses = usesOfDeclared(at);
  const [first] = uses;
  return first !== undefined && (first.kind === 'checked' || isNameKnown(first.name));
}

/** `document.querySelector('dialog')!.close();`: a statement of its own, whose value nobody reads. */
function isChainStatement(node: ast.Expression): boolean {
  let at: Node = node;
  while (
    (is.isPropertyAccessExpression(at.parent) ||
      is.isElementAccessExpression(at.parent) ||
      is.isCallExpression(at.parent)) &&
    at.parent.expression === at
  ) {
    at = at.parent;
  }
  return at !== node && is.isCallExpression(at) && is.isExpressionStatement(at.parent);
}
