/** What a text must look like: `parts` in this order with anything between them, at its start or end where said. */
export interface TextTest {
  readonly parts: readonly string[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly ignoresCase: boolean;
}

/** Stands for a value that is only known at run time; no text of a program contains it. */
export const hole = '\0';

/** Whether a text passes the test whatever its holes hold. */
export function passes(text: string, { parts, atStart, atEnd, ignoresCase }: TextTest): boolean {
  const fold = (each: string): string => (ignoresCase ? each.toLowerCase() : each);
  const whole = fold(text);
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const wanted = fold(part);
    const isLast = index === parts.length - 1;
    const at = isLast && atEnd ? whole.length - wanted.length : whole.indexOf(wanted, from);
    if (at < from || !whole.startsWith(wanted, at)) return false;
    if (index === 0 && atStart && at !== 0) return false;
    from = at + wanted.length;
  }
  return true;
}

/**
 * The tests that a regular expression makes of a text, one for each alternative: literal characters with gaps between
 * them. Undefined for one that says more than that; it is never run, as it may take for ever.
 */
export function testsOfRegExp(literal: string): TextTest[] | undefined {
  const end = literal.lastIndexOf('/');
  const source = literal.slice(1, end);
  const flags = literal.slice(end + 1);
  if (/[vx]/.test(flags)) return undefined;
  const tests = source
    .split(/(?<!\\)\|/)
    .map((alternative) => testOfAlternative(alternative, flags.includes('i')));
  return tests.every((test) => test !== undefined) ? tests : undefined;
}

/** The gaps `.*`, `.+`, `\d+`, `\s+` …, an escaped character, or a plain one. */
const piece =
  /(?<gap>(?:\.|\\[dDwWsS]|\[[^\]\\]+\])[*+]?\??)|\\(?<escaped>[^a-zA-Z0-9])|(?<plain>[^\\^$.*+?()[\]{}|])/y;

function testOfAlternative(source: string, ignoresCase: boolean): TextTest | undefined {
  const atStart = source.startsWith('^');
  const atEnd = /(?<!\\)\$$/.test(source);
  const body = source.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  const parts = [''];
  piece.lastIndex = 0;
  while (piece.lastIndex < body.length) {
    const groups = piece.exec(body)?.groups;
    if (groups === undefined) return undefined;
    const { gap, escaped, plain } = groups;
    if (gap !== undefined) parts.push('');
    else parts.push((parts.pop() ?? '') + (escaped ?? plain ?? ''));
  }
  const opensWithGap = parts.length > 1 && parts[0] === '';
  const closesWithGap = parts.length > 1 && parts.at(-1) === '';
  const filled = parts.filter((part) => part !== '');
  return filled.length === 0
    ? undefined
    : { parts: filled, atStart: atStart && !opensWithGap, atEnd: atEnd && !closesWithGap, ignoresCase };
}
