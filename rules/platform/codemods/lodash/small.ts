import { aroundArguments, replaceNode } from '../../../engine/typescript/codemods/calls.ts';
import { is, TypeFlags } from '../../../engine/typescript.ts';
import type { Verdict } from '../codemod.ts';
import { isGlobal, shadowed } from '../globals.ts';
import { isAll, type LodashCall, type LodashFunction, shortCall } from './call.ts';

/** Functions that hardly are any. */
export const smallFunctions: Readonly<Record<string, LodashFunction>> = {
  noop: { builtIn: '() => {}', value: '() => {}', rewrite: (call) => instead(call, 0, 'undefined') },
  identity: {
    builtIn: '(value) => value',
    value: '(value) => value',
    rewrite: () => ({ blocked: 'the call gives its argument' }),
  },
  now: { builtIn: 'Date.now', value: 'Date.now', rewrite: (call) => instead(call, 0, 'Date.now()') },
  stubTrue: { builtIn: '() => true', value: '() => true', rewrite: (call) => instead(call, 0, 'true') },
  stubFalse: { builtIn: '() => false', value: '() => false', rewrite: (call) => instead(call, 0, 'false') },
  times: { builtIn: 'Array.from', rewrite: times },
  range: { builtIn: 'Array.from', rewrite: range },
};

function instead({ call, args }: LodashCall, count: number, text: string): Verdict {
  if (args.length !== count) return { blocked: `\`${shortCall(call)}\` has further arguments` };
  return { edits: [replaceNode(call, text)] };
}

/** `_.times(3, (index) => …)` → `Array.from({ length: 3 }, (_, index) => …)`. */
function times({ call, args, site }: LodashCall): Verdict {
  if (!isGlobal('Array', call.expression, site)) return shadowed('Array');
  const [count, run, ...more] = args;
  if (count === undefined || more.length > 0 || !isAll(count, TypeFlags.NumberLike, site)) {
    return { blocked: `\`${shortCall(call)}\` does not say how often` };
  }
  if (run === undefined || !is.isArrowFunction(run) || run.parameters.length > 1) {
    return { blocked: `what \`${shortCall(call)}\` calls is not written in place` };
  }
  const [parameter] = run.parameters;
  const isBracketed =
    parameter === undefined || /\(\s*$/.test(call.getText().slice(0, parameter.getStart() - call.getStart()));
  if (!isBracketed || /\b_\b/.test(run.getText()))
    return { blocked: `\`${shortCall(call)}\` has no place for an index` };
  const edits = aroundArguments(call, ['Array.from({ length: ', ' }, ', null]);
  if (edits === undefined) return { blocked: `there is a comment within \`${shortCall(call)}\`` };
  if (parameter === undefined) return { edits };
  const start = parameter.getStart();
  return { edits: [...edits, { span: { start, end: start }, newText: '_, ' }] };
}

/** `_.range(count)`; lodash counts down to a negative number, `Array.from` takes it for 0. */
function range({ call, args, site }: LodashCall): Verdict {
  if (!isGlobal('Array', call.expression, site)) return shadowed('Array');
  const [end, ...more] = args;
  if (end === undefined || more.length > 0 || !isAll(end, TypeFlags.NumberLike, site)) {
    return { blocked: `\`${shortCall(call)}\` starts or steps otherwise` };
  }
  const isPositive = is.isNumericLiteral(end) || /\.length$/.test(end.getText());
  const edits = aroundArguments(call, ['Array.from({ length: ', ' }, (_, index) => index)']);
  if (edits === undefined) return { blocked: `there is a comment within \`${shortCall(call)}\`` };
  return { edits, differences: isPositive ? [] : ['a negative count gives an empty list'] };
}
