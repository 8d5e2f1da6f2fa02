import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Files, planWorkspace } from '../../../../test/harness/projects.ts';

/** Problems with their files relative to the workspace, and the files that are analysed nevertheless. */
function meet(files: Files) {
  const { problems, plans, relative } = planWorkspace({
    'package.json': '{ "name": "workspace" }',
    ...files,
  });
  return {
    problems: problems.map(({ file, message, line }) => ({ file: relative(file), message, line })),
    owned: Object.fromEntries(plans.map((plan) => [relative(plan.id), plan.owned.map(relative)])),
  };
}

test('a configuration with a syntax error is named once, with its line, and counts as far as it can be read', () => {
  const { problems, owned } = meet({
    'tsconfig.json': '{\n  "compilerOptions": {\n    "strict": true,,\n  },\n  "include": ["src"]\n}\n',
    'src/main.ts': '',
    'other.ts': '',
  });
  assert.equal(problems.length, 1);
  assert.equal(problems[0]?.file, 'tsconfig.json');
  assert.equal(problems[0]?.line, 2);
  assert.match(problems[0]?.message ?? '', /^Is not valid JSON \(.+\)\./);
  assert.deepEqual(Object.values(owned).flat().sort(), ['other.ts', 'src/main.ts']);
});

test('comments, trailing commas, a byte order mark and an empty configuration are nothing to complain of', () => {
  const { problems } = meet({
    'tsconfig.json': '\uFEFF{\n  // Why not.\n  "compilerOptions": { "strict": true, },\n}\n',
    'empty/tsconfig.json': '',
    'empty/main.ts': '',
    'main.ts': '',
  });
  assert.deepEqual(problems, []);
});

test('text that is no object, or no JSON at all, loses no file', () => {
  const { problems, owned } = meet({
    'a/tsconfig.json': '[]',
    'a/main.ts': '',
    'b/tsconfig.json': 'compilerOptions: strict',
    'b/main.ts': '',
  });
  assert.deepEqual(
    problems.map(({ file, line }) => [file, line]),
    [
      ['a/tsconfig.json', 0],
      ['b/tsconfig.json', 0],
    ],
  );
  assert.deepEqual(Object.values(owned).flat().sort(), ['a/main.ts', 'b/main.ts']);
});

test('an extended configuration that is missing is named where it is named, a package with what to do', () => {
  const { problems, owned } = meet({
    'tsconfig.json':
      '{\n  "extends": ["./gone.json", "@house/rules/strict"],\n  "compilerOptions": { "strict": true }\n}',
    'main.ts': '',
  });
  assert.deepEqual(problems, [
    {
      file: 'tsconfig.json',
      message: 'Extends "./gone.json", which was not found; none of its options count.',
      line: 1,
    },
    {
      file: 'tsconfig.json',
      message:
        'Extends "@house/rules/strict", which was not found; none of its options count. Is it installed?',
      line: 1,
    },
  ]);
  assert.deepEqual(owned, { 'tsconfig.json': ['main.ts'] });
});

test('a package that exports its configuration in its own way is left to the compiler', () => {
  const { problems } = meet({
    'tsconfig.json': '{ "extends": "rules/node" }',
    'node_modules/rules/package.json':
      '{ "name": "rules", "version": "1.0.0", "exports": { "./node": "./configs/node.json" } }',
    'node_modules/rules/configs/node.json': '{ "compilerOptions": { "strict": true } }',
    'main.ts': '',
  });
  assert.deepEqual(problems, []);
});

test('a circle of extends is named once and cut', () => {
  const { problems, owned } = meet({
    'tsconfig.json': '{ "extends": "./a.json" }',
    'a.json': '{ "extends": "./b.json" }',
    'b.json': '{ "extends": "./a.json", "compilerOptions": { "strict": true } }',
    'main.ts': '',
  });
  assert.deepEqual(problems, [
    { file: 'a.json', message: 'Extends itself (a.json → b.json → a.json); the circle is cut.', line: null },
  ]);
  assert.deepEqual(owned, { 'tsconfig.json': ['main.ts'] });
});

test('a fault in a shared base is named once, however many extend it', () => {
  const { problems } = meet({
    'tsconfig.base.json': '{ "compilerOptions": { "strict": tru } }',
    'a/tsconfig.json': '{ "extends": "../tsconfig.base.json" }',
    'a/main.ts': '',
    'b/tsconfig.json': '{ "extends": "../tsconfig.base.json" }',
    'b/main.ts': '',
  });
  assert.deepEqual(
    problems.map(({ file, line }) => [file, line]),
    [['tsconfig.base.json', 0]],
  );
});

test('a reference to a configuration that does not exist does no harm', () => {
  const { problems, owned } = meet({
    'tsconfig.json': '{ "include": ["main.ts"], "references": [{ "path": "./gone" }, {}] }',
    'main.ts': '',
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(owned, { 'tsconfig.json': ['main.ts'] });
});

test('a configuration that the compiler refuses loses no file, and spoils none that references it', () => {
  const workspace = planWorkspace({
    'package.json': '{ "name": "workspace" }',
    'tsconfig.json': '{ "include": ["main.ts"], "references": [{ "path": "./lib" }] }',
    'lib/tsconfig.json': '{ "references": [{ "path": 3 }] }',
    'lib/list.ts': '',
    'main.ts': 'export const wrong: string = 1;\n',
  });
  const [problem, ...more] = workspace.problems;
  assert.deepEqual(more, []);
  assert.equal(problem?.file, `${workspace.root}/lib/tsconfig.json`);
  assert.match(problem?.message ?? '', /^Says nothing about any file: the compiler refuses it \([^\n]+\)\.$/);
  assert.equal(workspace.ownerOf(`${workspace.root}/lib/list.ts`)?.config, null);
  const plan = workspace.plan('tsconfig.json');
  assert.deepEqual(workspace.diagnostics(plan, plan.own), ['main.ts:1 2322']);
});

test('configurations in node_modules and in ignored folders are not projects', () => {
  const { owned } = meet({
    '.gitignore': 'generated/\n',
    'node_modules/dep/tsconfig.json': '{}',
    'node_modules/dep/index.ts': '',
    'generated/tsconfig.json': '{}',
    'generated/code.ts': '',
    'tsconfig.json': '{ "references": [{ "path": "./node_modules/dep" }], "include": ["*.ts"] }',
    'main.ts': '',
  });
  assert.deepEqual(owned, { 'tsconfig.json': ['main.ts'] });
});
