import type { Pair } from './pairs.ts';
import type { Bag } from './verdict.ts';

/** A field whose constants tell which of the mixtures an object is. */
export interface Tag {
  readonly name: string;
  tells(pair: Pair): boolean;
}

const tagName =
  /^(?:is|has|was)?_?(?:status|state|kind|type|tag|phase|variant|result|outcome|ok|okay|success(?:ful)?|succeeded|valid|loading|loaded|done|failed|error|found|allowed|enabled|available|ready|stage|step|action)$|_(?:status|state|kind|type)$/;

/** The field that every place gives a constant, with one mixture for each; null where none does. */
export function tagOf({ model, constructions }: Bag, pairs: readonly Pair[]): Tag | null {
  for (const { name, mayBeMissing, isRequired } of model.fields) {
    if (mayBeMissing || isRequired || !tagName.test(name)) continue;
    const values = constructions.map(({ fact }) => fact.constants[name]);
    if (values.includes(undefined) || new Set(values).size < 2) continue;
    const tells = ({ members: [a, b] }: Pair): boolean => {
      const shapes = new Map<string, string>();
      return constructions.every(({ given }, index) => {
        const shape = [a, b].map((member) => given.get(member) !== 'missing').join();
        const value = values[index] as string;
        const known = shapes.get(value);
        shapes.set(value, shape);
        return known === undefined || known === shape;
      });
    };
    if (pairs.some(tells)) return { name, tells };
  }
  return null;
}
