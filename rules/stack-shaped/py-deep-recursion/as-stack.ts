import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { loopAround, unwrapped } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { lineOfPython, spanOfPython } from '../../engine/python/syntax.ts';
import { movedIn, type Rounds, roundsOf } from './body.ts';
import type { Growth } from './growth.ts';
import { marksOf } from './marks.ts';
import { isRepeated, type Recursion } from './recursion.ts';

export interface AsStack {
  readonly edits: readonly LocalEdit[];
  /** A question that is now also asked where the walk starts. */
  readonly check: string | undefined;
}

/**
 * Turns calls that nothing follows but more such calls into pushes, last first, and the body into a loop that pops. What is done for
 * each entry, and in which order, stays.
 */
export function asStack(recursion: Recursion, { asked }: Growth): AsStack | Refusal {
  const { calls, name, body, parameters, view } = recursion;
  const rounds = roundsOf(recursion);
  if ('refused' in rounds) return rounds;
  const returns = body.below(['return_statement'], true);
  for (const each of returns) {
    if (each.named.length > 0) return { refused: `\`${name}\` returns something of its own from each call.` };
    if (loopAround(each) !== undefined) return { refused: `\`${name}\` returns from within a loop.` };
  }
  const varying = parameters
    .map((each) => each.name)
    .filter((each) => calls.some(({ passed }) => passed.get(each)?.text !== each));
  for (const { node, passed } of calls)
    if (varying.some((each) => !passed.has(each)))
      return { refused: `The call on ${lineOfPython(node, view)} leaves a parameter to its default.` };
  const pushed = pushes(recursion, rounds, varying, asked);
  if ('refused' in pushed) return pushed;
  const { indentation, step, newLine, start } = rounds;
  const taken = new Set(recursion.fn.below(['identifier']).map(({ text }) => text));
  const stack = ['stack', 'pending', 'waiting'].find((each) => !taken.has(each)) ?? 'stack_';
  const entry = varying.length === 1 ? varying[0] : `(${varying.join(', ')})`;
  const names = varying.join(', ');
  const check = asked === undefined || isAskedFirst(rounds, asked) ? undefined : asked;
  const head = [
    `${stack} = [${entry}]`,
    `while ${stack}:`,
    `${step}${names} = ${stack}.pop()`,
    ...(check === undefined ? [] : [`${step}if ${check}:`, `${step}${step}continue`]),
  ];
  return {
    check,
    edits: [
      {
        span: { start, end: start },
        newText: head.map((line) => `${indentation}${line}${newLine}`).join(''),
      },
      ...movedIn(rounds, recursion, pushed.written),
      ...pushed.edits(stack),
      ...returns.map((each) => ({ span: spanOfPython(each), newText: 'continue' })),
    ],
  };
}

interface Pushes {
  readonly written: readonly PythonNode[];
  edits(stack: string): LocalEdit[];
}

/** The calls at the end of the body: in a loop, or one after the other. */
function pushes(
  recursion: Recursion,
  { statements }: Rounds,
  varying: readonly string[],
  asked: string | undefined,
): Pushes | Refusal {
  const { calls, view, body } = recursion;
  const entryOf = ({ passed }: Recursion['calls'][number]): string => {
    const values = varying.map((each) => passed.get(each)?.text ?? '');
    return values.length === 1 ? (values[0] as string) : `(${values.join(', ')})`;
  };
  for (const call of calls) {
    const changing = [...call.passed.values()].find((value) => mayChange(value, recursion));
    if (changing !== undefined)
      return { refused: `\`${changing.text}\` may be something else once the calls before it are over.` };
  }
  const own = statements.filter((statement) => calls.some(({ node }) => statement.contains(node)));
  const [first] = own;
  const after = statements.slice(statements.indexOf(first as PythonNode));
  const follows = after.find((statement) => !own.includes(statement));
  if (first === undefined || follows !== undefined)
    return {
      refused: `Something is still to be done on ${lineOfPython(follows ?? body, view)} when the calls come back; the stack would have to remember it.`,
    };
  if (
    view.root
      .below(['comment'])
      .some(({ start, end }) => own.length > 1 && start > first.start && end < body.end)
  )
    return { refused: 'Comments stand between the calls, whose order turns round.' };
  if (own.every((statement) => isCallAlone(statement, recursion))) {
    const entries = own.map((statement) => calls.find(({ node }) => statement.contains(node)));
    return {
      written: [],
      edits: (stack) =>
        own.map((statement, index) => ({
          span: spanOfPython(statement),
          newText: `${stack}.append(${entryOf(entries[own.length - 1 - index] as Recursion['calls'][number])})`,
        })),
    };
  }
  if (own.length > 1 || first.type !== 'for_statement')
    return {
      refused: `The calls from ${lineOfPython(first, view)} on are made one by one under conditions of their own.`,
    };
  const inLoop = callsInLoop(first, recursion, asked);
  if (typeof inLoop === 'string') return { refused: inLoop };
  const over = first.child('right') as PythonNode;
  const isSequence = over.type === 'list' || over.type === 'tuple' || /^range\(/.test(over.text);
  return {
    written: [],
    edits: (stack) => [
      {
        span: spanOfPython(over),
        newText: isSequence
          ? `reversed(${over.type === 'tuple' && !over.text.startsWith('(') ? `(${over.text})` : over.text})`
          : `reversed(list(${over.text}))`,
      },
      ...calls.map((call) => ({
        span: spanOfPython(call.node),
        newText: `${stack}.append(${entryOf(call)})`,
      })),
    ],
  };
}

/** Whether an argument reads what a deeper call may set: an entry that the walk marks, a field, the result of a call. */
function mayChange(value: PythonNode, { body }: Recursion): boolean {
  const marked = marksOf(body).marks.map(({ collection }) => collection);
  return [value, ...value.below(['call', 'subscript', 'attribute'])].some((node) => {
    if (node.type === 'subscript') return marked.some((each) => node.text.startsWith(`${each}[`));
    if (node.type === 'attribute') return node.text.startsWith('self.');
    return node.type === 'call' && !/^(?:abs|int|len|max|min|str|tuple)\(/.test(node.text);
  });
}

function isCallAlone(statement: PythonNode, { calls }: Recursion): boolean {
  return statement.type === 'expression_statement' && calls.some(({ node }) => statement.named[0] === node);
}

/** Why what a loop does beside its one call could not be done for all entries first; undefined if nothing stands against it. */
function callsInLoop(loop: PythonNode, recursion: Recursion, asked: string | undefined): true | string {
  const { calls, view, body, name } = recursion;
  if (calls.length !== 1 || loop.child('alternative') !== undefined)
    return `\`${name}\` calls itself in more than one place of the loop.`;
  const visited = marksOf(body).marks.map(({ collection }) => collection);
  const over = loop.child('right')?.text ?? '';
  if (visited.some((each) => new RegExp(`(?:^|[^\\w.])${escaped(each)}(?:$|[^\\w])`).test(over)))
    return `\`${over}\` may change while \`${name}\` walks over it.`;
  let [statement, ...more] = loop.child('body')?.named ?? [];
  while (statement?.type === 'if_statement' && more.length === 0) {
    if (statement.child('alternative') !== undefined)
      return 'The loop does something else where it does not go on.';
    const condition = statement.child('condition');
    if (condition === undefined || !isAboutWalk(condition, asked, visited))
      return `The condition on ${lineOfPython(statement, view)} may turn out otherwise before the calls than between them.`;
    [statement, ...more] = statement.child('consequence')?.named ?? [];
  }
  if (statement === undefined || more.length > 0 || !isCallAlone(statement, recursion))
    return `The loop on ${lineOfPython(loop, view)} does more than to go on.`;
  return isRepeated(statement, recursion) ? true : `\`${name}\` is not called in the loop.`;
}

/** Whether a condition asks only where the walk has been, which is asked again when the entry is taken off, or of what never changes. */
function isAboutWalk(condition: PythonNode, asked: string | undefined, visited: readonly string[]): boolean {
  const node = unwrapped(condition);
  if (node.type === 'boolean_operator' && node.child('operator')?.text === 'and')
    return node.named.every((each) => isAboutWalk(each, asked, visited));
  const isOfVisited = visited.some((each) => node.text.includes(each));
  if (isOfVisited) return asked !== undefined && /^(?:not_operator|comparison_operator)$/.test(node.type);
  // Names, entries and numbers: `graph[node][other] == 1`.
  return (
    node.below(['call', 'await', 'named_expression']).length === 0 &&
    node.type !== 'call' &&
    node.below(['attribute']).length === 0
  );
}

/** Whether the function asks first of all, so that an entry that is taken off is asked about. */
function isAskedFirst({ statements: [first] }: Rounds, asked: string): boolean {
  const block = first.type === 'if_statement' ? first.child('consequence') : undefined;
  const [only, ...more] = block?.named ?? [];
  const isAsked = first.child('condition')?.text.includes(asked) === true;
  return isAsked && only?.type === 'return_statement' && more.length === 0;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
