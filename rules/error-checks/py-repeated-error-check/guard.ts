import type { PythonNode } from '../../engine/python/node.ts';

/**
 * `raise`: control ends by an exception; `exit`: the program ends; `return`: the function ends, after the failure was logged, or with an
 * answer that tells of it.
 */
export type Outcome = 'raise' | 'exit' | 'return';

/** An `if` without other branches whose body tells of a failure and then leaves. */
export interface Guard {
  readonly node: PythonNode;
  readonly condition: PythonNode;
  readonly body: PythonNode;
  readonly last: PythonNode;
  readonly outcome: Outcome;
  /** What is raised, with its arguments; undefined where nothing is. */
  readonly raised: PythonNode | undefined;
  /** The text of its message, where it has one. */
  readonly message: PythonNode | undefined;
}

/** A guard of fewer characters is as short as the call that would replace it. */
const shortest = 40;
const longest = 1500;
const mostStatements = 4;

/** The guard that an `if` is, decided by syntax alone; undefined where there is nothing worth centralising. */
export function guardOf(node: PythonNode): Guard | undefined {
  const size = node.end - node.start;
  if (size < shortest || size > longest) return undefined;
  if (node.type !== 'if_statement' || node.childrenOf('alternative').length > 0) return undefined;
  const condition = node.child('condition');
  const body = node.child('consequence');
  if (condition === undefined || body?.type !== 'block') return undefined;
  const statements = body.named;
  const last = statements.at(-1);
  if (last === undefined || statements.length > mostStatements) return undefined;
  const before = statements.slice(0, -1);
  const outcome = before.every(isStep) ? outcomeOf(last, before) : undefined;
  if (outcome === undefined || asksToRaise(condition) || isWholeHelper(node)) return undefined;
  const raised = last.type === 'raise_statement' ? last.named[0] : undefined;
  return { node, condition, body, last, outcome, raised, message: raised && messageIn(raised) };
}

function isStep({ type, named }: PythonNode): boolean {
  return type === 'expression_statement' && named.length === 1 && named[0]?.type !== 'yield';
}

function outcomeOf(last: PythonNode, before: readonly PythonNode[]): Outcome | undefined {
  switch (last.type) {
    case 'raise_statement':
      return tellsOfFailure(last) || before.some(isErrorLog) ? 'raise' : undefined;
    case 'expression_statement':
      return isExit(last) ? 'exit' : undefined;
    case 'return_statement': {
      const [value] = last.named;
      if (value !== undefined && isErrorAnswer(value)) return 'return';
      const isConstant = value === undefined || /^(?:none|true|false|integer)$/.test(value.type);
      return isConstant && before.some(isErrorLog) ? 'return' : undefined;
    }
    default:
      return undefined;
  }
}

/** `raise Error(something)`: a bare class, or what was caught, is passed on and says nothing of its own. */
function tellsOfFailure(statement: PythonNode): boolean {
  const [raised] = statement.named;
  if (raised?.type !== 'call') return false;
  const name = raised.child('function')?.text ?? '';
  const args = raised.child('arguments')?.named ?? [];
  return (
    args.length > 0 &&
    !/\b(?:StopIteration|StopAsyncIteration|NotImplementedError|AssertionError)$/.test(name)
  );
}

/** `sys.exit("…")` and `abort(404, "…")`, which says something. */
function isExit({ named: [call] }: PythonNode): boolean {
  if (call?.type !== 'call') return false;
  const [argument] = call.child('arguments')?.named ?? [];
  if (argument === undefined) return false;
  const name = call.child('function')?.text ?? '';
  return name === 'sys.exit' ? argument.text !== '0' : /^(?:flask\.)?abort$/.test(name);
}

/** A log of a failure with words of its own. */
function isErrorLog({ named: [call] }: PythonNode): boolean {
  if (call?.type !== 'call') return false;
  const name = call.child('function')?.text ?? '';
  const args = call.child('arguments')?.named ?? [];
  return (
    /\.(?:error|warning|warn|critical|fatal|exception)$/.test(name) &&
    args.some(({ type }) => type === 'string' || type === 'concatenated_string')
  );
}

/** An answer of a server with a status of 400 and above. */
function isErrorAnswer(value: PythonNode): boolean {
  if (value.type === 'call') {
    const name = value.child('function')?.text ?? '';
    if (/\bHttpResponse(?:BadRequest|NotFound|Forbidden|ServerError|NotAllowed)$/.test(name))
      return (value.child('arguments')?.named.length ?? 0) > 0;
    return /\bstatus(?:_code)?\s*=\s*(?:[45]\d\d\b|[\w.]*HTTP_[45]\d\d|[\w.]*HTTPStatus\.(?:BAD_REQUEST|NOT_FOUND|FORBIDDEN|UNAUTHORIZED|CONFLICT))/.test(
      value.text,
    );
  }
  return value.type === 'expression_list' && /,\s*[45]\d\d$/.test(value.text);
}

/** `if raise_on_error:` is a wish of the caller, and no fault that is found. */
function asksToRaise(condition: PythonNode): boolean {
  return /^(?:not )?[\w.]*(?:raise|throw|strict|reraise)\w*$/i.test(condition.text);
}

/** A function that is hardly more than this guard is the central check already. */
function isWholeHelper(node: PythonNode): boolean {
  const block = node.parent;
  const isBody = block?.type === 'block' && block.parent?.type === 'function_definition';
  if (!isBody) return false;
  const statements = block.named.filter(
    ({ type, named: [first] }) => !(type === 'expression_statement' && first?.type === 'string'),
  );
  const others = statements.filter((each) => each !== node);
  return (
    others.length === 0 ||
    (others.length === 1 && others[0]?.type === 'return_statement' && isPlain(others[0]))
  );
}

function isPlain({ named: [value] }: PythonNode): boolean {
  return value === undefined || !/\(/.test(value.text);
}

function messageIn(raised: PythonNode): PythonNode | undefined {
  const [first] = raised.child('arguments')?.named ?? [];
  const isText = first?.type === 'string' || first?.type === 'concatenated_string';
  return isText || (first?.type === 'binary_operator' && /^[rRfFuU]?["']/.test(first.text))
    ? first
    : undefined;
}
