import assert from 'node:assert/strict';
import { bench, type Files } from './bench.ts';

/**
 * Analyses code that a rule is to be silent about, each piece in a file of its own, and fails with the names of those
 * that are flagged.
 * @param more files for all of them, such as a configuration.
 */
export async function assertClean(
  rule: string,
  clean: Readonly<Record<string, string>>,
  more: Files = {},
): Promise<void> {
  const names = Object.keys(clean);
  const pieces = names.map((name, index) => [`src/clean-${index}.ts`, `${clean[name]}\n`]);
  const result = await bench({ ...more, ...Object.fromEntries(pieces) });
  assert.deepEqual(result.errors, []);
  const flagged = result.findings(rule).map(({ file }) => names[Number(/\d+/.exec(file)?.[0])]);
  assert.deepEqual(flagged, []);
}
