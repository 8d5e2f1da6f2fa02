import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import { FileChangeType } from 'vscode-languageserver/node';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import {
  describeOrder,
  frontOfArray,
  history,
  manifest,
  mendedHistory,
  nonExhaustiveUnion,
  order,
  refund,
  shop,
} from './samples.ts';
import { WorkspaceDisplay } from './workspace-display.ts';

const timeout = 60_000;
const { Created, Changed, Deleted } = FileChangeType;
const nativeReplacement = 'needless-dependencies/native-replacement';

test('an edit of package.json on disk changes what the package may use', { timeout }, async () => {
  const of = (engine: string): string =>
    `${manifest.slice(0, manifest.indexOf('"engines"'))}"engines": { "node": "${engine}" }, "dependencies": { "object-assign": "4.1.1" } }\n`;
  const use = "import assign from 'object-assign';\n\nexport const all = assign({ a: 1 }, { b: 2 });\n";
  const files = { ...shop({ 'src/all.ts': use }), 'package.json': of('>=20') };
  await withClient({ files }, async (client) => {
    const display = await scanned(client);
    const shown = (): boolean => display.of('src/all.ts').some(({ code }) => code === nativeReplacement);
    await display.until(shown);
    client.write('package.json', of('>=0.10'));
    await told(client, ['package.json', Changed]);
    await display.until(() => !shown());
    client.write('package.json', of('>=20'));
    await told(client, ['package.json', Changed]);
    await display.until(shown);
    await display.end();
  });
});

test('a package that is installed brings the types that were missing', { timeout }, async () => {
  const files = {
    ...shop({ 'src/describe.ts': describeOrder.replace("'./order.js'", "'orders'") }),
    'package.json': manifest.replace('}\n', ', "dependencies": { "orders": "1.0.0" } }\n'),
  };
  await withClient({ files }, async (client) => {
    const display = await scanned(client);
    assert.deepEqual(await client.diagnostics('src/describe.ts'), []);
    client.write('node_modules/orders/package.json', '{ "name": "orders", "types": "index.d.ts" }\n');
    client.write('node_modules/orders/index.d.ts', order.replace('string };\n', `string }\n${refund}`));
    client.write('package-lock.json', '{ "lockfileVersion": 3 }\n');
    await told(client, ['package-lock.json', Created]);
    await display.until(() => display.of('src/describe.ts')[0]?.code === nonExhaustiveUnion);
    await display.end();
  });
});

test('a branch that is checked out under the server takes its findings along', { timeout }, async () => {
  const files = shop({ 'src/one.ts': history, 'src/two.ts': history });
  await withClient({ files }, async (client) => {
    git(client, 'init', '--quiet', '--initial-branch=main');
    commit(client);
    git(client, 'checkout', '--quiet', '-b', 'mended');
    client.write('src/one.ts', mendedHistory);
    rmSync(client.file('src/two.ts'));
    client.write('src/three.ts', history);
    commit(client);
    const display = await scanned(client);
    await display.until(() => display.names().join() === 'src/three.ts');
    git(client, 'checkout', '--quiet', 'main');
    await told(client, ['src/one.ts', Changed], ['src/two.ts', Created], ['src/three.ts', Deleted]);
    await display.until(() => display.names().join() === 'src/one.ts,src/two.ts');
    git(client, 'checkout', '--quiet', 'mended');
    await told(client, ['src/one.ts', Changed], ['src/two.ts', Deleted], ['src/three.ts', Created]);
    await display.until(() => display.names().join() === 'src/three.ts');
    await display.end();
  });
});

test('a file that is renamed shows its findings under its new name, also while it is open', {
  timeout,
}, async () => {
  await withClient({ files: shop({ 'src/old.ts': history }) }, async (client) => {
    const display = await scanned(client);
    await display.until(() => display.names().join() === 'src/old.ts');
    await client.open('src/old.ts', history);
    renameSync(client.file('src/old.ts'), client.file('src/new.ts'));
    await client.close('src/old.ts');
    await client.open('src/new.ts', history);
    await told(client, ['src/old.ts', Deleted], ['src/new.ts', Created]);
    await display.until(() => display.names().join() === 'src/new.ts');
    await display.end();
  });
});

test('a project within a project goes by its own configuration, from the moment that it has one', {
  timeout,
}, async () => {
  const files = shop({ 'src/history.ts': history, 'lib/order.ts': order, 'lib/describe.ts': describeOrder });
  const nested =
    '{ "compilerOptions": { "module": "nodenext", "strict": true, "noEmit": true, "types": [] }, "include": ["*.ts"] }\n';
  await withClient({ files }, async (client) => {
    const display = await scanned(client);
    await display.until(() => display.names().join() === 'src/history.ts');
    client.write('lib/tsconfig.json', nested);
    await told(client, ['lib/tsconfig.json', Created]);
    client.write('lib/order.ts', order.replace('string };\n', `string }\n${refund}`));
    await told(client, ['lib/order.ts', Changed]);
    await display.until(() => display.of('lib/describe.ts')[0]?.code === nonExhaustiveUnion);
    client.write('lib/code-coach.json', '{ "rules": { "null-prone": "off" } }\n');
    await told(client, ['lib/code-coach.json', Created]);
    await display.until(() => display.of('lib/describe.ts').length === 0);
    assert.equal(display.of('src/history.ts')[0]?.code, frontOfArray);
    await display.end();
  });
});

/** What is on display once everything was scanned. */
async function scanned(client: LspClient): Promise<WorkspaceDisplay> {
  const display = new WorkspaceDisplay(client);
  await client.connection.sendRequest('codeCoach/scan', {});
  return display;
}

function told(client: LspClient, ...all: readonly (readonly [string, FileChangeType])[]): Promise<void> {
  const changes = all.map(([name, type]) => ({ uri: client.uri(name), type }));
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

function commit(client: LspClient): void {
  git(client, 'add', '--all');
  git(client, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', 'step');
}

function git(client: LspClient, ...args: string[]): void {
  execFileSync('git', args, { cwd: client.file('') });
}
