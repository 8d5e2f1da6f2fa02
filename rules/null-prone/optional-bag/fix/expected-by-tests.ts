import { posix } from 'node:path';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { walk } from '../../../engine/typescript/syntax.ts';
import { type ast, is } from '../../../engine/typescript.ts';
import type { DeclarationFact } from '../facts.ts';
import { nameIn } from '../known.ts';
import type { Split } from '../variants.ts';

const compares =
  /^(toEqual|toStrictEqual|toHaveBeenCalledWith|toHaveBeenLastCalledWith|toHaveBeenNthCalledWith|deepEqual|deepStrictEqual|deepInclude|eql|calledWith)$/;

/**
 * The comparison of a test that spells out such objects whole, in words: a new member would make it fail, and no type says so.
 * Undefined where none is seen in the tests of the files that have to do with the type.
 */
export function expectedByTests(
  { members }: DeclarationFact,
  { involved }: Split,
  related: readonly string[],
  context: TypeScriptFixContext,
): string | undefined {
  const own = new Set(members.map(({ name }) => name));
  const modules = [...new Set(related.map((file) => posix.basename(file).replace(/\.[cm]?[jt]sx?$/, '')))];
  for (const file of context.files()) {
    const text = context.text(file);
    if (text === undefined || !involved.some((name) => text.includes(name))) continue;
    if (!modules.some((name) => text.includes(name))) continue;
    const view = context.view(file);
    const call = view?.isTest === true ? comparisonIn(view, own, new Set(involved)) : undefined;
    if (call === undefined || view === undefined) continue;
    const line = view.source.text.slice(0, call.getStart()).split('\n').length;
    return `Line ${line} of ${posix.basename(file)} compares with such an object, member by member`;
  }
  return undefined;
}

function comparisonIn(
  { source }: FileView,
  own: ReadonlySet<string>,
  involved: ReadonlySet<string>,
): ast.CallExpression | undefined {
  let found: ast.CallExpression | undefined;
  walk(source, (node) => {
    if (found !== undefined) return 'skip';
    if (!is.isCallExpression(node)) return undefined;
    const { expression: callee } = node;
    const name = is.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
    if (compares.test(name) && node.arguments.some((each) => spellsOut(each, own, involved))) found = node;
    return undefined;
  });
  return found;
}

/** Whether an expression has a literal in it with members of the type alone, one of them of those that tell variants apart. */
function spellsOut(
  expected: ast.Expression,
  own: ReadonlySet<string>,
  involved: ReadonlySet<string>,
): boolean {
  let found = false;
  walk(expected, (node) => {
    if (found) return 'skip';
    if (!is.isObjectLiteralExpression(node)) return undefined;
    const names = node.properties.map((property) => nameIn(property));
    found =
      names.every((name) => name !== undefined && own.has(name)) &&
      names.some((name) => name !== undefined && involved.has(name));
    return undefined;
  });
  return found;
}
