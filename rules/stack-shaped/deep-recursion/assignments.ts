import type { Refusal } from '../../engine/finding.ts';
import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import { boundNames, type Recursion } from './recursion.ts';
import { mentions } from './refusals.ts';

/** What a parameter holds in the next round. */
export interface Passed {
  readonly parameter: ast.ParameterDeclaration;
  readonly value: string;
  readonly node: ast.Expression | undefined;
}

/** What a call hands to each parameter that it changes; parameters passed on as they are left out. */
export function passedBy(
  call: ast.CallExpression,
  { parameters, name }: Recursion,
  questions: TypeQuestions,
): Passed[] | Refusal {
  if (
    call.arguments.some(is.isSpreadElement) ||
    parameters.some((each) => each.dotDotDotToken !== undefined)
  ) {
    return { refused: `\`${name}\` takes or is given a list of arguments of any length.` };
  }
  const passed: Passed[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const node = call.arguments[index];
    const { initializer } = parameter;
    if (node === undefined) {
      if (initializer !== undefined && !isLiteral(initializer)) {
        return {
          refused: `A call leaves \`${foldedText(parameter.name)}\` to its default, which is made anew each time.`,
        };
      }
      const value = initializer === undefined ? 'undefined' : foldedText(initializer);
      passed.push({ parameter, value, node: undefined });
      continue;
    }
    if (is.isIdentifier(parameter.name) && foldedText(unwrap(node)) === parameter.name.text) continue;
    if (initializer !== undefined && mayBeUndefined(node, questions)) {
      return {
        refused: `\`${foldedText(parameter.name)}\` has a default, and a call may pass \`undefined\` for it.`,
      };
    }
    passed.push({ parameter, value: node.getText(), node });
  }
  // What stands behind the parameters is evaluated for nothing, but evaluated.
  return call.arguments.length > parameters.length
    ? { refused: `A call passes more than \`${name}\` takes.` }
    : passed;
}

/** Every name that some call changes. */
export function changingNames(calls: readonly (readonly Passed[])[]): Set<string> {
  return new Set(calls.flatMap((passed) => passed.flatMap(({ parameter }) => boundNames(parameter))));
}

/**
 * Statements that give the parameters their next values, all of them worked out from the present ones: in an order
 * in which none is needed after it has changed, else all at once.
 */
export function assignments(passed: readonly Passed[], end: string): string[] {
  const ordered: Passed[] = [];
  const left = [...passed];
  while (left.length > 0) {
    const next = left.findIndex(({ parameter }, index) => {
      const names = new Set(boundNames(parameter));
      return left.every(
        (other, at) => at === index || other.node === undefined || !mentions(other.node, names),
      );
    });
    if (next < 0) break;
    ordered.push(...left.splice(next, 1));
  }
  if (left.length === 0) return ordered.map((each) => assignment(each, end));
  const targets = passed.map(({ parameter }) => foldedText(parameter.name)).join(', ');
  return [`${end === '' ? ';' : ''}[${targets}] = [${passed.map(({ value }) => value).join(', ')}]${end}`];
}

function assignment({ parameter, value }: Passed, end: string): string {
  const target = parameter.name.getText();
  // In a file without semicolons a line that starts with a bracket would go on with the line before.
  if (is.isArrayBindingPattern(parameter.name)) return `${end === '' ? ';' : ''}${target} = ${value}${end}`;
  if (is.isObjectBindingPattern(parameter.name))
    return `${end === '' ? ';' : ''}(${target} = ${value})${end}`;
  return `${target} = ${value}${end}`;
}

function isLiteral(node: ast.Expression): boolean {
  return (
    is.isNumericLiteral(node) ||
    is.isStringLiteral(node) ||
    node.kind === SyntaxKind.TrueKeyword ||
    node.kind === SyntaxKind.FalseKeyword ||
    node.kind === SyntaxKind.NullKeyword
  );
}

function mayBeUndefined(node: ast.Expression, questions: TypeQuestions): boolean {
  if (is.isNumericLiteral(node) || is.isStringLiteral(node) || is.isBinaryExpression(unwrap(node)))
    return false;
  const type = questions.typeAt(node);
  if (type === undefined) return true;
  const open = TypeFlags.Undefined | TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Void;
  return questions.constituents(type).some(({ flags }) => (flags & open) !== 0);
}
