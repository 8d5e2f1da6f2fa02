import { numberOf, Table, textOf, Unknown, type Value } from './values.ts';

type Method = (owner: Value, given: readonly Value[]) => Value;

/** Methods of texts, lists and `Math` that only look. */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['charAt', (owner, [index]) => textOf(owner).charAt(numberOf(index))],
  ['at', (owner, [index]) => (isList(owner) ? owner : textOf(owner)).at(numberOf(index))],
  [
    'includes',
    (owner, [part]) => (isList(owner) ? owner.includes(part) : textOf(owner).includes(textOf(part))),
  ],
  ['indexOf', (owner, [part]) => (isList(owner) ? owner.indexOf(part) : textOf(owner).indexOf(textOf(part)))],
  ['trim', (owner) => textOf(owner).trim()],
  ['split', (owner, [by]) => textOf(owner).split(textOf(by))],
  ['hasOwnProperty', (owner, [key]) => tableOf(owner).entries.has(textOf(key))],
  ['Math.max', (_, given) => Math.max(...given.map(numberOf))],
  ['Math.min', (_, given) => Math.min(...given.map(numberOf))],
  ['Math.abs', (_, [value]) => Math.abs(numberOf(value))],
]);

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function tableOf(value: Value): Table {
  if (value instanceof Table) return value;
  throw new Unknown();
}
