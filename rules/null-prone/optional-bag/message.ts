import type { BagEvidence } from './evidence.ts';
import type { DeclarationFact } from './facts.ts';

/** What is the matter, why, what to do: with the members' names and the counts. */
export function message(
  declaration: DeclarationFact,
  evidence: BagEvidence,
  checked: readonly string[],
): string {
  const { exclusive, together, constructions, shapes, discriminant } = evidence;
  const [pair] = exclusive.length > 0 ? exclusive : together;
  const [a, b] = pair ?? ['', ''];
  const claim =
    exclusive.length > 0
      ? `\`${a}\` and \`${b}\` are never set together in the ${constructions} places that build a \`${declaration.name}\``
      : `\`${a}\` and \`${b}\` are always set together or not at all in the ${constructions} places that build a \`${declaration.name}\``;
  const checks = checked.filter((name) => name === a || name === b).length;
  const cost =
    checks > 0
      ? `, yet the type allows every mixture, so ${checks} ${checks === 1 ? 'place checks' : 'places check'} for one that never comes`
      : ', yet the type allows every mixture, and the compiler can warn of none';
  const how =
    discriminant === null
      ? `a union of ${shapes.length} variants`
      : `a union of ${shapes.length} variants told apart by \`${discriminant}\``;
  return `${claim}${cost}. Say it in the type: ${how}.`;
}
