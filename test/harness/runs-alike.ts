import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load } from './load.ts';

/**
 * Loads a module before and after a fix, and asserts that their functions `run` give the same for generated inputs. Each
 * gets an input of its own, as a fix may be about what is changed in place.
 */
export async function assertRunsAlike<T>(
  before: string,
  after: string,
  inputs: fc.Arbitrary<T>,
  numRuns: number,
): Promise<void> {
  type Run = (input: T) => unknown;
  const original = (await load(before))['run'] as Run;
  const fixed = (await load(after))['run'] as Run;
  fc.assert(
    fc.property(inputs, (input) => {
      assert.deepEqual(fixed(structuredClone(input)), original(structuredClone(input)));
    }),
    { numRuns },
  );
}
