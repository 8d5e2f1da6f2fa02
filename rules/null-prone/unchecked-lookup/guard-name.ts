import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { siblings } from '../../engine/typescript/flow.ts';
import { layoutOf, startsLine } from '../../engine/typescript/layout.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { nothingIn } from './extract.ts';
import { type Place, removeMark } from './fixes.ts';
import { guardText, insertAfter, insertBefore } from './guard-text.ts';
import type { NamedUse, Usage } from './usage.ts';

/** Checks a value that has a name already: before the first statement that relies on it, or where it is declared. */
export function guardName(place: Place, usage: Usage & { readonly kind: 'named' }): LocalEdit[] | Refusal {
  const { questions } = place;
  const name = usage.declaration.name.text;
  const open = usage.uses.filter(({ name: node, kind }) => {
    const type = questions.typeAt(node);
    return kind !== 'checked' && !isUnresolved(type) && nothingIn(type, questions) !== undefined;
  });
  const [first] = open;
  if (first === undefined) return { refused: 'The code has changed.' };
  const marks = open.flatMap(({ kind, name: node }) =>
    kind === 'asserted' ? [removeMark(node.parent)] : [],
  );
  const guard = guardText(name, place);
  const statement = statementOf(first);
  if (statement !== undefined && !startsLine(statement, layoutOf(statement).text))
    return { refused: 'The statement shares its line with others, between which a check has no place.' };
  if (statement !== undefined && open.every((use) => standsAfter(statement, use))) {
    return [insertBefore(statement, guard), ...marks];
  }
  if (usage.uses.some(({ kind }) => kind === 'checked')) {
    return { refused: `\`${name}\` is checked in one branch and taken for granted in several others.` };
  }
  return [insertAfter(usage.declaration.parent.parent, guard), ...marks];
}

/** The nearest statement around a use that another one can be put before. */
function statementOf({ name }: NamedUse): ast.Statement | undefined {
  for (let at: Node = name; at.parent !== undefined; at = at.parent) {
    if (is.isStatement(at) && siblings(at) !== undefined) return at;
  }
  return undefined;
}

/** Whether what is checked before a statement is known where a name is used. */
function standsAfter(statement: ast.Statement, { name }: NamedUse): boolean {
  return name.pos >= statement.pos && name.end <= statement.parent.end;
}
