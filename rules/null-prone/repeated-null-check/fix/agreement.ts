import type { Refusal } from '../../../engine/finding.ts';
import { foldedText, walk } from '../../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import type { Check } from '../holders.ts';
import type { AccessorScope } from './scope.ts';

/** Guards that one function can stand in for. */
export interface Agreement {
  readonly checks: readonly Check[];
  /** The guards differ in the one text that their error is made with, so it becomes a parameter. */
  readonly differsInMessage: boolean;
}

/** The most guards that ask the same question and end the same way, but for the text of the error. */
export function largestAgreement(
  checks: readonly Check[],
  scope: AccessorScope,
  questions: TypeQuestions,
): Agreement | Refusal {
  const sole = checks.filter(({ guard }) => guard.isSole);
  if (sole.length < 2)
    return { refused: 'The guards that throw ask for other things in the same condition.' };
  const movable = sole.filter((check) => !leansOnFunction(check, scope, questions));
  const exact = largest(movable, (check) => `${questionOf(check)} ${bodyOf(check)}`);
  const loose = largest(sole, (check) => {
    const message = messageOf(check);
    if (message === undefined || !isPlain(message) || !isReachable(check, scope, questions)) return undefined;
    return `${questionOf(check)} ${bodyOf(check).replace(foldedText(message), '…')}`;
  });
  const best = loose.length > exact.length ? loose : exact;
  if (best.length < 2) {
    return {
      refused: `The ${checks.length} guards that throw have neither their condition nor their error in common.`,
    };
  }
  return { checks: best, differsInMessage: best !== exact };
}

/** The only argument of the error that is thrown, where throwing is all the guard does. */
export function messageOf({ guard: { statements } }: Check): ast.Expression | undefined {
  const [only, ...others] = statements;
  if (only === undefined || others.length > 0 || !is.isThrowStatement(only)) return undefined;
  const thrown = only.expression;
  if (!is.isNewExpression(thrown) && !is.isCallExpression(thrown)) return undefined;
  const given = thrown.arguments ?? [];
  return given.length === 1 ? given[0] : undefined;
}

/** The condition with a dot in the place of what is checked. */
function questionOf({ guard, access, copy }: Check): string {
  const checked = copy === undefined ? foldedText(access) : foldedText(copy.name);
  return foldedText(guard.node.expression).replace(checked, '·');
}

function bodyOf({ guard: { statements } }: Check): string {
  return statements.map((each) => foldedText(each).replace(/;$/, '')).join('; ');
}

/** A text that can be worked out before it is known to be needed. */
function isPlain(message: ast.Expression): boolean {
  if (is.isStringLiteral(message) || is.isNoSubstitutionTemplateLiteral(message)) return true;
  if (!is.isTemplateExpression(message)) return false;
  return message.templateSpans.every(
    ({ expression }) => is.isIdentifier(expression) || is.isStringLiteral(expression),
  );
}

/** Whether what is thrown can be named where the accessor stands. */
function isReachable(check: Check, scope: AccessorScope, questions: TypeQuestions): boolean {
  const [only] = check.guard.statements;
  const thrown = only !== undefined && is.isThrowStatement(only) ? only.expression : undefined;
  if (thrown === undefined || !(is.isNewExpression(thrown) || is.isCallExpression(thrown))) return false;
  return !usesLocal(thrown.expression, check, scope, questions);
}

/** Whether the body of a guard says something that only its own function knows. */
function leansOnFunction(check: Check, scope: AccessorScope, questions: TypeQuestions): boolean {
  return check.guard.statements.some((each) => usesLocal(each, check, scope, questions));
}

function usesLocal(within: Node, check: Check, scope: AccessorScope, questions: TypeQuestions): boolean {
  let found = false;
  walk(within, (node) => {
    if (found) return 'skip';
    if (is.isAwaitExpression(node) || is.isYieldExpression(node)) found = true;
    else if (node.kind === SyntaxKind.ThisKeyword) found = scope.kind === 'variable';
    else if (is.isIdentifier(node) && isName(node)) {
      const symbol = questions.localSymbol(node.text, check.guard.node);
      const [declaration] = symbol === undefined ? [] : questions.declarations(symbol);
      found = declaration !== undefined && isBetween(declaration, scope.node);
    }
    return undefined;
  });
  return found;
}

/** Whether a declaration is out of reach at the top of a scope: deeper in it than its own statements. */
function isBetween(declaration: Node, scope: Node): boolean {
  if (declaration.getSourceFile() !== scope.getSourceFile() || is.isSourceFile(declaration)) return false;
  const isInside = scope.pos <= declaration.pos && declaration.end <= scope.end && declaration !== scope;
  if (!isInside) return false;
  if (is.isClassLikeDeclaration(scope)) return true;
  let at: Node = declaration;
  while (at.parent !== scope && at.parent.parent !== undefined) {
    const { parent } = at;
    const isTransparent =
      is.isVariableDeclarationList(parent) ||
      is.isVariableStatement(parent) ||
      is.isImportClause(parent) ||
      is.isNamedImports(parent) ||
      is.isImportDeclaration(parent) ||
      (is.isBlock(parent) && parent.parent === scope);
    if (!isTransparent) return true;
    at = parent;
  }
  return false;
}

function isName(node: ast.Identifier): boolean {
  const { parent } = node;
  if (is.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(is.isPropertyAssignment(parent) && parent.name === node);
}

function largest(checks: readonly Check[], keyOf: (check: Check) => string | undefined): readonly Check[] {
  const byKey = new Map<string, Check[]>();
  for (const check of checks) {
    const key = keyOf(check);
    if (key === undefined) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [check]);
    else known.push(check);
  }
  return [...byKey.values()].reduce((best, each) => (each.length > best.length ? each : best), []);
}
