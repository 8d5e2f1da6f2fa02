import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load } from './load.ts';

type Module = Readonly<Record<string, unknown>>;

/**
 * Loads a module before and after a fix, and asserts that their functions `run` give the same for generated inputs, or
 * throw the same kind of error. Each gets an input of its own, as a fix may be about what is changed in place.
 */
export async function assertRunsAlike<T>(
  before: string,
  after: string,
  inputs: fc.Arbitrary<T>,
  numRuns: number,
): Promise<readonly [original: Module, fixed: Module]> {
  const [original, fixed] = [await load(before), await load(after)];
  fc.assert(
    fc.property(inputs, (input) => {
      assert.deepEqual(outcome(fixed, input), outcome(original, input));
    }),
    { numRuns },
  );
  return [original, fixed];
}

function outcome({ run }: Module, input: unknown): unknown {
  try {
    return { returned: (run as (input: unknown) => unknown)(structuredClone(input)) };
  } catch (thrown) {
    return { threw: thrown instanceof Error ? thrown.name : thrown };
  }
}
