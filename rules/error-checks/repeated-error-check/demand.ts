import { pascalCase, wordsOf } from '../../engine/typescript/codemods/names.ts';

/** What a demand is put into words with. */
export interface DemandClues {
  /** Names of the roles that the condition numbers, in order. */
  readonly roles: readonly string[];
  /** What is absent was looked up. */
  readonly isNotFound: boolean;
}

/** A demand in more letters than this is no name. */
const longest = 40;

/**
 * What must hold where a condition, in normal form, does not: `UserFound`, `Ok`, `NotFailed`. Undefined where the condition says
 * too much to be put into a few words.
 */
export function demandOf(condition: string, clues: DemandClues): string | undefined {
  const found = ofAlternatives(condition, clues) ?? ofBoth(condition, clues) ?? ofOne(condition, clues);
  return found === undefined || found === '' || found.length > longest ? undefined : found;
}

/** The name of a role as a part of another name: without abbreviations that every file has. */
export function spelledOut(name: string): string {
  const whole = abbreviated.get(name.toLowerCase());
  return whole ?? pascalCase(name);
}

const abbreviated: ReadonlyMap<string, string> = new Map([
  ['res', 'Response'],
  ['resp', 'Response'],
  ['req', 'Request'],
  ['err', 'Error'],
  ['e', 'Error'],
  ['msg', 'Message'],
]);

/** Behind `a || b` both demands hold. */
function ofAlternatives(condition: string, clues: DemandClues): string | undefined {
  const operands = operandsOf(condition, '||');
  if (operands.length < 2) return undefined;
  const range = operands.every((each) => /^\(\S+ (<|<=|>|>=) /.test(each));
  const subjects = new Set(operands.map((each) => /^\((\S+)/.exec(each)?.[1]));
  if (range && subjects.size === 1) return `${ownerOf([...subjects][0] ?? '', clues)}InRange`;
  let joined = '';
  for (const operand of operands) {
    const demand = demandOf(operand, { ...clues, isNotFound: false });
    if (demand === undefined) return undefined;
    // Whatever is asked of a thing asks for the thing, too.
    if (demand.includes(joined)) joined = demand;
    else {
      const common = commonStart(joined, demand);
      joined += `${common.endsWith('Not') ? 'Nor' : 'And'}${demand.slice(common.length)}`;
    }
  }
  return joined;
}

/** `error instanceof X && error.code === 'Y'`: the last operand is what the check is about. */
function ofBoth(condition: string, clues: DemandClues): string | undefined {
  const [first, second, another] = operandsOf(condition, '&&');
  if (first === undefined || second === undefined || another !== undefined) return undefined;
  const asked = /^\(?(\$\d+)(?: instanceof |$)/.exec(first)?.[1];
  return asked !== undefined && second.startsWith(`(${asked}.`) ? demandOf(second, clues) : undefined;
}

const name = /(?:[@~]?[\w$*]*:[\w@/-]*\.|[@~])?([\w$]+)(?::[\w.@/-]+)?/.source;
const path = /\$\d+(?:\??\.\w+)*/.source;
const absence = new RegExp(`^!(${path})$|^\\((${path}) ={2,3} (?:null|undefined)\\)$`);
const membership = new RegExp(`^!(${path})\\??\\.(?:has|includes)\\((${path})\\)$`);
const equality = new RegExp(`^\\((${path}) (===|==|!==|!=) (${path})\\)$`);
const absentName = /^!(?:[@~][\w$.:@/-]*\.|[@~])([\w$]+)(?::[\w.@/-]+)?$/;
const presentName = /^(?:[@~][\w$.:@/-]*\.|[@~])([\w$]+)(?::[\w.@/-]+)?$/;
const presence = new RegExp(`^(${path})$|^\\((${path}) !={1,2} (?:null|undefined)\\)$`);
const emptiness = new RegExp(
  `^\\((${path})\\??\\.(?:length|size) (?:={2,3} 0|< 1)\\)$|^!(${path})\\??\\.(?:length|size)$`,
);
const fullness = new RegExp(
  `^\\((${path})\\??\\.(?:length|size) (?:> 0|!={1,2} 0|>= 1)\\)$|^(${path})\\??\\.(?:length|size)$`,
);
const notNumber = new RegExp(`^(?:Number\\.)?isNaN\\((${path})\\)$`);
const call = new RegExp(`^(!?)(?:[@~]?[\\w$*]*(?::[\\w@/-]*)?\\.)*${name}\\((?:(\\d+), )?`);
const typeOf = new RegExp(`^\\(typeof (${path}) (===|==|!==|!=) "(\\w+)"\\)$`);
const comparison = new RegExp(`^\\((${path}) (===|==|!==|!=) (.+)\\)$`);
const instance = new RegExp(`^(!?)\\(${path} instanceof ${name}\\)$`);
const limit = new RegExp(`^\\((${path}) (?:<|<=|>|>=) \\d+\\)$`);
const tooSmall = new RegExp(`^\\((${path}) (?:<=|<) [01]\\)$`);

function ofOne(condition: string, clues: DemandClues): string | undefined {
  const part = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(condition);
    return found?.[1] ?? found?.[2];
  };
  const empty = part(emptiness);
  if (empty !== undefined) return `Has${ownerOf(empty, clues)}`;
  const full = part(fullness);
  if (full !== undefined) return `No${ownerOf(full, clues)}`;
  const absent = part(absence);
  if (absent !== undefined) return ofAbsent(absent, clues);
  const missing = absentName.exec(condition)?.[1];
  if (missing !== undefined) return demandNamed(missing);
  const present = part(presence);
  if (present !== undefined) return without(ownerOf(present, clues));
  const there = presentName.exec(condition)?.[1];
  if (there !== undefined) return without(spelledOut(there));
  const number = notNumber.exec(condition)?.[1];
  if (number !== undefined) return `${ownerOf(number, clues)}IsNumber`;
  const small = tooSmall.exec(condition)?.[1];
  if (small !== undefined) return `Has${subjectAndEnd(small, clues)}`;
  const limited = limit.exec(condition)?.[1];
  if (limited !== undefined) return `${subjectAndEnd(limited, clues)}InRange`;
  const [, set, member] = membership.exec(condition) ?? [];
  if (set !== undefined && member !== undefined) return `${ownerOf(member, clues)}In${ownerOf(set, clues)}`;
  return (
    ofTypeOf(condition, clues) ?? ofInstance(condition) ?? ofComparison(condition, clues) ?? ofCall(condition)
  );
}

/** `!response.ok` demands what the property says, `!order.customer` that there is one. */
function ofAbsent(absent: string, clues: DemandClues): string {
  const owner = ownerOf(absent, clues);
  const named = demandNamed(owner);
  return clues.isNotFound && named === owner && !/found$/i.test(owner) ? `${owner}Found` : named;
}

function ofTypeOf(condition: string, clues: DemandClues): string | undefined {
  const [, subject, operator, type] = typeOf.exec(condition) ?? [];
  if (subject === undefined || operator === undefined || type === undefined) return undefined;
  return `${ownerOf(subject, clues)}${operator.startsWith('!') ? 'Is' : 'IsNot'}${pascalCase(type)}`;
}

function ofInstance(condition: string): string | undefined {
  const [, negation, className] = instance.exec(condition) ?? [];
  if (className === undefined) return undefined;
  return `${negation === '!' ? '' : 'Not'}${pascalCase(className)}`;
}

function ofComparison(condition: string, clues: DemandClues): string | undefined {
  const [, one, difference, other] = equality.exec(condition) ?? [];
  if (one !== undefined && difference !== undefined && other !== undefined) {
    return `${difference.startsWith('!') ? 'Same' : 'Other'}${subjectAndEnd(one, clues)}`;
  }
  const [, subject, operator, value] = comparison.exec(condition) ?? [];
  const words = value === undefined ? undefined : valueInWords(value);
  if (subject === undefined || operator === undefined || words === undefined) return undefined;
  const isNumber = /^\d/.test(words);
  const owner = isNumber ? subjectAndEnd(subject, clues) : ownerOf(subject.replace(/\??\.\w+$/, ''), clues);
  return `${owner}${operator.startsWith('!') ? '' : 'Not'}${words}`;
}

/** A constant as words: the text, the number, the member of an enumeration. */
function valueInWords(value: string): string | undefined {
  const text = /^"([\w .:-]+)"$/.exec(value)?.[1];
  if (text !== undefined) return wordsOf(text).length > 3 ? undefined : pascalCase(text);
  if (/^\d+$/.test(value)) return value;
  const member = /^[@~][\w$.:@/-]*\.(\w+)$/.exec(value)?.[1];
  return member === undefined ? undefined : pascalCase(member);
}

function ofCall(condition: string): string | undefined {
  const [, negation, callee, number = ''] = call.exec(condition) ?? [];
  if (callee === undefined) return undefined;
  const demand = demandNamed(callee) + number;
  return negation === '!' ? demand : without(demand);
}

/** `isReady`, `validateEmail` and `IS_ENABLED` as what they ask for. */
function demandNamed(asking: string): string {
  const demand = spelledOut(asking);
  return demand.replace(/^Is(?=[A-Z])/, '').replace(/^(?:Validate|Verify|Check)(?=[A-Z])/, 'Valid');
}

function without(demand: string): string {
  const asked = demand.replace(/^Is(?=[A-Z])/, '');
  if (/^Has[A-Z]/.test(asked)) return asked.replace(/^Has/, 'No');
  return asked !== demand || /(?:ed|able|ing|Left|\d)$|^Valid/.test(asked) ? `Not${asked}` : `No${asked}`;
}

/** The last name of a path; for a role itself its own name. */
function ownerOf(written: string, { roles }: DemandClues): string {
  const last = written.split(/\??\./).at(-1) ?? '';
  const role = /^\$(\d+)$/.exec(last)?.[1];
  return spelledOut(role === undefined ? last : (roles[Number(role)] ?? ''));
}

function subjectAndEnd(written: string, clues: DemandClues): string {
  const [first = '', ...rest] = written.split(/\??\./);
  return ownerOf(first, clues) + (rest.length === 0 ? '' : ownerOf(written, clues));
}

function commonStart(one: string, other: string): string {
  const common = wordsOf(one);
  const words = wordsOf(other);
  let count = 0;
  while (count < Math.min(common.length, words.length) - 1 && common[count] === words[count]) count += 1;
  return words.slice(0, count).join('');
}

/** The operands of a row of one operator, which the normal form has in parentheses. */
function operandsOf(condition: string, operator: '||' | '&&'): string[] {
  if (!condition.startsWith('(') || !condition.endsWith(')')) return [];
  const inside = condition.slice(1, -1);
  let depth = 0;
  let isText = false;
  for (let at = 0; at < inside.length; at += 1) {
    const letter = inside[at];
    if (letter === '"' && inside[at - 1] !== '\\') isText = !isText;
    if (isText) continue;
    if (letter === '(' || letter === '[' || letter === '{') depth += 1;
    if (letter === ')' || letter === ']' || letter === '}') depth -= 1;
    if (depth < 0) return [];
    if (depth === 0 && inside.startsWith(` ${operator} `, at)) {
      const left = inside.slice(0, at);
      const right = inside.slice(at + 4);
      const before = operandsOf(left, operator);
      const after = operandsOf(right, operator);
      return [...(before.length > 0 ? before : [left]), ...(after.length > 0 ? after : [right])];
    }
  }
  return [];
}
