import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';
import { type FixExample, testFixes } from '../../../test/harness/fixes.ts';
import { assertRunsAlike } from '../../../test/harness/runs-alike.ts';
import { nearestLargerScan } from './nearest-larger-scan.ts';

/** Each example exports `run`, which takes a list of numbers, repeated ones among them, and gives the same before and after. */
const examples: readonly FixExample[] = [
  {
    name: 'the next larger one, with a default',
    title: /each next larger entry of `values`/,
    code: `export function run(values: number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < values.length; i++) {
    result[i] = -1;
    for (let j = i + 1; j < values.length; j++) {
      if (values[j] > values[i]) {
        // The value, not the distance.
        result[i] = values[j];
        break;
      }
    }
  }
  return result;
}`,
    expects: [
      '    if (nextLarger[i] !== values.length) {\n      const j = nextLarger[i];\n      // The value, not the distance.\n      result[i] = values[j];\n    }\n  }',
    ],
  },
  {
    name: 'the previous one that is no larger, the comparison the other way round and its length in a variable',
    title: /each previous smaller or equal entry of `values`/,
    code: `export function run(values: readonly number[]): string[] {
  const n = values.length;
  const found: string[] = [];
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i - 1; j >= 0; j -= 1) {
      if (values[i] >= values[j]) { found.push(i + ':' + j); break; }
    }
  }
  return found;
}`,
    expects: ["found.push(i + ':' + j);", 'previousSmaller'],
  },
  {
    name: 'a count in the head of a loop',
    title: /each previous larger entry of `prices`/,
    code: `export function run(prices: number[]): number[] {
  return prices.map((price, i) => {
    let span = 1;
    for (let j = i - 1; j >= 0 && prices[j] <= price; j--) span++;
    return span;
  });
}`,
    expects: ['span += i - previousLarger[i] - 1;'],
  },
  {
    name: 'a count until it breaks off',
    title: /each next smaller entry of `rows`/,
    code: `export function run(input: number[]): number[] {
  const rows = input.map((height, at) => ({ height, at }));
  const counts: number[] = [];
  for (const [i, row] of rows.entries()) {
    let count = 0;
    for (let j = i + 1; j < rows.length; j++) {
      if (rows[j].height < row.height) break;
      count += 1;
    }
    counts.push(count);
  }
  return counts;
}`,
    expects: ['count += nextSmaller[i] - i - 1;', 'rows[top].height >= rows[at2].height'],
  },
  {
    name: 'a count in one branch',
    title: /each next larger or equal entry of `values`/,
    code: `export function run(values: number[]): number[] {
  const counts: number[] = [];
  for (let i = 0; i < values.length - 1; i++) {
    const current = values[i];
    let count = 0;
    for (let j = i + 1; j < values.length; j++) {
      if (values[j] < current) count++;
      else break;
    }
    counts.push(count);
  }
  return counts;
}`,
    expects: ['count += nextLarger[i] - i - 1;'],
  },
  {
    name: 'the offset of a span',
    title: /each previous larger entry of `prices`/,
    code: `export function run(prices: number[]): number[] {
  const spans: number[] = [];
  for (let i = 0; i < prices.length; i++) {
    let span = 1;
    while (i - span >= 0 && prices[i - span] <= prices[i]) span++;
    spans.push(span);
  }
  return spans;
}`,
    expects: ['let span = i - previousLarger[i];\n    spans.push(span);'],
  },
  {
    name: 'a position that the loop moves',
    title: /each next larger entry of `values`/,
    code: `export function run(values: number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < values.length; i++) {
    let j = i + 1;
    while (values[j] <= values[i] && j < values.length) {
      j++;
    }
    result.push(j === values.length ? -1 : j);
  }
  return result;
}`,
    expects: ['let j = nextLarger[i];\n    result.push'],
  },
  {
    name: 'find after a slice, with its own default',
    title: /each next smaller or equal entry of `prices`/,
    code: `export const run = (prices: number[]): number[] => {
  return prices.map((price, at) => price - (prices.slice(at + 1).find((later) => later <= price) ?? 0));
};`,
    expects: ['price - (prices[nextSmaller[at]] ?? 0)'],
  },
  {
    name: 'findIndex after a slice and on the whole',
    title: /each next larger entry of `values`/,
    code: `export const run = (values: number[]): number[][] => {
  const offsets = values.map((value, i) => values.slice(i + 1).findIndex((later) => later > value));
  return [offsets];
};`,
    expects: ['(nextLarger[i] < values.length ? nextLarger[i] - i - 1 : -1)'],
  },
  {
    name: 'findIndex with a position of its own',
    title: /each next larger entry of `values`/,
    code: `export const run = (values: number[]): number[] => {
  const found: number[] = [];
  values.forEach((value, i) => {
    found.push(values.findIndex((later, j) => j > i && value < later));
  });
  return found;
};`,
    expects: ['found.push((nextLarger[i] < values.length ? nextLarger[i] : -1))'],
  },
  {
    name: 'texts',
    title: /each previous larger entry of `names`/,
    code: `export const run = (input: number[]): number[] => {
  const names = input.map(String);
  return names.map((name, i) => names.slice(0, i).findLastIndex((earlier) => earlier > name));
};`,
    expects: ['names.map((name, i) => previousLarger[i])'],
  },
];

await testFixes(nearestLargerScan, examples, fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 40 }));

test('both sides of the largest rectangle, one after the other, under checked indices', async () => {
  const file = 'src/rectangle.ts';
  const config =
    '{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true, "target": "es2022", "lib": ["es2024"], "noEmit": true } }\n';
  const code = `export function run(heights: number[]): number {
  let best = 0;
  for (let i = 0; i < heights.length; i++) {
    let left = i;
    while (left > 0 && heights[left - 1]! >= heights[i]!) left--;
    let right = i;
    while (right < heights.length - 1 && heights[right + 1]! >= heights[i]!) right++;
    best = Math.max(best, heights[i]! * (right - left + 1));
  }
  return best;
}
`;
  let text = code;
  for (const side of ['previous', 'next']) {
    const result = await bench({ 'tsconfig.json': config, [file]: text });
    const finding = result
      .findings('stack-shaped/nearest-larger-scan')
      .find(({ message }) => message.includes(side));
    assert.ok(finding, side);
    text = result.fixed(finding)[file] as string;
  }
  assert.ok(text.includes('let left = (previousSmaller[i] ?? -1) + 1;'), text);
  assert.ok(text.includes('let right = (nextSmaller[i] ?? heights.length) - 1;'), text);
  await assertRunsAlike(code, text, fc.array(fc.nat({ max: 9 }), { maxLength: 40 }), 300);
});
