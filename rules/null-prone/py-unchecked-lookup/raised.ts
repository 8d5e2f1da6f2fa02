import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Lookup } from './lookups.ts';

/** The error that a guard raises: what was looked at, with its value where a message can show that. */
export function raised({ form, subjects }: Lookup, file: PythonView): string {
  const [subject] = subjects;
  const name = subject && lastName(subject);
  const words = name?.replace(/^_+/, '').replaceAll('_', ' ') ?? 'the text';
  if (subject === undefined || !isSayable(subject)) {
    return `ValueError(${quoted(form === 'host' ? 'The address names no host' : `Unexpected form of ${words}`, file)})`;
  }
  const before = form === 'host' ? 'No host in ' : `Unexpected form of ${words}: `;
  // Files that have no such string may have to run where there is none.
  return file.root.below(['interpolation']).length > 0
    ? `ValueError(f${quoted(`${before}{${subject.text}!r}`, file)})`
    : `ValueError(${quoted(`${before}{!r}`, file)}.format(${subject.text}))`;
}

/** A value that is short to write, and to read: no whole page, and no secret. */
function isSayable(subject: PythonNode): boolean {
  const name = lastName(subject);
  if (name === undefined || /["'\\\n{}]/.test(subject.text) || subject.text.length > 40) return false;
  return !/page|html|content|body|data|text|source|response|code|docs?$|readme|output|token|secret|password|passphrase|api_?key|credential/i.test(
    name,
  );
}

function lastName(node: PythonNode): string | undefined {
  if (node.type === 'identifier') return node.text;
  return node.type === 'attribute' ? node.child('attribute')?.text : undefined;
}

function quoted(text: string, file: PythonView): string {
  const quote = file.text.split("'").length > file.text.split('"').length ? "'" : '"';
  return `${quote}${text}${quote}`;
}
