import { inFile } from '../../engine/local-edits.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import lesson from './lesson.md';
import { onePass } from './one-pass.ts';
import { type Rounds, roundsOf } from './rounds.ts';

/** A loop that takes pairs of characters out of a text until none is left, searching from the start in each round. */
export const pyReplaceUntilStable = definePythonRule<Rounds>({
  meta: {
    id: 'stack-shaped/py-replace-until-stable',
    title: 'Pairs taken out of a text round after round until none is left',
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['while_statement'],
  suspect(node, file) {
    return roundsOf(node, file);
  },
  judge(rounds, { file }) {
    const { loop, text, pairs } = rounds;
    const shown = pairs.map((pair) => `\`${pair}\``).join(', ');
    return {
      file: file.path,
      span: spanOfPython(loop),
      message:
        `${shown} ${pairs.length === 1 ? 'goes' : 'go'} out of \`${text.text}\` round after round, and each round searches and copies all of it, ` +
        'so that the work grows with the square of its length. One pass with a stack comes to the same: a closer that meets its opener on top takes it off.',
      ...identifyPython(loop),
      fixes: [
        {
          title: `Take ${shown} out in one pass with a stack`,
          kind: 'safe',
          edits() {
            const plan = onePass(rounds, file);
            return 'refused' in plan ? plan : { edits: inFile(file.path, plan.edits, 'Stack') };
          },
        },
      ],
    };
  },
});
