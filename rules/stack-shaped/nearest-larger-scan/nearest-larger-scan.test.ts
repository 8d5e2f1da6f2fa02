import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { nearestLargerScan } from './nearest-larger-scan.ts';

testLesson(nearestLargerScan);

const id = 'stack-shaped/nearest-larger-scan';

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'an entry that is equal': `export const next = (values: number[]) => values.map((value, i) => values.slice(i + 1).find((later) => later === value));`,
  'another key on each side': `export const next = (jobs: { start: number; end: number }[]) => jobs.map((job, i) => jobs.slice(i + 1).find((later) => later.start > job.end));`,
  'a fixed limit': `export const next = (values: number[], limit: number) => values.map((_, i) => values.slice(i + 1).find((later) => later > limit));`,
  'another condition beside it': `export const next = (values: number[]) => values.map((value, i) => values.slice(i + 1).find((later) => later > value && later % 2 === 0));`,
  'another array': `export const next = (values: number[], others: number[]) => values.map((value, i) => others.slice(i + 1).find((later) => later > value));`,
  'the first of all': `export const next = (values: number[]) => values.map((value) => values.find((other) => other > value));`,
  'every larger one': `export const next = (values: number[]) => values.map((value, i) => values.slice(i + 1).filter((later) => later > value));`,
  'a value that is not known': `export const next = (values: any) => values.map((value: any, i: number) => values.slice(i + 1).find((later: any) => later > value));`,
  'values without an order': `export const next = (values: Date[]) => values.map((value, i) => values.slice(i + 1).find((later) => later > value));`,
  'something done for each entry that is passed': `export function totals(values: number[]) {
  return values.map((value, i) => {
    let total = 0;
    for (let j = i + 1; j < values.length; j++) {
      if (values[j] > value) break;
      total += values[j];
    }
    return total;
  });
}`,
  'a window': `export function next(values: number[]) {
  return values.map((value, i) => {
    let passed = 0;
    for (let j = i + 1; j < i + 7 && values[j] <= value; j++) passed++;
    return passed;
  });
}`,
  'a part of the array': `export function next(values: number[], limit: number) {
  return values.map((value, i) => {
    let passed = 0;
    for (let j = i + 1; j < limit && values[j] <= value; j++) passed++;
    return passed;
  });
}`,
  'a search that starts elsewhere': `export function next(values: number[]) {
  return values.map((value, i) => {
    let passed = 0;
    for (let j = i + 2; j < values.length && values[j] <= value; j++) passed++;
    return passed;
  });
}`,
  'an array that the loop changes': `export function next(values: number[]) {
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      if (values[j] > values[i]) { values[i] = values[j]; break; }
    }
  }
}`,
  'an array that somebody else may change': `export function next(values: number[], change: (values: number[]) => void) {
  for (let i = 0; i < values.length; i++) {
    let j = i + 1;
    while (j < values.length && values[j] <= values[i]) j++;
    change(values);
    console.log(j);
  }
}`,
  'one search, not one for each entry': `export function next(values: number[], i: number) {
  let j = i + 1;
  while (j < values.length && values[j] <= values[i]) j++;
  return j;
}`,
};

test('what is no search for the nearest larger or smaller entry is left alone', async () => {
  await assertClean(id, clean);
});

test('a fix that would lose or change something is refused in words', async () => {
  const loop = (body: string) =>
    `export function next(values: number[], out: number[]) {\n  for (let i = 0; i < values.length; i++) {\n    ${body}\n  }\n}\n`;
  const result = await bench({
    'src/comment.ts': loop(
      'let j = i + 1;\n    while (j < values.length && values[j] <= values[i]) j++; // the end\n    out.push(j /* found */);',
    ).replace('j++;', '/* on */ j++;'),
    'src/jump.ts': loop(
      'for (let j = i + 1; j < values.length; j++) {\n      if (values[j] > values[i]) {\n        if (j > 5) continue;\n        out.push(j);\n        break;\n      }\n    }',
    ),
    'src/place.ts':
      'export const next = (values: number[]) => values.map((value, i) => values.slice(i + 1).find((later) => later > value));\n',
  });
  const reasons = result.findings(id).map((finding) => [finding.file, result.fix(finding).reason]);
  assert.deepEqual(reasons, [
    ['src/comment.ts', 'A comment in the loop would be lost.'],
    ['src/jump.ts', 'What is done with it jumps on to another round of the loop.'],
    ['src/place.ts', 'The function is a single expression; give it a body first.'],
  ]);
});

test('plain JavaScript gets no types, and an old engine no `at`', async () => {
  const result = await bench({
    'package.json': '{ "name": "example", "type": "module", "engines": { "node": ">=12" } }\n',
    'src/next.js':
      '/** @param {number[]} values */\nexport function next(values) {\n\tfor (let i = 0; i < values.length; i++) {\n\t\tlet j = i + 1\n\t\twhile (j < values.length && values[j] <= values[i]) j++\n\t\tconsole.log(j)\n\t}\n}\n',
  });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const text = result.fixed(finding)['src/next.js'] ?? '';
  assert.ok(text.includes('\tconst stack = []\n'), text);
  assert.ok(text.includes('\t\tlet top = stack[stack.length - 1]\n'), text);
});
