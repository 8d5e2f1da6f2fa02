import { type CancellationToken, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { BaselineUpdate } from '../server/protocol.ts';
import { baselineSummary } from './baselineSummary.ts';
import type { CoachServer } from './server.ts';

/**
 * The commands: accepts what is there today, so that only what is new is coached, or (`prune`) takes out what is gone.
 * Resolves once the files are written and it was said what became of them.
 */
export async function writeBaseline(server: CoachServer, prune: boolean): Promise<void> {
  if (!workspace.workspaceFolders?.length) {
    void window.showInformationMessage('Code Coach: Open a folder first; a baseline stands at its root.');
    return;
  }
  try {
    const updates = await withProgress((token) => server.baseline({ prune }, token));
    if (updates === undefined) return;
    for (const { file, text } of updates) {
      await workspace.fs.writeFile(Uri.file(file), new TextEncoder().encode(text));
    }
    void window.showInformationMessage(baselineSummary(updates, prune));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`Code Coach: The baseline was left as it is: ${reason}`);
  }
}

/** undefined where the person cancelled it. */
function withProgress(
  work: (token: CancellationToken) => Promise<readonly BaselineUpdate[]>,
): Thenable<readonly BaselineUpdate[] | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: 'Code Coach: scanning for the baseline',
    cancellable: true,
  };
  return window.withProgress(options, async (_, token) => {
    try {
      return await work(token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}
