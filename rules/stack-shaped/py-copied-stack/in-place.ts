import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { spanOfPython } from '../../engine/python/syntax.ts';
import type { Copy } from './copies.ts';

/** The edits that change the list where it was copied. */
export function inPlace(
  copies: readonly Copy[],
  text: string,
): { readonly edits: readonly LocalEdit[] } | Refusal {
  const edits: LocalEdit[] = [];
  for (const { statement, list, change, added } of copies) {
    if (statement.below(['comment']).some((comment) => added?.contains(comment) !== true))
      return { refused: `A comment stands within \`${list.text} = …\`.` };
    if (statement.child('type') !== undefined)
      return { refused: `\`${list.text}\` is declared where it is copied.` };
    if (added === undefined) {
      const name = list.text;
      // Taking nothing off an empty list is no error for the copy, but is one for \`pop\`.
      const newText = isSurelyFilled(statement, name) ? `${name}.pop()` : `del ${name}[-1:]`;
      edits.push({ span: spanOfPython(statement), newText });
    } else {
      const method = change === 'push' ? 'append' : 'extend';
      const newText = `${list.text}.${method}(${text.slice(added.start, added.end)})`;
      edits.push({ span: spanOfPython(statement), newText });
    }
  }
  return { edits };
}

/** Whether the statement comes first where a condition holds that asks for entries, or after reads of the last one. */
function isSurelyFilled(statement: PythonNode, name: string): boolean {
  const line = statement.parent;
  const block = line?.parent;
  const around = block?.parent;
  if (line == null || block?.type !== 'block' || around == null) return false;
  const isGuarded =
    block.named[0] === line &&
    /^(?:if_statement|elif_clause|while_statement)$/.test(around.type) &&
    (block.field === 'consequence' || block.field === 'body') &&
    conjuncts(around.child('condition')).some((condition) => asksForEntries(condition, name));
  if (isGuarded) return true;
  const before = block.named[block.named.indexOf(line) - 1]?.text;
  return before !== undefined && /^\w+ = /.test(before) && before.endsWith(` = ${name}[-1]`);
}

function conjuncts(condition: PythonNode | undefined): PythonNode[] {
  if (condition === undefined) return [];
  if (condition.type === 'parenthesized_expression') return conjuncts(condition.named[0]);
  if (condition.type === 'boolean_operator' && condition.child('operator')?.text === 'and')
    return [...conjuncts(condition.child('left')), ...conjuncts(condition.child('right'))];
  return [condition];
}

function asksForEntries(condition: PythonNode, name: string): boolean {
  if (condition.text === name) return true;
  if (condition.type !== 'comparison_operator') return false;
  const text = condition.text.replace(/\s+/g, '');
  return (
    text.startsWith(`${name}[-1]`) ||
    text === `len(${name})>0` ||
    text === `len(${name})!=0` ||
    text === `${name}!=[]`
  );
}
