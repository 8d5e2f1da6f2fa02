import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { indentAt, loopAround, unwrapped } from '../../engine/python/around.ts';
import { leaves } from '../../engine/python/flow.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { lineOfPython, spanOfPython } from '../../engine/python/syntax.ts';
import { movedIn, roundsOf } from './body.ts';
import type { Recursion, SelfCall } from './recursion.ts';

/** Runs the body again with other parameters where the function called itself as the last thing that it did. */
export function asLoop(recursion: Recursion): readonly LocalEdit[] | Refusal {
  const { calls, name, view, body } = recursion;
  const rounds = roundsOf(recursion);
  if ('refused' in rounds) return rounds;
  const { indentation, step, newLine, start, statements } = rounds;
  const tails = new Set<PythonNode>();
  for (const { node } of calls) {
    const tail = tailOf(node, recursion);
    if (tail === undefined)
      return {
        refused: `Something is still to be done on ${lineOfPython(node, view)} when the call comes back; a loop would have to carry it along.`,
      };
    tails.add(tail);
  }
  const givesValue = body.below(['return_statement'], true).some(({ named }) => named.length > 0);
  const edits: LocalEdit[] = [];
  for (const tail of tails) {
    if (tail.below(['comment']).length > 0)
      return { refused: `A comment within \`${name}\`'s call of itself would be lost.` };
    if (givesValue && tail.type !== 'return_statement')
      return {
        refused: `What the call on ${lineOfPython(tail, view)} gives is dropped, and other places return something.`,
      };
    const lines = nextRound(tail, recursion, step, statements.at(-1) === tail);
    if ('refused' in lines) return lines;
    const at = step + indentAt(view.text, tail.start);
    edits.push({ span: spanOfPython(tail), newText: lines.join(`${newLine}${at}`) });
  }
  const last = statements.at(-1) as PythonNode;
  const goesOn = leaves(body) || tails.has(last);
  return [
    { span: { start, end: start }, newText: `${indentation}while True:${newLine}` },
    ...movedIn(rounds, recursion, [...tails]),
    ...edits,
    ...(goesOn
      ? []
      : [{ span: { start: body.end, end: body.end }, newText: `${newLine}${indentation}${step}return` }]),
  ];
}

/** `return f(…)`, `return a if b else f(…)`, or `f(…)` with nothing behind it. */
function tailOf(call: PythonNode, { fn, body }: Recursion): PythonNode | undefined {
  if (loopAround(call) !== undefined) return undefined;
  let at = call;
  while (
    at.parent?.type === 'parenthesized_expression' ||
    (at.parent?.type === 'conditional_expression' && at.parent.named[1] !== at)
  )
    at = at.parent;
  const statement = at.parent;
  if (statement?.type === 'return_statement') return statement;
  if (statement?.type !== 'expression_statement' || at !== call) return undefined;
  for (let inner: PythonNode = statement; inner !== body && inner !== fn; ) {
    const { parent } = inner;
    if (parent === null) return undefined;
    if (parent.type === 'block' && parent.named.at(-1) !== inner) return undefined;
    if (!/^(?:block|if_statement|elif_clause|else_clause)$/.test(parent.type)) return undefined;
    inner = parent;
  }
  return statement;
}

/** What stands for a call: the new values, and on to the next round. */
function nextRound(
  tail: PythonNode,
  { calls, parameters, name }: Recursion,
  step: string,
  isLast: boolean,
): readonly string[] | Refusal {
  const byNode = new Map(calls.map((call) => [call.node, call]));
  const lines = (value: PythonNode, isEnd: boolean): string[] | Refusal => {
    const inner = unwrapped(value);
    const call = byNode.get(inner);
    if (call !== undefined) {
      const assigned = assignment(call);
      if (typeof assigned !== 'string') return assigned;
      return [...(assigned === '' ? [] : [assigned]), ...(isEnd && assigned !== '' ? [] : ['continue'])];
    }
    const [whenTrue, condition, whenFalse] = inner.named;
    const isChoice =
      inner.type === 'conditional_expression' && calls.some(({ node }) => inner.contains(node));
    if (!isChoice || whenTrue === undefined || condition === undefined || whenFalse === undefined)
      return [`return ${value.text}`];
    const [yes, no] = [lines(whenTrue, false), lines(whenFalse, isEnd)];
    if ('refused' in yes) return yes;
    if ('refused' in no) return no;
    return [`if ${condition.text}:`, ...yes.map((line) => step + line), ...no];
  };
  const assignment = ({ passed, node }: SelfCall): string | Refusal => {
    const changed: { readonly name: string; readonly value: string }[] = [];
    for (const parameter of parameters) {
      const given = passed.get(parameter.name) ?? parameter.default;
      if (given === undefined) return { refused: `A call leaves out \`${parameter.name}\`.` };
      if (given === parameter.default && !/^(?:none|true|false|integer|float|string)$/.test(given.type))
        return { refused: `A call leaves \`${parameter.name}\` to its default, which all calls share.` };
      if (given.text !== parameter.name) changed.push({ name: parameter.name, value: asValue(given) });
    }
    if (changed.length === 0)
      return { refused: `\`${name}\` calls itself with what it was given, on ${node.text}.` };
    return `${changed.map((each) => each.name).join(', ')} = ${changed.map(({ value }) => value).join(', ')}`;
  };
  const [value] = tail.named;
  return value === undefined ? { refused: 'The call is not there.' } : lines(value, isLast);
}

/** An argument as it may stand on a line of its own, in a row of others. */
function asValue(node: PythonNode): string {
  const needsBrackets = /^(?:named_expression|lambda|yield)$/.test(node.type) || node.text.includes('\n');
  return needsBrackets ? `(${node.text})` : node.text;
}
