import { type Pair, presenceIn } from './evidence.ts';
import type { ConstructionFact, DeclarationFact, ReadFact } from './facts.ts';
import type { Split } from './variants.ts';

/** What is the matter, why, what to do: with the members' names and the counts. */
export function message(
  { name, constructed }: DeclarationFact,
  { pairs, variants, discriminant }: Split,
  constructions: readonly ConstructionFact[],
  reads: readonly ReadFact[],
): string {
  const [pair] = pairs;
  if (pair === undefined) throw new Error(`Nothing was found of ${name}.`);
  const [a, b] = pair.members;
  const places = constructions.filter((each) => tells(each, pair)).length;
  const where = `in the ${places} places that build ${article(name)} \`${name}\``;
  const claim =
    pair.relation === 'exclusive'
      ? `\`${a}\` and \`${b}\` are never set together ${where}`
      : `\`${a}\` and \`${b}\` are always set together or not at all ${where}`;
  const checks = reads.filter(
    ({ member, use }) => (member === a || member === b) && (use === 'checked' || use === 'asserted'),
  ).length;
  const hasNeither = variants.some(({ holds }) => holds[a] === 'missing' && holds[b] === 'missing');
  const excess =
    pair.relation === 'together' ? 'one without the other' : hasNeither ? 'both' : 'both and neither';
  const seen =
    checks === 0
      ? ''
      : `, and ${checks} ${checks === 1 ? 'place checks' : 'places check'} which of them is there`;
  const union = `a union of ${variants.length} variants`;
  const how = discriminant === null ? union : `${union} told apart by \`${discriminant}\``;
  const advice =
    constructed === null
      ? `Say it in the type: ${how}.`
      : `Keep what differs in one member whose type is ${how}, or give each variant a class of its own.`;
  return `${claim}${seen}; yet the type allows ${excess}, and no compiler can warn of it. ${advice}`;
}

/** What keeps both members of another object says nothing of its own. */
function tells(construction: ConstructionFact, { members }: Pair): boolean {
  return members.some((member) => presenceIn(construction, member) !== 'kept');
}

function article(name: string): 'a' | 'an' {
  // `user` and `unit` sound as if they began with a consonant.
  return /^(?:[aeio]|u(?!s[aei]|ni|r[il]|t[io]))/i.test(name) ? 'an' : 'a';
}
