import type { LocalEdit } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { replaced } from '../../platform/python/calls.ts';
import { NameWriter } from '../../platform/python/name-writer.ts';
import type { DeprecatedCall } from './calls.ts';

/** The call with its new name and argument, and the import of what these need; a text says why there is none. */
export function replacementEdits(
  call: PythonNode,
  { member: name, argument }: DeprecatedCall,
  view: PythonView,
  suffix: string,
): readonly LocalEdit[] | string {
  const member = call.child('function')?.child('attribute');
  const args = call.child('arguments');
  if (member === undefined || args === undefined) return 'The function has a name of its own here.';
  const edits: LocalEdit[] = [replaced(member, name)];
  if (argument === null) return edits;
  const met = suffix === '' ? meetsUnknown(call) : undefined;
  if (met !== undefined)
    return `\`${met}\` meets the time here, and fails unless both know their time zone or both do not, which nothing shows.`;
  const written = new NameWriter(view, new Set()).write(argument, call, true);
  if (written === undefined) return 'Another thing in the file is called `timezone`.';
  const at = (args.named.at(-1) ?? args.children[0])?.end ?? args.start;
  const { text, imports: statement } = written;
  edits.push({ span: { start: at, end: at }, newText: args.named.length > 0 ? `, ${text}` : text });
  if (suffix !== '') edits.push({ span: { start: call.end, end: call.end }, newText: suffix });
  if (statement === null) return edits;
  const added = importEdit(statement, view);
  return added === undefined
    ? 'The file has no import at its top that another could stand beside.'
    : [added, ...edits];
}

/** Whether only a part of the time is asked for where it stands, which does not tell whether it knows its zone. */
export function isReadAtOnce({ parent, field }: PythonNode): boolean {
  if (parent?.type !== 'attribute' || field !== 'object') return false;
  const member = parent.child('attribute')?.text ?? '';
  if (/^(?:year|month|day|hour|minute|second|microsecond)$/.test(member)) return true;
  return /^(?:date|time|timestamp|weekday|isoweekday|isocalendar|toordinal)$/.test(member);
}

/** What a time is compared with, taken from or handed to where it has to be of the same kind. */
function meetsUnknown(call: PythonNode): string | undefined {
  const { parent } = call;
  if (parent?.type === 'comparison_operator') return parent.named.find((each) => each !== call)?.text;
  if (parent?.type === 'binary_operator') {
    const other = parent.named.find((each) => each !== call);
    return other !== undefined && /\btimedelta\(/.test(other.text) ? undefined : other?.text;
  }
  const outer = parent?.type === 'argument_list' ? parent.parent?.child('function') : undefined;
  return outer !== undefined && /(?:^|\.)(?:fromutc|localize|make_aware)$/.test(outer.text)
    ? outer.text
    : undefined;
}

/** Into the import that the file has of the same module, else as a line behind the last import of the first run of them. */
function importEdit(statement: string, { root, text }: PythonView): LocalEdit | undefined {
  const [, module, name] = /^from (\S+) import (\w+)$/.exec(statement) ?? [];
  const statements = root.named.filter(({ type }) => /^import(?:_from)?_statement$/.test(type));
  const same = statements.find((each) => module !== undefined && each.child('module_name')?.text === module);
  const lastName = same?.childrenOf('name').at(-1);
  if (same !== undefined && lastName !== undefined && !same.text.includes('\n'))
    return { span: { start: lastName.end, end: lastName.end }, newText: `, ${name}` };
  const beside = same ?? statements[0];
  if (beside === undefined) return undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start: beside.start, end: beside.start }, newText: `${statement}${lineEnd}` };
}
