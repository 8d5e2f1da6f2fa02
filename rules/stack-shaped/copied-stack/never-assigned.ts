import type { LocalEdit } from '../../engine/local-edits.ts';
import type { Stored } from '../../engine/typescript/arrays/stored.ts';
import { is, NodeFlags } from '../../engine/typescript.ts';

/** `const` for the `let` of a variable that nothing is assigned to any more; nothing where that takes more than a word. */
export function constInsteadOfLet({ kind, declaration, initializer }: Stored): LocalEdit[] {
  const list = declaration.parent;
  if (kind !== 'variable' || initializer === undefined || !is.isVariableDeclarationList(list)) return [];
  if (list.declarations.length !== 1 || (list.flags & NodeFlags.Let) === 0) return [];
  if (!is.isVariableStatement(list.parent)) return [];
  const start = list.getStart();
  return [{ span: { start, end: start + 'let'.length }, newText: 'const' }];
}
