import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { type Choice, readChoice } from './choices.ts';
import { factOfChoice, factOfLookup } from './extract.ts';
import type { ChoiceFact } from './facts.ts';
import lesson from './lesson.md';
import { type Lookup, readLookup } from './lookups.ts';
import { judgeGaps } from './verdict.ts';

type Suspected = { readonly choice: Choice } | { readonly lookup: Lookup };

/**
 * A choice by the value of a closed union that leaves values out. Whether that is meant cannot be seen at the
 * place alone, so every choice of the program is gathered, the complete ones too: they are the evidence.
 */
export const nonExhaustiveUnion = defineProgramRule<Suspected, ChoiceFact>({
  meta: {
    id: 'null-prone/non-exhaustive-union',
    title: 'A choice over a union leaves out some of its values',
    severity: 'info',
    language: 'typescript',
    lesson,
    options: { members: 25 },
  },
  kinds: [SyntaxKind.SwitchStatement, SyntaxKind.IfStatement, SyntaxKind.ElementAccessExpression],

  suspect(node) {
    const choice = readChoice(node);
    if (choice !== undefined) {
      const { subject, lastSubject, labels } = choice;
      return { data: { choice }, types: [subject, lastSubject, ...labels], symbols: [nameIn(subject)] };
    }
    const lookup = readLookup(node);
    if (lookup === undefined) return undefined;
    const { index, table } = lookup;
    return { data: { lookup }, types: [index, lookup.node], symbols: [nameIn(index), table] };
  },

  extract(suspect, answers, context) {
    return 'choice' in suspect
      ? factOfChoice(suspect.choice, answers, context)
      : factOfLookup(suspect.lookup, answers, context);
  },

  reduce(files) {
    return judgeGaps(files);
  },
});

/** The name whose symbol is the property or variable that is compared. */
function nameIn(subject: Node): Node {
  return is.isPropertyAccessExpression(subject) ? subject.name : subject;
}
