import { isUnresolved } from '../../engine/typescript/types.ts';
import { type Node, TypeFlags } from '../../engine/typescript.ts';
import type { Site } from './codemod.ts';

/** What the types say of a value: it is of the kind, it is not, or nothing certain. */
export type Proof = 'proven' | 'refuted' | 'unknown';

/** Whether every value that may stand at a node is of one of the primitive kinds, `null` and `undefined` included. */
export function proofOf(node: Node, flags: TypeFlags, { questions }: Site): Proof {
  const type = questions.typeAt(node);
  if (isUnresolved(type) || type.flags & TypeFlags.Unknown) return 'unknown';
  const parts = questions.constituents(type);
  if (parts.some((part) => isUnresolved(part) || part.flags & TypeFlags.TypeParameter)) return 'unknown';
  return parts.every((part) => part.flags & flags) ? 'proven' : 'refuted';
}

export function isText(node: Node, site: Site): boolean {
  return proofOf(node, TypeFlags.StringLike, site) === 'proven';
}
