import type { PythonNode } from '../../engine/python/node.ts';

/**
 * How much a handler does: what is asked of the exception, made of it or done about it. Passing it on, giving back a constant, leaving a
 * loop and writing a line of a log weigh nothing by themselves.
 */
export function weightOf(block: PythonNode): number {
  return block.named.reduce((sum, statement) => sum + weightOfStatement(statement), 0);
}

function weightOfStatement(statement: PythonNode): number {
  switch (statement.type) {
    case 'raise_statement':
      return weightOfRaise(statement);
    case 'return_statement':
      return weightOfValue(statement.named[0]);
    case 'expression_statement':
      return weightOfEffect(statement.named[0]);
    case 'if_statement':
    case 'with_statement':
    case 'for_statement':
      return 1 + statement.below(['block'], true).reduce((sum, block) => sum + ownWeight(block), 0);
    case 'pass_statement':
    case 'continue_statement':
    case 'break_statement':
      return 0;
    default:
      return 1;
  }
}

/** Without blocks within, which count by themselves. */
function ownWeight(block: PythonNode): number {
  return block.named.reduce(
    (sum, each) => (/^(?:if|with|for)_statement$/.test(each.type) ? sum : sum + weightOfStatement(each)),
    0,
  );
}

/** An exception that says what failed is made once; one without a word is a signal. */
function weightOfRaise(statement: PythonNode): number {
  const [raised] = statement.named;
  return raised?.type === 'call' ? weightOfCall(raised) : 0;
}

function weightOfValue(value: PythonNode | undefined): number {
  if (value?.type === 'call') return weightOfCall(value);
  return value?.type === 'dictionary' && value.named.length > 1 ? 1 : 0;
}

function weightOfCall(call: PythonNode): number {
  const args = call.child('arguments')?.named ?? [];
  return args.length === 0 ? 0 : args.some(saysSomething) ? 2 : 1;
}

function weightOfEffect(effect: PythonNode | undefined): number {
  if (effect?.type === 'await') return weightOfEffect(effect.named[0]);
  if (effect?.type === 'call') return isLog(effect) ? 0 : 1;
  if (effect?.type !== 'assignment') return effect?.type === 'string' ? 0 : 1;
  const value = effect.child('right');
  return value?.type === 'call' || value?.type === 'binary_operator' ? 1 : 0;
}

/** A text of several words, or more than one thing. */
function saysSomething(argument: PythonNode): boolean {
  const text = argument.type === 'keyword_argument' ? argument.child('value')?.text : argument.text;
  return /["'][^"']*\w\s+\w/.test(text ?? '') || argument.type === 'dictionary';
}

function isLog(call: PythonNode): boolean {
  return /(?:^|[._])(?:log|logger|logging|print|warn|warning|debug|info|error|exception|critical|write|echo|secho)$/i.test(
    call.child('function')?.text ?? '',
  );
}
