import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { test } from 'node:test';
import { applyToFiles } from '../../../test/harness/apply.ts';
import { type Bench, bench } from '../../../test/harness/bench.ts';
import type { FixAllRequest, FixAllResult } from '../session.ts';

const union = 'null-prone/non-exhaustive-union';

/** Two choices with a safe fix each, and a stack with another rule's. */
const two = `type State = 'on' | 'off' | 'broken';

export function label(state: State) {
  switch (state) {
    case 'on':
      return 'On';
    case 'off':
      return 'Off';
  }
}

export function colour(state: State) {
  switch (state) {
    case 'on':
      return 'green';
    case 'off':
      return 'grey';
  }
}
`;

const guarded = (name: string): string => `import type { Answer } from './answer.ts';

export function ${name}(answer: Answer): string {
  if (!answer.ok) {
    throw new Error(\`Request failed: \${answer.status}\`);
  }
  return answer.text;
}
`;

const guards = {
  'src/answer.ts': 'export interface Answer { ok: boolean; status: number; text: string }\n',
  'src/a.ts': guarded('readA'),
  'src/b.ts': guarded('readB'),
  'src/c.ts': guarded('readC'),
};

test('all safe fixes of a file come as one set of edits, after which nothing is left to fix', async () => {
  const files = { 'src/state.ts': two };
  const result = await bench(files);
  const all = await fixAll(result, { files: ['src/state.ts'] });
  assert.deepEqual([all.applied, all.refused, all.kind], [2, [], 'safe']);
  const again = await bench(applied(result, files, all));
  assert.deepEqual(again.findings(), []);
});

test('the same code twice in one function is fixed in both places, and nothing is said to have come back', async () => {
  const pass = `  for (const text of texts) {
    const open: string[] = [];
    for (const character of text) {
      if (open[open.length - 1] === character) open.pop();
      else open.push(character);
    }
    console.log(open.join(''));
  }
`;
  const text = `export function tell(texts: readonly string[]): void {\n${pass.repeat(3)}}\n`;
  const result = await bench({ 'src/state.ts': text });
  assert.equal(result.findings('stack-shaped/manual-top').length, 3);
  const all = await fixAll(result, { files: ['src/state.ts'] });
  assert.deepEqual([all.applied, all.refused], [3, []]);
  const again = await bench(applied(result, { 'src/state.ts': text }, all));
  assert.deepEqual(again.findings(), []);
});

test('a rehearsal leaves no trace in what is analysed afterwards', async () => {
  const result = await bench({ 'src/state.ts': two, ...guards });
  const before = await scan(result);
  await fixAll(result, { review: true });
  assert.deepEqual(await scan(result), before);
  const open = result.session.findings(`${result.root}/src/state.ts`);
  assert.equal(open.version, null);
});

test('one rule alone is fixed over the whole workspace, a new file included, each group once', async () => {
  const files = { 'src/state.ts': two, ...guards };
  const result = await bench(files);
  const all = await fixAll(result, { rule: 'error-checks/repeated-error-check' });
  assert.equal(all.applied, 1);
  const after = applied(result, files, all);
  assert.equal(after['src/state.ts'], two);
  const again = await bench(after);
  assert.deepEqual(
    again.findings().map(({ rule }) => rule),
    [union, union],
  );
});

test('what cannot be done everywhere is not done in a part', async () => {
  const reading = (head: string): string => `${head} {
    try {
      this.size = require('fs').readFileSync(path, 'utf8').length;
    } catch (err) {
      if (err.code === 'ENOENT') console.error('There is no such file', path);
      throw new RangeError('The file cannot be read: ' + path, { cause: err });
    }
  }`;
  const module = (head: string): string => `exports.Page = class {\n  ${reading(head)}\n};\n`;
  const result = await bench({
    'package.json': '{ "name": "example" }',
    'tsconfig.json':
      '{ "compilerOptions": { "allowJs": true, "noEmit": true, "module": "commonjs", "target": "es2022" } }',
    'lib/a.js': module('read(path)'),
    'lib/b.js': module('load(path)'),
    // Nothing can be returned here, as a call that never returns asks for in CommonJS.
    'lib/c.js': module('constructor(path)'),
  });
  const [finding] = result.findings('error-checks/repeated-catch');
  assert.ok(finding);
  const here = finding.fixes.length - 1;
  assert.deepEqual([result.fix(finding).verified, result.fix(finding, here).verified], [false, true]);
  const all = await fixAll(result, { rule: 'error-checks/repeated-catch', review: true });
  assert.deepEqual([all.applied, all.refused.length], [0, 1]);
});

test('what is typed meanwhile ends the rehearsal, and holds', async () => {
  const result = await bench({ 'src/state.ts': two });
  const file = `${result.root}/src/state.ts`;
  const running = fixAll(result, {});
  await new Promise((resolve) => setImmediate(resolve));
  result.session.applyChanges([{ kind: 'opened', file, version: 7, text: 'export const x = 1;\n' }]);
  await assert.rejects(running, { name: 'AbortError' });
  const { version, findings } = result.session.findings(file);
  assert.deepEqual([version, findings], [7, []]);
});

function fixAll(
  { session, root }: Bench,
  { files = null, rule = null, review = false }: Partial<FixAllRequest>,
): Promise<FixAllResult> {
  const absolute = files?.map((file) => `${root}/${file}`) ?? null;
  return session.fixAll({ files: absolute, rule, review }, () => false);
}

function applied(
  { root }: Bench,
  files: Readonly<Record<string, string>>,
  { edits }: FixAllResult,
): Record<string, string> {
  return applyToFiles(
    files,
    edits.map((edit) => ({ ...edit, file: relative(root, edit.file) })),
  );
}

async function scan({ session }: Bench): Promise<unknown> {
  const report = await session.scan(
    null,
    () => false,
    () => undefined,
  );
  return report.findings;
}
