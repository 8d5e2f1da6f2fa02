import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticsOfTypeScript5, type Files, planWorkspace } from '../../../../test/harness/projects.ts';

const usesTypeScript5 = '{ "name": "workspace", "devDependencies": { "typescript": "~5.9.3" } }';

/** A package that is one function with properties, as many older packages for Node are. */
const callablePackage: Files = {
  'node_modules/greet/package.json':
    '{ "name": "greet", "version": "1.0.0", "main": "index.js", "types": "index.d.ts" }',
  'node_modules/greet/index.d.ts':
    'declare function greet(name: string): string;\ndeclare namespace greet { const loud: boolean }\nexport = greet;\n',
};

/** Each case says what TypeScript 5 finds in it, so that an agreement about nothing cannot pass. */
const cases: readonly { name: string; config?: string; files: Files; finds: readonly string[] }[] = [
  {
    name: 'nothing but defaults: not strict, CommonJS, every @types package, the library of ES5',
    files: {
      'tsconfig.json': '{}',
      'node_modules/@types/assistant/package.json': '{ "name": "@types/assistant", "version": "1.0.0" }',
      'node_modules/@types/assistant/index.d.ts': 'declare const assistant: { ask(): string };\n',
      ...callablePackage,
      'main.ts': `import greet = require('greet');
export function shout(word) { return greet(word).toUpperCase(); }
export const nothing: string = null;
export const answer: number = assistant.ask();
export const last = [1, 2].includes(2);
`,
    },
    finds: ['main.ts:4 2322', 'main.ts:5 2550'],
  },
  {
    name: 'baseUrl alone',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": "./src", "module": "commonjs", "strict": true } }',
      ...callablePackage,
      'src/shapes/circle.ts': 'export interface Circle { readonly radius: number }\n',
      'src/main.ts': `import type { Circle } from 'shapes/circle';
import { loud } from 'greet';
import { lost } from 'shapes/square';
export const circle: Circle = { radius: 'wide' };
export const isLoud: string = loud;
`,
    },
    finds: ['src/main.ts:3 2307', 'src/main.ts:4 2322', 'src/main.ts:5 2322'],
  },
  {
    name: 'baseUrl with paths, and node_modules behind both',
    files: {
      'tsconfig.json': `{
  // Comments and trailing commas are allowed here.
  "compilerOptions": {
    "baseUrl": ".",
    "module": "commonjs",
    "moduleResolution": "node",
    "strict": true,
    "paths": { "@app/*": ["app/*", "lib/*"], "config": ["settings/main"], },
  },
}`,
      ...callablePackage,
      'app/user.ts': 'export const user = { name: "Ada" };\n',
      'lib/clock.ts': 'export const now = (): number => 0;\n',
      'settings/main.ts': 'export const port = 80;\n',
      'main.ts': `import { user } from '@app/user';
import { now } from '@app/clock';
import { port } from 'config';
import { port as same } from 'settings/main';
import { loud } from 'greet';
import { gone } from '@app/gone';
export const wrong: [number, string, string, string, string] = [user.name, now(), port, same, loud];
`,
    },
    finds: [
      'main.ts:6 2307',
      'main.ts:7 2322',
      'main.ts:7 2322',
      'main.ts:7 2322',
      'main.ts:7 2322',
      'main.ts:7 2322',
    ],
  },
  {
    name: 'moduleResolution node reads main and types, and goes past exports',
    files: {
      'tsconfig.json':
        '{ "compilerOptions": { "module": "esnext", "moduleResolution": "node", "target": "es2020", "strict": true } }',
      'node_modules/boxed/package.json':
        '{ "name": "boxed", "version": "1.0.0", "types": "./index.d.ts", "exports": { ".": { "types": "./modern.d.ts" } } }',
      'node_modules/boxed/index.d.ts': 'export declare const era: "old";\n',
      'node_modules/boxed/modern.d.ts': 'export declare const era: "new";\n',
      'node_modules/boxed/deep/inside.d.ts': 'export declare const depth: number;\n',
      'data.json': '{ "size": 1 }',
      'main.ts': `import { era } from 'boxed';
import { depth } from 'boxed/deep/inside';
import data from './data.json';
export const isNew: 'new' = era;
export const isDeep: string = depth;
export { data };
`,
    },
    finds: ['main.ts:3 2732', 'main.ts:4 2322', 'main.ts:5 2322'],
  },
  {
    name: 'target es5 with lib, decorators and an old module kind',
    files: {
      'tsconfig.json': `{ "compilerOptions": { "target": "es5", "module": "amd", "moduleResolution": "node",
        "lib": ["dom", "es2015"], "experimentalDecorators": true, "noImplicitAny": true, "outFile": "all.js" } }`,
      'main.ts': `import { Box } from './box';
function logged(target: object, name: string, member: TypedPropertyDescriptor<() => void>) {}
export class Screen {
  boxes = new Map<string, Box>();
  @logged draw() { document.title = this.boxes.get('a').label; }
  @logged size = 1;
  grow(by) { return [1].includes(by); }
}
`,
      'box.ts': 'export class Box { label = 1; }\n',
    },
    finds: ['main.ts:5 2322', 'main.ts:6 1240', 'main.ts:7 2550', 'main.ts:7 7006'],
  },
  {
    name: 'strict by halves',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "strictNullChecks": true, "target": "es2022" } }',
      'main.ts': `export function first(words: string[], fallback): string { return words.find((word) => word !== '') }
export class Late { value: string }
try { first([], 1); } catch (error) { error.message; }
`,
    },
    finds: ['main.ts:1 2322'],
  },
  {
    name: 'a chain of extends through a package',
    files: {
      'tsconfig.json': '{ "extends": ["@house/rules/strict", "./paths.json"], "include": ["src"] }',
      'paths.json': '{ "compilerOptions": { "baseUrl": "src", "paths": { "~/*": ["./*"] } } }',
      'node_modules/@house/rules/package.json': '{ "name": "@house/rules", "version": "1.0.0" }',
      'node_modules/@house/rules/strict.json':
        '{ "extends": "./base", "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true } }',
      'node_modules/@house/rules/base.json':
        '{ "compilerOptions": { "target": "es2019", "module": "commonjs", "exactOptionalPropertyTypes": true } }',
      'src/model.ts': 'export interface Model { name?: string }\n',
      'src/main.ts': `import type { Model } from '~/model';
export const empty: Model = { name: undefined };
export const initial: string = ['a'][0];
export const flat = [[1]].flat();
export const at = [1].at(0);
`,
      'outside.ts': 'export const outside: string = 1;\n',
    },
    finds: ['src/main.ts:2 2375', 'src/main.ts:3 2322', 'src/main.ts:5 2550'],
  },
  {
    name: 'JavaScript with checkJs, CommonJS in both directions',
    files: {
      'tsconfig.json':
        '{ "compilerOptions": { "allowJs": true, "checkJs": true, "strict": true, "target": "es2020", "module": "commonjs" } }',
      ...callablePackage,
      'main.js': `const greet = require('greet');
const { size } = require('./box');
/** @param {number} times */
function repeat(times, word) { return greet(word).repeat(times); }
module.exports = { repeat, wrong: size.toUpperCase() };
`,
      'box.js': 'exports.size = 3;\n',
    },
    finds: ['main.js:4 7006', 'main.js:5 2339'],
  },
  {
    name: 'types and typeRoots that are named',
    files: {
      'tsconfig.json':
        '{ "compilerOptions": { "target": "es2020", "typeRoots": ["./typings"], "types": ["wanted"], "strict": true }, "include": ["main.ts"] }',
      'typings/wanted/index.d.ts': 'declare const wanted: number;\n',
      'typings/spare/index.d.ts': 'declare const spare: number;\n',
      'node_modules/@types/elsewhere/index.d.ts': 'declare const elsewhere: number;\n',
      'main.ts':
        'export const a: string = wanted;\nexport const b: string = spare;\nexport const c: string = elsewhere;\n',
    },
    finds: ['main.ts:1 2322', 'main.ts:2 2304', 'main.ts:3 2304'],
  },
  {
    name: 'a package of a monorepo, with packages and types installed at the root',
    config: 'packages/app/tsconfig.json',
    files: {
      'packages/app/package.json': '{ "name": "app" }',
      'packages/app/tsconfig.json':
        '{ "compilerOptions": { "target": "es2019", "module": "commonjs", "strict": true } }',
      'node_modules/@types/assistant/index.d.ts': 'declare const assistant: { ask(): string };\n',
      'packages/app/node_modules/@types/local/index.d.ts': 'declare const local: string;\n',
      ...callablePackage,
      'packages/app/main.ts': `import { loud } from 'greet';
export const a: number = assistant.ask();
export const b: number = local;
export const c: number = loud;
`,
    },
    finds: ['packages/app/main.ts:2 2322', 'packages/app/main.ts:3 2322', 'packages/app/main.ts:4 2322'],
  },
  {
    name: 'nodenext, where file extensions and package types matter',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true } }',
      'esm/package.json': '{ "name": "esm", "type": "module" }',
      'esm/main.ts': `import { half } from './half';
import { half as right } from './half.js';
export const word: string = right(1);
export { half };
`,
      'esm/half.ts': 'export const half = (n: number): number => n / 2;\n',
      'cjs.ts': "import { half } from './esm/half.js';\nexport const n: string = half(2);\n",
    },
    finds: ['cjs.ts:2 2322', 'esm/main.ts:1 2835', 'esm/main.ts:3 2322'],
  },
  {
    name: 'JSX with a factory of its own',
    files: {
      'tsconfig.json':
        '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h", "target": "es2020", "strict": true } }',
      'jsx.d.ts': `declare namespace h.JSX { interface Element { readonly tag: string } interface IntrinsicElements { p: { id: string } } }
declare function h(tag: string, props: object | null): h.JSX.Element;
`,
      'main.tsx': 'export const page = <p id={1} />;\nexport const other = <q />;\n',
    },
    finds: ['main.tsx:1 2322', 'main.tsx:2 2339'],
  },
];

for (const { name, config = 'tsconfig.json', files, finds } of cases) {
  test(`the translated view says what TypeScript 5 says: ${name}`, () => {
    const workspace = planWorkspace({ 'package.json': usesTypeScript5, ...files });
    const plan = workspace.plan(config);
    const expected = diagnosticsOfTypeScript5(workspace.root, config, plan.files);
    assert.deepEqual(expected, finds, 'TypeScript 5 itself');
    assert.deepEqual(workspace.diagnostics(plan, plan.own), expected);
    assert.deepEqual(workspace.problems, []);
  });
}

test('esModuleInterop false: every import agrees but a namespace that is called, which this compiler always refuses', () => {
  const workspace = planWorkspace({
    'package.json': usesTypeScript5,
    'tsconfig.json':
      '{ "compilerOptions": { "module": "commonjs", "esModuleInterop": false, "target": "es2020", "strict": true } }',
    ...callablePackage,
    'equals.ts': "import greet = require('greet');\nexport const n: number = greet('a');\n",
    'named.ts': "import { loud } from 'greet';\nexport const n: number = loud;\n",
    'namespace.ts': "import * as greet from 'greet';\nexport const n: number = greet.loud;\n",
    'called.ts': "import * as greet from 'greet';\nexport const n: string = greet('a');\n",
  });
  const plan = workspace.plan('tsconfig.json');
  const expected = diagnosticsOfTypeScript5(workspace.root, 'tsconfig.json', plan.files);
  assert.deepEqual(expected, ['equals.ts:2 2322', 'named.ts:2 2322', 'namespace.ts:2 2322']);
  assert.deepEqual(workspace.diagnostics(plan, plan.own), ['called.ts:2 2349', ...expected]);
});

test('target es5: what iterates agrees but for downlevelIteration, which this compiler no longer asks for', () => {
  const workspace = planWorkspace({
    'package.json': usesTypeScript5,
    'tsconfig.json': '{ "compilerOptions": { "target": "es5", "lib": ["es2015"], "strict": true } }',
    'list.ts': 'for (const n of [1]) n.toUpperCase();\n',
    'set.ts': 'for (const n of new Set([1])) n.toFixed();\n',
  });
  const plan = workspace.plan('tsconfig.json');
  const expected = diagnosticsOfTypeScript5(workspace.root, 'tsconfig.json', plan.files);
  assert.deepEqual(expected, ['list.ts:1 2339', 'set.ts:1 2802']);
  assert.deepEqual(workspace.diagnostics(plan, plan.own), ['list.ts:1 2339']);
});

test('classic resolution, implied by ES modules, finds installed packages too instead of none', () => {
  const workspace = planWorkspace({
    'package.json': usesTypeScript5,
    'tsconfig.json': '{ "compilerOptions": { "module": "es2015", "strict": true } }',
    ...callablePackage,
    'size.ts': 'export const size = 1;\n',
    'local.ts': "import { size } from './size';\nexport const wrong: string = size;\n",
    'package.ts': "import { loud } from 'greet';\nexport const right: boolean = loud;\n",
  });
  const plan = workspace.plan('tsconfig.json');
  const expected = diagnosticsOfTypeScript5(workspace.root, 'tsconfig.json', plan.files);
  assert.deepEqual(expected, ['local.ts:2 2322', 'package.ts:1 2792']);
  assert.deepEqual(workspace.diagnostics(plan, plan.own), ['local.ts:2 2322']);
});

test('references lead to the sources of the referenced project, built or not', () => {
  const workspace = planWorkspace({
    'package.json': usesTypeScript5,
    'tsconfig.json':
      '{ "files": [], "references": [{ "path": "./app" }, { "path": "./lib/tsconfig.lib.json" }] }',
    'app/tsconfig.json':
      '{ "compilerOptions": { "composite": true, "outDir": "../out/app", "strict": true, "target": "es2020", "module": "commonjs" }, "references": [{ "path": "../lib/tsconfig.lib.json" }] }',
    'app/main.ts': "import { area } from 'lib';\nexport const wrong: string = area(2);\n",
    'lib/package.json':
      '{ "name": "lib", "version": "1.0.0", "types": "dist/index.d.ts", "main": "dist/index.js" }',
    'lib/tsconfig.lib.json':
      '{ "compilerOptions": { "composite": true, "rootDir": "src", "outDir": "dist", "strict": true, "target": "es2020", "module": "commonjs" }, "include": ["src"] }',
    'lib/src/index.ts': 'export const area = (side: number): number => side * side;\n',
    'node_modules/lib': { link: '../lib' },
  });
  assert.deepEqual(
    workspace.plans.map(({ id }) => workspace.relative(id)),
    ['app/tsconfig.json', 'lib/tsconfig.lib.json'],
  );
  const plan = workspace.plan('app/tsconfig.json');
  const expected = diagnosticsOfTypeScript5(workspace.root, 'app/tsconfig.json', plan.files);
  assert.deepEqual(expected, ['app/main.ts:2 2322']);
  assert.deepEqual(workspace.diagnostics(plan, plan.own), expected);
});
