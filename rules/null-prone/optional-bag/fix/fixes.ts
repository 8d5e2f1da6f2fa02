import type { FixDraft } from '../../../engine/finding.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import type { DeclarationFact, ReadFact } from '../facts.ts';
import type { Split } from '../variants.ts';
import type { Bag, Located } from '../verdict.ts';
import { invented } from './invented-tag.ts';
import { tagsWith } from './tags.ts';
import { toTaggedUnion, toUnion, toUnionWithReads } from './to-union.ts';

/** The whole change first; the type alone for where a part of the code cannot follow. A class has to be taken apart by hand. */
export function fixesOf(bag: Bag, declaration: Located<DeclarationFact>, split: Split): FixDraft[] {
  const { file, fact } = declaration;
  if (fact.constructed !== null) return [];
  const place = { file, span: fact.span };
  const { discriminant, variants, involved } = split;
  const union = `Make \`${fact.name}\` a union of ${variants.length} variants`;
  const change = fact.exported
    ? 'code that builds other mixtures, also outside, no longer compiles'
    : 'other mixtures no longer compile';
  const alone: FixDraft = {
    title: `${union} in the type alone; ${change}`,
    kind: 'review',
    edits: (context) => toUnion(place, split, context as TypeScriptFixContext),
  };
  const reads = bag.reads.filter(
    ({ fact: read }) => involved.includes(read.member) && isRewritable(read, fact, split),
  );
  if (discriminant === null) {
    const tagged = invented(split, fact);
    if (tagged === undefined) return [alone];
    const { discriminant: tag } = tagged;
    const more = fact.exported
      ? `code outside that builds one has to give \`${tag}\``
      : `every object carries \`${tag}\` from then on`;
    const whole: FixDraft = {
      title: `${union} told apart by a new member \`${tag}\`, given wherever one is built; ${more}`,
      kind: 'review',
      edits: (context) => toTaggedUnion(place, tagged, { ...bag, reads }, context as TypeScriptFixContext),
    };
    return [whole, alone];
  }
  if (reads.length === 0) return [alone];
  const whole: FixDraft = {
    title: `${union} and check \`${discriminant}\` where the code checks its members; ${change}`,
    kind: 'review',
    edits: (context) => toUnionWithReads(place, split, reads, context as TypeScriptFixContext),
  };
  return [whole, alone];
}

/** A check that the discriminant can make as well, or a `!` that may be needless; the others stay as they are. */
function isRewritable(
  { member, use, comparesAbsence, standIn }: ReadFact,
  { members }: DeclarationFact,
  split: Split,
): boolean {
  if (use === 'asserted') return true;
  if (use !== 'checked' || standIn !== null || tagsWith(member, split) === undefined) return false;
  return comparesAbsence || members.some(({ name, isAlwaysTruthy }) => name === member && isAlwaysTruthy);
}
