import { isExample } from '../../engine/typescript/errors/examples.ts';
import { defineProgramRule, type FileView } from '../../engine/typescript/rule.ts';
import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { type CheckedCall, callFact, suspectCall } from './calls.ts';
import type { NullFact } from './facts.ts';
import { type FunctionNode, functionFact, type NamedFunction, suspectFunction } from './functions.ts';
import lesson from './lesson.md';
import { verdictsOn } from './verdict.ts';

type NullSuspect =
  | { readonly is: 'function'; readonly named: NamedFunction }
  | { readonly is: 'call'; readonly call: CheckedCall };

/**
 * A function that gives back `null` or `undefined` for reasons that its callers would treat differently if they could
 * tell them apart: above all a failure that looks like an absence.
 */
export const ambiguousNullReturn = defineProgramRule<NullSuspect, NullFact>({
  meta: {
    id: 'null-prone/ambiguous-null-return',
    title: 'The same `null` for different reasons',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [
    SyntaxKind.FunctionDeclaration,
    SyntaxKind.FunctionExpression,
    SyntaxKind.ArrowFunction,
    SyntaxKind.MethodDeclaration,
    SyntaxKind.CallExpression,
  ],

  suspect(node: Node, file: FileView) {
    if (isExample(file)) return undefined;
    if (is.isCallExpression(node)) {
      const call = suspectCall(node);
      return call && { data: { is: 'call', call }, symbols: [call.callee] };
    }
    const named = suspectFunction(node as FunctionNode);
    return named && { data: { is: 'function', named }, types: named.exits.values.map(({ value }) => value) };
  },

  extract(suspect, { types, symbols }, { file, questions }) {
    return suspect.is === 'call'
      ? callFact(suspect.call, symbols[0], questions)
      : functionFact(suspect.named, types, file, questions);
  },

  reduce: verdictsOn,
});
