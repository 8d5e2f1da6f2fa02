import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { bracketCounters } from './bracket-counters.ts';
import { allPairs, isNested } from './nesting.ts';

const id = 'stack-shaped/bracket-counters';

/** Each exports `check`; `wrong` is the shortest text that it accepts wrongly, which the message has to show. */
const examples: readonly {
  name: string;
  wrong: string;
  kinds: string;
  code: string;
  expects?: string;
}[] = [
  {
    name: 'one counter for all kinds',
    wrong: '(]',
    kinds: '([{',
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
    kinds: '([{',
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
    kinds: '([',
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
    kinds: '([',
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
    kinds: '{<',
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
];

const fileOf = (index: number): string => `src/example-${index}.ts`;
const workspace = await bench(
  Object.fromEntries(examples.map(({ code }, index) => [fileOf(index), `${code}\n`])),
);

// Only now: the runner takes the file for done, and cleans up, once all tests that it knows of have ended.
testLesson(bracketCounters);

for (const [index, { name, wrong, kinds, code, expects }] of examples.entries()) {
  test(`the fix changes nothing but what was accepted wrongly: ${name}`, async () => {
    const [finding, ...others] = workspace.findings(id).filter(({ file }) => file === fileOf(index));
    assert.ok(finding && others.length === 0);
    assert.equal(finding.severity, 'warning');
    const shown = /accepts `([^`]*)`/.exec(finding.message)?.[1] ?? '';
    const pairs = allPairs.filter(({ opener }) => kinds.includes(opener));
    assert.equal(shown, wrong);
    assert.equal(finding.fixes[0]?.kind, 'review');
    const text = workspace.fixed(finding)[fileOf(index)] as string;
    assert.ok(text.includes(expects ?? 'return open.length === 0'), text);
    const original = await verdictOf(code);
    const fixed = await verdictOf(text);
    assert.equal(original(shown), true);
    assert.equal(fixed(shown), false);
    const characters = [...pairs.flatMap(({ opener, closer }) => [opener, closer]), 'x', ' '];
    const texts = fc.array(fc.constantFrom(...characters), { maxLength: 14 }).map((each) => each.join(''));
    fc.assert(
      fc.property(texts, (given) => {
        assert.equal(fixed(given), isNested(given, pairs), given);
        if (original(given) !== fixed(given)) assert.ok(original(given) && !isNested(given, pairs), given);
      }),
      { numRuns: 400 },
    );
  });
}

async function verdictOf(text: string): Promise<(given: string) => boolean> {
  const { check } = (await load(text)) as { check: (given: string) => unknown };
  return (given) => {
    try {
      return check(given) !== false;
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
  assert.match(reasons[2] ?? '', /comments in the function/);
});
