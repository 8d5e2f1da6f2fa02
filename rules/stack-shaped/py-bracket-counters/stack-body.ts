import { isWord } from '../../engine/brackets/kinds.ts';
import { isQuote, otherDifference } from '../../engine/brackets/nesting.ts';
import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { indentAt } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Counted } from './counted.ts';
import { judgedIn } from './model/verdict.ts';

/** The function as it would be with a stack of what was opened and a dictionary of what each closer closes. */
export function stackBody(checker: PythonNode, counted: Counted, file: PythonView): LocalEdit | Refusal {
  const refused = moreThanMatching(counted) ?? otherWords(checker);
  if (refused !== undefined) return { refused };
  const given = judgedIn(checker)?.text;
  const body = checker.child('body');
  const statements = body?.named.filter((statement) => statement.named[0]?.type !== 'string') ?? [];
  const [first] = statements;
  const last = statements.at(-1);
  if (given === undefined || first === undefined || last === undefined)
    return { refused: 'The function has no body.' };
  if (checker.below(['comment']).length > 0)
    return { refused: 'Comments in the function speak of the counters.' };
  const inner = indentAt(file.text, first.start);
  const outer = indentAt(file.text, checker.start);
  const step = inner.slice(outer.length);
  if (step === '') return { refused: 'The function is written on one line.' };
  const newLine = file.text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(checker, given, counted, step);
  return { span: { start: first.start, end: last.end }, newText: lines.join(`${newLine}${inner}`) };
}

function linesOf(checker: PythonNode, given: string, { kinds, isInverted }: Counted, step: string): string[] {
  const quote = checker.text.includes("'") ? "'" : '"';
  const shown = (text: string): string => `${quote}${text}${quote}`;
  const entries = kinds.map(({ opener, closer }) => `${shown(closer)}: ${shown(opener)}`);
  const openers = kinds.map(({ opener }) => opener);
  const isPlain = openers.every(({ length }) => length === 1);
  const among = isPlain ? shown(openers.join('')) : `(${openers.map(shown).join(', ')})`;
  const each = isPlain ? freeName('character', given) : freeName('token', given);
  const open = freeName('opened', given);
  const map = freeName('openers', given);
  const raised = checker.below(['raise_statement'], true)[0]?.text;
  const [right, wrong] = isInverted ? ['False', 'True'] : ['True', 'False'];
  const rejection = raised ?? `return ${wrong}`;
  return [
    `${map} = {${entries.join(', ')}}`,
    `${open} = []`,
    `for ${each} in ${given}:`,
    `${step}if ${each} in ${among}:`,
    `${step}${step}${open}.append(${each})`,
    `${step}elif ${each} in ${map} and (not ${open} or ${open}.pop() != ${map}[${each}]):`,
    `${step}${step}${rejection}`,
    ...(raised === undefined
      ? [`return ${right === 'True' ? 'not ' : 'bool('}${open}${right === 'True' ? '' : ')'}`]
      : [`if ${open}:`, `${step}${raised}`]),
  ];
}

/** What the function does apart from matching pairs. */
function moreThanMatching({ accepts, kinds, others, isList, isInverted }: Counted): string | undefined {
  if (kinds.some(isQuote)) return 'Between quotes brackets are only text, which a stack alone does not tell.';
  if (!isList && kinds.some(({ opener }) => opener.length > 1 || isWord({ opener, closer: '' })))
    return 'How it tells words apart in the text would have to be kept.';
  if (kinds.length > 5 || others.length > 3) return 'It looks for more than can be tried out.';
  const difference = otherDifference(accepts, kinds, [...others, 'x']);
  if (difference === undefined) return undefined;
  const verb = accepts(difference) !== isInverted ? 'accepts' : 'rejects';
  return `It does more than match pairs: it also ${verb} \`${difference.join('')}\`.`;
}

/** The function has to reject in one way, and to say no more than that. */
function otherWords(checker: PythonNode): string | undefined {
  const raised = new Set(checker.below(['raise_statement'], true).map(({ text }) => text));
  const returned = checker.below(['return_statement'], true).flatMap(({ named }) => named[0] ?? []);
  if (
    raised.size > 1 ||
    (raised.size > 0 && returned.length > 0) ||
    checker.below(['assert_statement']).length > 0
  )
    return 'It rejects in more than one way, and which fits where is not known.';
  const isWorded = returned.some(
    ({ type }) =>
      !/^(?:true|false|comparison_operator|not_operator|boolean_operator|call|parenthesized_expression)$/.test(
        type,
      ),
  );
  return isWorded
    ? 'It says what is wrong, not only that something is, which takes words of its own.'
    : undefined;
}

function freeName(name: string, given: string): string {
  return name === given ? `${name}_` : name;
}
