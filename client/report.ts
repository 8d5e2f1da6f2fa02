import {
  commands,
  Disposable,
  type Memento,
  Position,
  ProgressLocation,
  Range,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { commands as commandIds, type Position as Place, type Totals } from '../server/protocol.ts';
import type { CoachServer } from './server.ts';

/** Where the totals of the last report are kept, per workspace. */
const lastTotals = 'codeCoach.lastTotals';

/** The command that shows everything on one page, and the one that its links lead to. */
export function reportCommands(server: CoachServer, memory: Memento): Disposable {
  let panel: WebviewPanel | undefined;
  return Disposable.from(
    new Disposable(() => panel?.dispose()),
    commands.registerCommand(commandIds.showReport, async () => {
      const html = await makeReport(server, memory);
      if (html === undefined) return;
      panel ??= newPanel(() => {
        panel = undefined;
      });
      panel.webview.html = html;
      panel.reveal();
    }),
    commands.registerCommand(commandIds.openPlace, openPlace),
  );
}

async function makeReport(server: CoachServer, memory: Memento): Promise<string | undefined> {
  const before = memory.get<Totals>(lastTotals) ?? null;
  const params = { date: new Date().toISOString(), before };
  const options = {
    location: ProgressLocation.Notification,
    title: 'Code Coach: writing the report',
    cancellable: true,
  };
  return await window.withProgress(options, async (_, token) => {
    try {
      const { html, totals } = await server.report(params, token);
      await memory.update(lastTotals, totals);
      return html;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!token.isCancellationRequested) {
        void window.showErrorMessage(`Code Coach: The report could not be made: ${reason}`);
      }
      return undefined;
    }
  });
}

function newPanel(closed: () => void): WebviewPanel {
  const panel = window.createWebviewPanel('codeCoach.report', 'Code Coach: Report', ViewColumn.Active, {
    enableFindWidget: true,
    // The page holds no script; all that it can do is to open a place in the code.
    enableCommandUris: [commandIds.openPlace],
    localResourceRoots: [],
  });
  panel.onDidDispose(closed);
  return panel;
}

/** By VS Code's own command: a document that an extension opens stays open long after its editor. */
async function openPlace({
  uri,
  position,
}: {
  readonly uri: string;
  readonly position: Place;
}): Promise<void> {
  const at = new Position(position.line, position.character);
  const options = { viewColumn: ViewColumn.Beside, selection: new Range(at, at) };
  await commands.executeCommand('vscode.open', Uri.parse(uri), options);
}
