import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Bench, bench } from '../../test/harness/bench.ts';
import { disjointBatches } from './disjoint-batches.ts';
import type { FixRequest } from './session.ts';

describe('fixes that are checked together', () => {
  test('are judged as they are one by one, at a fraction of the questions', async () => {
    const files = Object.fromEntries([
      ...Array.from({ length: 16 }, (_, index) => [`src/history${index}.ts`, history(index)]),
      ['src/open.ts', openSwitches],
      ['src/checks.ts', "import { nameOf } from './open.ts';\nexport const name: string = nameOf('a');\n"],
    ]);
    const together = await bench(files);
    const apart = await bench(files);
    const requests = requestsOf(together);
    assert.ok(requests.length > 16);
    const before = [await askedBy(together), await askedBy(apart)] as const;
    const answers = together.session.fixes(requests);
    const singly = requestsOf(apart).map((request) => apart.session.fix(request));
    const local = (checked: unknown, { root }: Bench): string => JSON.stringify(checked).replaceAll(root, '');
    assert.equal(local(answers, together), local(singly, apart));
    const asked = [(await askedBy(together)) - before[0], (await askedBy(apart)) - before[1]] as const;
    // Two snapshots for each fix, with it and without it again.
    assert.ok(asked[0] + 2 * 16 < asked[1], `${asked[0]} questions together, ${asked[1]} one by one`);
  });

  test('never touch the same file twice at once', () => {
    const touching = (...names: string[]) => ({ texts: new Map(names.map((name) => [name, ''])) });
    const candidates = [touching('a'), touching('b'), touching('a', 'c'), touching('c'), touching('d')];
    const batches = disjointBatches(candidates).map((batch) =>
      batch.map((candidate) => candidates.indexOf(candidate)),
    );
    assert.deepEqual(batches, [[0, 1, 4], [2], [3]]);
  });
});

function requestsOf({ report }: Bench): FixRequest[] {
  return report.findings.flatMap(({ file, fingerprint, fixes }) =>
    fixes.map((_, fix) => ({ file, fingerprint, fix })),
  );
}

async function askedBy({ session }: Bench): Promise<number> {
  const { stats } = await session.scan(
    null,
    () => false,
    () => undefined,
  );
  return stats.requests;
}

function history(index: number): string {
  return `export class History${index} {
  private readonly undone: string[] = [];

  record(text: string): void {
    this.undone.unshift(text);
  }

  undo(): string | undefined {
    return this.undone.shift();
  }
}
`;
}

/** The result of the one is used as a string elsewhere, so that naming what is left out makes an error there. */
const openSwitches = `export function nameOf(kind: 'a' | 'b') {
  switch (kind) {
    case 'a':
      return 'first';
  }
  return 'other';
}

export function lengthOf(kind: 'a' | 'b' | 'c') {
  switch (kind) {
    case 'a':
      return 1;
    case 'b':
      return 2;
  }
}
`;
