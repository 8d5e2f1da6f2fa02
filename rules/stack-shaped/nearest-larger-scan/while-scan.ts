import { linesOf } from '../../engine/local-edits.ts';
import { statementsOf } from '../../engine/typescript/flow.ts';
import { foldedText, spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';
import { comparisonOf } from './comparison.ts';
import { goingOn, isBoundAs, limits, stepped, termsOf } from './heads.ts';
import { outerOf } from './outer.ts';
import { type Scan, term } from './scan.ts';

/** `let j = i + 1; while (j < list.length && list[j] <= list[i]) j++;` and with `list[j + 1]` or `list[i - span]`. */
export function whileScan(loop: ast.WhileStatement): Scan | undefined {
  const outer = outerOf(loop);
  const [only, ...more] = statementsOf(loop.statement);
  if (outer === undefined || only === undefined || more.length > 0 || !is.isExpressionStatement(only)) {
    return undefined;
  }
  const step = stepped(only.expression);
  const initial = step && startOf(step.operand, loop)?.initializer;
  const terms = termsOf(loop.expression);
  if (step === undefined || initial === undefined || terms.length !== 2) return undefined;
  for (const position of positionsOf(step.operand, step.direction, foldedText(initial), outer.index)) {
    const { direction } = position;
    const bound = terms.find((one) => position.bounds.some((each) => isBoundAs(one, each, direction)));
    const goesOn = terms.find((each) => each !== bound);
    if (bound === undefined || goesOn === undefined) continue;
    const comparison = goingOn(comparisonOf(goesOn, { text: position.scanned, array: undefined }, outer));
    if (comparison === undefined || !limits(bound, comparison, direction)) continue;
    return {
      node: loop,
      outer,
      comparison,
      direction,
      use(nearest) {
        const { text } = loop.getSourceFile();
        if (/\/[/*]/.test(loop.getText())) return { refused: 'A comment in the loop would be lost.' };
        return [
          { span: spanOf(initial), newText: position.value(nearest) },
          { span: linesOf(text, spanOf(loop)), newText: '' },
        ];
      },
    };
  }
  return undefined;
}

interface Position {
  /** How the loop says which entry it looks at. */
  readonly scanned: string;
  readonly direction: 1 | -1;
  /** Expressions that the end of the array is compared with, and how much they are off. */
  readonly bounds: readonly (readonly [text: string, off: number])[];
  /** What the variable is once the loop has ended. */
  value(nearest: string): string;
}

/** The ways to say where the scan is, for a variable that starts and moves as this one does. */
function positionsOf(name: string, direction: 1 | -1, start: string, index: string): Position[] {
  const [sign, back] = direction > 0 ? ['+', '-'] : ['-', '+'];
  if (start === `${index} ${sign} 1`) {
    return [{ scanned: name, direction, bounds: [[name, 0]], value: (nearest) => nearest }];
  }
  if (start === index) {
    const scanned = `${name} ${sign} 1`;
    const bounds = [
      [scanned, 0],
      [name, direction],
    ] as const;
    return [{ scanned, direction, bounds, value: (nearest) => `${term(nearest)} ${back} 1` }];
  }
  if (start !== '1' || direction < 0) return [];
  const [up, down] = [`${index} + ${name}`, `${index} - ${name}`];
  return [
    { scanned: up, direction: 1, bounds: [[up, 0]], value: (nearest) => `${term(nearest)} - ${index}` },
    { scanned: down, direction: -1, bounds: [[down, 0]], value: (nearest) => `${index} - ${term(nearest)}` },
  ];
}

/** `name = i + 1` right before the loop, with nothing between that could see it. */
function startOf(name: string, loop: ast.WhileStatement): ast.VariableDeclaration | undefined {
  const { parent } = loop;
  if (!is.isBlock(parent)) return undefined;
  for (let at = parent.statements.indexOf(loop) - 1; at >= 0; at -= 1) {
    const before = parent.statements[at] as ast.Statement;
    if (!is.isVariableStatement(before)) return undefined;
    const found = before.declarationList.declarations.find((each) => each.name.getText() === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
