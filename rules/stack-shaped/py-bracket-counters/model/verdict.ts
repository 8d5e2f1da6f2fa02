import type { PythonNode } from '../../../engine/python/node.ts';
import { run } from './statements.ts';
import { Unknown, type Value } from './values.ts';

/** Whether a function accepts what is given to it: it returns `True`, no words, or comes to its end without raising. */
export type Judgement = (given: string | readonly string[]) => boolean;

/** The parameter that a function judges, the only one beside `self`. */
export function judgedIn(checker: PythonNode): PythonNode | undefined {
  const parameters = checker.child('parameters')?.named ?? [];
  const [first] = parameters;
  const isMethod = first?.type === 'identifier' && /^(?:self|cls)$/.test(first.text);
  const [judged, ...others] = isMethod ? parameters.slice(1) : parameters;
  if (judged === undefined || others.length > 0) return undefined;
  const name = judged.type === 'typed_parameter' ? judged.named[0] : judged;
  return name?.type === 'identifier' ? name : undefined;
}

/** A function of one parameter, worked through as it is written. */
export function judgementOf(checker: PythonNode): Judgement | undefined {
  const name = judgedIn(checker)?.text;
  const statements = checker.child('body')?.named;
  if (name === undefined || statements === undefined || checker.hasToken('async')) return undefined;
  return (given) => {
    const end = run(statements, { names: new Map([[name, given]]), steps: 2_000 });
    if (end === 'break' || end === 'continue') throw new Unknown();
    return end !== 'raise' && (end === undefined || meaningOf(end.returned));
  };
}

function meaningOf(returned: Value): boolean {
  if (typeof returned === 'boolean') return returned;
  if (returned === null || typeof returned === 'string') return !returned;
  throw new Unknown();
}
