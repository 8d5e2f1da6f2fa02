import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { roundsOf } from '../../engine/python/around.ts';
import type { Content } from '../../engine/python/lists/stored.ts';
import type { ListUse } from '../../engine/python/lists/uses.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { lineOfPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { type FrontStack, isFrontInsertion, isFrontRemoval } from './discipline.ts';

export interface Turned {
  readonly edits: readonly LocalEdit[];
  /** What the title has to say; empty where nothing but the order in memory changes. */
  readonly changes: string;
}

interface Step {
  readonly edits: readonly LocalEdit[];
  /** The place sees the order of entries, so that it now reads them from the other end. */
  readonly isReversed?: boolean;
}

const unchanged: Step = { edits: [] };

/** Turns the list round: what was its front becomes its end, in every place at once or in none. */
export function turnRound(stack: FrontStack, view: PythonView): Turned | Refusal {
  const { list, uses } = stack;
  if (list.isPublic)
    return {
      refused: `\`${list.name}\` can be seen by other files, where the order of its entries may be read.`,
    };
  const edits: LocalEdit[] = [];
  let reversed = 0;
  for (const step of [
    ...list.contents.map((content) => turnContent(content)),
    ...uses.map((use) => turnUse(use, stack, view)),
  ]) {
    if ('refused' in step) return step;
    edits.push(...step.edits);
    if (step.isReversed === true) reversed += 1;
  }
  const places = reversed === 1 ? 'one place reads' : `${reversed} places read`;
  return { edits, changes: reversed === 0 ? '' : `${places} it in reverse` };
}

function turnContent({ value }: Content): Step | Refusal {
  const entries = value.type === 'list' ? value.named : [];
  if (entries.length < 2) return unchanged;
  return {
    edits: entries.map((entry, index) => ({
      span: spanOfPython(entry),
      newText: entries[entries.length - 1 - index]?.text ?? '',
    })),
  };
}

function turnUse(use: ListUse, stack: FrontStack, view: PythonView): Step | Refusal {
  const { access, node } = use;
  switch (use.role) {
    case 'method':
      if (isFrontInsertion(use)) return appended(use.args[1] as PythonNode, use);
      if (isFrontRemoval(use))
        return { edits: [{ span: { start: access.end, end: node.end }, newText: '.pop()' }] };
      if (use.method === 'clear' || use.method === 'count') return unchanged;
      break;
    case 'entry': {
      if (use.index === undefined) break;
      const index = node.child('subscript') as PythonNode;
      return { edits: [{ span: spanOfPython(index), newText: String(-1 - use.index) }] };
    }
    case 'question':
      return unchanged;
    case 'walk':
      if (use.by === 'for' && mayChangeIn(roundsOf(access.parent as PythonNode), stack))
        return {
          refused: `\`${access.text}\` may change while the loop on ${lineOfPython(access, view)} walks over it.`,
        };
      return {
        edits: [{ span: spanOfPython(access), newText: `reversed(${access.text})` }],
        isReversed: true,
      };
    case 'slice':
      if (/^\[\s*:\s*\]$/.test(view.text.slice(access.end, node.end)))
        return {
          edits: [{ span: { start: access.end, end: node.end }, newText: '[::-1]' }],
          isReversed: true,
        };
      break;
    case 'escapes':
      return {
        refused: `\`${access.text}\` is ${use.how} on ${lineOfPython(access, view)}, where the order of its entries may be seen.`,
      };
  }
  return {
    refused: `Entries of \`${access.text}\` are told apart by their place on ${lineOfPython(access, view)}.`,
  };
}

function appended(value: PythonNode, { access, node }: ListUse): Step | Refusal {
  const list = node.child('arguments') as PythonNode;
  const given = list.children.findIndex(({ type }) => type === ',');
  if (list.children.slice(0, given + 1).some(({ type }) => type === 'comment'))
    return { refused: 'A comment stands before what is put in.' };
  const isOnLine = !/\n/.test(node.text.slice(0, value.start - node.start));
  const start = isOnLine ? value.start : (list.children[given]?.end ?? value.start);
  return { edits: [{ span: { start: access.end, end: start }, newText: '.append(' }] };
}

function mayChangeIn(loop: PythonNode, { list, insertions, removals }: FrontStack): boolean {
  const changes = [...insertions, ...removals];
  if (changes.some(({ node }) => loop.contains(node))) return true;
  // A method that is called in the loop may change the list of the object.
  return (
    list.kind === 'field' && loop.below(['call']).some((call) => call !== loop && /^self\./.test(call.text))
  );
}
