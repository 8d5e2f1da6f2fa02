import assert from 'node:assert/strict';
import { test } from 'node:test';
import type fc from 'fast-check';
import type { AnyRule } from '../../rules/engine/any-rule.ts';
import type { FixKind } from '../../rules/engine/finding.ts';
import { bench } from './bench.ts';
import { assertRunsAlike } from './runs-alike.ts';

/** Code with a finding whose fix has to keep what it does. */
export interface FixExample {
  readonly name: string;
  /** A module that exports `run`, which takes one generated input and gives the same before and after the fix. */
  readonly code: string;
  readonly kind?: FixKind;
  /** Which finding is meant, by the title of its fix; without it there has to be exactly one. */
  readonly title?: RegExp;
  /** Pieces of the fixed text. */
  readonly expects: readonly string[];
}

/**
 * Applies the fix of each example, then runs original and fixed code on generated inputs. All examples share one
 * workspace, so this is to be awaited before any other test of the file: the runner takes a file for done, and cleans up,
 * once all tests that it knows of have ended.
 * @param more what else has to hold of the modules before and after.
 */
export async function testFixes<T>(
  { meta: { id } }: AnyRule,
  examples: readonly FixExample[],
  inputs: fc.Arbitrary<T>,
  more?: (original: Readonly<Record<string, unknown>>, fixed: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  const workspace = await bench(
    Object.fromEntries(examples.map(({ code }, index) => [fileOf(index), `${code}\n`])),
  );
  for (const [index, { name, code, kind, title, expects }] of examples.entries()) {
    test(`a fix keeps what the code does: ${name}`, async () => {
      const all = workspace.findings(id).filter(({ file }) => file === fileOf(index));
      const meant = title === undefined ? all : all.filter(({ fixes }) => title.test(fixes[0]?.title ?? ''));
      const [finding, ...others] = meant;
      const found = (): string =>
        JSON.stringify(
          all.map((each) => [each.fixes, workspace.fix(each).reason]),
          null,
          1,
        );
      assert.ok(finding !== undefined && others.length === 0, found());
      if (kind !== undefined) assert.equal(finding.fixes[0]?.kind, kind, finding.fixes[0]?.title);
      const text = workspace.fixed(finding)[fileOf(index)] ?? '';
      for (const piece of expects) assert.ok(text.includes(piece), `${piece}\nis not in\n${text}`);
      const modules = await assertRunsAlike(code, text, inputs, 300);
      more?.(...modules);
    });
  }
}

function fileOf(index: number): string {
  return `src/example-${index}.ts`;
}
