import { snakeCase } from '../../engine/python/codemods/names.ts';
import type { Template } from '../../engine/python/fragments/template.ts';
import { wordsOf } from '../../engine/typescript/codemods/names.ts';
import { spokenName } from '../../engine/typescript/errors/naming.ts';
import type { Guard } from './guard.ts';

/** A name for the function that checks, such as `check_repo_type` or `check_response_status_code`. */
export function checkName({ condition, message, raised }: Guard, { roles }: Template): string {
  const asked = roles.filter(({ occurrences }) => occurrences.some((each) => condition.contains(each)));
  const [first] = asked;
  const raisedName = snakeCase(raised?.child('function')?.text.replace(/^.*\./, '') ?? '').replace(
    /_(?:error|exception)$/,
    '',
  );
  if (first === undefined || first.self !== undefined) {
    const spoken = snakeCase(spokenName(fixedText(message?.text ?? '')));
    const member = membersOf(condition.text).join('_');
    return `check_${(member === '' ? undefined : member) ?? (spoken === '' ? raisedName : spoken)}`;
  }
  const question = askedOf(condition.text);
  if (question !== undefined) return `check_${question}`;
  const member = memberOf(condition.text, first.name);
  const subject = snakeCase(abbreviated.get(first.name) ?? first.name);
  const isLength = /\blen\(/.test(condition.text) && member === '';
  return `check_${[subject, isLength ? 'length' : member].filter((part) => part !== '').join('_')}`;
}

const abbreviated: ReadonlyMap<string, string> = new Map([
  ['r', 'response'],
  ['res', 'response'],
  ['resp', 'response'],
  ['req', 'request'],
  ['e', 'error'],
  ['err', 'error'],
  ['msg', 'message'],
]);

/** What a function is asked, `supported` of `not plugins.are_supported(config)`. */
function askedOf(condition: string): string | undefined {
  const called = /^(?:not )?[\w.]*?(\w+)\([^()]*\)$/.exec(condition.replace(/\s+/g, ' '))?.[1];
  if (called === undefined || /^(?:isinstance|issubclass|len|all|any|hasattr|callable)$/.test(called))
    return undefined;
  return snakeCase(called).replace(/^(?:is|are|has|have|can)_/, '');
}

/** The one member that is asked of a name, `magic` of `hdr.magic`. */
function memberOf(condition: string, name: string): string {
  const found = new RegExp(`\\b${name}\\.(\\w+)`).exec(condition)?.[1];
  return found === undefined ? '' : snakeCase(found);
}

/** Names that a condition without roles is made of: `is_reactor_installed`. */
function membersOf(condition: string): string[] {
  const names = condition.match(/[a-z_]\w{2,}/gi) ?? [];
  return names
    .filter((name) => !/^(?:not|and|or|is|None|self|cls|len|isinstance)$/.test(name))
    .slice(-1)
    .flatMap((name) => wordsOf(name).map((word) => word.toLowerCase()));
}

/** The words of a text, without what is put into it. */
function fixedText(text: string): string {
  return text.replace(/^[rRfFuUbB]*["']+|["']+$/g, '').replace(/\{[^}]*\}|%\w/g, ' ');
}
