import type { FindingDraft } from '../../engine/finding.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { foldedText, identify, spanOf } from '../../engine/typescript/syntax.ts';
import { deriveFix } from './derive.ts';
import type { Bond, Followed } from './relations.ts';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/** One finding for a group of states: a flag that only repeats whether a value is there comes first, as it can go. */
export function findingFor(bonds: readonly Bond[], context: JudgeContext): FindingDraft | undefined {
  const [bond] = [...bonds].sort((a, b) => rank(a) - rank(b));
  if (bond === undefined) return undefined;
  const { first, second } = bond;
  const isEcho = rank(bond) === 0;
  const { declaration } = (isEcho ? second : first).state;
  const { path, source } = context.file;
  const places = [...first.at.keys()];
  return {
    file: path,
    span: spanOf(declaration.name, source),
    ...identify(declaration.name),
    message: messageOf(bond),
    severity: isEcho ? 'info' : 'hint',
    evidence: places.slice(0, mostEvidence).flatMap((place) => {
      const set = [first, second].flatMap(({ state }) =>
        state.writes.filter(({ statement }) => statement.parent === place),
      );
      const [one] = set;
      if (one === undefined) return [];
      const texts = set.map(({ statement }) => `\`${foldedText(statement).replace(/;$/, '')}\``);
      return { file: path, span: spanOf(one.statement, source), message: texts.join(' and ') };
    }),
    ...(isEcho ? { fixes: [deriveFix(bond, context)] } : {}),
  };
}

/** A flag says no more than whether the value is there. */
function rank({ first, second, relation }: Bond): number {
  if (second.isFlag && first.isNullOrThere && (relation === 'same' || relation === 'opposite')) return 0;
  return second.isFlag ? 1 : 2;
}

function messageOf(bond: Bond): string {
  const { first, second, relation } = bond;
  const value = named(first);
  const other = named(second);
  const places = `all ${first.at.size} places that set either`;
  const together = `${value} and ${other} are set together in ${places}`;
  if (rank(bond) === 0) {
    const says = relation === 'same' ? `that ${value} is there` : `that ${value} is missing`;
    return (
      `${other} only repeats ${says}: ${together}. ` +
      `A place that forgets one of them leaves the two in disagreement. ` +
      `Work ${other} out from ${value} instead of setting it.`
    );
  }
  const rule =
    relation === 'needs'
      ? `${other} means nothing while ${value} is empty`
      : relation === 'exclusive'
        ? 'never do both hold something'
        : relation === 'opposite'
          ? 'always just one of them holds something'
          : 'either both hold something or none does';
  return (
    `${together}, and ${rule}. Kept apart they allow mixtures that no place intends. ` +
    `Keep one state that is a union of what there can be, such as ${example(bond)}.`
  );
}

function example({ first, second, relation }: Bond): string {
  const [one, two] = [first.state.name, second.state.name];
  return relation === 'needs' || relation === 'same'
    ? `\`{ ${one}, ${two} } | null\``
    : `\`{ kind: '${one}' … } | { kind: '${two}' … } | null\``;
}

function named({ state }: Followed): string {
  return `\`${state.name}\``;
}
