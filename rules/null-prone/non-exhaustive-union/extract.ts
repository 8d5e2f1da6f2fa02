import type { Span } from '../../engine/finding.ts';
import { swallows } from '../../engine/typescript/flow.ts';
import type { Answers, JudgeContext } from '../../engine/typescript/rule.ts';
import { enclosingSymbol, foldedText, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { Choice } from './choices.ts';
import type { ChoiceFact, Gap } from './facts.ts';
import { flawOf } from './flaws.ts';
import { commentNames, isLeftOutOnPurpose, isNamedElsewhere } from './intent.ts';
import { bareName, checkedExpression, spell } from './labels.ts';
import { isSeenTo, isUsed, type Lookup, readTable } from './lookups.ts';
import { bareKey, closedUnion, type Member, unitKey } from './members.ts';
import { enumOf, originOf } from './origin.ts';

/** What a `switch`, ladder or row of guards covers; the types asked for are subject, last subject and labels. */
export function factOfChoice(
  choice: Choice,
  { types: [first, last, ...labels], symbols: [holder] }: Answers,
  { questions, options }: JudgeContext,
): ChoiceFact | undefined {
  if (isUnresolved(first) || isUnresolved(last)) return undefined;
  const all = closedUnion(first, questions);
  const left = closedUnion(last, questions);
  if (all === undefined || left === undefined) return undefined;
  const named = new Set<string>();
  for (const label of labels) {
    const key = label && unitKey(label);
    if (key === undefined) return undefined;
    named.add(key);
  }
  const members = all.filter(({ isAbsence }) => !isAbsence);
  if (!isChoosable(members, options)) return undefined;
  const missing = left.filter(({ key, isAbsence }) => !isAbsence && !named.has(key));
  const gap = (): Gap | null => {
    const rest = choice.rest;
    // Less than half is a choice of special cases, not of all of them.
    if (rest === 'handled' || missing.length * 2 > members.length) return null;
    const origin = originOf(first, holder, questions);
    if (origin === 'generated' || isLeftOutOnPurpose(choice, missing.map(bareName))) return null;
    const absent = left.filter(({ key, isAbsence }) => isAbsence && !named.has(key));
    return {
      head: headOf(choice),
      symbol: enclosingSymbol(choice.node),
      syntax: `${choice.form} ${foldedText(choice.subject)}`,
      subject: foldedText(choice.subject),
      missing: missing.map((member) => spell(member, choice, questions)),
      absent: absent.map(({ key }) => bareKey(key)),
      rest,
      flaw: flawOf(choice, questions),
      hasIdleCase: choice.branches.some(swallows),
      check: checkedExpression(choice, questions),
      isForeign: origin === 'package',
    };
  };
  return factOf(choice.form, choice.node, first, members, missing, gap, questions);
}

/** What a lookup's object has keys for; the types asked for are the key and the value, the symbols key and object. */
export function factOfLookup(
  lookup: Lookup,
  { types: [index, value], symbols: [holder, table] }: Answers,
  { questions, options }: JudgeContext,
): ChoiceFact | undefined {
  // A value whose type has `undefined` in it is looked at by the compiler.
  if (isUnresolved(index) || value === undefined || allowsUndefined(value, questions)) return undefined;
  const members = closedUnion(index, questions)?.filter(({ isAbsence }) => !isAbsence);
  if (members === undefined || !isChoosable(members, options)) return undefined;
  const found = readTable(lookup.table, table, questions);
  if (found === undefined) return undefined;
  const missing = members.filter(({ key }) => !found.keys.has(bareKey(key)));
  const gap = (): Gap | null => {
    if (missing.length * 2 > members.length || originOf(index, holder, questions) !== 'own') return null;
    if (isSeenTo(lookup, found)) return null;
    const names = missing.map(bareName);
    if (commentNames(found.literal, names) || isNamedElsewhere(lookup.node, lookup.node, names)) return null;
    const { node } = lookup;
    return {
      head: spanOf(node),
      symbol: enclosingSymbol(node),
      syntax: `lookup ${foldedText(node)}`,
      subject: foldedText(lookup.index),
      missing: missing.map(({ type }) => ({ text: questions.text(type), label: null })),
      absent: [],
      rest: 'passes',
      flaw: { kind: 'not there', table: found.place, throws: isUsed(node) },
      hasIdleCase: false,
      check: null,
      isForeign: false,
    };
  };
  return factOf('lookup', lookup.node, index, members, missing, gap, questions);
}

function factOf(
  form: ChoiceFact['form'],
  node: Node,
  type: Type,
  members: readonly Member[],
  missing: readonly Member[],
  gap: () => Gap | null,
  questions: TypeQuestions,
): ChoiceFact {
  const isComplete = missing.length === 0;
  return {
    form,
    span: spanOf(node),
    kind: node.kind,
    union: unionKey(type, members, questions),
    members: members.length,
    gap: isComplete ? null : gap(),
    isComplete,
  };
}

/** Equal for places over the same values of the same enum, or over the same literals. */
function unionKey(type: Type, members: readonly Member[], questions: TypeQuestions): string {
  const values = members.map(({ key }) => key).sort();
  const owner = enumOf(type, questions);
  const path = owner?.declarations[0]?.path ?? '';
  return [owner === undefined ? '' : `${path}#${owner.name}`, ...values].join('|');
}

/** A choice between two is seldom forgotten, one between very many is made of groups, and flags are combined. */
function isChoosable(members: readonly Member[], options: JudgeContext['options']): boolean {
  return members.length >= 3 && members.length <= (options['members'] ?? 25) && !areFlags(members);
}

function areFlags(members: readonly Member[]): boolean {
  const values = members.map(({ type }) => (type.isNumberLiteralType() ? type.value : Number.NaN));
  return values.includes(4) && values.every((value) => Number.isInteger(Math.log2(value || 1)));
}

/** `switch (…)` or `if (…)`. */
function headOf({ node }: Choice): Span {
  const source = node.getSourceFile();
  return { start: node.getStart(source), end: source.text.indexOf(')', node.expression.end) + 1 };
}

function allowsUndefined(value: Type, questions: TypeQuestions): boolean {
  return questions
    .constituents(value)
    .some(({ flags }) => (flags & (TypeFlags.Undefined | TypeFlags.Void)) !== 0);
}
