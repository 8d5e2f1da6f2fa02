/** Whether a regular expression matches every text, by the form of its source: each of its parts may be empty. */
export function matchesAlways(literal: string): boolean {
  const end = literal.lastIndexOf('/');
  const source = literal.startsWith('/') ? literal.slice(1, end) : literal;
  return alternatives(source).some((alternative) => {
    const parts = partsOf(alternative);
    if (parts === undefined) return false;
    const isHeld = parts.includes('^') && parts.includes('$');
    const takesAll = parts.some((part) =>
      /^\(?(\.|\[\^\]|\[\\s\\S\]|\[\\S\\s\]|\[\\d\\D\]|\[\\w\\W\])\*\??\)?$/.test(part),
    );
    return parts.every(mayBeEmpty) && (!isHeld || takesAll);
  });
}

function alternatives(source: string): string[] {
  const found = [''];
  let depth = 0;
  for (const token of source.match(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g) ?? []) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) found.push('');
    else found[found.length - 1] += token;
  }
  return found;
}

/** Each atom with its quantifier; undefined where the source is not understood. */
function partsOf(source: string): string[] | undefined {
  const parts: string[] = [];
  for (let at = 0; at < source.length; ) {
    const atom = atomAt(source, at);
    if (atom === undefined) return undefined;
    const quantifier = /^(?:[*+?]|\{\d*,?\d*\})\??/.exec(source.slice(at + atom.length))?.[0] ?? '';
    parts.push(atom + quantifier);
    at += atom.length + quantifier.length;
  }
  return parts;
}

function atomAt(source: string, at: number): string | undefined {
  const simple = /^(?:\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|[\s\S])|\[(?:\\.|[^\]\\])*\]|[^()[\]])/.exec(
    source.slice(at),
  )?.[0];
  if (simple !== undefined) return simple;
  if (source[at] !== '(') return undefined;
  let depth = 0;
  let end = at;
  for (const token of source.slice(at).match(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g) ?? []) {
    end += token.length;
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return source.slice(at, end);
  }
  return undefined;
}

function mayBeEmpty(part: string): boolean {
  if (part === '^' || part === '$') return true;
  if (/(?:[*?]|\{0,\d*\})\??$/.test(part) && !/^\\.$/.test(part)) return true;
  const group = /^\((?:\?:|\?<[A-Za-z]\w*>)?((?!\?)[\s\S]*)\)$/.exec(part)?.[1];
  return group !== undefined && matchesAlways(group) && !/[\^$]/.test(group);
}
