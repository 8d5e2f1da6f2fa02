import type { FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { storedList } from '../../engine/python/lists/stored.ts';
import { usesOfList } from '../../engine/python/lists/uses.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { type Copy, copiedBy, copyOf } from './copies.ts';
import { inPlace } from './in-place.ts';
import lesson from './lesson.md';
import { repeatedCopies } from './owned.ts';

/** A list that is made anew, one entry longer or shorter, in every round of a loop. */
export const pyCopiedStack = definePythonRule<Copy>({
  meta: {
    id: 'stack-shaped/py-copied-stack',
    title: 'A list that is copied for every push or pop',
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['assignment'],
  suspect(node) {
    return copyOf(node);
  },
  judge(copy, { file }) {
    const stored = storedList(copy.list, file, (value) => copiedBy(value, copy.list.text) !== undefined);
    const copies = stored && repeatedCopies(stored, usesOfList(stored, file), file);
    if (stored === undefined || copies?.[0]?.statement !== copy.statement) return undefined;
    return {
      file: file.path,
      span: spanOfPython(copy.statement),
      message: messageFor(copies),
      evidence: copies.slice(1).map(({ statement, change }) => ({
        file: file.path,
        span: spanOfPython(statement),
        message: change === 'pop' ? 'copied to take its last entry off' : 'copied to put an entry on top',
      })),
      ...identifyPython(copy.statement),
      fixes: [fixFor(copies, stored.isPublic, file)],
    };
  },
});

function messageFor(copies: readonly Copy[]): string {
  const name = copies[0]?.list.text ?? '';
  const pushes = copies.some(({ change }) => change !== 'pop');
  const pops = copies.some(({ change }) => change === 'pop');
  const what =
    pushes && pops ? 'put on top of it or taken off' : pushes ? 'put on top of it' : 'taken off it';
  const how = [...(pushes ? ['`append`'] : []), ...(pops ? ['`pop()`'] : [])].join(' and ');
  return (
    `\`${name}\` is copied as a whole for each entry that is ${what} in a loop, so that the time grows with the square of its length. ` +
    `Nothing holds the list from before: change it in place with ${how}.`
  );
}

function fixFor(copies: readonly Copy[], isPublic: boolean, { path, text }: PythonView): FixDraft {
  const name = copies[0]?.list.text ?? '';
  const title = `Change \`${name}\` in place`;
  const changed = inPlace(copies, text);
  return {
    title: isPublic ? `${title}; who has imported it sees it change` : title,
    kind: isPublic ? 'review' : 'safe',
    edits: () => ('refused' in changed ? changed : { edits: inFile(path, changed.edits, 'Stack') }),
  };
}
