import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, type Files } from './bench.ts';

/** One use of a package in a project of its own, and what the rule makes of it. */
export interface Rewrite {
  readonly name: string;
  readonly package: string;
  readonly version?: string;
  /** Name of the file; decides between modules and CommonJS, TypeScript and JavaScript. */
  readonly file?: string;
  readonly engines?: string;
  readonly before: string;
  /** The file after the fix; left out where there is none. */
  readonly after?: string;
  /** `refused`: there is a finding, and its fix says why it cannot be done. `silent`: there is no finding. */
  readonly kind: 'safe' | 'review' | 'refused' | 'silent';
  /** What the title of the fix says of the change, or its refusal of the reason. */
  readonly says?: RegExp;
}

/** Tests every case, all of them in one workspace, as opening a compiler for each would take most of the time. */
export async function testRewrites(rule: string, shared: Files, cases: readonly Rewrite[]): Promise<void> {
  const folderOf = (index: number): string => `case${index}`;
  const files = cases.flatMap((each, index): [string, string][] => {
    const manifest = {
      name: folderOf(index),
      type: 'module',
      engines: { node: each.engines ?? '>=22.13' },
      dependencies: { [each.package]: each.version ?? '^1.0.0' },
    };
    return [
      [`${folderOf(index)}/package.json`, JSON.stringify(manifest)],
      [`${folderOf(index)}/${each.file ?? 'example.ts'}`, each.before],
    ];
  });
  const run = await bench({ ...shared, ...Object.fromEntries(files) });
  assert.deepEqual(run.errors, []);
  for (const [index, each] of cases.entries()) {
    test(`${each.package}: ${each.name}`, () => {
      const folder = `${folderOf(index)}/`;
      const [finding] = run.findings(rule).filter(({ file }) => file.startsWith(folder));
      if (each.kind === 'silent') {
        assert.equal(finding, undefined, finding?.fixes[0]?.title);
        return;
      }
      assert.ok(finding, 'there is no finding');
      const checked = run.fix(finding);
      if (each.kind === 'refused') {
        assert.equal(checked.verified, false, JSON.stringify(checked.edits));
        assert.match(checked.reason ?? '', each.says ?? /./);
        return;
      }
      assert.ok(checked.verified, `The fix was refused: ${checked.reason}`);
      const fixed = run.fixed(finding);
      assert.equal(fixed[`${folder}${each.file ?? 'example.ts'}`], each.after);
      assert.equal(finding.fixes[0]?.kind, each.kind, finding.fixes[0]?.title);
      assert.match(finding.fixes[0]?.title ?? '', each.says ?? /package\.json$/);
      const left = JSON.parse(fixed[`${folder}package.json`] ?? '{}').dependencies ?? {};
      assert.deepEqual(left, {}, 'the manifest still names the package');
    });
  }
}
