import type { CodeActionData } from '../../protocol.ts';

/** The `data` of a code action as the client sent it back; undefined if it is none of ours. */
export function readActionData(value: unknown): CodeActionData | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, version, rule, fingerprint, fix } = value as Partial<Record<keyof CodeActionData, unknown>>;
  const fits =
    typeof uri === 'string' &&
    typeof version === 'number' &&
    typeof rule === 'string' &&
    typeof fingerprint === 'string' &&
    typeof fix === 'number';
  return fits ? (value as CodeActionData) : undefined;
}
