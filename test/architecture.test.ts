import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { test } from 'node:test';

/** Who may import whom. A layer may always import itself; what is not listed is forbidden. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  client: ['server/protocol'],
  // Types only: the client bundles nothing of them.
  'server/protocol': ['server/session', 'server/report', 'rules/engine'],
  'server/compilerPath': [],
  'server/report': ['server/session', 'rules/engine'],
  'server/lsp': [
    'server/protocol',
    'server/report',
    'server/session',
    'server/compilerPath',
    'rules',
    'rules/engine',
  ],
  'server/cli': ['server/report', 'server/session', 'server/compilerPath', 'rules', 'rules/engine'],
  'server/session': ['rules', 'rules/engine'],
  rules: ['rules/platform', 'rules/engine'],
  'rules/platform': ['rules/engine'],
  'rules/engine': [],
};

/** Packages that only one place may import. */
const gates: readonly { readonly name: RegExp; readonly only: RegExp }[] = [
  { name: /^typescript(\/|$)/, only: /^rules\/engine\/typescript\.ts$/ },
  { name: /tree-sitter/, only: /^rules\/engine\/python\.ts$/ },
  { name: /^vscode$/, only: /^client\// },
  { name: /^vscode-languageclient/, only: /^client\// },
  { name: /^vscode-languageserver(\/|$)/, only: /^server\/lsp\// },
  { name: /^node:fs/, only: /^(server\/(session|cli|lsp)\/|server\/compilerPath\.ts$)/ },
];

const sources = ['client', 'server', 'rules']
  .flatMap((root) => readdirSync(root, { recursive: true }).map((name) => posix.join(root, String(name))))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'))
  .map((file) => ({ file, imports: importsOf(readFileSync(file, 'utf8')) }));

test('every import follows the arrows between layers', () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix.join(dirname(file), specifier))
      .filter((target) => target !== 'package.json' && !mayImport(file, target))
      .map((target) => `${file} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('a rule imports no other rule', () => {
  const ruleOf = (file: string): string | undefined =>
    /^rules\/(?!engine\/|platform\/)([^/]+\/[^/]+)\//.exec(file)?.[1];
  const wrong = sources.flatMap(({ file, imports }) =>
    imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix.join(dirname(file), specifier))
      .filter(
        (target) =>
          ruleOf(file) !== undefined && ruleOf(target) !== undefined && ruleOf(file) !== ruleOf(target),
      )
      .map((target) => `${file} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('the compiler, VS Code, the protocol and the disk are reached through their own layer only', () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports.flatMap((specifier) =>
      gates
        .filter(({ name, only }) => name.test(specifier) && !only.test(file))
        .map(() => `${file} imports ${specifier}`),
    ),
  );
  assert.deepEqual(wrong, []);
});

test('the layers that the arrows speak of exist', () => {
  for (const layer of Object.keys(arrows)) {
    assert.ok(
      sources.some(({ file }) => layerOf(file) === layer),
      layer,
    );
  }
});

function mayImport(file: string, target: string): boolean {
  const from = layerOf(file);
  const to = layerOf(target);
  if (from === to) return true;
  return to !== undefined && from !== undefined && (arrows[from] ?? []).includes(to);
}

/** The longest layer whose folder or file a path is in. */
function layerOf(file: string): string | undefined {
  return Object.keys(arrows)
    .filter((layer) => file.startsWith(`${layer}/`) || file === `${layer}.ts`)
    .sort((a, b) => b.length - a.length)[0];
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    (match) => (match[1] ?? match[2] ?? match[3]) as string,
  );
}
