import type { PythonNode } from '../../engine/python/node.ts';

/** A text with values in it: what stands between the values, and which value comes where. */
export interface Message {
  /** Fixed parts; one more than there are places for values. */
  readonly texts: readonly string[];
  /** For each place in order the index of its value: the same value may be shown twice. */
  readonly order: readonly number[];
  /** How each place shows its value: `!r`, `:>10`, or ''. */
  readonly formats: readonly string[];
  /** The different values, each where it is first shown. */
  readonly values: readonly PythonNode[];
  /** All places of values. */
  readonly holes: readonly PythonNode[];
}

/** What an f-string or a plain text, in one part or several, says; undefined for other expressions. */
export function messageOf(node: PythonNode): Message | undefined {
  const strings =
    node.type === 'string' ? [node] : node.type === 'concatenated_string' ? node.named : undefined;
  if (strings === undefined) return undefined;
  const texts = [''];
  const order: number[] = [];
  const formats: string[] = [];
  const values: PythonNode[] = [];
  const holes: PythonNode[] = [];
  for (const part of strings.flatMap(({ children }) => children)) {
    if (part.type === 'string_start' && /b/i.test(part.text)) return undefined;
    if (part.type === 'string_content') texts[texts.length - 1] += part.text;
    if (part.type !== 'interpolation') continue;
    const value = part.child('expression');
    // `{value=}` shows the expression itself.
    if (value === undefined || part.hasToken('=')) return undefined;
    const format = part.text.slice(value.end - part.start, -1).trim();
    if (/\{/.test(format)) return undefined;
    const known = values.findIndex(({ text }) => text === value.text);
    order.push(known < 0 ? values.length : known);
    if (known < 0) values.push(value);
    formats.push(format);
    holes.push(value);
    texts.push('');
  }
  return { texts, order, formats, values, holes };
}

/** What a value would be called as a field; undefined where its expression has no name. */
export function fieldName(value: PythonNode): string | undefined {
  switch (value.type) {
    case 'identifier':
      return plainName(value.text);
    case 'attribute':
      return plainName(value.child('attribute')?.text ?? '');
    case 'call': {
      const [first, ...others] = value.child('arguments')?.named ?? [];
      const isWrap = /^(?:str|repr|len|type|int|list|tuple|sorted)$/.test(
        value.child('function')?.text ?? '',
      );
      return isWrap && first !== undefined && others.length === 0 ? fieldName(first) : undefined;
    }
    case 'subscript': {
      const key = value.child('subscript');
      return key?.type === 'string' ? plainName(key.text.slice(1, -1)) : undefined;
    }
    default:
      return undefined;
  }
}

function plainName(name: string): string | undefined {
  if (/^(?:e|ex|exc|err|error|exception)$/.test(name)) return 'reason';
  const plain = name.replace(/^_+/, '');
  return /^[a-z]\w*$/.test(plain) && !/^(?:args|self|cls|with_traceback|add_note|message)$/.test(plain)
    ? plain
    : undefined;
}
