import { findStored, nameOf } from '../../engine/typescript/arrays/stored.ts';
import { defineRule, type JudgeContext } from '../../engine/typescript/rule.ts';
import { unwrap } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import { copiedInRounds } from './copied-in-rounds.ts';
import { copiedOnDescent } from './copied-on-descent.ts';
import { copiedText } from './copied-text.ts';
import { type CopyStep, copyStep } from './copies.ts';
import lesson from './lesson.md';
import { type CopyingCall, copyingCall } from './recursion.ts';
import { isShortening } from './text-uses.ts';

type Copy =
  | { readonly step: CopyStep }
  | { readonly call: CopyingCall }
  | { readonly shortening: ast.BinaryExpression };

/** A stack that is copied for every push or pop, in a loop or a recursion, where nobody keeps the copy from before. */
export const copiedStack = defineRule<Copy>({
  meta: {
    id: 'stack-shaped/copied-stack',
    title: 'A stack that is copied for every push or pop',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.BinaryExpression, SyntaxKind.ArrayLiteralExpression, SyntaxKind.CallExpression],
  suspect(node) {
    if (is.isBinaryExpression(node)) {
      const step = copyStep(node);
      if (step === undefined && !isShortening(node)) return undefined;
      const access = unwrap(node.left);
      const name = nameOf(access);
      const data = step === undefined ? { shortening: node } : { step };
      return name && { data, types: [access], symbols: [name] };
    }
    const call = copyingCall(node);
    return call && { data: { call }, types: [call.access], symbols: [call.access] };
  },
  judge(copy, { types: [type], symbols: [symbol] }, context) {
    if (isUnresolved(type)) return undefined;
    const { questions, file } = context;
    const node = accessIn(copy);
    const stored = findStored(node, symbol, file.path, questions);
    if (stored === undefined) return undefined;
    if ((type.flags & TypeFlags.StringLike) !== 0) {
      const shortening = 'shortening' in copy ? copy.shortening : 'step' in copy ? copy.step.node : undefined;
      return shortening && isShortening(shortening)
        ? copiedText(shortening, stored, type, context)
        : undefined;
    }
    if ('shortening' in copy || !isChangeableArray(type, context)) return undefined;
    return 'step' in copy
      ? copiedInRounds(copy.step, stored, questions.nonNullable(type), context)
      : copiedOnDescent(copy.call, stored, context);
  },
});

function accessIn(copy: Copy): ast.Expression {
  if ('step' in copy) return copy.step.access;
  return 'call' in copy ? copy.call.access : unwrap(copy.shortening.left);
}

/** Neither a tuple, whose places have meanings, nor a `readonly` array, which is copied on purpose. */
function isChangeableArray(type: Type, { questions }: JudgeContext): boolean {
  const array = questions.nonNullable(type);
  return questions.checker.isArrayType(array) && questions.property(array, 'push') !== undefined;
}
