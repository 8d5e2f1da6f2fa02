import type { Refusal } from '../finding.ts';
import type { LocalEdit } from '../local-edits.ts';
import { importedBy } from './imports.ts';
import type { PythonNode } from './node.ts';
import type { PythonView } from './view.ts';

/** What a member of a module is called in a file, and what has to be added for it to be known there. */
export interface Imported {
  /** `deque`, or `collections.deque` where the module is what is imported. */
  readonly name: string;
  readonly edits: readonly LocalEdit[];
}

/** Makes a member of the standard library known at the top of a file, by an import that is there already where one is. */
export function importMember(module: string, member: string, view: PythonView): Imported | Refusal {
  const { names, root, text } = view;
  const bindings = names.module.bindings;
  for (const [name, bound] of bindings) {
    const [binding, ...others] = bound;
    const imported = binding?.kind === 'import' ? importedBy(binding.name) : undefined;
    if (binding === undefined || others.length > 0 || !isAtTop(binding.by) || isShadowed(name, view))
      continue;
    if (imported?.module !== module) continue;
    if (imported.member === member) return { name, edits: [] };
    if (imported.member === null) return { name: `${name}.${member}`, edits: [] };
  }
  if (new RegExp(`\\b${member}\\b`).test(codeOf(view)))
    return { refused: `\`${member}\` already means something else in this file.` };
  const end = /\r\n/.test(text) ? '\r\n' : '\n';
  const from = root.named.find(
    (statement) =>
      statement.type === 'import_from_statement' &&
      statement.child('module_name')?.text === module &&
      !statement.hasToken('*'),
  );
  const last = from?.childrenOf('name').at(-1);
  if (last !== undefined)
    return { name: member, edits: [{ span: { start: last.end, end: last.end }, newText: `, ${member}` }] };
  const line = `from ${module} import ${member}${end}`;
  const at = placeForImport(view);
  const newText = at.isFirst ? `${line}${end}` : `${line}`;
  return { name: member, edits: [{ span: { start: at.offset, end: at.offset }, newText }] };
}

/** Behind the first group of imports, before the first statement where there is none. */
function placeForImport({ root, text }: PythonView): { readonly offset: number; readonly isFirst: boolean } {
  const statements = root.named;
  const isImport = ({ type }: PythonNode): boolean =>
    type === 'import_statement' || type === 'import_from_statement';
  const first = statements.findIndex(isImport);
  if (first >= 0) {
    let last = first;
    while (
      isNextLine(statements[last], statements[last + 1], text) &&
      isImport(statements[last + 1] as PythonNode)
    )
      last += 1;
    return { offset: nextLine(text, (statements[last] as PythonNode).end), isFirst: false };
  }
  const head = statements.filter(
    (statement, index) =>
      statement.type === 'future_import_statement' || (index === 0 && statement.named[0]?.type === 'string'),
  );
  const before = head.at(-1);
  if (before !== undefined) return { offset: skipBlank(text, nextLine(text, before.end)), isFirst: true };
  return { offset: statements[0]?.start ?? 0, isFirst: true };
}

function isNextLine(before: PythonNode | undefined, after: PythonNode | undefined, text: string): boolean {
  return (
    before !== undefined && after !== undefined && /^[^\n]*\n$/.test(text.slice(before.end, after.start))
  );
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function skipBlank(text: string, offset: number): number {
  return offset + (/^(?:[ \t]*\r?\n)*/.exec(text.slice(offset))?.[0].length ?? 0);
}

function isAtTop({ type, parent }: PythonNode): boolean {
  if (type === 'dotted_name' || type === 'aliased_import') return parent !== null && isAtTop(parent);
  return parent?.type === 'module';
}

/** Whether a name of the file is something else too in one of its functions. */
function isShadowed(name: string, { root, names }: PythonView): boolean {
  return root
    .below(['identifier'])
    .some((node) => node.text === name && (names.resolve(node)?.scope ?? names.module) !== names.module);
}

/** The identifiers of a file, without texts and comments. */
function codeOf({ root }: PythonView): string {
  return root
    .below(['identifier'])
    .map((name) => name.text)
    .join(' ');
}
