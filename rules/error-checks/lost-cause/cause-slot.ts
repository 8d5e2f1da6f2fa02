import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { is, SignatureKind, SymbolFlags, type Type, type TypeSymbol } from '../../engine/typescript.ts';
import type { Discarding } from './discarded.ts';

/**
 * Where the class of an error takes its cause. `options`: an object to be added as the argument of that index;
 * `property`: one to be added to the object that stands there; `argument`: the cause itself.
 */
export interface CauseSlot {
  readonly kind: 'options' | 'property' | 'argument';
  readonly index: number;
}

/** The place for a cause among the arguments that are given already; undefined where the class has none. */
export function causeSlot(
  { made }: Discarding,
  callee: Type,
  questions: TypeQuestions,
): CauseSlot | undefined {
  const kind = is.isNewExpression(made) ? SignatureKind.Construct : SignatureKind.Call;
  const given = made.arguments ?? [];
  for (const signature of questions.checker.getSignaturesOfType(callee, kind)) {
    const parameters = signature.getParameters();
    const end = signature.hasRestParameter ? parameters.length - 1 : parameters.length;
    for (const [index, parameter] of parameters.slice(0, end).entries()) {
      const argument = given[index];
      const type = questions.nonNullable(questions.checker.getTypeOfSymbol(parameter) as Type);
      if (argument !== undefined) {
        if (is.isObjectLiteralExpression(argument) && takesCause(type, questions))
          return { kind: 'property', index };
      } else if (index === given.length && isCause(parameter, type, questions)) {
        return { kind: 'argument', index };
      } else if (index <= given.length + 1 && takesCauseAlone(type, questions)) {
        return { kind: 'options', index };
      }
    }
  }
  return undefined;
}

function isCause({ name }: TypeSymbol, type: Type, questions: TypeQuestions): boolean {
  return (
    /^_?(cause|(original|inner|previous|source|root)_?(Error|Exception|Cause)?)$/.test(name) &&
    !takesCauseAlone(type, questions)
  );
}

/** An object of options, not an error, which has a cause of its own. */
function takesCause(type: Type, questions: TypeQuestions): boolean {
  return questions
    .constituents(type)
    .some(
      (part) =>
        questions.property(part, 'cause') !== undefined && questions.property(part, 'stack') === undefined,
    );
}

function takesCauseAlone(type: Type, questions: TypeQuestions): boolean {
  return (
    takesCause(type, questions) &&
    questions
      .constituents(type)
      .some((part) =>
        questions
          .properties(part)
          .every(({ flags, name }) => name === 'cause' || (flags & SymbolFlags.Optional) !== 0),
      )
  );
}
