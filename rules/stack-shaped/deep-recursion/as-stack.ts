import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import { type Layout, layoutOf } from '../../engine/typescript/layout.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { indentationAt, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { indented } from './indented.ts';
import { orderedPushes } from './pushes.ts';
import { parameterNames, type Recursion } from './recursion.ts';
import { cannotRunInLoop } from './refusals.ts';
import { returnsOf } from './returns.ts';

/** A walk that keeps what is still to be visited on a stack of its own. */
export interface AsStack {
  readonly edits: readonly LocalEdit[];
  /** The check that now also holds for where the walk starts. */
  readonly check: string | undefined;
}

/**
 * Turns calls that nothing follows but more such calls into pushes, last first, and the body into a loop that pops.
 * What is done for each entry, and in which order, stays.
 */
export function asStack(
  recursion: Recursion,
  visited: string | undefined,
  context: JudgeContext,
): AsStack | Refusal {
  const { fn, name, calls } = recursion;
  const varying = varyingParameters(recursion);
  if ('refused' in varying) return varying;
  const names = new Set(varying.map(({ text }) => text));
  const refused = cannotRunInLoop(recursion, names);
  if (refused !== undefined) return refused;
  const body = recursion.body as ast.Block;
  const returns = returnsOf(recursion);
  if ('refused' in returns) return returns;
  const layout = layoutOf(body);
  const { text, newLine, step, end } = layout;
  const taken = namesIn(context.file.source);
  const stack = unusedName(taken.has('stack') ? 'pending' : 'stack', (each) => taken.has(each));
  const push = (call: ast.CallExpression): string => {
    const values = varying.map(({ index }) => (call.arguments[index] as Node).getText());
    return `${stack}.push(${entryOf(values)})`;
  };
  const pushes = orderedPushes(recursion, { names, visited, push, final: returns.final, context });
  if ('refused' in pushes) return pushes;
  if (calls.length === 0) return { refused: `\`${name}\` does not call itself.` };
  const isTyped = !context.file.isJavaScript;
  const indentation = indentationAt(text, fn.getStart()) + step;
  const entry = entryOf(varying.map(({ text: each }) => each));
  const type = isTyped && varying.length > 1 ? typeOf(varying, context) : '';
  if (type === undefined) return { refused: `The types of what \`${name}\` passes on are not written down.` };
  const before = [
    `const ${stack}${type} = [${entry}]${end}`,
    ...(varying.length > 1
      ? takeSeveral(stack, entry, layout, taken)
      : [`while (${stack}.length > 0) {`, `${step}${entry} = ${stack}.pop()${isTyped ? '!' : ''}${end}`]),
    ...(pushes.check === undefined ? [] : [`${step}if (${pushes.check}) continue${end}`]),
  ];
  const open = body.getStart() + 1;
  const rewritten = [...pushes.edits, ...returns.edits];
  const after = returns.final === undefined ? '' : `${indentation}${returns.final.getText()}${newLine}`;
  const close = text.lastIndexOf('\n', body.end - 1) + 1;
  return {
    check: pushes.check,
    edits: [
      {
        span: { start: open, end: open },
        newText: before.map((line) => `${newLine}${indentation}${line}`).join(''),
      },
      ...indented(
        body,
        step,
        rewritten.map(({ span }) => span),
      ),
      ...rewritten,
      { span: { start: close, end: close }, newText: `${indentation}}${newLine}${after}` },
    ],
  };
}

/** An entry of several values is never `undefined`, so that what comes off the stack says when it is empty. */
function takeSeveral(
  stack: string,
  entry: string,
  { step, end }: Layout,
  taken: ReadonlySet<string>,
): string[] {
  const top = unusedName('top', (each) => taken.has(each));
  const pop = `${top} = ${stack}.pop()`;
  return [
    `for (let ${pop}; ${top} !== undefined; ${pop}) {`,
    `${step}${end === '' ? ';' : ''}${entry} = ${top}${end}`,
  ];
}

interface Varying {
  readonly index: number;
  readonly text: string;
  readonly parameter: ast.ParameterDeclaration;
}

/** The parameters that some call changes; the others mean the same all the way down. */
function varyingParameters(recursion: Recursion): Varying[] | Refusal {
  const { calls, parameters, name } = recursion;
  const names = parameterNames(recursion);
  const varying: Varying[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const text = names[index];
    const passed = calls.map((call) => call.arguments[index]);
    if (
      parameter.dotDotDotToken !== undefined ||
      passed.some((each) => each === undefined || is.isSpreadElement(each))
    ) {
      return { refused: `A call of \`${name}\` leaves out a parameter or spreads its arguments.` };
    }
    if (text !== undefined && passed.every((each) => isSame(each, text))) continue;
    if (text === undefined || parameter.initializer !== undefined) {
      return {
        refused: `\`${parameter.name.getText()}\` is taken apart or has a default, which every entry would need.`,
      };
    }
    varying.push({ index, text, parameter });
  }
  return varying;
}

function isSame(argument: ast.Expression | undefined, name: string): boolean {
  const value = argument && unwrap(argument);
  return value !== undefined && is.isIdentifier(value) && value.text === name;
}

function entryOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] as string) : `[${values.join(', ')}]`;
}

/** `: [number, number][]`, as the parameters are declared. */
function typeOf(varying: readonly Varying[], { questions }: JudgeContext): string | undefined {
  const types = varying.map(({ parameter }) => {
    if (parameter.type !== undefined) return parameter.type.getText();
    const type = questions.typeAt(parameter.name);
    return type === undefined ? undefined : questions.text(type);
  });
  return types.includes(undefined) ? undefined : `: [${types.join(', ')}][]`;
}
