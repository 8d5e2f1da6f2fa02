import { bindingAt } from '../../engine/python/binding.ts';
import type { Names } from '../../engine/python/names.ts';
import type { PythonNode } from '../../engine/python/node.ts';

/** Where a value that may be missing is relied on. */
export interface Usage {
  /** What fails with `None`: `.group`, `[0]`, `int(…)`. */
  readonly shown: string;
  /** The look-up itself, or the name that holds what it gave. */
  readonly at: PythonNode;
  /** The assignment that gives the value a name. */
  readonly assignment?: PythonNode;
}

/** How a look-up is used without a check: at once, or as the first thing that is done with the name that it gets. */
export function usageOf(lookup: PythonNode, names: Names): Usage | undefined {
  const outer = outermost(lookup);
  const shown = reliesOn(outer, names);
  if (shown !== undefined) return { shown, at: lookup };
  const assignment = outer.parent;
  const name = assignment?.child('left');
  if (assignment?.type !== 'assignment' || outer.field !== 'right' || name?.type !== 'identifier')
    return undefined;
  const resolved = names.resolve(name);
  if (resolved === undefined || names.scopeOf(name) !== resolved.scope) return undefined;
  const next = names.uses(resolved).find((use) => use.start >= assignment.end);
  if (next === undefined || bindingAt(next) !== undefined || names.scopeOf(next) !== resolved.scope)
    return undefined;
  const use = reliesOn(outermost(next), names);
  return use !== undefined && follows(assignment, next) ? { shown: use, at: next, assignment } : undefined;
}

/** What `None` does not have, and is done with the value; undefined where `None` would do. */
function reliesOn(value: PythonNode, names: Names): string | undefined {
  const { parent, field } = value;
  switch (parent?.type) {
    case 'attribute': {
      const member = parent.child('attribute')?.text ?? '';
      return field === 'object' && !/^__\w+__$/.test(member) ? `.${member}` : undefined;
    }
    case 'subscript':
      return field === 'value' ? '[…]' : undefined;
    case 'argument_list': {
      const callee = parent.parent?.child('function');
      const isSole = parent.named.length === 1 && parent.parent?.type === 'call';
      if (!isSole || callee === undefined || !/^(?:int|float|len|iter|sorted|reversed)$/.test(callee.text))
        return undefined;
      return names.isBuiltin(callee) ? `${callee.text}(…)` : undefined;
    }
    case 'for_statement':
      return field === 'right' ? 'the loop' : undefined;
    case 'assignment':
      return field === 'right' && /^(?:pattern_list|tuple_pattern)$/.test(parent.child('left')?.type ?? '')
        ? 'unpacking it'
        : undefined;
    default:
      return undefined;
  }
}

/** Whether whoever comes from the assignment to the use passed no other way: the use lies in a later statement of the same block. */
function follows(assignment: PythonNode, use: PythonNode): boolean {
  const statement = assignment.parent;
  const block = statement?.parent;
  if (statement?.type !== 'expression_statement' || !block) return false;
  return block.named.some((later) => later.start >= statement.end && later.contains(use));
}

function outermost(node: PythonNode): PythonNode {
  let at = node;
  while (at.parent?.type === 'parenthesized_expression') at = at.parent;
  return at;
}
