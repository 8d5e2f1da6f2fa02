import { inFile } from '../../engine/local-edits.ts';
import { storedList } from '../../engine/python/lists/stored.ts';
import { usesOfList } from '../../engine/python/lists/uses.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import lesson from './lesson.md';
import { type Queue, queueOf } from './queue.ts';
import { toDeque } from './to-deque.ts';

interface Removal {
  readonly call: PythonNode;
  readonly list: PythonNode;
}

/** A list that goes in at its end and out at its front again and again, so that every removal moves all that is left. */
export const pyListAsQueue = definePythonRule<Removal>({
  meta: {
    id: 'stack-shaped/py-list-as-queue',
    title: 'A queue that is a list',
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['call'],
  suspect(call, file) {
    const list = listTakenFrom(call);
    return list && /\.(?:append|extend)\(|\+=/.test(file.text) ? { call, list } : undefined;
  },
  judge({ call, list }, { file }) {
    const queue = queueAt(list, file);
    // One finding for a list, at the first call that takes from it.
    const first = queue?.removals.find(({ role }) => role === 'method');
    if (queue === undefined || first?.node !== call) return undefined;
    const { name } = queue.list;
    return {
      file: file.path,
      span: spanOfPython(call),
      message:
        `\`${name}\` is a queue: entries go in at its end and come out with \`pop(0)\`, which moves every entry that is left. ` +
        `A \`collections.deque\` gives the first one away in one step: \`popleft()\`.`,
      evidence: queue.insertions.map((use) => ({
        file: file.path,
        span: spanOfPython(use.node),
        message: 'goes in at the end',
      })),
      ...identifyPython(call),
      fixes: [
        {
          title: `Make \`${name}\` a \`deque\` (it is no \`list\` any more to code that asks)`,
          kind: 'review',
          edits() {
            const made = toDeque(queue, file);
            return 'refused' in made ? made : { edits: inFile(file.path, made.edits, 'Queue') };
          },
        },
      ],
    };
  },
});

const remembered = new WeakMap<PythonView, Map<PythonNode, Map<string, Queue | undefined>>>();

/** What a list is, worked out once for all calls that take from it: a file of data may have thousands. */
export function queueAt(list: PythonNode, file: PythonView): Queue | undefined {
  const home =
    list.type === 'identifier' ? file.names.resolve(list)?.scope.node : list.closest('class_definition');
  if (home === undefined) return undefined;
  const ofFile = remembered.get(file) ?? new Map<PythonNode, Map<string, Queue | undefined>>();
  remembered.set(file, ofFile);
  const ofHome = ofFile.get(home) ?? new Map<string, Queue | undefined>();
  ofFile.set(home, ofHome);
  const name = list.text;
  if (!ofHome.has(name)) {
    const stored = storedList(list, file);
    ofHome.set(name, stored && queueOf(stored, usesOfList(stored, file)));
  }
  return ofHome.get(name);
}

/** `queue` in `queue.pop(0)`. */
function listTakenFrom(call: PythonNode): PythonNode | undefined {
  const callee = call.child('function');
  if (callee?.type !== 'attribute' || callee.child('attribute')?.text !== 'pop') return undefined;
  const args = call.child('arguments')?.named;
  return args?.length === 1 && args[0]?.text === '0' ? callee.child('object') : undefined;
}
