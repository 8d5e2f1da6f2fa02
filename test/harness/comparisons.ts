import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bench } from './bench.ts';

/** An expression that uses a package, as a function of parameters with types. */
export interface Comparison {
  readonly package: string;
  readonly version: string;
  /** What the file imports: `use` of `import use from 'left-pad'`. */
  readonly local: string;
  readonly parameters: readonly string[];
  readonly expression: string;
}

/** The code before and after the fix, as functions of the same arguments. */
export interface Compared {
  readonly kind: string;
  readonly after: (...values: unknown[]) => unknown;
  readonly before: (...values: unknown[]) => unknown;
}

/** Applies the rule's first fix to every expression, all in one workspace. */
export async function comparisons(rule: string, all: readonly Comparison[]): Promise<Compared[]> {
  const files = all.flatMap((each, index): [string, string][] => {
    const manifest = {
      name: `case${index}`,
      type: 'module',
      engines: { node: '>=20' },
      dependencies: { [each.package]: each.version },
    };
    const code = `import ${each.local} from '${each.package}';\nexport const run = (${each.parameters.join(', ')}) => ${each.expression};\n`;
    return [
      [`case${index}/package.json`, JSON.stringify(manifest)],
      [`case${index}/a.ts`, code],
    ];
  });
  const run = await bench(Object.fromEntries(files));
  const here = createRequire(join(process.cwd(), 'package.json'));
  return all.map((each, index) => {
    const file = `case${index}/a.ts`;
    const finding = run.findings(rule).find((found) => found.file === file);
    assert.ok(finding, `nothing is found in ${each.expression}`);
    const after = /=> ([^\n]*);\n$/.exec(run.fixed(finding)[file] ?? '')?.[1];
    assert.ok(after !== undefined && !after.includes(`${each.local}.`), after);
    const names = each.parameters.map((parameter) => parameter.replace(/\??:.*/, ''));
    return {
      kind: finding.fixes[0]?.kind ?? '',
      before: new Function(each.local, `return (${names}) => ${each.expression}`)(here(each.package)),
      after: new Function(`return (${names}) => ${after}`)(),
    };
  });
}
