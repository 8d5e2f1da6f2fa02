import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { median, quantile } from './processes.mjs';

const edits = 60;
const pauseMs = 100;

/** Times what a person waits for, over the pipe of the real server: diagnostics after an edit, and a light bulb. */
export async function measureEditing({ name, dir, long, limits }) {
  const client = await startServer(dir);
  try {
    const times = await timeEdits(client, long);
    const { titlesMs, firstMs, laterMs } = await timeFixes(client, dir);
    const figure = { project: name, unit: /** @type {const} */ ('ms') };
    return [
      {
        ...figure,
        what: 'edit to diagnostics, p95',
        value: quantile(times, 0.95),
        worst: limits.editMs,
        note: `median ${median(times).toFixed(0)} ms`,
      },
      { ...figure, what: 'light bulb: titles', value: titlesMs },
      { ...figure, what: 'light bulb: first fix, its worker started', value: firstMs },
      { ...figure, what: 'light bulb: a later fix, checked', value: laterMs },
    ];
  } finally {
    await client.end();
  }
}

async function timeEdits(client, file) {
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, 'utf8');
  await client.open(uri, text);
  await client.diagnostics(uri);
  await client.settled();
  const line = text.split('\n').findIndex((each) => each.includes('let deepest = 0;'));
  const at = { line, character: '  let deepest = 0'.length };
  const times = [];
  for (let edit = 0; edit < edits; edit++) {
    const isTyped = edit % 2 === 0;
    const range = { start: at, end: isTyped ? at : { ...at, character: at.character + 2 } };
    const started = performance.now();
    await client.change(uri, edit + 2, range, isTyped ? '.5' : '');
    await client.diagnostics(uri);
    times.push(performance.now() - started);
    // The analysis of what imports the file is the work of the time until the next key.
    await client.settled();
  }
  return times;
}

async function timeFixes(client, dir) {
  const times = [];
  let titlesMs = 0;
  for (const name of ['src/area0/model0.ts', 'src/area0/store1.ts', 'src/area0/service2.ts']) {
    const uri = pathToFileURL(resolve(dir, name)).href;
    await client.open(uri, readFileSync(resolve(dir, name), 'utf8'));
    const { items } = await client.diagnostics(uri);
    const finding = items.find(({ code }) => String(code).includes('front-of-array'));
    const started = performance.now();
    const actions = await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: finding.range,
      context: { diagnostics: [finding] },
    });
    titlesMs = performance.now() - started;
    const action = actions.find(({ data }) => data?.action === 'fix');
    const begun = performance.now();
    await client.request('codeAction/resolve', action);
    times.push(performance.now() - begun);
  }
  return { titlesMs, firstMs: times[0] ?? Number.NaN, laterMs: median(times.slice(1)) };
}

/** A client that can what this needs: it pulls diagnostics, and waits while the server says that it is busy. */
async function startServer(dir) {
  const server = spawn(process.execPath, [resolve('dist/server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let isIdle = false;
  connection.onNotification('codeCoach/status', (status) => {
    isIdle = status.state !== 'analysing';
  });
  connection.onRequest((method, params) =>
    method === 'workspace/configuration' ? params.items.map(() => null) : null,
  );
  connection.onNotification(() => undefined);
  connection.listen();
  const request = (method, params) => connection.sendRequest(method, params);
  await request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(dir).href, name: 'bench' }],
    initializationOptions: { status: true },
    capabilities: {
      workspace: {
        configuration: true,
        diagnostics: { refreshSupport: true },
        workspaceEdit: { documentChanges: true },
      },
      textDocument: {
        diagnostic: { dataSupport: true },
        codeAction: {
          dataSupport: true,
          disabledSupport: true,
          resolveSupport: { properties: ['edit', 'command'] },
          codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } },
        },
      },
    },
  });
  await connection.sendNotification('initialized', {});
  return {
    request,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'typescript', version: 1, text },
      }),
    change: (uri, version, range, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text }],
      }),
    async diagnostics(uri) {
      for (;;) {
        try {
          return await request('textDocument/diagnostic', { textDocument: { uri } });
        } catch (thrown) {
          if (thrown.data?.retriggerRequest !== true) throw thrown;
        }
      }
    },
    /** Waits as long as between two keys, and until nothing is analysed any more. */
    async settled() {
      do await delay(pauseMs);
      while (!isIdle);
    },
    async end() {
      const exited = once(server, 'exit');
      await request('shutdown');
      await connection.sendNotification('exit');
      await exited;
      connection.dispose();
    },
  };
}
