import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { isNested, type Pair } from '../../engine/brackets/nesting.ts';
import { bracketCounters } from './bracket-counters.ts';

const id = 'stack-shaped/bracket-counters';

/**
 * Each exports `check`, which takes a text, or a list of tokens; `wrong` is the shortest that it accepts wrongly, which the
 * message has to show. Kinds are openers and closers, side by side.
 */
const examples: readonly {
  name: string;
  wrong: string;
  kinds: string;
  code: string;
  expects?: string;
  severity?: string;
  isList?: true;
  /** It answers `true` where something is wrong. */
  isInverted?: true;
}[] = [
  {
    name: 'one counter for all kinds',
    wrong: '(]',
    kinds: '( ) [ ] { }',
    code: `export function check(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if ('([{'.includes(character) || character === '(') depth++;
    if (')]}'.includes(character)) {
      depth--;
      if (depth < 0) return false;
    }
  }
  return depth === 0;
}`,
  },
  {
    name: 'a switch over the characters by index',
    wrong: '([)]',
    kinds: '( ) [ ] { }',
    code: `export const check = (text: string): boolean => {
  let round = 0, square = 0, curly = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text[index]) {
      case '(': round++; break;
      case ')': if (round === 0) return false; round--; break;
      case '[': square++; break;
      case ']': if (--square < 0) { return false; } break;
      case '{': ++curly; break;
      case '}': curly -= 1; if (curly < 0) return false;
    }
  }
  return !round && !square && !curly;
};`,
  },
  {
    name: 'no look at what is closed before it is opened',
    wrong: ')(',
    kinds: '( ) [ ]',
    code: `export function check(text: string): boolean {
  const counts = { round: 0, square: 0 };
  text.split('').forEach((character) => {
    if (character === '(') counts.round += 1;
    if (character === ')') counts.round -= 1;
    if (character === '[') counts.square += 1;
    if (character === ']') counts.square -= 1;
  });
  return counts.round === 0 && counts.square === 0;
}`,
  },
  {
    name: 'a function that throws',
    wrong: '([)]',
    kinds: '( ) [ ]',
    expects: `throw new SyntaxError('unbalanced')`,
    code: `export function check(text: string): void {
  let round = 0;
  let square = 0;
  for (const character of text) {
    if (character === '(') round++;
    if (character === '[') square++;
    if (character === ')' && --round < 0) throw new SyntaxError('unbalanced');
    if (character === ']' && --square < 0) throw new SyntaxError('unbalanced');
  }
  if (round > 0 || square > 0) throw new SyntaxError('unbalanced');
}`,
  },
  {
    name: 'opened and closed counted apart',
    wrong: '{>',
    kinds: '{ } < >',
    code: `export function check(text: string): boolean {
  let opened = 0;
  let closed = 0;
  for (const character of [...text]) {
    if (character === '<' || character === '{') opened++;
    else if (character === '>' || character === '}') closed++;
  }
  return opened === closed;
}`,
  },
  {
    name: 'tags in a list of tokens',
    wrong: '<b><i></b></i>',
    kinds: '<b> </b> <i> </i>',
    isList: true,
    code: `export function check(tokens: readonly string[]): boolean {
  let bold = 0;
  let italic = 0;
  for (const token of tokens) {
    if (token === '<b>') bold++;
    else if (token === '</b>') bold--;
    else if (token === '<i>') italic++;
    else if (token === '</i>') italic--;
    if (bold < 0 || italic < 0) return false;
  }
  return bold === 0 && italic === 0;
}`,
  },
  {
    name: 'tags counted in the whole text',
    wrong: '</b><b>',
    kinds: '<b> </b> <i> </i>',
    severity: 'info',
    code: `export function check(html: string): boolean {
  const bold = (html.match(/<b>/g) || []).length - (html.match(/<\\/b>/g) || []).length;
  const italic = (html.match(/<i>/g) ?? []).length - (html.match(/<\\/i>/g) ?? []).length;
  return bold === 0 && italic === 0;
}`,
  },
  {
    name: 'words that begin and end',
    wrong: 'begin repeat end until',
    kinds: 'begin end repeat until',
    isList: true,
    code: `export function check(words: string[]): boolean {
  let blocks = 0;
  let loops = 0;
  for (const word of words) {
    switch (word) {
      case 'begin': blocks += 1; break;
      case 'end': blocks -= 1; break;
      case 'repeat': loops += 1; break;
      case 'until': loops -= 1; break;
    }
    if (blocks < 0 || loops < 0) return false;
  }
  return blocks === 0 && loops === 0;
}`,
  },
  {
    name: 'quotes with two sides',
    wrong: '«“»”',
    kinds: '« » “ ”',
    code: `export function check(text: string): boolean {
  let outer = 0;
  let inner = 0;
  for (const character of text) {
    if (character === '“') outer++;
    if (character === '”' && outer-- === 0) return false;
    if (character === '«') inner++;
    if (character === '»' && inner-- === 0) return false;
  }
  return outer + inner === 0;
}`,
  },
  {
    name: 'how many there are in the text, compared',
    wrong: ')(',
    kinds: '( ) { }',
    severity: 'info',
    code: `export function check(text: string): boolean {
  const openRound = text.split('(').length - 1;
  const closeRound = text.split(')').length - 1;
  const openCurly = [...text].filter((character) => character === '{').length;
  const closeCurly = text.match(/\\}/g)?.length ?? 0;
  return openRound === closeRound && openCurly === closeCurly;
}`,
  },
  {
    name: 'a question for what is wrong',
    wrong: '([)]',
    kinds: '( ) [ ]',
    isInverted: true,
    expects: 'return open.length > 0',
    code: `export function check(text: string): boolean {
  let round = 0;
  let square = 0;
  for (const character of text) {
    if (character === '(') round++;
    if (character === ')') round--;
    if (character === '[') square++;
    if (character === ']') square--;
    if (round < 0 || square < 0) return true;
  }
  return round !== 0 || square !== 0;
}`,
  },
  {
    name: 'the counts of a longer function',
    wrong: ')(',
    kinds: '( ) [ ]',
    severity: 'info',
    expects: 'if (open.length > 0) return false;',
    code: `export function check(text: string): boolean {
  const trimmed = text.trim();
  const openRound = (trimmed.match(/\\(/g) || []).length;
  const closeRound = (trimmed.match(/\\)/g) || []).length;
  const openSquare = (trimmed.match(/\\[/g) || []).length;
  const closeSquare = (trimmed.match(/\\]/g) || []).length;
  if (openRound !== closeRound || openSquare !== closeSquare) {
    return false;
  }
  const last = trimmed.split(' ').pop()?.trim() || '';
  return ![/--$/, /:$/].some((pattern) => pattern.test(last));
}`,
  },
];

const fileOf = (index: number): string => `src/example-${index}.ts`;
const workspace = await bench(
  Object.fromEntries(examples.map(({ code }, index) => [fileOf(index), `${code}\n`])),
);

// Only now: the runner takes the file for done, and cleans up, once all tests that it knows of have ended.
testLesson(bracketCounters);

for (const [index, { name, wrong, kinds, code, expects, severity, ...form }] of examples.entries()) {
  test(`the fix changes nothing but what was accepted wrongly: ${name}`, async () => {
    const [finding, ...others] = workspace.findings(id).filter(({ file }) => file === fileOf(index));
    assert.ok(finding && others.length === 0);
    assert.equal(finding.severity, severity ?? 'warning');
    const shown = /(?:accepts|no fault with) `([^`]*)`/.exec(finding.message)?.[1] ?? '';
    const pairs = pairsOf(kinds);
    assert.equal(shown, wrong);
    assert.equal(finding.fixes[0]?.kind, 'review');
    const text = workspace.fixed(finding)[fileOf(index)] as string;
    const rejects = form.isInverted === true;
    assert.ok(text.includes(expects ?? 'return open.length === 0'), text);
    const tokensOf = (given: string): string[] =>
      given.match(/<[^>]*>|[a-z]+|./g)?.filter((token) => token !== ' ') ?? [];
    const original = await verdictOf(code, rejects);
    const fixed = await verdictOf(text, rejects);
    const given = (tokens: readonly string[]): string | readonly string[] =>
      form.isList === true ? tokens : tokens.join('');
    assert.equal(original(given(tokensOf(shown))), true);
    assert.equal(fixed(given(tokensOf(shown))), false);
    const tokens = [...pairs.flatMap(({ opener, closer }) => [opener, closer]), 'x', ' '];
    const texts = fc.array(fc.constantFrom(...tokens), { maxLength: 14 });
    fc.assert(
      fc.property(texts, (each) => {
        const [before, after] = [original(given(each)), fixed(given(each))];
        assert.equal(after, isNested(each, pairs), each.join(' '));
        if (before !== after) assert.ok(before && !isNested(each, pairs), each.join(' '));
      }),
      { numRuns: 400 },
    );
  });
}

function pairsOf(kinds: string): Pair[] {
  const tokens = kinds.split(' ');
  return tokens.flatMap((opener, at) => (at % 2 === 0 ? [{ opener, closer: tokens[at + 1] as string }] : []));
}

type Given = string | readonly string[];

async function verdictOf(text: string, isInverted: boolean): Promise<(given: Given) => boolean> {
  const { check } = (await load(text)) as { check: (given: Given) => unknown };
  return (given) => {
    try {
      const answer = check(given);
      return isInverted ? answer === false : answer !== false;
    } catch {
      return false;
    }
  };
}

const clean: Readonly<Record<string, string>> = {
  'one kind': `export function check(text: string) {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
  }
  return depth === 0;
}`,
  'a stack': `export function check(text: string) {
  const open: string[] = [];
  let seen = 0;
  for (const character of text) {
    if (character === '(' || character === '[') { open.push(character); seen++; }
    else if (character === ')' && open.pop() !== '(') return false;
    else if (character === ']' && open.pop() !== '[') return false;
  }
  return open.length === 0;
}`,
  'a function that does not judge': `export function depthOf(text: string) {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if (character === '(' || character === '[') depth++;
    if (character === ')' || character === ']') depth--;
    most = Math.max(most, depth);
  }
  return most;
}`,
  'a question about something else': `export function hasMore(text: string) {
  let count = 0;
  for (const character of text) {
    if (character === '(' || character === '[') count++;
    if (character === ')' || character === ']') count++;
  }
  return count > 3;
}`,
  'counters beside something unknown': `export function check(text: string, log: (depth: number) => void) {
  let round = 0;
  let square = 0;
  for (const character of text) {
    if (character === '(') round++;
    if (character === ')') round--;
    if (character === '[') square++;
    if (character === ']') square--;
    log(round + square);
  }
  return round === 0 && square === 0;
}`,
  'one kind of tag': `export function check(html: string) {
  return (html.match(/<b>/g) || []).length === (html.match(/<\\/b>/g) || []).length;
}`,
  'several words that one word closes': `export function check(words: string[]) {
  let depth = 0;
  for (const word of words) {
    if (word === 'begin' || word === 'case') depth++;
    if (word === 'end') depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}`,
  'whether a text that is right goes on': `export function isTruncated(json: string) {
  const openCurly = (json.match(/\\{/g) || []).length;
  const closeCurly = (json.match(/\\}/g) || []).length;
  const openSquare = (json.match(/\\[/g) || []).length;
  const closeSquare = (json.match(/\\]/g) || []).length;
  return openCurly !== closeCurly || openSquare !== closeSquare;
}`,
  'what is missing is added': `export function mended(json: string) {
  let text = json;
  const openCurly = (text.match(/\\{/g) || []).length;
  const closeCurly = (text.match(/\\}/g) || []).length;
  if (openCurly > closeCurly) text += '}'.repeat(openCurly - closeCurly);
  const openSquare = (text.match(/\\[/g) || []).length;
  const closeSquare = (text.match(/\\]/g) || []).length;
  if (openSquare > closeSquare) text += ']'.repeat(openSquare - closeSquare);
  return text;
}`,
  'quotes that keep what is in them from being counted': `export function check(text: string) {
  let depth = 0;
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth < 0) return false;
  }
  return depth === 0 && !isQuoted;
}`,
  'kinds that may not stand in one another': `export function check(text: string) {
  let round = 0;
  let square = 0;
  for (const character of text) {
    if (character === '(') round++;
    if (character === ')') round--;
    if (character === '[') square++;
    if (character === ']') square--;
    if (round + square > 1 || round < 0 || square < 0) return false;
  }
  return round === 0 && square === 0;
}`,
};

test('one kind, a stack, and what does not judge brackets are left alone', async () => {
  await assertClean(id, clean);
});

test('a function that does more than match brackets is flagged, and the fix says what more', async () => {
  const quotes = `export function check(text: string) {
  let round = 0;
  let square = 0;
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === '(') round++;
    if (character === ')') round--;
    if (character === '[') square++;
    if (character === ']') square--;
    if (round < 0 || square < 0) return false;
  }
  return round === 0 && square === 0;
}
`;
  const others = quotes.replace('if (isQuoted) continue;', "if (character === 'x') return false;");
  const commented = quotes.replace(/.*sQuoted.*\n/g, '').replace('let round', '// both\n  let round');
  const result = await bench({ 'src/a.ts': quotes, 'src/b.ts': others, 'src/c.ts': commented });
  const reasons = result.findings(id).map((finding) => result.fix(finding).reason ?? '');
  assert.match(reasons[0] ?? '', /it also accepts `"\(`/);
  assert.match(reasons[1] ?? '', /it also rejects `x`/);
  assert.match(reasons[2] ?? '', /comments there speak of the counters/);
});

test('brackets between quotes are text, so that quotes beside brackets get no stack', async () => {
  const result = await bench({
    'src/a.ts': `export function check(text: string): boolean {
  const quotes = (text.match(/"/g) || []).length;
  const open = (text.match(/\\(/g) || []).length;
  const close = (text.match(/\\)/g) || []).length;
  return quotes % 2 === 0 && open === close;
}
`,
  });
  const [finding, ...others] = result.findings(id);
  assert.ok(finding && others.length === 0);
  assert.match(
    finding.message,
    /accepts `\)\(`: `quotes`, `open` and `close` tell how many pairs open and close/,
  );
  assert.match(result.fix(finding).reason ?? '', /Between quotes brackets are only text/);
});
