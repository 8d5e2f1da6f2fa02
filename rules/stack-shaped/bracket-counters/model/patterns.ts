import { Pattern, Unknown } from './values.ts';

/**
 * A regular expression as it is written, `/\{/g`. Only those without groups are taken: nothing in them is repeated
 * within something repeated, so none takes long on a short text.
 */
export function patternOf(literal: string): Pattern {
  const end = literal.lastIndexOf('/');
  const [source, flags] = [literal.slice(1, end), literal.slice(end + 1)];
  if (source.length > 80 || isGrouped(source)) throw new Unknown();
  try {
    return new Pattern(new RegExp(source, flags));
  } catch (error) {
    throw new Unknown(undefined, { cause: error });
  }
}

/** The characters that a regular expression asks for one by one, as far as they are spelled out: `<div[^>]*>` gives `<div>`. */
export function spelledOut(literal: string): string {
  const source = literal.slice(1, literal.lastIndexOf('/'));
  return source
    .replace(/\\[bBsSwWdD]|\[\^(?:\\.|[^\]\\])*\]|(?<!\\)[*+?|^$]|\{\d+,?\d*\}/g, '')
    .replace(/\[((?:\\.|[^\]\\])*)\]|\\(.)/g, (_, inClass?: string, escaped?: string) =>
      inClass === undefined ? (escaped ?? '') : inClass.replace(/\\(.)/g, '$1'),
    );
}

function isGrouped(source: string): boolean {
  return /\(|\\[1-9k]/.test(source.replace(/\[(?:\\.|[^\]\\])*\]|\\\D/g, ''));
}
