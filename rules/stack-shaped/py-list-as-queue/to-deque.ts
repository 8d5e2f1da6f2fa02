import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { importMember } from '../../engine/python/add-import.ts';
import { isCondition, roundsOf } from '../../engine/python/around.ts';
import type { Content } from '../../engine/python/lists/stored.ts';
import type { ListUse } from '../../engine/python/lists/uses.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { lineOfPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { comesOutAtFront, type Queue } from './queue.ts';

type Edits = { readonly edits: readonly LocalEdit[] };

/** Makes the list a deque wherever it is made, and takes from its left. */
export function toDeque(queue: Queue, view: PythonView): Edits | Refusal {
  const { list, uses } = queue;
  if (list.isPublic)
    return { refused: `\`${list.name}\` can be seen by other files, which may need a list.` };
  const imported = importMember('collections', 'deque', view);
  if ('refused' in imported) return imported;
  const edits = [...imported.edits];
  const steps = [
    ...list.contents.map((content) => made(content, imported.name)),
    ...uses.map((use) => used(use, queue, view)),
  ];
  for (const step of steps) {
    if ('refused' in step) return step;
    edits.push(...step.edits);
  }
  return { edits };
}

function made({ value, by }: Content, deque: string): Edits | Refusal {
  const edits: LocalEdit[] = [];
  const type = by.child('type');
  if (type !== undefined) {
    const base = /^(?:typing\.)?[Ll]ist\b/.exec(type.text)?.[0];
    // The annotation of a name outside of functions is evaluated.
    if (base === undefined || by.closest('function_definition') === undefined)
      return { refused: `\`${type.text}\` says that it is a list.` };
    edits.push({ span: { start: type.start, end: type.start + base.length }, newText: deque });
  }
  const isEmpty =
    (value.type === 'list' && value.children.length === 2) ||
    (value.type === 'call' && value.child('arguments')?.children.length === 2);
  if (isEmpty) edits.push({ span: spanOfPython(value), newText: `${deque}()` });
  else if (value.type === 'call' && value.child('function')?.text === 'list')
    edits.push({ span: spanOfPython(value.child('function') as PythonNode), newText: deque });
  else
    edits.push(
      { span: { start: value.start, end: value.start }, newText: `${deque}(` },
      { span: { start: value.end, end: value.end }, newText: ')' },
    );
  return { edits };
}

function used(use: ListUse, queue: Queue, view: PythonView): Edits | Refusal {
  const { access, node } = use;
  if (comesOutAtFront(use)) {
    if (use.role === 'method')
      return { edits: [{ span: { start: access.end, end: node.end }, newText: '.popleft()' }] };
    const statement = node.parent;
    return statement?.type === 'delete_statement'
      ? { edits: [{ span: spanOfPython(statement), newText: `${access.text}.popleft()` }] }
      : { refused: `Several things are deleted at once on ${lineOfPython(node, view)}.` };
  }
  switch (use.role) {
    case 'method':
      return method(use, view);
    case 'walk':
      // A list may change while it is walked over, a deque may not.
      if (use.by === 'for' && changesIn(roundsOf(access.parent as PythonNode), queue))
        return {
          refused: `\`${access.text}\` may change while the loop on ${lineOfPython(access, view)} walks over it.`,
        };
      return { edits: [] };
    case 'question':
      return use.by === 'empty' ? emptiness(node, access) : { edits: [] };
    case 'escapes':
      return {
        refused: `\`${access.text}\` is ${use.how} on ${lineOfPython(access, view)}, where a list may be needed.`,
      };
    default:
      return { edits: [] };
  }
}

const ofBoth = new Set(['append', 'extend', 'pop', 'clear', 'count', 'index', 'remove', 'reverse', 'insert']);

function method(use: ListUse & { readonly role: 'method' }, view: PythonView): Edits | Refusal {
  const { access } = use;
  if (ofBoth.has(use.method)) return { edits: [] };
  return { refused: `A deque has no \`${use.method}\` as a list has it, on ${lineOfPython(access, view)}.` };
}

/** A deque never equals a list: `queue == []` asks whether it is empty. */
function emptiness(comparison: PythonNode, access: PythonNode): Edits {
  const isNot = comparison.childrenOf('operators')[0]?.text === '!=';
  const question = isCondition(comparison) ? access.text : `bool(${access.text})`;
  return { edits: [{ span: spanOfPython(comparison), newText: isNot ? question : `not ${access.text}` }] };
}

function changesIn(loop: PythonNode, { list, uses }: Queue): boolean {
  const isChange = (use: ListUse): boolean =>
    use.role === 'extended' || use.role === 'method' || use.role === 'entry';
  if (uses.some((use) => isChange(use) && loop.contains(use.node))) return true;
  return list.kind === 'field' && loop.below(['call']).some((call) => /^self\./.test(call.text));
}
