import { newLineOf } from '../../../engine/python/codemods/declare.ts';
import { functionAround } from '../../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../../engine/python/node.ts';
import type { PythonView } from '../../../engine/python/view.ts';
import type { MessageGroup } from '../groups.ts';
import type { Site } from './declare-class.ts';

/**
 * A class that writes the message from its fields; undefined where the text spans lines. As `args` stays the message alone, as it was, it
 * says itself how a copy is made: Python would hand the message to `__init__` in the place of the values.
 */
export function classText(site: Site, group: MessageGroup, home: PythonView): string | undefined {
  const { className, fields, places } = group;
  const newLine = newLineOf(home.text);
  const indent = /\n(\t| {2,8})\S/.exec(home.text)?.[1] ?? '    ';
  const argument = site.raising.call.child('arguments')?.named[0];
  const message = argument && messageText(argument, site, fields, newLine + indent.repeat(3));
  if (message === undefined) return undefined;
  const isTyped = functionAround(site.raising.call)?.child('return_type') !== undefined;
  const returns = isTyped ? ' -> None' : '';
  const isLong = message.includes('\n');
  const wrapped = isLong ? `${newLine}${indent.repeat(3)}${message}${newLine}${indent.repeat(2)}` : message;
  const head = `class ${className}(${places[0]?.fact.base}):`;
  if (fields.length === 0) {
    return [
      head,
      `${indent}def __init__(self, message=${isLong ? `(${wrapped})` : message})${returns}:`,
      `${indent}${indent}super().__init__(message)`,
    ].join(newLine);
  }
  const values = fields.map((field) => `self.${field}`);
  return [
    head,
    `${indent}def __init__(self, ${fields.join(', ')})${returns}:`,
    `${indent}${indent}super().__init__(${wrapped})`,
    ...fields.map((field) => `${indent}${indent}self.${field} = ${field}`),
    '',
    `${indent}def __reduce__(self):`,
    `${indent}${indent}return type(self), (${values.join(', ')}${values.length === 1 ? ',' : ''})`,
  ].join(newLine);
}

/** The text with the fields in the place of the values, each of its parts on a line. */
function messageText(
  argument: PythonNode,
  { raising: { message } }: Site,
  fields: readonly string[],
  lineStart: string,
): string | undefined {
  const parts = argument.type === 'concatenated_string' ? argument.named : [argument];
  const texts = parts.map((part) => {
    let { text } = part;
    for (let index = message.holes.length - 1; index >= 0; index -= 1) {
      const hole = message.holes[index];
      if (hole === undefined || !part.contains(hole)) continue;
      const field = fields[message.order[index] ?? 0] ?? '';
      text = text.slice(0, hole.start - part.start) + field + text.slice(hole.end - part.start);
    }
    return text;
  });
  return texts.some((text) => text.includes('\n')) ? undefined : texts.join(lineStart);
}
