import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type ExecuteCommandParams,
  MessageType,
} from 'vscode-languageserver/node';
import {
  type CodeActionData,
  type EditResult,
  explainRefusalCommand,
  type FixData,
  fixAllKind,
} from '../../protocol.ts';
import { overlaps } from '../../session/ranges.ts';
import type { CheckedFix, Finding, FixRequest } from '../../session/session.ts';
import { explainActions } from '../explain.ts';
import { errorText, guarded, inBackground, isAbort, untilUndisturbed } from '../guard.ts';
import { type ServerContext, say } from '../server-context.ts';
import { fileOf } from '../uris.ts';
import { readActionData } from './action-data.ts';
import { fixAllActions, fixAllEdit } from './fix-all-actions.ts';
import { FixChecks } from './fix-checks.ts';
import { type Resolved, wantsKind } from './resolved.ts';
import { suppressActions, suppressEdit } from './suppress-actions.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** So many findings at one place have their fixes checked before anybody picks one. */
const checkedAhead = 3;

/** What an edit is computed from. */
export type Wanted =
  | Exclude<CodeActionData, FixData>
  | Pick<FixData, 'action' | 'uri' | 'fingerprint' | 'fix'>;

const gone = 'The finding is no longer there; the code has changed since.';

/**
 * Offers the fixes of findings. Titles are known at once; the edit is computed and checked when the client
 * resolves the action. A fix that was refused is listed as disabled from then on.
 *
 * Invariant: an edit leaves the server only if its check succeeded on the text that the client has.
 */
export class CodeActions {
  readonly #context: ServerContext;
  readonly #checks: FixChecks;

  constructor(context: ServerContext) {
    this.#context = context;
    this.#checks = new FixChecks(
      (request, signal) => context.host.use((session) => session.fix(request, signal)),
      context.log,
    );
  }

  /** The workspace has changed: what was checked may not hold any more. */
  invalidate(): void {
    this.#checks.reset();
  }

  async list(params: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
    const { client, host, log } = this.#context;
    const file = fileOf(params.textDocument.uri);
    const wants = (kind: string): boolean => wantsKind(params.context.only, kind);
    if (file === undefined || !(wants(CodeActionKind.QuickFix) || wants(fixAllKind))) return [];
    return await guarded(log, 'Code actions', token, [], async (signal) => {
      const report = await host.use((session) => session.findings(file, signal));
      signal.throwIfAborted();
      const findings = report.findings.filter((finding) => concerns(finding, params));
      const fixAll = fixAllActions(params, report, findings);
      if (!wants(CodeActionKind.QuickFix)) return fixAll;
      const offers = findings.flatMap((finding) =>
        finding.fixes.map((_, fix) => this.#offer(params, report.version ?? 0, finding, fix)),
      );
      const suppress = suppressActions(params, findings, client.coachCommands);
      if (!client.resolvable.has('edit')) return await this.#resolveAll([...offers, ...suppress]);
      if (findings.length <= checkedAhead) {
        const requests = findings.flatMap((finding) =>
          finding.fixes.map((_, fix) => ({ file, fingerprint: finding.fingerprint, fix })),
        );
        inBackground(log, 'Checking fixes ahead', this.#checks.ahead(requests));
      }
      const shown = offers.filter(({ disabled }) => client.disabledActions || disabled === undefined);
      const explain = client.coachCommands ? explainActions(params, findings) : [];
      return [...shown, ...explain, ...fixAll, ...suppress];
    });
  }

  async resolve(action: CodeAction, token: CancellationToken): Promise<CodeAction> {
    return await guarded(this.#context.log, 'Resolving a code action', token, action, async (signal) => {
      const data = readActionData(action.data);
      if (data === undefined) return action;
      const { edit, reason } = await this.#edit(data, signal);
      return edit === undefined ? this.#refused(action, reason) : { ...action, edit };
    });
  }

  /** The edit of a fix, for a client that asks for it otherwise than by a code action. */
  async edit(data: Wanted, preview: boolean, token: CancellationToken): Promise<EditResult> {
    const failed = { edit: null, reason: 'The fix could not be checked; the output says why.' };
    return await guarded(this.#context.log, 'Checking a fix', token, failed, async (signal) => {
      const { edit = null, reason } = await this.#edit(data, signal, preview);
      return { edit, reason };
    });
  }

  /** Runs the one command of the server: says to the person why nothing was changed. */
  execute(params: ExecuteCommandParams): void {
    const [reason] = params.arguments ?? [];
    if (params.command === explainRefusalCommand && typeof reason === 'string') this.#say(reason);
  }

  #offer(params: CodeActionParams, version: number, finding: Finding, fix: number): CodeAction {
    const { title = '', kind } = finding.fixes[fix] ?? {};
    const { uri } = params.textDocument;
    const { rule, file, fingerprint } = finding;
    const data: FixData = { action: 'fix', uri, version, rule, fingerprint, fix };
    const diagnostics = params.context.diagnostics.filter((diagnostic) => isAbout(diagnostic, finding));
    const reason = this.#refusal(this.#checks.known({ file, fingerprint, fix }));
    return {
      title,
      kind: CodeActionKind.QuickFix,
      data,
      ...(diagnostics.length > 0 && { diagnostics }),
      ...(reason === undefined && fix === 0 && kind === 'safe' && { isPreferred: true }),
      ...(reason !== undefined && { disabled: { reason } }),
    };
  }

  /** Why a fix is not offered; undefined where it is, or where that is not known yet. */
  #refusal(check: CheckedFix | undefined): string | undefined {
    if (check === undefined || check.verified) return undefined;
    return check.reason ?? 'The fix did not pass its check.';
  }

  async #edit(data: Wanted, signal: AbortSignal, preview = false): Promise<Resolved> {
    const file = fileOf(data.uri);
    if (file === undefined) return { reason: gone };
    try {
      if (data.action === 'fixAll') return await fixAllEdit(this.#context, data, signal);
      if (data.action === 'suppress') return await suppressEdit(this.#context, data, undefined, signal);
      const check = await this.#check({ file, fingerprint: data.fingerprint, fix: data.fix }, signal);
      if (check === undefined) return { reason: gone };
      const reason = this.#refusal(check);
      if (reason !== undefined) return { reason };
      const shown = preview ? ({ ...check, kind: 'review' } as const) : check;
      const edit = toWorkspaceEdit(shown, this.#context.client, this.#context.documents);
      return 'unfit' in edit ? { reason: edit.unfit } : { edit, reason: '' };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      if (isAbort(thrown)) return { reason: 'The code keeps changing while the fix is being checked.' };
      this.#context.log.error(`The action on ${data.uri} failed: ${errorText(thrown)}`);
      return {
        reason: 'The fix could not be checked, so nothing was changed. The output of Code Coach says why.',
      };
    }
  }

  /** The outcome for the workspace as it is; undefined if the finding is not there any more. */
  #check(request: FixRequest, signal: AbortSignal): Promise<CheckedFix | undefined> {
    const { file, fingerprint, fix } = request;
    return untilUndisturbed(signal, async () => {
      const report = await this.#context.host.use((session) => session.findings(file, signal));
      const finding = report.findings.find((each) => each.fingerprint === fingerprint);
      if (finding?.fixes[fix] === undefined) return undefined;
      return await unlessAborted(this.#checks.run(request), signal);
    });
  }

  /** For clients that cannot resolve: every fix is checked now, and those that are refused are left out. */
  async #resolveAll(offers: readonly CodeAction[]): Promise<CodeAction[]> {
    const never = new AbortController().signal;
    const resolved: CodeAction[] = [];
    for (const offer of offers) {
      const data = readActionData(offer.data);
      if (data === undefined) continue;
      const { edit } = await this.#edit(data, never);
      if (edit !== undefined) resolved.push({ ...offer, edit });
    }
    return resolved;
  }

  /**
   * A client may resolve an action only to preview it, so the reason is said by a command, which runs when the
   * person picks the action; where the client cannot resolve commands, at once.
   */
  #refused(action: CodeAction, reason: string): CodeAction {
    const { resolvable } = this.#context.client;
    if (resolvable.has('disabled')) return { ...action, disabled: { reason } };
    if (resolvable.has('command')) {
      const command = { title: action.title, command: explainRefusalCommand, arguments: [reason] };
      return { ...action, command };
    }
    this.#say(reason);
    return action;
  }

  #say(reason: string): void {
    say(this.#context, MessageType.Warning, `Code Coach changed nothing: ${reason}`);
  }
}

function concerns(finding: Finding, { range, context }: CodeActionParams): boolean {
  return (
    overlaps(finding.range, range) || context.diagnostics.some((diagnostic) => isAbout(diagnostic, finding))
  );
}

function isAbout(diagnostic: Diagnostic, finding: Finding): boolean {
  const data: unknown = diagnostic.data;
  if (typeof data === 'object' && data !== null && 'fingerprint' in data) {
    return data.fingerprint === finding.fingerprint;
  }
  return diagnostic.code === finding.rule && overlaps(diagnostic.range, finding.range);
}

/** Stops waiting when aborted; the work goes on for whoever asks next. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
