import type { LocalEdit } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { Rewrite, Target } from './replacement.ts';

/** The call that a name is the function of. */
export function callOf(use: PythonNode): PythonNode | undefined {
  const { parent } = use;
  return parent?.type === 'call' && use.field === 'function' ? parent : undefined;
}

/** The arguments of a call as they stand; undefined where it has keywords or unpacks something. */
export function positional(call: PythonNode): PythonNode[] | undefined {
  const args = call.child('arguments');
  if (args?.type !== 'argument_list') return undefined;
  return args.named.every(({ type }) => !/^(?:keyword_argument|list_splat|dictionary_splat)$/.test(type))
    ? args.named
    : undefined;
}

/** The keywords that a call is given; undefined where some come out of a dictionary. */
export function keywordsOf(call: PythonNode): string[] | undefined {
  const args = call.child('arguments')?.named ?? [];
  if (args.some(({ type }) => type === 'dictionary_splat')) return undefined;
  return args.flatMap((arg) => (arg.type === 'keyword_argument' ? [arg.child('name')?.text ?? ''] : []));
}

/** A call becomes a method of its one argument: `six.iteritems(d)` to `d.items()`, within `iter(…)` where an iterator is asked for. */
export function toMethod(name: string, isIterator: boolean): Rewrite {
  return (use) => {
    const call = callOf(use);
    const [object, ...others] = (call && positional(call)) ?? [];
    if (call === undefined || object === undefined || others.length > 0)
      return `\`${use.text}\` is not called with one argument`;
    const [open, close] = isPrimary(object) ? ['', ''] : ['(', ')'];
    const [before, after] = isIterator && !isIterated(call) ? ['iter(', ')'] : ['', ''];
    return [
      { span: { start: call.start, end: object.start }, newText: `${before}${open}` },
      { span: { start: object.end, end: call.end }, newText: `${close}.${name}()${after}` },
    ];
  };
}

/** What a call gives is written as its argument is: `six.u("a")` to `"a"`. */
export function toArgument(prefix: string): Rewrite {
  return (use) => {
    const call = callOf(use);
    const [text, ...others] = (call && positional(call)) ?? [];
    if (call === undefined || text?.type !== 'string' || others.length > 0 || !/^["']/.test(text.text))
      return `\`${use.text}\` is given more than a plain text`;
    if (prefix === 'b' && !/^[\x20-\x7e]*$/.test(text.text)) return `\`${text.text}\` is no plain text`;
    return [
      { span: { start: call.start, end: text.start }, newText: prefix },
      { span: { start: text.end, end: call.end }, newText: '' },
    ];
  };
}

/** Another name, and one argument more. */
export function withArgument(target: Target, argument: string): Rewrite {
  return (use, write) => {
    const call = callOf(use);
    const args = call && positional(call);
    const last = args?.at(-1);
    const name = write(target);
    if (last === undefined || name === undefined) return `\`${use.text}\` is not called in a plain way`;
    return [replaced(use, name), { span: { start: last.end, end: last.end }, newText: `, ${argument}` }];
  };
}

export function replaced({ start, end }: PythonNode, newText: string): LocalEdit {
  return { span: { start, end }, newText };
}

/** Whether `.name` may follow without parentheses. */
function isPrimary({ type }: PythonNode): boolean {
  return /^(?:identifier|attribute|call|subscript|parenthesized_expression|list|dictionary|set|tuple|string|list_comprehension|dictionary_comprehension)$/.test(
    type,
  );
}

/** Whether it is gone through where it stands, so that a view does as well as an iterator. */
function isIterated(call: PythonNode): boolean {
  const { parent, field } = call;
  if (parent?.type === 'for_statement' || parent?.type === 'for_in_clause') return field === 'right';
  const outer = parent?.type === 'argument_list' ? parent.parent : null;
  const name = outer?.type === 'call' ? outer.child('function')?.text : undefined;
  return (
    name !== undefined &&
    /^(?:list|tuple|set|frozenset|dict|sorted|sum|min|max|any|all|enumerate|zip|map|len)$/.test(name)
  );
}
