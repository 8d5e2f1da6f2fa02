import type { CancellationToken, WorkspaceEdit } from 'vscode';
import { commands, LogLevel, type LogOutputChannel, window, workspace } from 'vscode';
import {
  LanguageClient,
  ProgressType,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type BaselineRequest,
  type BaselineUpdate,
  commands as commandIds,
  diagnosticSource,
  documentSelector,
  type EditResult,
  type ExplainParams,
  type ExplainResult,
  type FindingResult,
  type FixAllData,
  type FixParams,
  type InitializationOptions,
  type Lesson,
  methods,
  type ReportParams,
  type ReportResult,
  type ScanProgress,
  type ScanResult,
  type StatusParams,
  type SuppressParams,
  type TraceParams,
} from '../server/protocol.ts';
import { PatientFindings } from './findings/typed-line.ts';
import { RestartPolicy } from './restartPolicy.ts';
import type { StatusItem } from './status.ts';

/** Context key: there are results of a scan to clear. */
const hasScanResults = 'codeCoach.hasScanResults';

/** An edit that was checked, or why there is none. */
export interface CheckedEdit {
  readonly edit: WorkspaceEdit | undefined;
  readonly reason: string;
}

/** The language server as the rest of the client sees it: start, stop, scan, and what it says about itself. */
export class CoachServer {
  private readonly output: LogOutputChannel;
  private readonly policy: RestartPolicy;
  private readonly client: LanguageClient;
  private readonly status: StatusItem;
  private scans = 0;

  constructor(serverModule: string, status: StatusItem) {
    this.status = status;
    this.output = window.createOutputChannel(diagnosticSource, { log: true });
    this.policy = new RestartPolicy((message) => void this.sayStopped(message));
    const server = { module: serverModule, transport: TransportKind.ipc };
    this.client = new LanguageClient(
      'codeCoach',
      diagnosticSource,
      { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
      {
        documentSelector,
        outputChannel: this.output,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        errorHandler: this.policy,
        diagnosticCollectionProvider: {
          create: (name) => new PatientFindings(name),
          dispose: (findings) => findings.dispose(),
        },
        // A hover may hold links to this command and to no other.
        markdown: { isTrusted: { enabledCommands: [commandIds.explain] } },
        initializationOptions: (): InitializationOptions => ({
          status: true,
          commands: true,
          restricted: !workspace.isTrusted,
          trace: this.output.logLevel === LogLevel.Trace,
        }),
      },
    );
    this.client.onNotification(methods.status, (params: StatusParams) => this.status.show(params));
    this.output.onDidChangeLogLevel((level) => void this.tellTrace(level));
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) this.status.starting();
      // A server that starts anew knows of no scan.
      if (newState !== State.Running) void this.setScanned(false);
    });
  }

  /** Says what is wrong to the reader and resolves, where the server cannot be started. */
  async start(): Promise<void> {
    try {
      await this.client.start();
    } catch (error) {
      this.output.error(`The server did not start: ${reasonOf(error)}`);
      await this.sayStopped('The server did not start.');
    }
  }

  /** Resolves when the server has ended, or was told to and is about to be killed for not doing so in time. */
  async stop(): Promise<void> {
    if (this.policy.retire()) {
      await this.stateChange(State.Stopped);
      return;
    }
    try {
      // A client that still starts cannot be stopped.
      if (this.client.state === State.Starting) await this.client.start();
      if (this.client.needsStop()) await this.client.stop();
    } catch (error) {
      this.output.warn(`The server did not stop in an orderly way: ${reasonOf(error)}`);
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    this.policy.reset();
    await this.start();
  }

  showOutput(): void {
    this.output.show(true);
  }

  /** Rejects where the server is not running or fails; a cancelled scan resolves with `complete: false`. */
  async scan(onProgress: (progress: ScanProgress) => void, token: CancellationToken): Promise<ScanResult> {
    await this.client.start();
    this.scans += 1;
    const partialResultToken = `codeCoach-scan-${this.scans}`;
    const progress = this.client.onProgress(new ProgressType<ScanProgress>(), partialResultToken, onProgress);
    try {
      const result = await this.client.sendRequest<ScanResult>(methods.scan, { partialResultToken }, token);
      await this.setScanned(true);
      return result;
    } finally {
      progress.dispose();
    }
  }

  /** The edit that puts the comment, or why there is none. */
  suppress(params: SuppressParams): Promise<CheckedEdit> {
    return this.editOf(methods.suppress, params);
  }

  /** The edit of one fix, or why it is not offered. */
  fix(params: FixParams): Promise<CheckedEdit> {
    return this.editOf(methods.fix, params);
  }

  /** All that can be fixed of a rule or a file, or why nothing is. */
  fixAll(data: FixAllData): Promise<CheckedEdit> {
    return this.editOf(methods.fixAll, data);
  }

  /** What the baseline of each folder would say by now. Rejects where the server fails or the token is cancelled. */
  async baseline(request: BaselineRequest, token: CancellationToken): Promise<readonly BaselineUpdate[]> {
    await this.client.start();
    return await this.client.sendRequest<BaselineUpdate[]>(methods.baseline, request, token);
  }

  /** Everything there is to say of one finding; null where there is none. */
  async explain(params: ExplainParams): Promise<ExplainResult | null> {
    await this.client.start();
    return await this.client.sendRequest<ExplainResult | null>(methods.explain, params);
  }

  /** Findings of a file or, for null, of the whole workspace; nothing changes on display. Rejects where it is cancelled. */
  async findings(uri: string | null, token: CancellationToken): Promise<readonly FindingResult[]> {
    await this.client.start();
    return await this.client.sendRequest<FindingResult[]>(methods.findings, { uri }, token);
  }

  /** What a rule teaches; null for an id that no rule has. */
  async lesson(rule: string): Promise<Lesson | null> {
    await this.client.start();
    return await this.client.sendRequest<Lesson | null>(methods.lesson, { rule });
  }

  /** A scan of everything as a page. Rejects where the server fails or the token is cancelled. */
  async report(params: ReportParams, token: CancellationToken): Promise<ReportResult> {
    await this.client.start();
    return await this.client.sendRequest<ReportResult>(methods.report, params, token);
  }

  async clearScan(): Promise<void> {
    if (this.client.isRunning()) await this.client.sendRequest(methods.clearScan);
    await this.setScanned(false);
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.output.dispose();
  }

  /** A server that starts is told by its options. */
  private async tellTrace(level: LogLevel): Promise<void> {
    const params: TraceParams = { trace: level === LogLevel.Trace };
    if (this.client.isRunning()) await this.client.sendNotification(methods.trace, params);
  }

  private async editOf(method: string, params: object): Promise<CheckedEdit> {
    await this.client.start();
    const { edit, reason } = await this.client.sendRequest<EditResult>(method, params);
    return { edit: await this.client.protocol2CodeConverter.asWorkspaceEdit(edit), reason };
  }

  private stateChange(wanted: State): Promise<void> {
    return new Promise((resolve) => {
      const subscription = this.client.onDidChangeState(({ newState }) => {
        if (newState !== wanted) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  private setScanned(scanned: boolean): Thenable<unknown> {
    return commands.executeCommand('setContext', hasScanResults, scanned);
  }

  private async sayStopped(what: string): Promise<void> {
    this.status.stopped(what);
    const restart = 'Restart Server';
    const show = 'Show Output';
    const chosen = await window.showErrorMessage(
      `Code Coach: ${what} Findings are not updated until it is restarted; the output says why.`,
      restart,
      show,
    );
    if (chosen === restart) await this.restart();
    if (chosen === show) this.showOutput();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
