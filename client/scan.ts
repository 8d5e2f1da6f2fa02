import { commands, ProgressLocation, window, workspace } from 'vscode';
import type { ScanResult } from '../server/protocol.ts';
import { scanSummary } from './scanSummary.ts';
import type { CoachServer } from './server.ts';

let running: Promise<ScanResult | undefined> | undefined;

/**
 * The command: scans everything, with a progress that can be cancelled, and says what was found in numbers.
 * Resolves with them, or with undefined where there was nothing to scan or the scan failed, which was then said.
 * Called again while it runs, it joins the scan that runs.
 */
export function scanWorkspace(server: CoachServer): Promise<ScanResult | undefined> {
  running ??= scan(server).finally(() => {
    running = undefined;
  });
  return running;
}

async function scan(server: CoachServer): Promise<ScanResult | undefined> {
  if (!workspace.workspaceFolders?.length) {
    void window.showInformationMessage('Code Coach: Open a folder first; there is no workspace to scan.');
    return undefined;
  }
  try {
    const result = await scanWithProgress(server);
    void saySummary(result);
    return result;
  } catch (error) {
    void sayFailure(server, error);
    return undefined;
  }
}

function scanWithProgress(server: CoachServer): Thenable<ScanResult> {
  const options = { location: ProgressLocation.Notification, title: 'Code Coach', cancellable: true };
  return window.withProgress(options, (progress, token) => {
    let reported = 0;
    progress.report({ message: 'Scanning the workspace' });
    return server.scan(({ done, total }) => {
      const percent = total === 0 ? 0 : (100 * done) / total;
      progress.report({ message: `${done} of ${total} files`, increment: percent - reported });
      reported = percent;
    }, token);
  });
}

async function saySummary(result: ScanResult): Promise<void> {
  const show = 'Show Problems';
  const actions = result.findings > 0 ? [show] : [];
  const chosen = await window.showInformationMessage(scanSummary(result), ...actions);
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}

async function sayFailure(server: CoachServer, error: unknown): Promise<void> {
  const show = 'Show Output';
  const reason = error instanceof Error ? error.message : String(error);
  const chosen = await window.showErrorMessage(`Code Coach: The scan failed: ${reason}`, show);
  if (chosen === show) server.showOutput();
}
