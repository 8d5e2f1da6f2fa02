import type { EditPlan, FixDraft, Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { inFile } from '../../engine/local-edits.ts';
import { statementAround } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Lookup } from './lookups.ts';
import { raised } from './raised.ts';
import type { Usage } from './usage.ts';

/** What is offered for a look-up: subscripting, where that raises by itself, else a guard. */
export function fixesFor(lookup: Lookup, usage: Usage, file: PythonView): FixDraft[] {
  const plan = (edits: LocalEdit[] | Refusal): EditPlan | Refusal =>
    Array.isArray(edits) ? { edits: inFile(file.path, edits, 'Definition') } : edits;
  switch (lookup.form) {
    case 'key':
    case 'env':
      return [
        {
          title: 'Look it up with `[…]`, which raises a `KeyError` that names what is missing',
          kind: 'review',
          edits: () => plan(subscripted(lookup.node, usage)),
        },
      ];
    case 'match':
    case 'host':
      return [
        {
          title: 'Check for `None` and raise a `ValueError` that says what was looked at',
          kind: 'review',
          edits: () => plan(guarded(lookup, usage, file)),
        },
      ];
    default:
      return [];
  }
}

function subscripted(call: PythonNode, { at, assignment }: Usage): LocalEdit[] | Refusal {
  const callee = call.child('function');
  const key = call.child('arguments')?.named[0];
  if (callee?.type !== 'attribute' || key === undefined || key.type === 'keyword_argument')
    return { refused: 'The call is written in a way that cannot be turned into a look-up with `[…]`.' };
  const object = callee.child('object')?.text ?? '';
  const isGetenv = callee.child('attribute')?.text === 'getenv';
  if (assignment !== undefined && statementAround(at).parent !== assignment.parent?.parent)
    return {
      refused: 'The value is needed under a condition only, and would be looked up strictly before it.',
    };
  const newText = `${isGetenv ? `${object}.environ` : object}[${key.text}]`;
  return [{ span: { start: call.start, end: call.end }, newText }];
}

function guarded(lookup: Lookup, { at, assignment }: Usage, file: PythonView): LocalEdit[] | Refusal {
  const statement = statementAround(at);
  if (!runsFirst(at, statement))
    return {
      refused:
        'The value is looked up in the middle of an expression, where no statement can be put before it.',
    };
  const { text } = file;
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const indentation = text.slice(lineStart, statement.start);
  if (indentation.trim() !== '') return { refused: 'The statement shares its line with another one.' };
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const name = assignment === undefined ? unusedName(lookup, file) : at.text;
  const lines = [`if ${name} is None:`, `${stepOf(file)}raise ${raised(lookup, file)}`];
  if (assignment === undefined) lines.unshift(`${name} = ${lookup.node.text}`);
  const newText = lines.map((line) => `${line}${newLine}${indentation}`).join('');
  const { start } = statement;
  const guard = { span: { start, end: start }, newText };
  const { node } = lookup;
  // Parentheses that stood around the look-up alone would stand around a name.
  return assignment === undefined
    ? [guard, { span: { start: node.start, end: node.end }, newText: name }]
    : [guard];
}

/** Whether a node is evaluated whenever its statement runs, and before anything that has an effect. */
function runsFirst(node: PythonNode, statement: PythonNode): boolean {
  for (let at = node; at !== statement && at.parent !== null; at = at.parent) {
    if (!isAlwaysEvaluated(at, at.parent)) return false;
  }
  const calls = statement.below(['call', 'await', 'yield', 'named_expression']);
  return calls.every((call) => call.start >= node.start || call.contains(node));
}

function isAlwaysEvaluated(part: PythonNode, parent: PythonNode): boolean {
  switch (parent.type) {
    case 'boolean_operator':
      return part.field === 'left';
    case 'comparison_operator':
      return parent.named.indexOf(part) < 2;
    case 'if_statement':
      return part.field === 'condition';
    case 'for_statement':
      return part.field === 'right';
    case 'await':
    case 'conditional_expression':
    case 'lambda':
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
    case 'while_statement':
    case 'elif_clause':
    case 'with_statement':
    case 'with_clause':
    case 'assert_statement':
    case 'decorated_definition':
    case 'decorator':
    case 'function_definition':
    case 'class_definition':
    case 'try_statement':
    case 'match_statement':
    case 'interpolation':
      return false;
    default:
      return true;
  }
}

function unusedName({ form }: Lookup, { text }: PythonView): string {
  const wanted = form === 'match' ? ['match', 'found', 'matched'] : ['host', 'hostname', 'host_name'];
  const free = wanted.find((name) => !new RegExp(`(?<![.\\w])${name}\\b(?!\\s*=[^=].*\\))`).test(text));
  return free ?? `${wanted[0]}_or_none`;
}

/** By how much a block is indented, as the file does it. */
function stepOf({ root, text }: PythonView): string {
  for (const block of root.below(['block'])) {
    const step = /(?:^|\n)([ \t]+)$/.exec(text.slice(Math.max(0, block.start - 20), block.start))?.[1];
    if (step !== undefined && block.parent?.parent === root) return step;
  }
  return '    ';
}
