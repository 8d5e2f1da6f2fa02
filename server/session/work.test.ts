import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Bench, bench } from '../../test/harness/bench.ts';
import type { ScanStats } from './session.ts';

/** Regressions of speed show in counts of work, which are the same on every machine. */
describe('the work of an analysis', () => {
  test('grows with the files, not with their square', async () => {
    const [small, large] = [await bench(shop(10)), await bench(shop(40))];
    const asked = ({ report }: Bench): number => report.stats.requests;
    assert.ok(asked(large) < asked(small) * 5, `${asked(small)} questions, then ${asked(large)}`);
  });

  test('is one question for each further type that objects are written for, beside what is asked in a batch', async () => {
    const asked = async (types: number): Promise<number> =>
      (await bench({ 'src/points.ts': points(types) })).report.stats.requests;
    assert.ok((await asked(30)) - (await asked(10)) <= 20);
  });

  test('after an edit is that of the file, of what imports it, and of the rules whose facts it changed', async () => {
    const { root, session, report } = await bench(shop(20));
    const edit = async (name: string, text: string): Promise<ScanStats> => {
      session.applyChanges([{ kind: 'edited', file: join(root, name), version: 1, text }]);
      const { stats } = await session.scan(
        null,
        () => false,
        () => undefined,
      );
      return stats;
    };
    const whole = report.stats;
    const leaf = await edit('src/page3.ts', `${page(3)}\n// said again\n`);
    assert.ok(leaf.nodes - whole.nodes < whole.nodes / 10, 'a file that nobody imports');
    assert.equal(leaf.reductions, whole.reductions, 'facts that are the same are not reduced again');
    const root1 = await edit('src/price.ts', `${price}\nexport const rate = 2;\n`);
    assert.ok(root1.nodes - leaf.nodes > whole.nodes / 2, 'a file that all import');
  });
});

const price =
  'export interface Price {\n  readonly amount: number;\n  readonly currency: string | undefined;\n}\n';

function page(index: number): string {
  return `import type { Price } from './price.ts';

export async function load${index}(url: string): Promise<Price> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(\`Request failed: \${response.status}\`);
  }
  return response.json();
}
`;
}

function points(types: number): string {
  return Array.from(
    { length: types },
    (_, index) => `export interface Point${index} {
  readonly x: number;
  readonly label?: string;
  readonly hint?: string;
}

export const point${index}: Point${index} = { x: ${index} };
`,
  ).join('\n');
}

function shop(pages: number): Record<string, string> {
  return Object.fromEntries([
    ['src/price.ts', price],
    ...Array.from({ length: pages }, (_, index) => [`src/page${index}.ts`, page(index)]),
  ]);
}
