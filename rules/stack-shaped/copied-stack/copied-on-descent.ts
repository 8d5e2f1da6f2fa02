import type { FindingDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import type { Stored } from '../../engine/typescript/arrays/stored.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { backtrack } from './backtrack.ts';
import { type CopyingCall, copyingRecursion } from './recursion.ts';

/**
 * What to say of a path that is copied for every call of a recursion. Copies are as long as the recursion is deep,
 * which is seldom much, so it is said quietly.
 */
export function copiedOnDescent(
  { call, copy, pushed }: CopyingCall,
  array: Stored,
  { file }: JudgeContext,
): FindingDraft | undefined {
  const recursion = copyingRecursion(array);
  if (recursion === undefined || recursion.calls[0]?.copy !== copy) return undefined;
  const callee = call.expression.getText();
  const { name } = array;
  return {
    file: file.path,
    span: spanOf(copy, file.source),
    message:
      `\`${name}\` is copied as a whole for every call of \`${callee}\`, and none of them keeps its copy. ` +
      `One array does for all: push \`${pushed.getText()}\` before the call, and pop it after.`,
    severity: 'hint',
    ...identify(copy),
    evidence: recursion.calls.slice(1).map((each) => ({
      file: file.path,
      span: spanOf(each.copy, file.source),
      message: 'also copies it to go deeper',
    })),
    fixes: [
      {
        title: `Push to \`${name}\` before the call and pop after it; a throw in between leaves it longer`,
        kind: 'review',
        edits: () => {
          const plan = backtrack(recursion);
          return 'refused' in plan ? plan : { edits: inFile(file.path, plan.edits, 'Stack') };
        },
      },
    ],
  };
}
