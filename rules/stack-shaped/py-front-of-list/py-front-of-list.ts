import type { Evidence } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { storedList } from '../../engine/python/lists/stored.ts';
import { usesOfList } from '../../engine/python/lists/uses.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { type FrontStack, frontStack } from './discipline.ts';
import lesson from './lesson.md';
import { turnRound } from './turn.ts';

interface FrontInsertion {
  readonly call: PythonNode;
  readonly list: PythonNode;
}

/** A list used as a stack whose top is its front, so that every push and pop moves all other entries. */
export const pyFrontOfList = definePythonRule<FrontInsertion>({
  meta: {
    id: 'stack-shaped/py-front-of-list',
    title: 'A stack whose top is the front of a list',
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['call'],
  suspect(call, file) {
    const list = listInsertedInto(call);
    return list && /\.pop\(\s*0\s*\)|\bdel\b/.test(file.text) ? { call, list } : undefined;
  },
  judge({ call, list }, { file }) {
    const stored = storedList(list, file);
    const stack = stored && frontStack(stored, usesOfList(stored, file));
    if (stack === undefined || stack.insertions[0]?.node !== call) return undefined;
    const turned = turnRound(stack, file);
    const title = `Turn \`${stored?.name}\` round to \`append\` and \`pop\` at its end`;
    return {
      file: file.path,
      span: spanOfPython(call),
      message: messageFor(stack),
      evidence: evidenceOf(stack, file),
      ...identifyPython(call),
      fixes: [
        {
          title: 'refused' in turned || turned.changes === '' ? title : `${title}; ${turned.changes}`,
          kind: 'review',
          edits: () => ('refused' in turned ? turned : { edits: inFile(file.path, turned.edits, 'Stack') }),
        },
      ],
    };
  },
});

/** `open` in `open.insert(0, item)`. */
function listInsertedInto(call: PythonNode): PythonNode | undefined {
  const callee = call.child('function');
  if (callee?.type !== 'attribute' || callee.child('attribute')?.text !== 'insert') return undefined;
  const args = call.child('arguments')?.named;
  return args?.length === 2 && args[0]?.text === '0' ? callee.child('object') : undefined;
}

function messageFor({ list, insertions, removals }: FrontStack): string {
  const inn = insertions.length === 1 ? 'one place puts' : `${insertions.length} places put`;
  const out = removals.length === 1 ? 'one takes' : `${removals.length} take`;
  return (
    `\`${list.name}\` is a stack whose top is the front of the list: ${inn} entries in there and ${out} them out, ` +
    `each time moving every other entry. Make the end its top: \`append\` and \`pop()\` move nothing.`
  );
}

function evidenceOf({ insertions, removals }: FrontStack, { path }: PythonView): Evidence[] {
  const places = [
    ...insertions.slice(1).map((use) => ({ use, message: 'also goes in at the front' })),
    ...removals.map((use) => ({ use, message: 'comes out at the front' })),
  ];
  return places
    .map(({ use, message }) => ({ file: path, span: spanOfPython(use.node), message }))
    .sort((a, b) => a.span.start - b.span.start);
}
