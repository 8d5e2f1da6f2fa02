import { pascalCase } from '../../../engine/typescript/codemods/names.ts';
import type { Split, Variant } from '../variants.ts';

/** What each variant is called after the type's own name: by the discriminant's values, else by what it has. */
export function variantSuffixes({ discriminant, variants, involved }: Split): string[] {
  const byTags = variants.map(({ tags }) => byValues(discriminant, tags));
  if (discriminant !== null && isUsable(byTags)) return byTags as string[];
  const byMembers = variants.map((variant) => bySetMembers(variant, involved));
  return isUsable(byMembers) ? byMembers : variants.map((_, index) => `Variant${index + 1}`);
}

function byValues(discriminant: string | null, tags: readonly string[]): string | undefined {
  if (discriminant === null || tags.length === 0 || tags.length > 2) return undefined;
  const words = tags.map((tag) => wordOf(discriminant, tag));
  return words.every((word) => word !== undefined) ? words.join('Or') : undefined;
}

function wordOf(discriminant: string, tag: string): string | undefined {
  if (tag === 'true' || tag === 'false') return yesOrNo(discriminant, tag === 'true');
  // Of an enum's member the name says what the value says.
  const text = tag.startsWith('"') ? (JSON.parse(tag) as string) : tag.slice(tag.lastIndexOf('.') + 1);
  const word = pascalCase(text);
  return /^[A-Z]/.test(word) ? word : undefined;
}

function yesOrNo(discriminant: string, value: boolean): string {
  const name = pascalCase(discriminant.replace(/^(is|has|was)(?=[A-Z_])/, ''));
  if (/^(Ok|Okay|Success|Successful|Succeeded)$/.test(name)) return value ? 'Success' : 'Failure';
  if (name === 'Valid') return value ? 'Valid' : 'Invalid';
  return value ? name : `Not${name}`;
}

function bySetMembers({ holds }: Variant, involved: readonly string[]): string {
  const set = involved.filter((name) => holds[name] === 'set');
  return set.length === 0 ? 'Plain' : `With${set.map(pascalCase).join('And')}`;
}

function isUsable(suffixes: readonly (string | undefined)[]): boolean {
  return (
    suffixes.every((suffix) => suffix !== undefined && suffix.length <= 40) &&
    new Set(suffixes).size === suffixes.length
  );
}
