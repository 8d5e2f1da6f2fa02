import type { Span } from '../../engine/finding.ts';
import { hasDecorator, mayBeMissing } from '../../engine/typescript/presence/missing.ts';
import type { Answers, FileView, JudgeContext, Suspect } from '../../engine/typescript/rule.ts';
import {
  contains,
  enclosingSymbol,
  foldedText,
  isAssignmentOperator,
  isFieldOfThis,
  spanOf,
  unwrap,
  walk,
} from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, type Type } from '../../engine/typescript.ts';
import type { HolderFact } from './facts.ts';
import { isAbsent } from './guard.ts';
import {
  type Check,
  checksOfFields,
  checksOfNames,
  functionAround,
  isAccessor,
  scopeOf,
  walkOwn,
} from './holders.ts';

/** All guards of what one class or file keeps, by name. */
export interface HolderSuspect {
  readonly is: 'holders';
  readonly scope: Node;
  readonly groups: readonly (readonly Check[])[];
}

/** Fewer guards than this repeat nothing, whatever the setting, and are not worth a question. */
const fewest = 2;

/** Nor are fewer guards that pass over what is missing in silence: it takes more of these to say anything. */
export const fewestSilent = 4;

export function suspectHolders(scope: Node, { source }: FileView): Suspect<HolderSuspect> | undefined {
  const isClass = is.isClassLikeDeclaration(scope);
  const sign = isClass ? /\bthis\b/ : /\bthrow\b/;
  if (source.text.split(sign, fewest + 1).length <= fewest) return undefined;
  const found = isClass ? checksOfFields(scope) : checksOfNames(scope);
  const groups = [...found.values()].filter((checks) => {
    const throwing = checks.filter(({ guard }) => guard.outcome === 'throw').length;
    return throwing >= fewest || (isClass && checks.length >= fewestSilent);
  });
  if (groups.length === 0) return undefined;
  const accesses = groups.flat().map(({ access }) => access);
  return {
    data: { is: 'holders', scope, groups },
    types: accesses,
    symbols: accesses.map((access) => (is.isIdentifier(access) ? access : access.name)),
  };
}

export function holderFacts(
  { scope, groups }: HolderSuspect,
  { types, symbols }: Answers,
  { questions }: JudgeContext,
): HolderFact[] {
  const byDeclaration = new Map<Node, { type: Type; checks: Check[] }>();
  let next = 0;
  for (const checks of groups) {
    for (const check of checks) {
      const type = types[next];
      const symbol = symbols[next];
      next += 1;
      const [declaration, ...others] = symbol === undefined ? [] : questions.declarations(symbol);
      if (declaration === undefined || (others.length > 0 && !is.isBinaryExpression(declaration))) continue;
      const known = byDeclaration.get(declaration);
      if (known !== undefined) known.checks.push(check);
      else if (mayBeMissing(type, questions)) byDeclaration.set(declaration, { type, checks: [check] });
    }
  }
  return [...byDeclaration].flatMap(([declaration, { checks }]) =>
    is.isClassLikeDeclaration(scope)
      ? fieldFact(scope, declaration, checks)
      : variableFact(scope, declaration, checks),
  );
}

function fieldFact(
  owner: ast.ClassLikeDeclaration,
  declaration: Node,
  checks: readonly Check[],
): HolderFact[] {
  const [first] = checks;
  if (first === undefined || hasDecorator(declaration)) return [];
  const name = (first.access as ast.PropertyAccessExpression).name.text;
  const isOwn = declaration.getSourceFile() === owner.getSourceFile() && contains(owner, declaration);
  const setters: Node[] = [];
  const asserted: Span[] = [];
  for (const member of owner.members) {
    walkOwn(member, (node) => {
      if (!isFieldOfThis(node) || node.name.text !== name) return;
      if (givesValue(node)) setters.push(member);
      else if (is.isNonNullExpression(node.parent)) asserted.push(spanOf(node.parent));
    });
  }
  return factOf('field', owner, checks, {
    name,
    place: isOwn ? nameOf(declaration) : first.access,
    setters,
    asserted,
  });
}

function variableFact(source: Node, declaration: Node, checks: readonly Check[]): HolderFact[] {
  if (!is.isVariableDeclaration(declaration) || declaration.getSourceFile() !== source) return [];
  const { name } = declaration;
  if (!is.isIdentifier(name) || isConst(declaration)) return [];
  const scope = scopeOf(declaration);
  const setters: Node[] = [];
  const asserted: Span[] = [];
  walk(scope, (node) => {
    if (!is.isIdentifier(node) || node.text !== name.text) return;
    if (givesValue(node)) setters.push(functionAround(node, scope) ?? scope);
    else if (is.isNonNullExpression(node.parent)) asserted.push(spanOf(node.parent));
  });
  return factOf('variable', scope, checks, { name: name.text, place: name, setters, asserted });
}

function factOf(
  kind: HolderFact['is'],
  scope: Node,
  checks: readonly Check[],
  found: { name: string; place: Node; setters: readonly Node[]; asserted: readonly Span[] },
): HolderFact[] {
  const counted = checks.flatMap((check) => {
    const within = functionAround(check.guard.node, scope);
    if (within === undefined || isAccessor(check)) return [];
    const { node, outcome, isSole } = check.guard;
    return { span: spanOf(node), outcome, isSole, within: within.getStart() };
  });
  return [
    {
      is: kind,
      name: found.name,
      owner: is.isClassLikeDeclaration(scope) ? (scope.name?.text ?? null) : null,
      span: spanOf(found.place),
      symbol: enclosingSymbol(found.place),
      syntax: `${kind} ${found.name}`,
      checks: counted,
      hasAccessor: checks.some(isAccessor),
      setters: [...new Set(found.setters.map(labelOf))],
      asserted: found.asserted,
    },
  ];
}

/** Whether something other than `null` and `undefined` is assigned. */
function givesValue(access: Node): boolean {
  const { parent } = access;
  return (
    is.isBinaryExpression(parent) &&
    parent.left === access &&
    isAssignmentOperator(parent.operatorToken) &&
    !isAbsent(parent.right)
  );
}

/** How a message names a function. */
function labelOf(node: Node): string {
  if (is.isConstructorDeclaration(node)) return 'constructor';
  const { name } = node as { name?: Node };
  if (name !== undefined) return foldedText(name);
  const { parent } = node;
  return parent !== undefined && is.isVariableDeclaration(parent) ? foldedText(parent.name) : '';
}

function nameOf(declaration: Node): Node {
  if (is.isBinaryExpression(declaration)) return unwrap(declaration.left);
  return (declaration as { name?: Node }).name ?? declaration;
}

function isConst({ parent }: ast.VariableDeclaration): boolean {
  return !/^(let|var)\b/.test(parent.getText());
}
