import type { Answers, JudgeContext } from '../../engine/typescript/rule.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { WrittenFact } from './facts.ts';
import { entryOf, keyOf } from './type-key.ts';

/** A value that the program writes, with the node whose type it has. */
export interface Written {
  readonly kind: 'written';
  readonly typed: Node;
}

/** `JSON.stringify(settings)`, `JSON.stringify({ … } satisfies Settings)`, `response.json(settings)`. */
export function readWritten({
  expression: callee,
  arguments: given,
}: ast.CallExpression): Written | undefined {
  const [value] = given;
  if (value === undefined || !is.isPropertyAccessExpression(callee)) return undefined;
  const writes = callee.name.text === 'stringify' || callee.name.text === 'json';
  if (!writes) return undefined;
  const isTyped = is.isSatisfiesExpression(value) || is.isAsExpression(value);
  return { kind: 'written', typed: isTyped ? value.type : value };
}

export function writtenOf({ types: [type] }: Answers, { questions }: JudgeContext): WrittenFact | undefined {
  if (type === undefined || isUnresolved(type)) return undefined;
  const key = keyOf(type, questions);
  const members = questions.properties(entryOf(type, questions)).map(({ name }) => name);
  return key === null && members.length < 2 ? undefined : { kind: 'written', key, members };
}
