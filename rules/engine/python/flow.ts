import type { PythonNode } from './node.ts';

/** Whether nothing behind a block runs after it. */
export function leaves(block: PythonNode | undefined): boolean {
  const last = block?.named.at(-1);
  if (last === undefined) return false;
  if (/^(?:return|raise|continue|break)_statement$/.test(last.type)) return true;
  if (last.type === 'if_statement') {
    const bodies = [
      last.child('consequence'),
      ...last.childrenOf('alternative').map((each) => each.child('consequence') ?? each.child('body')),
    ];
    return last.childrenOf('alternative').at(-1)?.type === 'else_clause' && bodies.every(leaves);
  }
  if (last.type === 'with_statement') return leaves(last.child('body'));
  return false;
}
