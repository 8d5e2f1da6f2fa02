import type { PythonNode } from '../../../engine/python/node.ts';

/**
 * Whether a local name has a value whenever a statement is reached: what binds it encloses the statement, or stands before it in a block
 * around it. A call asks for the value of its arguments even where the check would not have come to them.
 */
export function isSurelyBound(name: string, node: PythonNode): boolean {
  for (let at: PythonNode | null = node; at !== null; at = at.parent) {
    if (at.type === 'function_definition' || at.type === 'lambda') {
      const parameters = at.child('parameters');
      if (parameters !== undefined && spellsName(parameters, name)) return true;
    }
    if (at !== node && bindsIn(at, name)) return true;
    if (at.parent?.type !== 'block') continue;
    const earlier = at.parent.children.filter((each) => each.end <= node.start);
    if (earlier.some((each) => assigns(each, name))) return true;
  }
  return false;
}

/** The head of a loop, a `with` or an `except` binds the name for its body. */
function bindsIn(statement: PythonNode, name: string): boolean {
  if (!/^(?:for_statement|with_statement|except_clause)$/.test(statement.type)) return false;
  return statement.children
    .filter(({ type }) => type !== 'block')
    .some((head) => {
      if (head.field === 'left') return spellsName(head, name);
      return head.below(['as_pattern_target']).some((each) => spellsName(each, name));
    });
}

function assigns(statement: PythonNode, name: string): boolean {
  switch (statement.type) {
    case 'function_definition':
    case 'class_definition':
      return statement.child('name')?.text === name;
    case 'with_statement':
      return (
        bindsIn(statement, name) ||
        statement.child('body')?.named.some((each) => assigns(each, name)) === true
      );
    case 'expression_statement': {
      let target = statement.named[0];
      while (target?.type === 'assignment' && target.child('right') !== undefined) {
        const left = target.child('left');
        const isNames = /^(?:identifier|pattern_list|tuple_pattern|list_pattern)$/.test(left?.type ?? '');
        if (left !== undefined && isNames && spellsName(left, name)) return true;
        target = target.child('right');
      }
      return false;
    }
    default:
      return false;
  }
}

function spellsName(node: PythonNode, name: string): boolean {
  if (node.type === 'identifier') return node.text === name;
  return node.below(['identifier']).some(({ text }) => text === name);
}
