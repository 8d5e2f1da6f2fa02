import type { Layout } from '../../engine/typescript/layout.ts';
import { foldedText } from '../../engine/typescript/syntax.ts';
import type { Node } from '../../engine/typescript.ts';

/** A statement that throws and says which value nobody expected. */
export function throwing(subject: Node, { end }: Layout): string {
  const name = foldedText(subject);
  return `throw new Error(\`Unhandled ${name}: \${${name}}\`)${end}`;
}
