import { isList, numberOf, Pattern, Table, textOf, Unknown, type Value } from './values.ts';

type Method = (owner: Value, given: readonly Value[]) => Value;

/** Methods of texts, lists, patterns and `Math` that only look. */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['charAt', (owner, [index]) => textOf(owner).charAt(numberOf(index))],
  ['at', (owner, [index]) => (isList(owner) ? owner : textOf(owner)).at(numberOf(index))],
  [
    'includes',
    (owner, [part]) => (isList(owner) ? owner.includes(part) : textOf(owner).includes(textOf(part))),
  ],
  ['indexOf', (owner, [part]) => (isList(owner) ? owner.indexOf(part) : textOf(owner).indexOf(textOf(part)))],
  ['startsWith', (owner, [part]) => textOf(owner).startsWith(textOf(part))],
  ['endsWith', (owner, [part]) => textOf(owner).endsWith(textOf(part))],
  ['trim', (owner) => textOf(owner).trim()],
  ['toLowerCase', (owner) => textOf(owner).toLowerCase()],
  ['toUpperCase', (owner) => textOf(owner).toUpperCase()],
  ['split', (owner, [by]) => textOf(owner).split(by instanceof Pattern ? by.expression : textOf(by))],
  ['match', (owner, [by]) => textOf(owner).match(everyOf(by))],
  ['matchAll', (owner, [by]) => [...textOf(owner).matchAll(everyOf(by))].map(([found]) => found)],
  ['test', (owner, [text]) => onceOf(owner).test(textOf(text))],
  [
    'replace',
    (owner, [by, text]) =>
      textOf(owner).replace(by instanceof Pattern ? by.expression : textOf(by), constantOf(text)),
  ],
  ['replaceAll', (owner, [by, text]) => textOf(owner).replaceAll(textOf(by), constantOf(text))],
  ['hasOwnProperty', (owner, [key]) => tableOf(owner).entries.has(textOf(key))],
  ['Math.max', (_, given) => Math.max(...given.map(numberOf))],
  ['Math.min', (_, given) => Math.min(...given.map(numberOf))],
  ['Math.abs', (_, [value]) => Math.abs(numberOf(value))],
  ['Array.from', (_, [text]) => [...textOf(text)]],
]);

function tableOf(value: Value): Table {
  if (value instanceof Table) return value;
  throw new Unknown();
}

/** Without `g`, a match is an object with groups. */
function everyOf(value: Value): RegExp {
  if (value instanceof Pattern && value.expression.global) return value.expression;
  throw new Unknown();
}

/** With `g`, a test begins where the one before ended. */
function onceOf(value: Value): RegExp {
  if (value instanceof Pattern && !value.expression.global && !value.expression.sticky)
    return value.expression;
  throw new Unknown();
}

/** A replacement in which `$` means nothing. */
function constantOf(value: Value): string {
  const text = textOf(value);
  if (text.includes('$')) throw new Unknown();
  return text;
}
