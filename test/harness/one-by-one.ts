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

/**
 * As `fixOneByOne` on five equal places of one file, and on ten of two files: each run has to end where two places are left,
 * too few for a finding.
 * @param text five exported functions whose names end in `Of`, one of the places in each.
 * @returns all that was written, by run.
 */
export async function untilTooFewAreLeft(rule: string, text: string): Promise<string[]> {
  const written: string[] = [];
  for (const all of [
    { 'src/a.ts': text },
    { 'src/a.ts': text, 'src/b.ts': text.replaceAll('Of(', 'From(') },
  ]) {
    const { files, steps } = await fixOneByOne(rule, all);
    const texts = Object.values(files).join('\n');
    assert.equal(steps, Object.keys(all).length * 5 - 2, texts);
    written.push(texts);
  }
  return written;
}
