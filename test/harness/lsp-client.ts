import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after } from 'node:test';
import {
  CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  type MessageConnection,
  MessageType,
  type Range,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { CoachSettings, InitializationOptions, StatusParams } from '../../server/protocol.ts';

export interface ClientOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: CoachSettings;
  readonly initializationOptions?: InitializationOptions;
  readonly transport?: 'stdio' | 'ipc';
  /** The process that the client says it is: this one. */
  readonly processId?: number;
  /** Changes the capabilities, which are those of VS Code, for instance to one that cannot pull. */
  readonly adapt?: (capabilities: MutableCapabilities) => void;
}

type MutableCapabilities = ClientCapabilities & { textDocument: object; workspace: object };

/** Something the server said of its own accord. */
interface Said {
  readonly method: string;
  readonly params: unknown;
}

/** Clients of tests that ran out of time, which would keep the test's process alive. */
const alive = new Set<LspClient>();
after(() => {
  for (const client of alive) client.dispose();
});

/** Runs `use` with a client of a real server on a workspace of the given files, then ends both properly. */
export async function withClient(
  options: ClientOptions,
  use: (client: LspClient) => Promise<void>,
): Promise<void> {
  const client = await LspClient.start(options);
  alive.add(client);
  try {
    await use(client);
    if (client.process.exitCode === null) await client.end();
  } finally {
    client.dispose();
    alive.delete(client);
  }
}

/**
 * A language client of the built server, over a real pipe. What a client must answer is answered here;
 * everything else that the server says has to be read by the test, or `end` fails.
 */
export class LspClient {
  readonly root: string;
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  /** What the client answers when it is asked for its settings. */
  settings: CoachSettings;
  /** The same for a folder, by its URI, where it has others. */
  readonly folderSettings = new Map<string, CoachSettings>();
  initialized: InitializeResult = { capabilities: {} };
  /** Methods that the server registered for, with their options. */
  readonly registered = new Map<string, unknown>();
  readonly documents = new Map<string, TextDocument>();
  readonly log: string[] = [];
  /** Work-done progress that the server began by itself: its messages in order. */
  readonly progress: { kind: string; title?: string; message?: string; percentage?: number }[] = [];
  status: StatusParams | undefined;
  #unread: Said[] = [];
  #refreshes = 0;
  #watchers: (() => void)[] = [];
  #errorOutput = '';

  static async start(options: ClientOptions): Promise<LspClient> {
    const client = new LspClient(options);
    const capabilities = vscodeCapabilities();
    options.adapt?.(capabilities);
    client.initialized = await client.connection.sendRequest('initialize', {
      processId: options.processId ?? process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: client.uri(''), name: 'workspace' }],
      capabilities,
      initializationOptions: options.initializationOptions ?? {},
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  private constructor({ files, settings, transport }: ClientOptions) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'coach-lsp-')));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.settings = settings ?? {};
    const server = resolve('dist/server.js');
    const ipc = transport === 'ipc';
    this.process = spawn(process.execPath, [server, ipc ? '--node-ipc' : '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    });
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.#errorOutput += chunk.toString();
    });
    const { stdin, stdout } = this.process;
    assert.ok(stdin && stdout);
    this.connection = ipc
      ? createMessageConnection(new IPCMessageReader(this.process), new IPCMessageWriter(this.process))
      : createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#listen();
    this.connection.listen();
  }

  file(name: string): string {
    return name === '' ? this.root : join(this.root, name);
  }

  uri(name: string): string {
    return URI.file(this.file(name)).toString();
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), text);
  }

  async open(name: string, text: string, languageId = 'typescript'): Promise<void> {
    const document = TextDocument.create(this.uri(name), languageId, 1, text);
    this.documents.set(name, document);
    const textDocument = { uri: document.uri, languageId, version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the first occurrence of `before`, as an incremental change. */
  async edit(name: string, before: string, after: string): Promise<void> {
    const document = this.document(name);
    const at = document.getText().indexOf(before);
    assert.notEqual(at, -1, `${name} does not contain ${before}`);
    const range = { start: document.positionAt(at), end: document.positionAt(at + before.length) };
    const contentChanges = [{ range, text: after }];
    const version = document.version + 1;
    this.documents.set(name, TextDocument.update(document, contentChanges, version));
    const textDocument = { uri: document.uri, version };
    await this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
  }

  async close(name: string): Promise<void> {
    this.documents.delete(name);
    await this.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: this.uri(name) },
    });
  }

  document(name: string): TextDocument {
    const document = this.documents.get(name);
    assert.ok(document, `${name} is not open`);
    return document;
  }

  /** Where `text` first stands in the open document. */
  range(name: string, text: string): Range {
    const document = this.document(name);
    const at = document.getText().indexOf(text);
    assert.notEqual(at, -1, `${name} does not contain ${text}`);
    return { start: document.positionAt(at), end: document.positionAt(at + text.length) };
  }

  /** Pulls a document's diagnostics, again where the server asks for that, as clients do. */
  async pull(
    name: string,
    previousResultId?: string,
    token = CancellationToken.None,
  ): Promise<DocumentDiagnosticReport> {
    for (;;) {
      try {
        return await this.connection.sendRequest<DocumentDiagnosticReport>(
          'textDocument/diagnostic',
          { textDocument: { uri: this.uri(name) }, ...(previousResultId && { previousResultId }) },
          token,
        );
      } catch (thrown) {
        if (!(thrown instanceof ResponseError) || thrown.code !== LSPErrorCodes.ServerCancelled) throw thrown;
        assert.deepEqual(thrown.data, { retriggerRequest: true });
      }
    }
  }

  /** The diagnostics of a full report; a report without them is a failure. */
  async diagnostics(name: string): Promise<Diagnostic[]> {
    const report = await this.pull(name);
    assert.equal(report.kind, 'full');
    return report.items;
  }

  /** The diagnostics once there are some: they may depend on files that are analysed in the background. */
  async settledDiagnostics(name: string): Promise<Diagnostic[]> {
    for (;;) {
      const found = await this.diagnostics(name);
      if (found.length > 0) return found;
      await this.refreshed();
    }
  }

  async actions(name: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    return await this.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: this.uri(name) },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  /** The actions that mend one finding each, without those for many and those that silence. */
  async fixes(name: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const actions = await this.actions(name, range, context);
    return actions.filter(({ data }) => (data as { action?: string } | undefined)?.action === 'fix');
  }

  async resolve(action: CodeAction, token = CancellationToken.None): Promise<CodeAction> {
    return await this.connection.sendRequest<CodeAction>('codeAction/resolve', action, token);
  }

  /** Waits for a message that the server sends of its own accord, and counts it as read. */
  async said<P>(method: string, fits: (params: P) => boolean = () => true): Promise<P> {
    return await this.until(() => {
      const index = this.#unread.findIndex((each) => each.method === method && fits(each.params as P));
      return index === -1 ? undefined : (this.#unread.splice(index, 1)[0]?.params as P);
    });
  }

  /** Counts the complaints in the log that fit as read; there has to be one. */
  readLog(pattern: RegExp): void {
    const fits = ({ method, params }: Said): boolean =>
      method === 'window/logMessage' && pattern.test((params as { message: string }).message);
    assert.ok(this.#unread.some(fits), `Nothing in the log fits ${pattern}`);
    this.#unread = this.#unread.filter((each) => !fits(each));
  }

  /** Other settings from now on, which the server is told of and asks for. */
  async configure(settings: CoachSettings): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  /** Waits until the server has asked for another pull since this was last called. */
  async refreshed(): Promise<void> {
    await this.until(() => (this.#refreshes > 0 ? true : undefined));
    this.#refreshes = 0;
  }

  /** Looks whenever the server has said something, until there is an answer. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((done) => {
        this.#watchers.push(done);
      });
    }
  }

  /** Wakes whoever waits in `until`. */
  wake(): void {
    for (const done of this.#watchers.splice(0)) done();
  }

  /** Ends the server as a client does, and fails if it said something unread, or complained anywhere. */
  async end(): Promise<void> {
    const exited = once(this.process, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = await exited;
    assert.deepEqual(this.#unread, [], 'The server said something that nobody read.');
    assert.equal(this.#errorOutput, '');
    assert.equal(code, 0);
  }

  /** Whatever became of the test, nothing of it stays. */
  dispose(): void {
    if (this.process.exitCode === null) this.process.kill('SIGKILL');
    this.connection.dispose();
    rmSync(this.root, { recursive: true, force: true });
  }

  #listen(): void {
    const { connection } = this;
    connection.onRequest(
      'workspace/configuration',
      ({ items }: { items: { section?: string; scopeUri?: string }[] }) =>
        items.map(({ section, scopeUri = '' }) =>
          section === 'codeCoach' ? (this.folderSettings.get(scopeUri) ?? this.settings) : null,
        ),
    );
    connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: { method: string; registerOptions?: unknown }[] }) => {
        for (const { method, registerOptions } of registrations) this.registered.set(method, registerOptions);
        this.wake();
        return null;
      },
    );
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#refreshes += 1;
      this.wake();
      return null;
    });
    connection.onUnhandledProgress(({ value }: { value: unknown }) => {
      this.progress.push(value as (typeof this.progress)[number]);
      this.wake();
    });
    connection.onNotification('codeCoach/status', (params: StatusParams) => {
      this.status = params;
      this.wake();
    });
    connection.onNotification('window/logMessage', (params: { type: MessageType; message: string }) => {
      this.log.push(params.message);
      if (params.type === MessageType.Error || params.type === MessageType.Warning) {
        this.#keep('window/logMessage', params);
      }
      this.wake();
    });
    connection.onRequest((method, params) => {
      this.#keep(method, params);
      return null;
    });
    connection.onNotification((method, params) => this.#keep(method, params));
  }

  #keep(method: string, params: unknown): void {
    this.#unread.push({ method, params });
    this.wake();
  }
}

/** What VS Code says it can do, as far as this server looks at it. */
function vscodeCapabilities(): MutableCapabilities {
  return {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
      workspaceEdit: {
        documentChanges: true,
        resourceOperations: ['create', 'rename', 'delete'],
        changeAnnotationSupport: { groupsOnLabel: true },
      },
    },
    textDocument: {
      diagnostic: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
      publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
      codeAction: {
        dataSupport: true,
        disabledSupport: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source'] } },
      },
      hover: { contentFormat: ['markdown', 'plaintext'] },
    },
    window: { workDoneProgress: true },
  };
}
