import { pascalCase, wordsOf } from '../../engine/typescript/codemods/names.ts';
import { endingInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import { demandOf, spelledOut } from './demand.ts';
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
  /** The text of the thrown error as far as it is fixed, '' where there is none. */
  readonly message: string;
}

const absence = /^!\$0$|^\(\$0 ={2,3} (null|undefined)\)$/;
const verdict = /^!\$0\??\.(\w+)$/;
const emptiness = /^\(\$0\??\.(?:length|size) (?:=== 0|== 0|< 1)\)$|^!\$0\??\.(?:length|size)$/;

/** A name for the function that checks, such as `assertUserFound`. */
export function checkName(clues: NamingClues): string {
  const { condition, outcome, roles } = clues;
  const demand = demandOf(condition, { roles, isNotFound: isNotFound(clues) }) ?? saidDemand(clues);
  if (outcome === 'throw') return `assert${demand}`;
  if (absence.test(condition)) return `rejectMissing${subjectOf(clues)}`;
  return /^Not?[A-Z]/.test(demand) ? demand.replace(/^Not?/, 'rejectIf') : `rejectUnless${demand}`;
}

/** A name for the class of errors that the check throws, such as `UserNotFoundError`. */
export function errorName(clues: NamingClues): string {
  const { condition, message, type, roles } = clues;
  const subject = subjectOf(clues);
  const spoken = spokenName(message);
  if (absence.test(condition))
    return `${isNotFound(clues) ? `${subject}NotFound` : `Missing${subject}`}Error`;
  if (roles[0] === 'this') return endingInError(spoken === '' ? ofItself(condition) : spoken);
  if (verdict.test(condition)) return endingInError(type ?? subject);
  if (emptiness.test(condition)) return `No${subject}Error`;
  return endingInError(spoken === '' ? subject : spoken);
}

/** An object that asks itself is no subject: `!this.isReady` makes it `NotReady`. */
function ofItself(condition: string): string {
  const asked = verdict.exec(condition)?.[1];
  return asked === undefined ? 'FailedCheck' : `Not${spelledOut(asked).replace(/^Is(?=[A-Z])/, '')}`;
}

/** Where a condition says too much for a name, the message tells what is wrong, else the subject is to be valid. */
function saidDemand(clues: NamingClues): string {
  const said = spokenName(clues.message);
  if (/^Invalid[A-Z]/.test(said)) return said.replace(/^Inv/, 'V');
  const isShort = said !== '' && wordsOf(clues.message).length <= 6;
  return isShort && /^(?:No|Missing|Unknown|Unsupported)[A-Z]/.test(said)
    ? `Not${said}`
    : `Valid${subjectOf(clues)}`;
}

function subjectOf({ roles, message, condition }: NamingClues): string {
  const first = roles[0] ?? /^!@(\w+):[\w.-]*$/.exec(condition)?.[1];
  if (first !== undefined) return spelledOut(first) || 'Value';
  return wordsOf(message).slice(0, 4).map(pascalCase).join('') || 'Input';
}

function isNotFound({ action, message }: NamingClues): boolean {
  return /not.?found|no such|\b404\b/i.test(`${action} ${message}`);
}
