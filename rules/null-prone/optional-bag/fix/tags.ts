import type { Split } from '../variants.ts';

/** The values of the discriminant that go with a member, and those that go without. */
export interface Tags {
  readonly having: readonly string[];
  readonly lacking: readonly string[];
}

/** undefined where a variant leaves the member open, so that no value tells. */
export function tagsWith(member: string, { variants }: Split): Tags | undefined {
  if (variants.some(({ holds }) => holds[member] === 'open' || holds[member] === undefined)) return undefined;
  const of = (holding: string): string[] =>
    variants.filter(({ holds }) => holds[member] === holding).flatMap(({ tags }) => tags);
  return { having: of('set'), lacking: of('missing') };
}
