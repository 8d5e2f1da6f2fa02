import { inFile } from '../../engine/local-edits.ts';
import { defineRule } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import lesson from './lesson.md';
import { onePass } from './one-pass.ts';
import { type Rounds, roundsOf } from './rounds.ts';

/** Pairs that are taken out of a text round after round, where one pass with a stack would do. */
export const replaceUntilStable = defineRule<Rounds>({
  meta: {
    id: 'stack-shaped/replace-until-stable',
    title: 'Pairs taken out of a text round after round until none is left',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.WhileStatement, SyntaxKind.DoStatement],
  suspect(node) {
    const rounds = roundsOf(node);
    return rounds && { data: rounds, types: [rounds.text] };
  },
  judge(rounds, { types: [type] }, context) {
    if (isUnresolved(type) || (type.flags & TypeFlags.StringLike) === 0) return undefined;
    const { loop, text, pairs } = rounds;
    const { file } = context;
    const plan = onePass(rounds, type, context);
    const shown = pairs.map((pair) => `\`${pair}\``).join(', ');
    return {
      file: file.path,
      span: spanOf(loop, file.source),
      message:
        `${shown} ${pairs.length === 1 ? 'goes' : 'go'} out of \`${text.text}\` round after round, and each round searches and copies all of it, ` +
        'so that the work grows with the square of its length. One pass with a stack comes to the same: a closer that meets its opener on top takes it off.',
      ...identify(loop),
      fixes: [
        {
          title: `Take ${shown} out in one pass with a stack`,
          kind: 'safe',
          edits: () => ('refused' in plan ? plan : { edits: inFile(file.path, plan.edits, 'Stack') }),
        },
      ],
    };
  },
});
