import type { PythonNode } from '../../../engine/python/node.ts';
import { evaluate } from './expressions.ts';
import { entriesOf, type Frame, Table, textOf, Unknown, type Value } from './values.ts';

/** Gives a name, several names, or an entry of a dictionary their value. */
export function assign(target: PythonNode | undefined, value: Value, frame: Frame): void {
  switch (target?.type) {
    case 'identifier':
      frame.names.set(target.text, value);
      return;
    case 'pattern_list':
    case 'tuple_pattern': {
      const values = entriesOf(value);
      const targets = target.named;
      if (values.length !== targets.length) throw new Unknown();
      for (const [at, each] of targets.entries()) assign(each, values[at] as Value, frame);
      return;
    }
    case 'subscript': {
      const table = evaluate(target.child('value'), frame);
      if (!(table instanceof Table)) throw new Unknown();
      table.entries.set(textOf(evaluate(target.child('subscript'), frame)), value);
      return;
    }
    default:
      throw new Unknown();
  }
}
