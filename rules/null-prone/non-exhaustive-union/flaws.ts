import { endsFlow, leavesSwitch } from '../../engine/typescript/flow.ts';
import { enclosingFunction, isAssignmentOperator, spanOf, walk } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { isTest } from '../../engine/typescript/value-tests.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { Choice } from './choices.ts';
import type { Flaw } from './facts.ts';

/** What goes wrong at a choice for the values that it leaves out; null where nothing can be shown. */
export function flawOf(choice: Choice, questions: TypeQuestions): Flaw | null {
  if (choice.rest === 'drops off') return missingReturn(enclosingFunction(choice.node), questions);
  return choice.rest === 'passes' ? unassigned(choice) : null;
}

function missingReturn(fn: Node, questions: TypeQuestions): Flaw | null {
  const result = returnTypeOf(fn, questions);
  if (result === undefined) return null;
  const parts = questions.constituents(result);
  if (parts.every(allowsUndefined)) return null;
  const name = functionName(fn);
  const { type } = fn as ast.FunctionDeclaration;
  if (type === undefined) {
    return isGivenToNobody(fn, questions) ? null : { kind: 'returns undefined', fn: name, declared: null };
  }
  if (parts.some(allowsUndefined)) return { kind: 'may return undefined', fn: name };
  return { kind: 'returns undefined', fn: name, declared: questions.text(result) };
}

/** What a call gives, inside the promise for an async function; undefined for a generator or without a type. */
function returnTypeOf(fn: Node, questions: TypeQuestions): Type | undefined {
  if (!is.isFunctionLikeDeclaration(fn) || is.isConstructorDeclaration(fn)) return undefined;
  if ((fn as ast.FunctionDeclaration).asteriskToken !== undefined) return undefined;
  const { checker } = questions;
  const signature = checker.getSignatureFromDeclaration(fn);
  const type = signature && checker.getReturnTypeOfSignature(signature);
  if (type === undefined) return undefined;
  return isAsync(fn) ? questions.awaited(type) : type;
}

function isAsync(fn: Node): boolean {
  const { modifiers } = fn as ast.FunctionDeclaration;
  return modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) === true;
}

/** Whether a function is handed to something that takes no value from it, such as an event or an effect. */
function isGivenToNobody(fn: Node, questions: TypeQuestions): boolean {
  if (!is.isArrowFunction(fn) && !is.isFunctionExpression(fn)) return false;
  const expected = questions.checker.getContextualType(fn);
  if (expected === undefined) return false;
  return questions.constituents(expected).some((constituent) =>
    questions.callSignatures(constituent).some((signature) => {
      const result = questions.checker.getReturnTypeOfSignature(signature);
      return result !== undefined && questions.constituents(result).some(allowsUndefined);
    }),
  );
}

function allowsUndefined(type: Type): boolean {
  return (type.flags & (TypeFlags.Undefined | TypeFlags.Void | TypeFlags.AnyOrUnknown)) !== 0;
}

function functionName(fn: Node): string {
  const { name } = fn as { name?: Node };
  if (name !== undefined) return name.getText();
  const { parent } = fn;
  const holder = parent as { name?: Node };
  const named =
    is.isVariableDeclaration(parent) || is.isPropertyAssignment(parent) || is.isPropertyDeclaration(parent);
  return (named && holder.name?.getText()) || 'this function';
}

/** A variable without a first value that every branch sets, and that nothing else sets or tests. */
function unassigned(choice: Choice): Flaw | null {
  const leaves = choice.form === 'switch' ? leavesSwitch : endsFlow;
  const open = choice.branches.filter((statements) => !leaves(statements));
  const [first, ...others] = open.map(assignedNames);
  for (const name of first ?? []) {
    if (!others.every((names) => names.has(name))) continue;
    const declaration = emptyDeclaration(choice.node, name);
    if (declaration === undefined || isSetOrTestedElsewhere(name, declaration, choice)) continue;
    return { kind: 'unassigned', variable: name, declaration: spanOf(declaration) };
  }
  return null;
}

function assignedNames(statements: readonly ast.Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of statements) {
    walk(statement, (node) => {
      if (is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
        if (is.isIdentifier(node.left)) names.add(node.left.text);
      }
    });
  }
  return names;
}

/** `let name;` among the statements before the choice, within the same function. */
function emptyDeclaration(node: Node, name: string): ast.VariableDeclaration | undefined {
  const fn = enclosingFunction(node);
  let found: ast.VariableDeclaration | undefined;
  walk(fn, (at) => {
    if (found !== undefined || at.pos >= node.pos) return 'skip';
    if (
      is.isVariableDeclaration(at) &&
      is.isIdentifier(at.name) &&
      at.name.text === name &&
      at.initializer === undefined &&
      is.isVariableStatement(at.parent.parent)
    ) {
      found = at;
    }
    return undefined;
  });
  if (found === undefined || allowsNothing(found)) return undefined;
  const isDeclare = (found.parent.parent as ast.VariableStatement).modifiers?.some(
    ({ kind }) => kind === SyntaxKind.DeclareKeyword,
  );
  return isDeclare || enclosingFunction(found) !== fn ? undefined : found;
}

/** `let label: string | undefined;` says that there may be none. */
function allowsNothing({ type }: ast.VariableDeclaration): boolean {
  return type !== undefined && /\b(undefined|null|any|unknown|void)\b/.test(type.getText());
}

function isSetOrTestedElsewhere(name: string, declaration: Node, choice: Choice): boolean {
  let found = false;
  const { pos, end } = { pos: choice.node.pos, end: choice.last.end };
  walk(enclosingFunction(choice.node), (node) => {
    if (found || (node.pos >= pos && node.end <= end)) return 'skip';
    if (!is.isIdentifier(node) || node.text !== name || node.parent === declaration) return undefined;
    const { parent } = node;
    const isSet =
      is.isBinaryExpression(parent) && parent.left === node && isAssignmentOperator(parent.operatorToken);
    found = isSet || isTest(node);
    return undefined;
  });
  return found;
}
