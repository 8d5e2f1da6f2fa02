import type { FindingDraft } from '../../engine/finding.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { foldedText, identify, spanOf } from '../../engine/typescript/syntax.ts';
import { deriveFix } from './derive.ts';
import type { Bond, Followed } from './relations.ts';
import type { RequestStates } from './request.ts';
import type { State } from './states.ts';
import { uniteFix } from './unite.ts';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/**
 * A flag that only repeats whether a value is there is a finding of its own, as it can go; of the other states that are
 * set in the same places one finding tells.
 */
export function findingsFor(bonds: readonly Bond[], context: JudgeContext): FindingDraft[] {
  const echoes = new Map<State, Bond>();
  for (const bond of bonds) {
    const { state } = bond.second;
    if (isEcho(bond) && !echoes.has(state)) echoes.set(state, bond);
  }
  const others = bonds.filter(({ first, second }) => !echoes.has(first.state) && !echoes.has(second.state));
  const [lesson] = others;
  const findings = [...echoes.values()].map((bond) => ({
    ...findingAt(bond.second.state, [bond.first, bond.second], context),
    message: echoMessage(bond),
    severity: 'info' as const,
    fixes: [deriveFix(bond, context)],
  }));
  if (lesson === undefined) return findings;
  const involved = [...new Set(others.flatMap(({ first, second }) => [first, second]))];
  return [
    ...findings,
    {
      ...findingAt(lesson.first.state, involved, context),
      message: lessonMessage(lesson, involved),
      severity: 'hint',
      fixes: [uniteFix(involved, context)],
    },
  ];
}

/** A flag, a value and a problem that tell of one request, set in different places of it. */
export function requestFinding(
  { flag, value, problem, attempt }: RequestStates,
  { file: { path, source } }: JudgeContext,
): FindingDraft {
  const names = [flag, value, problem].map(({ name }) => `\`${name}\``);
  const [ofFlag, ofValue, ofProblem] = names;
  const back = attempt.finallyBlock === undefined ? 'at the end of both ways' : 'in `finally`';
  const { name } = flag.declaration;
  return {
    file: path,
    span: spanOf(name, source),
    ...identify(name),
    severity: 'hint',
    message:
      `${ofFlag}, ${ofValue} and ${ofProblem} tell of one request: ${ofFlag} is set before it and taken back ${back}, ${ofValue} is set where it succeeds, ${ofProblem} where it fails. ` +
      `Kept apart they allow mixtures that never come about, such as ${ofValue} beside ${ofProblem}. ` +
      `Keep one state that is a union, such as \`{ kind: '${flag.name}' } | { kind: '${value.name}'; … } | { kind: '${problem.name}'; … } | null\`.`,
    evidence: [flag, value, problem].flatMap(({ writes }) =>
      writes.slice(0, 4).map(({ statement }) => ({
        file: path,
        span: spanOf(statement, source),
        message: `\`${foldedText(statement).replace(/;$/, '')}\``,
      })),
    ),
  };
}

function findingAt(
  { declaration }: State,
  involved: readonly Followed[],
  { file: { path, source } }: JudgeContext,
): Omit<FindingDraft, 'message'> {
  const places = [...(involved[0]?.at.keys() ?? [])];
  return {
    file: path,
    span: spanOf(declaration.name, source),
    ...identify(declaration.name),
    evidence: places.slice(0, mostEvidence).flatMap((place) => {
      const set = involved.flatMap(({ state }) =>
        state.writes.filter(({ statement }) => statement.parent === place),
      );
      const [one] = set;
      if (one === undefined) return [];
      const texts = set.map(({ statement }) => `\`${foldedText(statement).replace(/;$/, '')}\``);
      return { file: path, span: spanOf(one.statement, source), message: texts.join(' and ') };
    }),
  };
}

/** Whether the second state is a flag that says no more than whether the first one is there. */
function isEcho({ first, second, relation }: Bond): boolean {
  return second.isFlag && first.isNullOrThere && (relation === 'same' || relation === 'opposite');
}

function echoMessage({ first, second, relation }: Bond): string {
  const value = named(first);
  const flag = named(second);
  return (
    `${flag} only repeats that ${value} is ${relation === 'same' ? 'there' : 'missing'}: ` +
    `they are set together in all ${first.at.size} places that set either. ` +
    `A place that forgets one of them leaves the two in disagreement. ` +
    `Work ${flag} out from ${value} instead of setting it.`
  );
}

function lessonMessage({ first, second, relation }: Bond, involved: readonly Followed[]): string {
  const value = named(first);
  const other = named(second);
  const rule =
    relation === 'needs'
      ? `${other} means nothing while ${value} is empty`
      : relation === 'exclusive'
        ? `${value} and ${other} never both hold something`
        : relation === 'opposite'
          ? `always just one of ${value} and ${other} holds something`
          : `either both ${value} and ${other} hold something or none does`;
  const names = involved.map(named);
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return (
    `${list} are set together in all ${first.at.size} places that set any of them, and ${rule}. ` +
    `Kept apart they allow mixtures that no place intends. ` +
    `Keep one state that is a union of what there can be, such as ${example(relation, involved)}.`
  );
}

function example(relation: Bond['relation'], involved: readonly Followed[]): string {
  const names = involved.map(({ state }) => state.name);
  return relation === 'needs' || relation === 'same'
    ? `\`{ ${names.join(', ')} } | null\``
    : `\`${names.map((name) => `{ kind: '${name}' … }`).join(' | ')} | null\``;
}

function named({ state }: Followed): string {
  return `\`${state.name}\``;
}
