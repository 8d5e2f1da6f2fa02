import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Files, type PlannedWorkspace, planWorkspace } from '../../../../test/harness/projects.ts';

const strict = '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "esnext" } }';
const manifest = '{ "name": "workspace", "devDependencies": { "typescript": "~5.9.3" } }';

/** Which configuration owns which files, all relative to the workspace. */
function ownership({ plans, relative }: PlannedWorkspace): Record<string, string[]> {
  return Object.fromEntries(plans.map((plan) => [relative(plan.id), plan.owned.map(relative)]));
}

test('every file has one owner: the nearest configuration that names it', () => {
  const workspace = planWorkspace({
    'package.json': manifest,
    'tsconfig.json': strict,
    'main.ts': '',
    'shop/tsconfig.json': strict,
    'shop/cart.ts': '',
    'shop/cart.test.ts': '',
  });
  assert.deepEqual(ownership(workspace), {
    'shop/tsconfig.json': ['shop/cart.test.ts', 'shop/cart.ts'],
    'tsconfig.json': ['main.ts'],
  });
  const cart = `${workspace.root}/shop/cart.ts`;
  assert.equal(workspace.ownerOf(cart), workspace.plan('shop/tsconfig.json'));
  assert.deepEqual(
    workspace.plansOf(cart).map(({ id }) => workspace.relative(id)),
    ['shop/tsconfig.json', 'tsconfig.json'],
    'the outer configuration names it too, so a fix of it is checked there as well',
  );
});

test('tsconfig.json comes before its siblings, and a sibling is opened only for files that nobody else has', () => {
  const workspace = planWorkspace({
    'package.json': manifest,
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true }, "include": ["src"], "exclude": ["**/*.test.ts"] }',
    'tsconfig.build.json': '{ "extends": "./tsconfig.json", "include": ["src"] }',
    'tsconfig.test.json': '{ "extends": "./tsconfig.json", "include": ["src", "spec"], "exclude": [] }',
    'tsconfig.same.json': '{ "extends": "./tsconfig.json", "include": ["src"] }',
    'src/cart.ts': '',
    'src/cart.test.ts': '',
  });
  assert.deepEqual(ownership(workspace), {
    'tsconfig.json': ['src/cart.ts'],
    'tsconfig.test.json': ['src/cart.test.ts'],
  });
});

test('a solution leads to what it references, in its order, under any name and in any folder', () => {
  const workspace = planWorkspace({
    'package.json': manifest,
    'tsconfig.json':
      '{ "files": [], "references": [{ "path": "./web.json" }, { "path": "./config/node.json" }, { "path": "./lib" }] }',
    'web.json': '{ "compilerOptions": { "composite": true }, "include": ["web", "shared"] }',
    'config/node.json': '{ "compilerOptions": { "composite": true }, "include": ["../node", "../shared"] }',
    'lib/tsconfig.json': strict,
    'web/page.ts': '',
    'node/serve.ts': '',
    'shared/model.ts': '',
    'lib/list.ts': '',
  });
  assert.deepEqual(ownership(workspace), {
    'config/node.json': ['node/serve.ts'],
    'lib/tsconfig.json': ['lib/list.ts'],
    'web.json': ['shared/model.ts', 'web/page.ts'],
  });
});

test('a configuration that others extend is no project of its own', () => {
  const workspace = planWorkspace({
    'package.json': manifest,
    'tsconfig.base.json': '{ "compilerOptions": { "strict": true } }',
    'app/tsconfig.json': '{ "extends": "../tsconfig.base.json" }',
    'app/main.ts': '',
    'release.ts': '',
  });
  assert.deepEqual(ownership(workspace), {
    'app/tsconfig.json': ['app/main.ts'],
    '.code-coach.inferred': ['release.ts'],
  });
  assert.equal(workspace.plan('app/tsconfig.json').strictByItself, true);
});

test('a strict view stands beside what is not strict by its own rules or has unchecked JavaScript, and nowhere else', () => {
  const views = (config: string, files: Files = { 'main.ts': '' }, version = '~5.9.3') => {
    const workspace = planWorkspace({
      'package.json': `{ "devDependencies": { "typescript": "${version}" } }`,
      'tsconfig.json': `{ "compilerOptions": ${config} }`,
      ...files,
    });
    const { strictByItself, strict: view, analysis, own } = workspace.plan('tsconfig.json');
    assert.equal(analysis, view ?? own);
    return [strictByItself, view !== null];
  };
  assert.deepEqual(views('{ "strict": true }'), [true, false]);
  assert.deepEqual(views('{}'), [false, true], 'TypeScript 5 is lax where nothing is said');
  assert.deepEqual(views('{}', undefined, '^6.0.0'), [true, false], 'TypeScript 6 is strict there');
  assert.deepEqual(views('{ "strict": true, "strictNullChecks": false }'), [false, true]);
  assert.deepEqual(views('{ "strictNullChecks": true, "noImplicitAny": true }'), [true, false]);
  const withScript: Files = { 'main.ts': '', 'script.js': '' };
  assert.deepEqual(views('{ "strict": true, "allowJs": true }', withScript), [true, true]);
  assert.deepEqual(views('{ "strict": true, "checkJs": true }', withScript), [true, false]);
});

test('the strict view finds in plain JavaScript what nobody asked the compiler to look for', () => {
  const workspace = planWorkspace({
    'package.json': manifest,
    'jsconfig.json': '{ "compilerOptions": { "target": "es2022", "module": "commonjs" } }',
    'main.js': `/** @param {string[]} words */
exports.first = (words) => words.find((word) => word !== '').length;
`,
  });
  const plan = workspace.plan('jsconfig.json');
  assert.deepEqual(workspace.diagnostics(plan, plan.own), []);
  assert.deepEqual(workspace.diagnostics(plan, plan.analysis), ['main.js:2 2532']);
});

test('files without a configuration go to one project per package, which resolves require and import alike', () => {
  const workspace = planWorkspace({
    'package.json': '{ "name": "root", "workspaces": ["tools"] }',
    'node_modules/greet/package.json':
      '{ "name": "greet", "version": "1.0.0", "exports": { "types": "./g.d.ts" } }',
    'node_modules/greet/g.d.ts': 'export declare function greet(name: string): string;\n',
    'serve.js':
      "const { greet } = require('greet');\nconst { size } = require('./lib/size');\nmodule.exports = { wrong: greet(size) };\n",
    'lib/size.js': 'exports.size = 1;\n',
    'page.mjs':
      "import { greet } from 'greet';\nimport { size } from './lib/size.js';\nexport const wrong = greet(size);\n",
    'view.jsx': "import { size } from './lib/size';\nexport const wrong = size.length;\n",
    'tools/package.json': '{ "name": "tools", "dependencies": { "greet": "*" } }',
    'tools/run.cjs': "require('greet').greet();\n",
    'tools/fixtures/module/package.json': '{ "type": "module" }',
    'tools/fixtures/module/one.js': '',
  });
  assert.deepEqual(ownership(workspace), {
    '.code-coach.inferred': ['lib/size.js', 'page.mjs', 'serve.js', 'view.jsx'],
    'tools/.code-coach.inferred': ['tools/fixtures/module/one.js', 'tools/run.cjs'],
  });
  const plan = workspace.plan('.code-coach.inferred');
  assert.equal(plan.config, null);
  assert.deepEqual(workspace.diagnostics(plan, plan.own), []);
  assert.deepEqual(workspace.diagnostics(plan, plan.analysis), [
    'page.mjs:3 2345',
    'serve.js:3 2345',
    'view.jsx:2 2339',
  ]);
  const tools = workspace.plan('tools/.code-coach.inferred');
  assert.deepEqual(workspace.diagnostics(tools, tools.analysis), ['tools/run.cjs:1 2554']);
});

test('tests that a configuration leaves out are resolved by its aliases all the same', () => {
  const workspace = planWorkspace({
    'package.json': manifest,
    'tsconfig.json': `{ "compilerOptions": { "strict": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler",
      "paths": { "@/*": ["./src/*"] } }, "exclude": ["**/*.test.ts"] }`,
    'src/env.d.ts': 'declare const version: number;\n',
    'src/cart.ts': 'export const total = 1;\n',
    'src/cart.test.ts':
      "import { total } from '@/cart';\nexport const wrong: [string, string] = [total, version];\n",
  });
  const plan = workspace.plan('.code-coach.inferred');
  assert.deepEqual(workspace.diagnostics(plan, plan.analysis), [
    'src/cart.test.ts:2 2322',
    'src/cart.test.ts:2 2322',
  ]);
});

test('what is not analysed but declares something stays part of the program', () => {
  const workspace = planWorkspace({
    'package.json': manifest,
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "allowJs": true, "checkJs": true, "target": "es2022" } }',
    'env.d.ts': 'declare const stage: number;\n',
    'routes.gen.ts': 'interface Routes { home: "/" }\n',
    'vendor.min.js': 'var jQuery = 1;\n',
    'main.ts': "export const wrong: string = stage;\nexport const home: Routes['home'] = '';\n",
  });
  const plan = workspace.plan('tsconfig.json');
  assert.deepEqual(plan.files.map(workspace.relative), ['main.ts']);
  assert.deepEqual(workspace.diagnostics(plan, plan.own), ['main.ts:1 2322', 'main.ts:2 2322']);
  assert.deepEqual(workspace.programFiles(plan.own), ['env.d.ts', 'main.ts', 'routes.gen.ts']);
});

test('planning the same workspace twice gives the same plans in the same order', () => {
  const files: Files = {
    'package.json': manifest,
    'tsconfig.json': strict,
    'b/tsconfig.json': strict,
    'a/jsconfig.json': '{}',
    'main.ts': '',
    'b/b.ts': '',
    'a/a.js': '',
    'loose.cjs': '',
  };
  const [first, second] = [planWorkspace(files), planWorkspace(files)];
  assert.deepEqual(ownership(first), ownership(second));
  assert.deepEqual(Object.keys(ownership(first)), Object.keys(ownership(second)));
});
