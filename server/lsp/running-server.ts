import {
  type CancellationToken,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ProgressType,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import packageJson from '../../package.json' with { type: 'json' };
import {
  type BaselineRequest,
  configurationSection,
  type EditResult,
  type ExplainParams,
  type FindingsParams,
  type FixAllData,
  type FixParams,
  type InitializationOptions,
  type LessonParams,
  methods,
  type ReportParams,
  type ScanParams,
  type ScanProgress,
  type ScanResult,
  type SuppressParams,
  type TraceParams,
} from '../protocol.ts';
import { lessonOf } from '../session/lessons.ts';
import type { SessionEvent } from '../session/session.ts';
import { serverCapabilities } from './capabilities.ts';
import { Diagnostics } from './diagnostics/diagnostics.ts';
import { explainFinding } from './explain.ts';
import { findingsOf } from './findings.ts';
import { CodeActions } from './fixes/code-actions.ts';
import { suppressEdit } from './fixes/suppress-actions.ts';
import { errorText, guarded, inBackground, withSignal } from './guard.ts';
import { hover } from './hover.ts';
import { reportPage } from './report.ts';
import type { Installation } from './server.ts';
import { type ServerContext, say } from './server-context.ts';
import { defaultSettings, readFolders, readSettings, type ServerSettings } from './settings.ts';
import { filesOf, percentOf, Status } from './status.ts';
import { fileOf, uriOf } from './uris.ts';
import { concernsEverything, registerWatching, watchedChanges } from './watching.ts';

const scanProgress = new ProgressType<ScanProgress>();

/** The server for one client, from `initialize` on: wires requests, documents and the session together. */
export class Server {
  readonly #context: ServerContext;
  readonly #locate: Installation['locate'];
  readonly #options: InitializationOptions;
  readonly #diagnostics: Diagnostics;
  readonly #actions: CodeActions;
  readonly #status: Status;
  #folders: string[];
  #traces: boolean;
  #settings: ServerSettings = defaultSettings;

  constructor(context: ServerContext, params: InitializeParams, locate: Installation['locate']) {
    this.#context = context;
    this.#locate = locate;
    this.#options = (params.initializationOptions ?? {}) as InitializationOptions;
    this.#traces = this.#options.trace === true;
    this.#folders = foldersOf(params);
    this.#diagnostics = new Diagnostics(context);
    this.#actions = new CodeActions(context);
    this.#status = new Status(context, this.#options.status === true);
    this.#listen();
  }

  initializeResult(): InitializeResult {
    return {
      capabilities: serverCapabilities(this.#context.client),
      serverInfo: { name: packageJson.displayName, version: packageJson.version },
    };
  }

  /** After `initialized`: registers, reads the settings and opens the session. Requests wait for it. */
  async start(): Promise<void> {
    const { connection, log, host, client } = this.#context;
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => fileOf(uri)));
        const kept = this.#folders.filter((folder) => !gone.has(folder));
        this.#folders = [...new Set([...kept, ...added.flatMap(({ uri }) => fileOf(uri) ?? [])])];
        host.apply({ kind: 'folders', folders: this.#folders });
        this.#everythingChanged();
        // A folder comes with settings of its own.
        if (client.configuration) inBackground(log, 'Reading the settings', this.#settingsChanged(null));
      });
    }
    inBackground(log, 'Registering with the client', registerWatching(this.#context));
    try {
      this.#settings = await this.#readSettings();
      const located = this.#locate(this.#options);
      const folders = this.#folders;
      const settings = this.#settings.session;
      const restricted = this.#options.restricted === true;
      await host.start({ folders, settings, configFile: null, restricted, ...located }, (event) =>
        this.#onEvent(event),
      );
      this.#diagnostics.setScope(this.#settings.scope);
    } catch (thrown) {
      log.error(`Code Coach cannot start: ${errorText(thrown)}`);
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      host.fail(new Error(reason));
      say(this.#context, MessageType.Error, `Code Coach cannot start: ${reason}`);
    }
  }

  /** Answers what is being held back, so that the client can end. */
  end(): void {
    this.#diagnostics.end();
    this.#actions.invalidate();
  }

  #listen(): void {
    const { connection, documents, host } = this.#context;
    documents.listen(connection, (change) => {
      host.apply(change);
      this.#diagnostics.documentChanged(change);
      this.#actions.invalidate();
    });
    connection.languages.diagnostics.on((params, token) => this.#diagnostics.documents.answer(params, token));
    connection.languages.diagnostics.onWorkspace((params, token, _work, partial) =>
      this.#diagnostics.workspace.answer(params, token, partial && ((chunk) => partial.report(chunk))),
    );
    connection.onCodeAction((params, token) => this.#actions.list(params, token));
    connection.onCodeActionResolve((action, token) => this.#actions.resolve(action, token));
    connection.onExecuteCommand((params) => {
      this.#actions.execute(params);
      return null;
    });
    connection.onHover((params, token) => hover(this.#context, params, token));
    connection.onRequest(methods.scan, (params: ScanParams | null, token: CancellationToken) =>
      this.#scan(params ?? {}, token),
    );
    connection.onRequest(methods.clearScan, () => {
      this.#diagnostics.clearScan();
      return null;
    });
    connection.onRequest(methods.explain, (params: ExplainParams, token: CancellationToken) =>
      guarded(this.#context.log, 'Explaining a finding', token, null, (signal) =>
        explainFinding(this.#context, params, signal),
      ),
    );
    connection.onRequest(methods.findings, (params: FindingsParams, token: CancellationToken) =>
      withSignal(token, (signal) => findingsOf(this.#context, params, signal)),
    );
    connection.onRequest(methods.lesson, ({ rule }: LessonParams) => lessonOf(rule) ?? null);
    connection.onRequest(methods.fix, ({ preview, ...fix }: FixParams, token: CancellationToken) =>
      this.#actions.edit({ action: 'fix', ...fix }, preview, token),
    );
    connection.onRequest(methods.fixAll, (data: FixAllData, token: CancellationToken) =>
      this.#actions.edit(data, false, token),
    );
    connection.onRequest(methods.baseline, (params: BaselineRequest, token: CancellationToken) =>
      withSignal(token, (signal) => host.use((session) => session.baseline(params, signal))),
    );
    connection.onRequest(methods.report, (params: ReportParams, token: CancellationToken) =>
      withSignal(token, (signal) => reportPage(this.#context, this.#folders, params, signal)),
    );
    connection.onRequest(methods.suppress, (params: SuppressParams, token: CancellationToken) =>
      this.#suppress(params, token),
    );
    connection.onNotification(methods.trace, ({ trace }: TraceParams) => {
      this.#traces = trace === true;
    });
    connection.onDidChangeWatchedFiles((params) => {
      const changes = watchedChanges(params);
      if (changes.length === 0) return;
      for (const change of changes) host.apply(change);
      this.#actions.invalidate();
      this.#diagnostics.diskChanged(
        changes.map(({ file }) => file),
        changes.some(concernsEverything),
      );
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      inBackground(this.#context.log, 'Reading the settings', this.#settingsChanged(settings));
    });
  }

  async #suppress(params: SuppressParams, token: CancellationToken): Promise<EditResult> {
    const failed = {
      edit: null,
      reason: 'Where the comment goes could not be worked out; the output says why.',
    };
    return await guarded(this.#context.log, 'Silencing a finding', token, failed, async (signal) => {
      const { edit = null, reason } = await suppressEdit(this.#context, params, params.reason, signal);
      return { edit, reason };
    });
  }

  async #scan(params: ScanParams, token: CancellationToken): Promise<ScanResult> {
    const { connection } = this.#context;
    const { workDoneToken, partialResultToken } = params;
    let told = -1;
    const progress = (done: number, total: number): void => {
      const percentage = percentOf(done, total);
      // Once per percent: a client has no use for a message per file.
      if (percentage === told) return;
      told = percentage;
      if (partialResultToken !== undefined) {
        this.#send(connection.sendProgress(scanProgress, partialResultToken, { done, total }));
      }
      if (workDoneToken !== undefined) {
        const message = filesOf(done, total);
        const report = { kind: 'report' as const, percentage, message };
        this.#send(connection.sendProgress(WorkDoneProgress.type, workDoneToken, report));
      }
    };
    if (workDoneToken !== undefined) {
      const begin = {
        kind: 'begin' as const,
        title: 'Code Coach: scanning',
        cancellable: true,
        percentage: 0,
      };
      this.#send(connection.sendProgress(WorkDoneProgress.type, workDoneToken, begin));
    }
    try {
      return await this.#diagnostics.scan(token, progress);
    } finally {
      if (workDoneToken !== undefined) {
        this.#send(connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'end' }));
      }
    }
  }

  #onEvent(event: SessionEvent): void {
    const { log } = this.#context;
    switch (event.kind) {
      case 'changed':
        this.#diagnostics.changed(event.files);
        break;
      case 'restarted':
        log.warn(`The analysis was started again: ${event.reason}`);
        this.#everythingChanged();
        break;
      case 'status':
        this.#status.onStatus(event);
        break;
      case 'postponed':
        this.#status.onPostponed(event);
        break;
      case 'problems':
        this.#status.onProblems(event.problems);
        break;
      case 'log':
        this.#log(event);
        break;
    }
  }

  #log({ level, message }: Extract<SessionEvent, { kind: 'log' }>): void {
    const { log } = this.#context;
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else if (level === 'info') log.info(message);
    else if (this.#traces) log.debug(message);
  }

  async #settingsChanged(pushed: unknown): Promise<void> {
    const before = JSON.stringify(this.#settings.session);
    this.#settings = await this.#readSettings(pushed);
    if (JSON.stringify(this.#settings.session) !== before) {
      this.#context.host.apply({ kind: 'settings', settings: this.#settings.session });
      this.#everythingChanged();
    }
    this.#diagnostics.setScope(this.#settings.scope);
  }

  /**
   * Asked of the client where it can be asked, for the window and for each folder; else what it `pushed`, the section
   * within an object.
   */
  async #readSettings(pushed?: unknown): Promise<ServerSettings> {
    const { client, connection, log } = this.#context;
    const complain = (message: string): void => log.warn(message);
    if (!client.configuration) {
      if (typeof pushed !== 'object') return this.#settings;
      return readSettings((pushed as Record<string, unknown> | null)?.[configurationSection], complain);
    }
    const folders = this.#folders;
    const [section, ...sections]: unknown[] = await connection.workspace.getConfiguration([
      { section: configurationSection },
      ...folders.map((folder) => ({ scopeUri: uriOf(folder), section: configurationSection })),
    ]);
    const { session, scope } = readSettings(section, complain);
    return { session: { ...session, folders: readFolders(section, folders, sections, complain) }, scope };
  }

  #everythingChanged(): void {
    this.#actions.invalidate();
    this.#diagnostics.everythingChanged();
  }

  #send(sent: Promise<void>): void {
    inBackground(this.#context.log, 'Reporting progress', sent);
  }
}

/** Absolute paths of the folders that the client opened; none when a single file is open. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap((uri) => fileOf(uri) ?? []);
}
