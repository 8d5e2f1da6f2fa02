import assert from 'node:assert/strict';
import { bench, type Files } from './bench.ts';

/**
 * Replaces one place after the other by the last fix of a finding, the one for this place alone, until nothing is found.
 * @returns the files at the end, and how many places were replaced.
 */
export async function fixOneByOne(
  rule: string,
  files: Files,
): Promise<{ readonly files: Files; readonly steps: number }> {
  let current = files;
  for (let steps = 0; ; steps += 1) {
    const result = await bench(current);
    const [finding] = result.findings(rule);
    if (finding === undefined) return { files: current, steps };
    if (finding.fixes.length > 1) assert.match(finding.fixes.at(-1)?.title ?? '', / (this|here)\b/);
    current = result.fixed(finding, finding.fixes.length - 1);
  }
}
