import { pascalCase } from '../../../engine/typescript/codemods/names.ts';
import { presenceIn } from '../evidence.ts';
import type { ConstructionFact, DeclarationFact } from '../facts.ts';
import type { Split } from '../variants.ts';

/** A split by a member that the type does not have yet. */
export interface TaggedSplit extends Split {
  readonly discriminant: string;
}

/** What the new member is called; the second name is for types that use the first already. */
const names = ['kind', 'variant'];

/** Tells the variants apart by a new member; undefined where the type uses the names for it. */
export function invented(split: Split, { members }: DeclarationFact): TaggedSplit | undefined {
  const discriminant = names.find((name) => members.every((member) => member.name !== name));
  if (discriminant === undefined) return undefined;
  const tagged = (word: (member: string) => string): string[] =>
    split.variants.map(({ holds }) =>
      tagOf(split.involved.filter((name) => holds[name] !== 'missing').map(word)),
    );
  const isTold = (tags: readonly string[]): boolean => new Set(tags).size === tags.length;
  const tags = [tagged(withoutVerb), tagged((name) => name)].find(isTold);
  if (tags === undefined) return undefined;
  const variants = split.variants.map((variant, index) => ({
    ...variant,
    tags: [JSON.stringify(tags[index])],
  }));
  return { ...split, discriminant, variants };
}

/** The value that a construction has to give; null where it keeps that of another object, undefined where none fits. */
export function tagFor(construction: ConstructionFact, split: TaggedSplit): string | null | undefined {
  const presences = split.involved.map((name) => presenceIn(construction, name));
  if (presences.every((presence) => presence === 'kept')) return null;
  if (presences.includes('kept')) return undefined;
  const variant = split.variants.find(({ holds }) =>
    split.involved.every((name, index) => (presences[index] === 'missing') === (holds[name] === 'missing')),
  );
  return variant?.tags[0];
}

/** A variant is called after the members that it has. */
function tagOf([first, ...more]: readonly string[]): string {
  return first === undefined ? 'plain' : first + more.map((name) => `And${pascalCase(name)}`).join('');
}

/** `ellipsis` of `isEllipsis`. */
function withoutVerb(name: string): string {
  const word = name.replace(/^(is|has|was)(?=[A-Z])/, '');
  return word === name ? name : word.charAt(0).toLowerCase() + word.slice(1);
}
