import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { type FixExample, testFixes } from '../../../test/harness/fixes.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { replaceUntilStable } from './replace-until-stable.ts';

const id = 'stack-shaped/replace-until-stable';

/** Each exports `run`, which has to give the same before and after the fix. */
const examples: readonly FixExample[] = [
  {
    name: 'a search by position, one replacement after the other',
    code: `export function run(text: string): unknown {
  while (text.indexOf('()') !== -1 || text.indexOf('[]') >= 0 || text.indexOf('{}') > -1) {
    text = text.replace('()', '');
    text = text.replace('[]', '');
    text = text.replaceAll('{}', '');
  }
  return [text, !text];
}`,
    kind: 'safe',
    expects: ["const openers = new Map([[')', '('], [']', '['], ['}', '{']]);"],
  },
  {
    name: 'a regular expression, tested before each round',
    code: `export function run(text: string): unknown {
  while (/\\(\\)|\\[]|<>|aB/.test(text)) {
    text = text.replace(/aB|<>|\\[\\]|\\(\\)/, "");
  }
  return text.length;
}`,
    kind: 'safe',
    expects: ['["B", "a"]'],
  },
  {
    name: 'a match, and names that are taken',
    code: `export function run(text: string): unknown {
  const kept = text.length;
  let rest = text;
  while (rest.match(/\\(\\)/)) rest = rest.replace(/\\(\\)/g, '');
  return [rest, kept];
}`,
    kind: 'safe',
    expects: ["rest = kept2.join('');"],
  },
  {
    name: 'the text compared, in a loop that looks afterwards',
    code: `export function run(text: string): unknown {
  let before = '';
  do {
    before = text;
    text = text.replace('()', '').replace('[]', '');
  } while (before !== text);
  return text;
}`,
    kind: 'safe',
    expects: ['unknown {\n  const openers'],
  },
  {
    name: 'the length compared, in a loop that looks before',
    code: `export function run(text: string): unknown {
  let length = -1;
  while (length !== text.length) {
    length = text.length;
    text = text.replace(/\\{\\}/g, '');
  }
  return text;
}`,
    kind: 'safe',
    expects: ["character === '}' && kept.at(-1) === '{'"],
  },
  {
    name: 'a loop without an end that is left',
    code: `export function run(text: string): unknown {
  while (true) {
    const before = text.length;
    text = text.replace('()', '');
    if (text.length === before) break;
  }
  return text;
}`,
    kind: 'safe',
    expects: ["text = kept.join('');\n  return text;"],
  },
  {
    name: 'a regular expression for all occurrences, made anew for each test',
    kind: 'safe',
    code: `export function run(text: string): unknown {
  while (/\\(\\)|\\[\\]/g.test(text)) text = text.replace(/\\(\\)|\\[\\]/g, '');
  return text;
}`,
    expects: ["const openers = new Map([[')', '('], [']', '[']]);"],
  },
  {
    name: 'the next text under a name of its own',
    kind: 'safe',
    code: `export function run(text: string): unknown {
  let rest = text;
  while (rest.length > 0) {
    const next = rest.replace(/\\(\\)|<>/g, '');
    if (next.length === rest.length) {
      break;
    }
    rest = next;
  }
  return [rest, text];
}`,
    expects: ["rest = kept.join('');\n  return [rest, text];"],
  },
  {
    name: 'a length that is declared without a value',
    kind: 'safe',
    code: `export function run(text: string): unknown {
  let length;
  while (length !== text.length) {
    length = text.length;
    text = text.replace(/\\(\\)/g, '');
  }
  return text;
}`,
    expects: ['unknown {\n  const kept'],
  },
];

const texts = fc.array(fc.constantFrom(...'()[]{}<>aB😀'), { maxLength: 24 }).map((each) => each.join(''));
await testFixes(replaceUntilStable, examples, texts);
testLesson(replaceUntilStable);

const loops: Readonly<Record<string, string>> = {
  'something put in its place': "while (text.includes('()')) text = text.replace('()', '.');",
  'something longer than a pair': "while (text.includes('(.)')) text = text.replace('(.)', '');",
  'pairs that overlap':
    "while (text.includes('ab') || text.includes('ba')) text = text.replace('ab', '').replace('ba', '');",
  'one closer for two openers':
    "while (text.includes('ax') || text.includes('bx')) text = text.replace('ax', '').replace('bx', '');",
  'a condition about fewer pairs':
    "while (text.includes('()')) text = text.replace('()', '').replace('[]', '');",
  'both at once':
    "while (text.includes('()') && text.includes('[]')) text = text.replace('()', '').replace('[]', '');",
  'rounds that are counted': "while (text.includes('()')) { text = text.replace('()', ''); rounds += 1; }",
  'a pattern that is no text': 'while (/\\(.\\)/.test(text)) text = text.replace(/\\(.\\)/, "");',
  'a class of characters': 'while (/[()]x/.test(text)) text = text.replace(/[()]x/, "");',
  'letters in either case': 'while (/ab/i.test(text)) text = text.replace(/ab/i, "");',
  'a next text that is not taken over':
    "while (true) { const next = text.replace('()', ''); if (next === text) break; other = next; }",
  'a loop that ends while pairs are left':
    "while (text.length > 9) { const next = text.replace('()', ''); if (next === text) break; text = next; }",
  'another text': "while (other.includes('()')) text = text.replace('()', '');",
  'a comparison with something else':
    "do { other = text; text = text.replace('()', ''); } while (text !== 'x');",
};

test('what is no cancelling of pairs is left alone', async () => {
  const codeOf = (loop: string): string =>
    `export function run(text: string, other: string, rounds: number) {\n  ${loop}\n  return [text, other, rounds];\n}`;
  const clean = Object.entries(loops).map(([name, loop]) => [name, codeOf(loop)]);
  await assertClean(id, Object.fromEntries(clean));
});

test('a fix that would take something along says so', async () => {
  const commented = `export function run(text: string) {
  // From the inside out.
  while (text.includes('()')) {
    text = text.replace('()', ''); // one at a time
  }
  return text;
}
`;
  const used = `export function run(text: string) {
  let before = '';
  do {
    before = text;
    text = text.replace('()', '');
  } while (before !== text);
  return before + text;
}
`;
  const result = await bench({ 'src/a.ts': commented, 'src/b.ts': used });
  const reasons = result.findings(id).map((finding) => result.fix(finding).reason ?? '');
  assert.match(reasons[0] ?? '', /A comment in the loop/);
  assert.match(reasons[1] ?? '', /`before` is used beyond the loop/);
});

test('plain JavaScript for an old engine gets an index and no types', async () => {
  const code = `/** @param {string} text */
exports.run = (text) => {
  while (text.includes('()')) text = text.replace('()', '')
  return text
}
`;
  const result = await bench({
    'package.json': '{ "name": "old", "engines": { "node": ">=14" } }\n',
    'index.js': code,
  });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(
    result.fixed(finding)['index.js'],
    code.replace(
      /while.*/,
      `const kept = []
  for (const character of text) {
    if (character === ')' && kept[kept.length - 1] === '(') kept.pop()
    else kept.push(character)
  }
  text = kept.join('')`,
    ),
  );
});

test('a function that calls itself with what is left is pointed out, and no fix is offered', async () => {
  const result = await bench({
    'src/direct.ts': `export function isPaired(text: string): boolean {
  if (/\\(\\)|\\[\\]/.test(text)) return isPaired(text.replace(/\\(\\)|\\[\\]/g, ''));
  return text === '';
}
`,
    'src/named.ts': `export const isPaired = (text: string): boolean => {
  const rest = text.replace('()', '').replace('{}', '');
  return rest === '' ? true : rest === text ? false : isPaired(rest);
};
`,
    'src/other.ts': `export function strip(text: string): string {
  return text.includes('--') ? strip(text.replace('--', '-')) : text;
}
export function once(text: string): boolean {
  return isEmpty(text.replace('()', ''));
}
function isEmpty(text: string): boolean {
  return text === '';
}
`,
  });
  assert.deepEqual(
    result.findings(id).map(({ file, severity, fixes }) => [file, severity, fixes.length]),
    [
      ['src/direct.ts', 'hint', 0],
      ['src/named.ts', 'hint', 0],
    ],
  );
});
