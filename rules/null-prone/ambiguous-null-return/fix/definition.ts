import type { TextEdit } from '../../../engine/finding.ts';
import { inFile, type LocalEdit } from '../../../engine/local-edits.ts';
import { layoutOf } from '../../../engine/typescript/layout.ts';
import type { FileView } from '../../../engine/typescript/rule.ts';
import { hasModifier } from '../../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { SyntaxKind, type Type, TypeFlags } from '../../../engine/typescript.ts';
import type { Nothing } from '../exits.ts';
import type { ReasonFact } from '../facts.ts';
import type { FunctionNode, NamedFunction } from '../functions.ts';
import { Origins } from '../origins.ts';
import { passedOnReason, reasonOf } from '../reasons.ts';
import type { Contract } from './contract.ts';
import { emptyExitEdits, type Literals, valueExitEdits } from './exits.ts';
import { returnTypeEdits } from './return-type.ts';

export interface Definition {
  readonly edits: readonly TextEdit[];
  readonly contract: Contract;
}

/** The function itself: its return type and all its exits. A text says why it cannot be rewritten. */
export function rewriteFunction(
  named: NamedFunction,
  view: FileView,
  questions: TypeQuestions,
): Definition | string {
  const { fn, exits, name } = named;
  const isAsync = hasModifier(fn, SyntaxKind.AsyncKeyword);
  const values = exits.values.map((exit) => ({ exit, type: questions.typeAt(exit.value) }));
  const promised = values.find(({ type }) => type !== undefined && isPromise(type));
  if (promised !== undefined) {
    return isAsync
      ? `\`${name.text}\` returns a promise that it does not await.`
      : `\`${name.text}\` returns promises without being \`async\`, so its result is not at hand where it returns.`;
  }
  const naming = reasonNames(named);
  const layout = layoutOf(fn);
  const quote =
    /"[^"\n]*"/.test(layout.text) && !/'[^'\n]*'/.test(layout.text.replace(/\w'\w/g, '')) ? '"' : "'";
  const literals: Literals = {
    isInferred: fn.type === undefined && !view.isJavaScript,
    quote: (reason) => quote + reason + quote,
  };
  const edits: LocalEdit[] = [];
  const reasons: string[] = [];
  const nothing = new Set<Nothing>(exits.empty.map((exit) => exit.nothing));
  for (const exit of exits.empty) {
    const reason = naming.of(reasonOf(exit, naming.origins));
    reasons.push(reason);
    edits.push(...emptyExitEdits(exit, reason, layout, literals));
  }
  for (const { exit, type } of values) {
    const missing = type === undefined ? [] : nothingIn(type, questions);
    const reason = missing.length > 0 ? naming.of(passedOnReason(exit.value, naming.origins)) : undefined;
    if (reason !== undefined) reasons.push(reason);
    for (const each of missing) nothing.add(each);
    const edit = valueExitEdits(exit, reason, missing, layout, literals);
    if (typeof edit === 'string') return edit;
    edits.push(...edit);
  }
  const known = values.map(({ type }) => type);
  const texts = [...new Set(reasons)].map(literals.quote);
  const typed = returnTypeEdits(named, texts, known, view, questions);
  if (typeof typed === 'string') return typed;
  return {
    edits: inFile(view.path, [...typed, ...edits], 'Definition'),
    contract: {
      name: name.text,
      nothing: [...nothing],
      isTruthy: known.every((type) => type !== undefined && isTruthy(type, questions)),
      isAsync,
    },
  };
}

/** One name for all exits with the same reason; what the caller gave is named at each exit. */
function reasonNames({ fn }: { fn: FunctionNode }): { origins: Origins; of: (reason: ReasonFact) => string } {
  const byKey = new Map<string, string>();
  return {
    origins: new Origins(fn),
    of({ key, sort, name }) {
      if (sort === 'input' || sort === 'open') return name;
      const known = byKey.get(key) ?? name;
      byKey.set(key, known);
      return known;
    },
  };
}

function nothingIn(type: Type, questions: TypeQuestions): Nothing[] {
  const parts = questions.constituents(type);
  const has = (flag: TypeFlags): boolean => parts.some((part) => (part.flags & flag) !== 0);
  return [
    ...(has(TypeFlags.Null) ? (['null'] as const) : []),
    ...(has(TypeFlags.Undefined) ? (['undefined'] as const) : []),
  ];
}

/** Whether a value of the type is surely an object, so that `!value` never holds. */
function isTruthy(type: Type, questions: TypeQuestions): boolean {
  const nothing = TypeFlags.Null | TypeFlags.Undefined;
  return questions
    .constituents(type)
    .every((part) => (part.flags & (TypeFlags.Object | TypeFlags.NonPrimitive | nothing)) !== 0);
}

function isPromise(type: Type): boolean {
  return /^Promise(Like)?$/.test(type.getSymbol()?.name ?? '');
}
