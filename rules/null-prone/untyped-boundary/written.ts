import type { Answers, JudgeContext } from '../../engine/typescript/rule.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { keyOf } from './extract.ts';
import type { WrittenFact } from './facts.ts';

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
  const key = type && keyOf({ parts: [questions.nonNullable(type)] }, questions);
  return key == null ? undefined : { kind: 'written', key };
}
