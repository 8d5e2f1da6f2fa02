import { statementsOf } from '../../engine/typescript/flow.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import { foldedText, indentationAt, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';
import { comparisonOf } from './comparison.ts';
import { goingOn, isBoundAs, limits, stepped, termsOf } from './heads.ts';
import { outerOf } from './outer.ts';
import { type Scan, term } from './scan.ts';

/**
 * `for (let j = i + 1; j < list.length; j++) if (list[j] > list[i]) { …; break; }`, and the same with the comparison in
 * the head of the loop and a count of the entries passed.
 */
export function forScan(loop: ast.ForStatement): Scan | undefined {
  const outer = outerOf(loop);
  const { initializer, condition, incrementor, statement } = loop;
  if (outer === undefined || condition === undefined || incrementor === undefined) return undefined;
  if (initializer === undefined || !is.isVariableDeclarationList(initializer)) return undefined;
  const [declaration, ...more] = initializer.declarations;
  if (declaration?.initializer === undefined || more.length > 0) return undefined;
  const name = declaration.name.getText();
  const { operand, direction } = stepped(incrementor) ?? {};
  if (operand !== name || direction === undefined) return undefined;
  if (foldedText(declaration.initializer) !== `${outer.index} ${direction > 0 ? '+' : '-'} 1`)
    return undefined;
  const terms = termsOf(condition);
  const bound = terms.find((each) => isBoundAs(each, [name, 0], direction));
  if (bound === undefined) return undefined;
  const scanned = { text: name, array: undefined };
  const basics = { node: loop, outer, direction };
  const inside = statementsOf(statement);
  if (terms.length === 2) {
    const goesOn = terms.find((each) => each !== bound) as ast.Expression;
    const comparison = goingOn(comparisonOf(goesOn, scanned, outer));
    const ends = comparison !== undefined && limits(bound, comparison, direction);
    return ends ? counting(inside, { ...basics, comparison }) : undefined;
  }
  const [first] = inside;
  if (terms.length !== 1 || first === undefined || !is.isIfStatement(first)) return undefined;
  const comparison = comparisonOf(first.expression, scanned, outer);
  if (comparison === undefined || !limits(bound, comparison, direction)) return undefined;
  const then = statementsOf(first.thenStatement);
  const other = first.elseStatement && statementsOf(first.elseStatement);
  if (isBreak(then.at(-1)) && other === undefined) {
    if (inside.length === 1) return breaking(first, name, { ...basics, comparison });
    return then.length === 1 ? counting(inside.slice(1), { ...basics, comparison }) : undefined;
  }
  const stops = other?.length === 1 && isBreak(other[0]) && inside.length === 1;
  const turned = goingOn(comparison);
  return stops && turned !== undefined ? counting(then, { ...basics, comparison: turned }) : undefined;
}

type Basics = Pick<Scan, 'node' | 'outer' | 'direction' | 'comparison'>;

/** What is done at the entry that is found. */
function breaking(found: ast.IfStatement, name: string, basics: Basics): Scan {
  return {
    ...basics,
    use(nearest, none) {
      const { text, newLine, step, end } = layoutOf(found);
      const { start } = spanOf(basics.node);
      const indentation = indentationAt(text, start);
      const statements = statementsOf(found.thenStatement).slice(0, -1);
      const [first, last] = [statements[0], statements.at(-1)];
      if (first === undefined || last === undefined)
        return { refused: 'Nothing is done with what is found.' };
      if (statements.some(jumps)) {
        return { refused: 'What is done with it jumps on to another round of the loop.' };
      }
      // What is kept stands where it stood, one or two steps further out, comments before it included.
      const open = is.isBlock(found.thenStatement) ? spanOf(found.thenStatement).start + 1 : first.getStart();
      const from = open + text.slice(open).search(/\S/);
      const [before, after] = [text.slice(start, open), text.slice(last.end, basics.node.end)];
      if (/\/[/*]/.test(before) || /\/[/*]/.test(after)) {
        return { refused: 'A comment in the loop would be lost.' };
      }
      const inside = `${newLine}${indentation}${step}`;
      const kept = text
        .slice(from, last.end)
        .replaceAll(`\n${indentationAt(text, from)}`, `\n${indentation}${step}`);
      const needsName = statements.some((each) => new RegExp(`\\b${name}\\b`).test(each.getText()));
      const entry = needsName ? `${inside}const ${name} = ${nearest}${end}` : '';
      const head = `if (${nearest.split(' ??')[0]} !== ${none}) {${entry}`;
      const newText = `${head}${inside}${kept}${newLine}${indentation}}`;
      return [{ span: spanOf(basics.node), newText }];
    },
  };
}

/** Whether a statement goes on or leaves by itself, which would then be about the loop around. */
function jumps(statement: ast.Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (is.isBreakStatement(node) || is.isContinueStatement(node)) found = true;
  });
  return found;
}

/** `span++` for each entry that is passed. */
function counting(statements: readonly ast.Statement[], basics: Basics): Scan | undefined {
  const [only, ...more] = statements;
  if (only === undefined || more.length > 0 || !is.isExpressionStatement(only)) return undefined;
  const counter = stepped(only.expression);
  if (counter?.direction !== 1) return undefined;
  const { index } = basics.outer;
  return {
    ...basics,
    use(nearest) {
      if (/\/[/*]/.test(basics.node.getText())) return { refused: 'A comment in the loop would be lost.' };
      const passed =
        basics.direction > 0 ? `${term(nearest)} - ${index} - 1` : `${index} - ${term(nearest)} - 1`;
      return [{ span: spanOf(basics.node), newText: `${counter.operand} += ${passed}${layoutOf(only).end}` }];
    },
  };
}

function isBreak(statement: ast.Statement | undefined): boolean {
  return statement !== undefined && is.isBreakStatement(statement) && statement.label === undefined;
}
