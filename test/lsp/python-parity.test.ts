import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { FileChangeType } from 'vscode-languageserver/node';
import { codeCoach } from '../cli/harness.ts';
import { fragmentsOfPython, mutate, pick, randomFrom } from '../fuzz/mutate.ts';
import { type LspClient, withClient } from '../harness/lsp-client.ts';

const timeout = 120_000;
const project = resolve('test/projects/python');
const files = Object.fromEntries(
  readdirSync(project, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(project.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
);
const modules = Object.keys(files).filter((name) => name.endsWith('.py'));

test('editor and terminal say the same of a Python project', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    for (const name of modules) await client.open(name, files[name] ?? '', 'python');
    const said = await inEditor(client);
    assert.deepEqual(said, await inTerminal(client.root));
    const rules = new Set(said.map(([, rule]) => rule));
    for (const rule of [
      'error-checks/py-lost-cause',
      'stack-shaped/py-copied-stack',
      'stack-shaped/py-front-of-list',
      'stack-shaped/py-list-as-queue',
      'stack-shaped/py-replace-until-stable',
    ])
      assert.ok(rules.has(rule), rule);
  });
});

test('editor and terminal say the same after edits at random, once they are saved', { timeout }, async () => {
  const random = randomFrom(8);
  await withClient({ files }, async (client) => {
    for (const name of modules) await client.open(name, files[name] ?? '', 'python');
    const texts = Object.values(files);
    for (let round = 0; round < 3; round += 1) {
      for (let edits = 0; edits < 10; edits += 1) {
        const name = pick(random, modules);
        const before = client.document(name).getText();
        const after =
          random() < 0.3
            ? (files[name] ?? '')
            : mutate(random, { texts: [before, ...texts], fragments: fragmentsOfPython });
        await client.edit(name, before, after);
        await client.diagnostics(pick(random, modules));
      }
      for (const name of modules) {
        // A text on disk is UTF-8, where half of a character is none.
        const before = client.document(name).getText();
        await client.edit(
          name,
          before,
          Buffer.from(before)
            .toString()
            .replace(/^\ufeff/, ''),
        );
        client.write(name, client.document(name).getText());
      }
      const changes = modules.map((name) => ({ uri: client.uri(name), type: FileChangeType.Changed }));
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      assert.deepEqual(await inEditor(client), await inTerminal(client.root));
    }
  });
});

type Said = readonly [file: string, rule: string, line: number, column: number, message: string];

async function inEditor(client: LspClient): Promise<Said[]> {
  await client.connection.sendRequest('codeCoach/scan', {});
  const said: Said[] = [];
  for (const name of modules)
    for (const { code, range, message } of await client.diagnostics(name))
      said.push([name, String(code), range.start.line + 1, range.start.character + 1, String(message)]);
  return sorted(said);
}

async function inTerminal(root: string): Promise<Said[]> {
  const { stdout } = await codeCoach(['scan', root, '--format', 'json', '--min-severity', 'hint']);
  const report = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly file: string;
      readonly rule: string;
      readonly message: string;
      readonly range: { readonly start: { readonly line: number; readonly column: number } };
    }[];
  };
  return sorted(
    report.findings
      .filter(({ file }) => file.endsWith('.py'))
      .map(({ file, rule, message, range: { start } }) => [file, rule, start.line, start.column, message]),
  );
}

function sorted(said: readonly Said[]): Said[] {
  return [...said].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
