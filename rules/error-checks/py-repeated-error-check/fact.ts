import type { Span } from '../../engine/finding.ts';
import { type Comparison, comparisonOf } from '../../engine/python/fragments/comparison.ts';
import { functionAround, type Template, templateOf } from '../../engine/python/fragments/template.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Guard, Outcome } from './guard.ts';
import { checkName } from './naming.ts';
import { type ResponseAdvice, responseAdvice } from './response.ts';

/** What one guard says, comparable with guards of other files. */
export interface GuardFact {
  readonly is: 'guard';
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  readonly exact: Comparison;
  /** The same with the message left open; null where a message tells one failure from another. */
  readonly loose: Comparison | null;
  readonly outcome: Outcome;
  /** How many letters the check takes, white space folded. */
  readonly size: number;
  /** Condition as written, on one line. */
  readonly condition: string;
  /** What is raised, as written; null where nothing is. */
  readonly raised: string | null;
  /** Offset of the surrounding function, to tell places of one function from others. */
  readonly within: number;
  /** What is checked there, as written. */
  readonly subject: string;
  /** What a common check would be called. */
  readonly check: string;
  /** Only whether something is there is asked, so that its name alone tells that the places mean the same. */
  readonly asksPresence: boolean;
  readonly advice: ResponseAdvice | null;
}

export function guardFact(guard: Guard, file: PythonView): GuardFact | undefined {
  const { node, condition, raised, message, outcome } = guard;
  const around = functionAround(node);
  if (around === undefined || isUnreachable(message?.text ?? '')) return undefined;
  const template = templateOf(node, file.names);
  if (template === undefined) return undefined;
  const { text, roles } = template;
  const asksPresence = /^if (?:not )?\$0(?: (?:is|is not|==|!=) None)? :/.test(text);
  // A class of the project's own that is raised without a word still tells what is the matter.
  if (message === undefined && outcome === 'raise' && isBuiltIn(raised?.child('function')?.text ?? ''))
    return undefined;
  if (isMissingField(template)) return undefined;
  const hole = message !== undefined && asksFailure(text) ? templateOf(node, file.names, message) : undefined;
  return {
    is: 'guard',
    span: spanOfPython(node),
    ...identifyPython(node),
    exact: comparisonOf(template, asksPresence),
    loose: hole === undefined ? null : comparisonOf(hole, false),
    outcome,
    size: node.text.replace(/\s+/g, ' ').length,
    condition: condition.text.replace(/\s+/g, ' '),
    raised: raised?.child('function')?.text ?? null,
    within: around.start,
    subject: roles[0]?.name ?? '',
    check: checkName(guard, template),
    asksPresence,
    advice: responseAdvice(guard, template, file) ?? null,
  };
}

export function isBuiltIn(error: string): boolean {
  return /^(?:Exception|BaseException|(?:Value|Type|Key|Index|Lookup|Runtime|Attribute|Name|OS|IO|Arithmetic|Overflow|Environment|Permission|FileNotFound|FileExists|Connection|Timeout|Import|Buffer|EOF|Memory|Reference|System|Unicode)Error)$/.test(
    error,
  );
}

/** Asks for a failure by what marks one everywhere, so that messages may differ. */
function asksFailure(text: string): boolean {
  return /^if .*\.(?:status_code|status|ok|is_error|is_success|returncode|exit_code)\b.* : raise/.test(text);
}

/** Where a field of the own class is missing, the state of the class is the subject and not the error. */
function isMissingField({ text, roles }: Template): boolean {
  return roles[0]?.self !== undefined && /^if (?:not \$0 \.\w+|\$0 \.\w+ (?:is|==) None) :/.test(text);
}

/** What can never happen is said for the reader, each at its own place. */
function isUnreachable(message: string): boolean {
  return /unreachable|never happen|should not happen|should never|impossible|not implemented|\bbug\b/i.test(
    message,
  );
}
