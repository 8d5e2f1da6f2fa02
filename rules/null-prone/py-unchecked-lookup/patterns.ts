import { matchesAlways } from '../../engine/always-matches.ts';
import type { PythonNode } from '../../engine/python/node.ts';

/** Whether a pattern that is written out may find nothing; false for one that is put together, as nobody here knows it. */
export function canFail(pattern: PythonNode, method: string, isVerbose: boolean): boolean {
  const parts = pattern.type === 'concatenated_string' ? pattern.named : [pattern];
  if (parts.some(({ type }) => type !== 'string')) return false;
  if (parts.some((part) => part.named.some(({ type }) => type === 'interpolation'))) return false;
  const source = parts
    .flatMap((part) => part.named.filter(({ type }) => type === 'string_content'))
    .map(({ text }) => text)
    .join('')
    .replaceAll('(?P<', '(?<');
  const plain = withoutFlags(source, isVerbose);
  if (plain === '') return false;
  const anchored = method === 'search' ? plain : `^${plain.replace(/^\^/, '')}`;
  const held = method === 'fullmatch' ? `${anchored}$` : anchored;
  return !matchesAlways(held.replace(/\\Z$/, '$').replace(/\$\$$/, '$'));
}

/** Flags at the front say how a pattern is to be read; a verbose one has white space and comments that are no part of it. */
function withoutFlags(source: string, isVerbose: boolean): string {
  const flags = /^\s*\(\?([a-zA-Z]+)\)/.exec(source);
  const rest = flags === null ? source : source.slice(flags[0].length);
  return isVerbose || flags?.[1]?.includes('x') === true
    ? rest.replace(/\\.|\s+|#[^\n]*/g, (part) => (part.startsWith('\\') ? part : ''))
    : rest;
}
