import { pascalCase, wordsOf } from '../../engine/typescript/codemods/names.ts';
import { endingInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import type { Outcome } from './guard.ts';

/** What the names of a common check and of its error are made from. */
export interface NamingClues {
  readonly outcome: Outcome;
  /** Condition and action in normal form. */
  readonly condition: string;
  readonly action: string;
  /** Names of the roles, in order. */
  readonly roles: readonly string[];
  /** Name of the type that the first role has, null where it has none of its own. */
  readonly type: string | null;
  /** The first role is true or false, so its name tells nothing of what was looked for. */
  readonly isFlag: boolean;
  /** The text of the thrown error as far as it is fixed, '' where there is none. */
  readonly message: string;
}

const absence = /^!\$0$|^\(\$0 ={2,3} (null|undefined)\)$/;
const verdict = /^!\$0\??\.(\w+)$/;
const call = /^(!?)[@~]?(?:\w+:[\w-]*\.)*(\w+)(?::[\w.-]+)?\(/;
const emptiness = /^\(\$0\??\.(?:length|size) (?:=== 0|== 0|< 1)\)$|^!\$0\??\.(?:length|size)$/;
const presence = /^\(\$0\??\.(?:length|size) (?:> 0|!== 0|>= 1)\)$|^\$0$/;
const property = /^\(?\$0\??\.(\w+)/;

/** A name for the function that checks, such as `assertUserFound`. */
export function checkName(clues: NamingClues): string {
  const demand = demandOf(clues);
  if (clues.outcome === 'throw') return `assert${demand}`;
  if (absence.test(clues.condition)) return `rejectMissing${subjectOf(clues)}`;
  return /^Not?[A-Z]/.test(demand) ? demand.replace(/^Not?/, 'rejectIf') : `rejectUnless${demand}`;
}

/** A name for the class of errors that the check throws, such as `UserNotFoundError`. */
export function errorName(clues: NamingClues): string {
  const { condition, message, type } = clues;
  const subject = subjectOf(clues);
  const spoken = spokenName(message);
  if (absence.test(condition))
    return `${isNotFound(clues) ? `${subject}NotFound` : `Missing${subject}`}Error`;
  if (verdict.test(condition)) return endingInError(type ?? subject);
  if (emptiness.test(condition)) return `No${subject}Error`;
  return endingInError(spoken === '' ? subject : spoken);
}

function demandOf(clues: NamingClues): string {
  const { condition } = clues;
  const subject = subjectOf(clues);
  if (absence.test(condition))
    return isNotFound(clues) && !/found$/i.test(subject) ? `${subject}Found` : subject;
  const asked = verdict.exec(condition)?.[1];
  if (asked !== undefined && !/^(length|size)$/.test(asked)) return pascalCase(asked);
  if (emptiness.test(condition)) return `Has${subject}`;
  if (presence.test(condition)) return /(ed|able|ing)$/.test(subject) ? `Not${subject}` : `No${subject}`;
  const [, negation, callee] = call.exec(condition) ?? [];
  if (callee !== undefined) {
    const demand = pascalCase(callee).replace(/^Is(?=[A-Z])/, '');
    return negation === '!' ? demand : `Not${demand}`;
  }
  const read = property.exec(condition)?.[1];
  return subject + (read === undefined ? '' : pascalCase(read));
}

function subjectOf({ roles, message, condition }: NamingClues): string {
  const first = roles[0] ?? /^!@(\w+):[\w.-]*$/.exec(condition)?.[1];
  if (first !== undefined) return pascalCase(first) || 'Value';
  return wordsOf(message).slice(0, 4).map(pascalCase).join('') || 'Valid';
}

function isNotFound({ action, message }: NamingClues): boolean {
  return /not.?found|no such|\b404\b/i.test(`${action} ${message}`);
}
