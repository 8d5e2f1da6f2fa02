import type { FindingDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { defineRule, type JudgeContext } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import { type RemovingCall, removingCall } from './calls.ts';
import lesson from './lesson.md';
import { onePass } from './one-pass.ts';
import { type Rounds, roundsOf } from './rounds.ts';

/** Pairs that are taken out of a text round after round, where one pass with a stack would do. */
export const replaceUntilStable = defineRule<Rounds | RemovingCall>({
  meta: {
    id: 'stack-shaped/replace-until-stable',
    title: 'Pairs taken out of a text round after round until none is left',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.WhileStatement, SyntaxKind.DoStatement, SyntaxKind.CallExpression],
  suspect(node) {
    const rounds = roundsOf(node) ?? removingCall(node);
    return rounds && { data: rounds, types: [rounds.text] };
  },
  judge(rounds, { types: [type] }, context) {
    if (isUnresolved(type) || (type.flags & TypeFlags.StringLike) === 0) return undefined;
    return 'call' in rounds ? byCalls(rounds, context) : byRounds(rounds, type, context);
  },
});

function byRounds(rounds: Rounds, type: Type, context: JudgeContext): FindingDraft {
  const { loop, text } = rounds;
  const { file } = context;
  const plan = onePass(rounds, type, context);
  return {
    file: file.path,
    span: spanOf(loop, file.source),
    message: messageFor(rounds, `\`${text.text}\` round after round, and each round`),
    ...identify(loop),
    fixes: [
      {
        title: `Take ${shown(rounds)} out in one pass with a stack`,
        kind: 'safe',
        edits: () => ('refused' in plan ? plan : { edits: inFile(file.path, plan.edits, 'Stack') }),
      },
    ],
  };
}

/** What the function does beside the calls is its own, so it gets the lesson and no fix. */
function byCalls(removing: RemovingCall, { file }: JudgeContext): FindingDraft {
  const { call, text } = removing;
  return {
    file: file.path,
    span: spanOf(call, file.source),
    message: messageFor(removing, `\`${text.text}\` call after call, and each call`),
    severity: 'hint',
    ...identify(call),
    evidence: [],
    fixes: [],
  };
}

function messageFor(removal: Rounds | RemovingCall, where: string): string {
  return (
    `${shown(removal)} ${removal.pairs.length === 1 ? 'goes' : 'go'} out of ${where} searches and copies all of it, ` +
    'so that the work grows with the square of its length. One pass with a stack comes to the same: a closer that meets its opener on top takes it off.'
  );
}

function shown({ pairs }: Rounds | RemovingCall): string {
  return pairs.map((pair) => `\`${pair}\``).join(', ');
}
