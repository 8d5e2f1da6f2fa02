import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { load } from '../../../test/harness/load.ts';
import { ambiguousNullReturn } from './ambiguous-null-return.ts';

const { id } = ambiguousNullReturn.meta;

const finder = `const rates = new Map<string, number>([['eur', 2], ['usd', 0]]);
async function ask(name: string): Promise<number | undefined> {
  if (name === 'down') throw new Error('down');
  return rates.get(name);
}
`;
const rate = `export async function rate(name: string): Promise<number | null> {
  try {
    const found = await ask(name);
    if (found === undefined) return null;
    return found;
  } catch {
    return null;
  }
}
`;
const speaking = `export async function price(name: string): Promise<number> {
  const found = await rate(name);
  if (found === null) {
    throw new Error('There is no such rate');
  }
  return found * 3;
}
`;

async function fixed(files: Record<string, string>): Promise<Record<string, string>> {
  const result = await bench(files);
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  return result.fixed(finding);
}

async function refusal(files: Record<string, string>): Promise<string> {
  const result = await bench(files);
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  const checked = result.fix(finding);
  assert.equal(checked.verified, false);
  return checked.reason ?? '';
}

describe('callers keep what they do', () => {
  const callers = `${speaking}export async function has(name: string) { return (await rate(name)) !== null; }
export async function truthy(name: string) {
  const found = await rate(name);
  if (!found) return 'none';
  return \`some \${found}\`;
}
export async function either(name: string) {
  return (await rate(name)) ?? -1;
}
export async function passed(name: string) {
  return rate(name);
}
export async function later(name: string) {
  let found: number | null = 5;
  found = await rate(name);
  return found;
}
export async function combined(name: string) {
  const found = await rate(name);
  if (found === null || found > 1) return 'no';
  return found;
}
`;

  test('run before and after, on values that are falsy as well', async () => {
    const before = finder + rate + callers;
    const after = (await fixed({ 'src/rate.ts': before }))['src/rate.ts'] as string;
    assert.match(after, /reason: 'not-found' \| 'failed'/);
    const [old, young] = [await load(before), await load(after)];
    for (const name of ['price', 'has', 'truthy', 'either', 'passed', 'later', 'combined']) {
      for (const input of ['eur', 'usd', 'gbp', 'down']) {
        assert.deepEqual(
          await outcome(young[name], input),
          await outcome(old[name], input),
          `${name} ${input}`,
        );
      }
    }
    const results = await Promise.all(['eur', 'gbp', 'down'].map((input) => outcome(young['rate'], input)));
    assert.deepEqual(results, [
      { ok: true, value: 2 },
      { ok: false, reason: 'not-found' },
      { ok: false, reason: 'failed' },
    ]);
  });

  test('a falsy value is still turned away by a test for truth', async () => {
    const after = (await fixed({ 'src/rate.ts': finder + rate + callers }))['src/rate.ts'] as string;
    assert.match(after, /if \(!foundResult2?\.ok \|\| !foundResult2?\.value\) return 'none';/);
    assert.match(after, /if \(!foundResult\.ok\) \{\n {4}throw/);
  });
});

describe('the function', () => {
  test('a value that may be missing by its type is asked for', async () => {
    const passing = rate.replace(/const found[\s\S]*?return found;/, 'return (await ask(name)) ?? null;');
    const after = (await fixed({ 'src/rate.ts': finder + passing + speaking }))['src/rate.ts'] as string;
    assert.match(
      after,
      /const value = \(await ask\(name\)\) \?\? null;\n {4}return value === null \? \{ ok: false, reason: 'not-found' \} : \{ ok: true, value \};/,
    );
  });

  test('a catch that runs on into a common exit gets one of its own', async () => {
    const falling = rate
      .replace(
        'if (found === undefined) return null;\n    return found;',
        'if (found !== undefined) return found;',
      )
      .replace('return null;\n  }\n}', "console.error('down');\n  }\n  return null;\n}");
    const after = (await fixed({ 'src/rate.ts': finder + falling + speaking }))['src/rate.ts'] as string;
    assert.match(
      after,
      /console\.error\('down'\);\n {4}return \{ ok: false, reason: 'failed' \};\n {2}\}\n {2}return \{ ok: false, reason: 'not-found' \};/,
    );
  });

  test('an inferred type keeps its literals', async () => {
    const inferred = rate.replace(': Promise<number | null>', '');
    const after = (await fixed({ 'src/rate.ts': finder + inferred + speaking }))['src/rate.ts'] as string;
    assert.match(after, /return \{ ok: true as const, value: found \};/);
    assert.match(after, /reason: 'failed' \} as const;/);
  });

  test('plain JavaScript says the type in the comment', async () => {
    const plain = (finder + rate + speaking).replace(/: Promise<[^>]*>|: string|<string, number>/g, '');
    const after = (await fixed({ 'src/rate.js': plain.replace('/** x */', '') }))['src/rate.js'] as string;
    assert.match(
      after,
      /\/\*\* @returns \{Promise<\{ ok: true, value: .* \} \| \{ ok: false, reason: 'not-found' \| 'failed' \}>\} \*\//,
    );
  });

  test('a caller that never asks is rewritten too, in whatever file it is', async () => {
    const user = `import { rate } from './rate.ts';\nexport async function show(name: string) {\n  console.log((await rate(name))!.toFixed());\n}\n`;
    const after = await fixed({ 'src/rate.ts': finder + rate + speaking, 'src/show.ts': user });
    assert.match(
      after['src/show.ts'] ?? '',
      /const result = await rate\(name\);\n {2}console\.log\(\(result\.ok \? result\.value : null\)!\.toFixed\(\)\);/,
    );
  });

  test('line ends, double quotes and missing semicolons stay', async () => {
    const text = (finder + rate + speaking)
      .replaceAll("'", '"')
      .replaceAll(';\n', '\n')
      .replaceAll('\n', '\r\n');
    const after = (await fixed({ 'src/rate.ts': text }))['src/rate.ts'] as string;
    assert.doesNotMatch(after, /[^\r]\n|;\r|'/);
  });
});

describe('refused, with the reason', () => {
  const refused: Record<string, { more?: string; main?: string; says: RegExp }> = {
    'the function is a value somewhere': {
      more: `export const all = ['eur'].map(rate);\n`,
      says: /used as a value in rate\.ts/,
    },
    'a call in the middle of an expression': {
      more: `export const sum = async (other: () => number) => other() + ((await rate('eur')) ?? 0);\n`,
      says: /middle of an expression/,
    },
    'a promise that is not awaited': {
      more: `export const both = () => Promise.all([rate('eur'), rate('usd')]);\n`,
      says: /middle of an expression/,
    },
    'the package offers it to others': {
      says: /exported from the package by src\/index\.ts/,
    },
  };
  for (const [name, { more = '', says }] of Object.entries(refused)) {
    test(name, async () => {
      const isPublic = /package/.test(name);
      const files: Record<string, string> = { 'src/rate.ts': finder + rate + speaking + more };
      if (isPublic) files['src/index.ts'] = `export { rate } from './rate.ts';\n`;
      assert.match(await refusal(files), says);
    });
  }

  test('an interface promises the type', async () => {
    const source = `${finder}interface Rates { rate(name: string): Promise<number | null> }
export class Bank implements Rates {
  ${rate.replace('export async function ', 'async ')}
  async price(name: string) {
    const found = await this.rate(name);
    if (found === null) throw new Error('There is no such rate');
    return found;
  }
}
`;
    assert.match(await refusal({ 'src/rate.ts': source }), /`Rates` declares `rate` too/);
    const free = (await fixed({ 'src/rate.ts': source.replace('implements Rates ', '') }))['src/rate.ts'];
    assert.match(free ?? '', /async rate\(name: string\): Promise<RateResult>/);
  });

  test('a decorator of the class takes no method, one of the method does', async () => {
    const source = `${finder}declare function inject(...given: unknown[]): never;
@inject
export class Bank {
  ${rate.replace('export async function ', 'async ')}
  async price(name: string) {
    const found = await this.rate(name);
    if (found === null) throw new Error('There is no such rate');
    return found;
  }
}
`;
    await fixed({ 'src/rate.ts': source });
    const taken = source.replace('  async rate', '  @inject async rate');
    assert.match(await refusal({ 'src/rate.ts': taken }), /A decorator takes `rate`/);
  });

  test('a stand-in in a test keeps the old shape', async () => {
    const files = {
      'src/rate.ts': finder + rate + speaking,
      'src/rate.test.ts': `import * as module from './rate.ts';\nexport const fake = { ...module, rate: async () => null };\n`,
    };
    assert.match(await refusal(files), /What `rate` means in rate\.test\.ts cannot be told/);
  });
});

async function outcome(fn: unknown, input: string): Promise<unknown> {
  try {
    return await (fn as (name: string) => Promise<unknown>)(input);
  } catch (error) {
    return (error as Error).message;
  }
}
