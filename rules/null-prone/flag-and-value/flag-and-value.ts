import type { FindingDraft } from '../../engine/finding.ts';
import { defineRule } from '../../engine/typescript/rule.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import lesson from './lesson.md';
import { isOneMoment } from './moment.ts';
import { type Bond, type Followed, follow, isPlain, relationOf } from './relations.ts';
import { findingsFor, requestFinding } from './report.ts';
import { type RequestStates, requestsIn } from './request.ts';
import { fieldStates, hookStates, type State } from './states.ts';

/** States of one component or class that are never set one without the other. */
interface Companions {
  readonly owner: Node;
  readonly groups: readonly (readonly State[])[];
  readonly requests: readonly RequestStates[];
  /** The values whose types decide what is set. */
  readonly asked: readonly ast.Expression[];
}

/**
 * Pieces of state that have to agree and are kept apart. The evidence is that every place that sets one sets the other,
 * and that no place leaves them in a mixture that the others rule out.
 */
export const flagAndValue = defineRule<Companions>({
  meta: {
    id: 'null-prone/flag-and-value',
    title: 'States that have to agree are kept apart',
    severity: 'info',
    language: 'typescript',
    lesson,
    options: { places: 2 },
  },
  kinds: [
    SyntaxKind.FunctionDeclaration,
    SyntaxKind.FunctionExpression,
    SyntaxKind.ArrowFunction,
    SyntaxKind.ClassDeclaration,
    SyntaxKind.ClassExpression,
  ],
  suspect(owner, { source }) {
    const states = statesOf(owner, source.text);
    const groups = states.length < 2 ? [] : setTogether(states);
    const requests = requestsIn(states.filter(({ kind }) => kind === 'hook'));
    if (groups.length === 0 && requests.length === 0) return undefined;
    const asked = groups.flat().flatMap((state) => valuesOf(state).filter((value) => !isPlain(value)));
    return { data: { owner, groups, requests, asked }, types: asked };
  },
  judge({ groups, requests, asked }, { types }, context) {
    const { questions, options } = context;
    const known = new Map<ast.Expression, Type | undefined>(
      asked.map((value, index) => [value, types[index]]),
    );
    const found = groups.flatMap((group): FindingDraft[] => {
      const followed = group.flatMap((state) => follow(state, (value) => known.get(value), questions) ?? []);
      const bonds = bondsOf(followed).filter(({ first }) => first.at.size >= (options['places'] ?? 2));
      return findingsFor(bonds, context);
    });
    return [...found, ...requests.map((request) => requestFinding(request, context))];
  },
});

function statesOf(owner: Node, text: string): State[] {
  if (is.isClassLikeDeclaration(owner)) return fieldStates(owner);
  if (!text.includes('useState')) return [];
  const { body } = owner as ast.FunctionDeclaration;
  return body !== undefined && is.isBlock(body) ? hookStates(body) : [];
}

/** States whose writes all stand in the same two or more lists of statements. */
function setTogether(states: readonly State[]): State[][] {
  const byPlaces = new Map<string, State[]>();
  for (const state of states) {
    const places = new Set(state.writes.map(({ statement }) => statement.parent.pos));
    if (places.size < 2 || places.size < state.writes.length) continue;
    const key = [...places].sort((a, b) => a - b).join();
    const known = byPlaces.get(key);
    if (known === undefined) byPlaces.set(key, [state]);
    else known.push(state);
  }
  return [...byPlaces.values()].filter((group) => group.length >= 2);
}

/**
 * In a class many values begin and end with what it does, in any order; without a flag among them they have to come and go as
 * one to be one.
 */
function bondsOf(group: readonly Followed[]): Bond[] {
  const bonds: Bond[] = [];
  for (const [index, one] of group.entries()) {
    for (const other of group.slice(index + 1)) {
      const [first, second] = other.isNullable && !one.isNullable ? [other, one] : [one, other];
      if (!first.isNullable || !areSetAsOne(first.state, second.state)) continue;
      const relation = relationOf(first, second);
      const isLoose = first.state.kind === 'field' && !second.isFlag && relation !== 'same';
      if (relation !== undefined && !isLoose) bonds.push({ first, second, relation });
    }
  }
  return bonds;
}

function areSetAsOne(first: State, second: State): boolean {
  return first.writes.every(({ statement }) => {
    const other = second.writes.find((each) => each.statement.parent === statement.parent);
    return other !== undefined && isOneMoment(statement, other.statement, first.kind);
  });
}

function valuesOf({ initial, writes }: State): ast.Expression[] {
  const values = writes.map(({ value }) => value);
  return initial === undefined ? values : [...values, initial];
}
