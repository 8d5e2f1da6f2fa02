import { minVersion, satisfies, validRange } from 'semver';
import type { Type } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import type { TypeQuestions } from '../types.ts';

/** Methods of arrays that are younger than ES2015, with the first Node that has each. */
const firstNode = { at: '16.6.0', findLast: '18.0.0', toReversed: '20.0.0' } as const;

export type YoungMethod = keyof typeof firstNode;

/**
 * Whether a method may be written into a file: its types know it and its package declares an engine that has
 * it. Without such a declaration TypeScript's `lib` decides; plain JavaScript has nothing that could.
 */
export function hasMethod(
  method: YoungMethod,
  array: Type,
  file: FileView,
  questions: TypeQuestions,
): boolean {
  if (questions.property(array, method) === undefined) return false;
  const { nodeRange } = file.package;
  if (nodeRange === null || validRange(nodeRange) === null) return !file.isJavaScript;
  const lowest = minVersion(nodeRange);
  return lowest !== null && satisfies(lowest, `>=${firstNode[method]}`);
}
