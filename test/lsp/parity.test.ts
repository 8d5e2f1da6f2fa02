import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { FileChangeType } from 'vscode-languageserver/node';
import { codeCoach } from '../cli/harness.ts';
import { fragmentsOfPython, fragmentsOfTypeScript, mutate, pick, randomFrom } from '../fuzz/mutate.ts';
import { type LspClient, withClient } from '../harness/lsp-client.ts';

const timeout = 120_000;
const projects = resolve('test/projects');
/** The nightly run (`npm run fuzz`) takes more, and another seed each time. */
const seed = Number(process.env['CODE_COACH_SEED'] ?? 8);
const rounds = Number(process.env['CODE_COACH_ROUNDS'] ?? 3);

/** By the last part of a name, what an editor calls the language. */
const languages: Readonly<Record<string, string>> = {
  py: 'python',
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  json: 'json',
  toml: 'toml',
};

for (const name of readdirSync(projects)) describe(`the project \`${name}\``, () => describeProject(name));

function describeProject(project: string): void {
  const files = filesOf(join(projects, project));
  const names = Object.keys(files);
  const sources = names.filter((name) => /(?<!\.d)\.(?:tsx?|js|py)$/.test(name));
  const openAll = async (client: LspClient): Promise<void> => {
    for (const name of names)
      await client.open(name, files[name] ?? '', languages[name.split('.').at(-1) ?? '']);
  };

  test('is told alike by editor and terminal', { timeout }, async () => {
    await withClient({ files }, async (client) => {
      await openAll(client);
      const said = await inEditor(client, names);
      assert.notDeepEqual(said, []);
      assert.deepEqual(said, await inTerminal(client.root));
    });
  });

  const chance = `CODE_COACH_SEED=${seed}`;
  test(`and after edits at random, once they are saved (${chance})`, {
    timeout: timeout * rounds,
  }, async () => {
    const random = randomFrom(seed);
    await withClient({ files }, async (client) => {
      await openAll(client);
      const texts = sources.map((name) => files[name] ?? '');
      for (let round = 0; round < rounds; round += 1) {
        for (let edits = 0; edits < 10; edits += 1) {
          const name = pick(random, sources);
          const before = client.document(name).getText();
          const fragments = name.endsWith('.py') ? fragmentsOfPython : fragmentsOfTypeScript;
          const after =
            random() < 0.3 ? (files[name] ?? '') : mutate(random, { texts: [before, ...texts], fragments });
          await client.edit(name, before, after);
          await client.diagnostics(pick(random, sources));
        }
        for (const name of sources) {
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
        const changes = sources.map((name) => ({ uri: client.uri(name), type: FileChangeType.Changed }));
        await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
        assert.deepEqual(await inEditor(client, names), await inTerminal(client.root));
      }
    });
  });
}

/** The texts of a folder by their names in it, with `/`. */
function filesOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

type Said = readonly [file: string, rule: string, line: number, column: number, message: string];

async function inEditor(client: LspClient, names: readonly string[]): Promise<Said[]> {
  await client.connection.sendRequest('codeCoach/scan', {});
  const said: Said[] = [];
  for (const name of names)
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
    report.findings.map(({ file, rule, message, range: { start } }) => [
      file,
      rule,
      start.line,
      start.column,
      message,
    ]),
  );
}

function sorted(said: readonly Said[]): Said[] {
  return [...said].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
