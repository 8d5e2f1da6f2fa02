import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';

const id = 'stack-shaped/bracket-counters';

/** Each accepts `([)]`, and what it says is an object or a text, or the counting stands in the middle of something. */
const spokenFor: Readonly<Record<string, string>> = {
  'an object with a verdict': `export function check(text: string): { valid: boolean; error?: string } {
  if (!text.trim()) return { valid: true };
  let round = 0, square = 0;
  for (const character of text) {
    if (character === '(') round++;
    else if (character === ')') round--;
    else if (character === '[') square++;
    else if (character === ']') square--;
    if (round < 0 || square < 0) return { valid: false, error: 'closed at ' + round };
  }
  if (round !== 0) return { valid: false, error: 'round' };
  if (square !== 0) return { valid: false, error: 'square' };
  return { valid: true };
}`,
  'a text that says what is wrong': `export function check(text: string): string | null {
  let round = 0, square = 0;
  for (const character of text) {
    if (character === '(') round++;
    if (character === ')') round--;
    if (character === '[') square++;
    if (character === ']') square--;
    if (round < 0 || square < 0) return 'closed too early';
  }
  return round === 0 && square === 0 ? null : 'left open';
}`,
  'a part of a longer check': `export function check(text: string, isLong: (text: string) => boolean): { ok: boolean } {
  const problems: string[] = [];
  if (isLong(text)) problems.push('too long');
  let round = 0;
  let square = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '(') round++;
    if (character === ')') round--;
    if (character === '[') square++;
    if (character === ']') square--;
    if (round < 0 || square < 0) {
      problems.push('closed at ' + index);
      break;
    }
  }
  if (round !== 0) problems.push('round');
  if (square !== 0) problems.push('square');
  return { ok: problems.length === 0 };
}`,
  'a part that throws, in a try': `export async function check(text: string, run: (text: string) => Promise<void>): Promise<void> {
  try {
    let round = 0;
    let square = 0;
    for (const character of text) {
      if (character === '(') round++;
      else if (character === ')') round--;
      else if (character === '[') square++;
      else if (character === ']') square--;
      if (round < 0 || square < 0) throw new Error('unbalanced');
    }
    if (round !== 0 || square !== 0) {
      throw new Error('unbalanced');
    }
    await run(text);
  } catch (error) {
    console.error(error);
  }
}`,
};

test('what a check says by an object or a text is understood, and so is counting in the middle of something', async () => {
  const names = Object.keys(spokenFor);
  const result = await bench(
    Object.fromEntries(names.map((name, index) => [`src/spoken-${index}.ts`, `${spokenFor[name]}\n`])),
  );
  assert.deepEqual(
    result
      .findings(id)
      .map(({ file, message }) => [
        names[Number(/\d/.exec(file)?.[0])],
        /accepts `([^`]*)`/.exec(message)?.[1],
      ]),
    names.map((name) => [name, '([)]']),
  );
  const part = result.findings(id).find(({ file }) => file === 'src/spoken-2.ts');
  assert.match(part?.message ?? '', /^The count of brackets in `check` accepts/);
  assert.deepEqual(part?.fixes, []);
  const [spoken] = result.findings(id);
  assert.match(
    spoken ? (result.fix(spoken).reason ?? '') : '',
    /says what is wrong, not only that something is/,
  );
});

test('counting that looks for an end, or mends what is open, is no verdict', async () => {
  const count = `if (character === '{') curly++;
    else if (character === '}') curly--;
    else if (character === '[') square++;
    else if (character === ']') square--;`;
  await assertClean(id, {
    'the end of a value': `export function endOf(text: string, log: (at: number) => void) {
  let curly = 0;
  let square = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    ${count}
    if (curly === 0 && square === 0) { log(index); return index; }
  }
  return -1;
}`,
    'what is missing at the end': `export function mended(text: string, log: (text: string) => void) {
  let curly = 0;
  let square = 0;
  let all = text.trim();
  log(all);
  for (const character of all) {
    ${count}
  }
  while (square > 0) { all += ']'; square--; }
  while (curly > 0) { all += '}'; curly--; }
  return all;
}`,
    'a stack beside the counters': `export function check(text: string, problems: string[], open: string[]) {
  let curly = 0;
  let square = 0;
  for (const character of text) {
    ${count}
    if (character === '{' || character === '[') open.push(character);
    if (character === '}' && open.pop() !== '{') problems.push('wrong');
    if (character === ']' && open.pop() !== '[') problems.push('wrong');
  }
  if (curly !== 0 || square !== 0) problems.push('open');
}`,
  });
});
