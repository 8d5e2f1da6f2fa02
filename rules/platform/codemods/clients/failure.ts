import type { Verdict } from '../codemod.ts';

/** Why a request cannot be rewritten. */
export type Failure = Exclude<Verdict, { readonly edits: unknown }>;

export function isFailure(value: object): value is Failure {
  return 'needed' in value || 'blocked' in value;
}

/** Source on one line for a sentence, cut where it is long. */
export function inShort(text: string, length = 30): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
