import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { optionalBag } from './optional-bag.ts';

testLesson(optionalBag);
const rule = 'null-prone/optional-bag';

const builders = `
export const start = (): Upload => ({ phase: 'waiting', name: 'a' });
export const again = (): Upload => ({ phase: 'waiting', name: 'b' });
export const done = (url: string): Upload => ({ phase: 'done', name: 'a', url });
export const copied = (url: string): Upload => ({ phase: 'done', name: 'b', url });
export const failed = (reason: string): Upload => ({ phase: 'failed', name: 'a', reason });
export const gone = (): Upload => ({ phase: 'failed', name: 'b', reason: 'gone' });
`;
const bag = `export interface Upload {
  /** As the user typed it. */
  readonly name: string;
  phase: 'waiting' | 'done' | 'failed';
  url?: string;
  reason?: string;
}
`;

test('constructions in several files are counted together', async () => {
  const { findings } = await bench({
    'src/upload.ts': bag,
    'src/build.ts': `import type { Upload } from './upload.ts';${builders}`,
  });
  const [finding, ...others] = findings(rule);
  assert.equal(others.length, 0);
  assert.match(
    finding?.message ?? '',
    /`url` and `reason` are never set together in the 6 places that build a `Upload`/,
  );
});

test('one place that sets both, or might, ends the evidence', async () => {
  for (const more of [
    `export const both = (url: string): Upload => ({ phase: 'failed', name: 'a', url, reason: 'late' });`,
    `export const maybe = (url: string | undefined): Upload => ({ phase: 'failed', name: 'a', url, reason: 'late' });`,
  ]) {
    const { findings } = await bench({ 'src/upload.ts': bag + builders + more });
    assert.deepEqual(findings(rule), []);
  }
});

test('options are what optional members are for', async () => {
  const { findings } = await bench({
    'src/upload.ts': (bag + builders).replaceAll('Upload', 'UploadOptions'),
  });
  assert.deepEqual(findings(rule), []);
});
