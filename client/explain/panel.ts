import { randomBytes } from 'node:crypto';
import { commands, Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { commands as commandIds, type ExplainResult, type SuppressArguments } from '../../server/protocol.ts';
import type { CoachServer } from '../server.ts';
import { type FromPage, page } from './page.ts';

/** The one panel beside the code; a further explanation takes the place of the one before. */
export class ExplainPanel {
  private readonly server: CoachServer;
  private readonly panel: WebviewPanel;
  private shown: ExplainResult | undefined;

  /** @param closed called once, when the person closes the panel. */
  constructor(server: CoachServer, closed: () => void) {
    this.server = server;
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.panel = window.createWebviewPanel('codeCoach.explain', 'Code Coach', where, {
      enableScripts: true,
      enableFindWidget: true,
      // Everything is in the page itself.
      localResourceRoots: [],
    });
    this.panel.onDidDispose(closed);
    this.panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
  }

  async show(explanation: ExplainResult): Promise<void> {
    this.shown = explanation;
    this.panel.title = `Coach: ${explanation.rule.slice(explanation.rule.indexOf('/') + 1)}`;
    this.panel.webview.html = await page(explanation, {
      nonce: randomBytes(16).toString('hex'),
      pathOf: (uri) => workspace.asRelativePath(Uri.parse(uri)),
      highlight: renderMarkdown,
    });
    this.panel.reveal(undefined, true);
  }

  private async receive(message: FromPage): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    switch (message.do) {
      case 'open':
        return await open(message.place === null ? shown.place : shown.evidence[message.place]);
      case 'apply':
        return await this.apply(shown, message.fix, message.preview);
      case 'silence':
        return await this.silence(shown);
      case 'again':
        return await this.again(shown);
    }
  }

  private async apply(shown: ExplainResult, fix: number, preview: boolean): Promise<void> {
    const { place, fingerprint } = shown;
    const { edit, reason } = await this.server.fix({ uri: place.uri, fingerprint, fix, preview });
    if (edit === undefined) {
      void window.showWarningMessage(`Code Coach changed nothing: ${reason}`);
      return;
    }
    await workspace.applyEdit(edit, { isRefactoring: true });
    await this.again(shown);
  }

  private async silence({ place, fingerprint, rule }: ExplainResult): Promise<void> {
    const argument: SuppressArguments = { uri: place.uri, fingerprint, rule, scope: 'line' };
    await commands.executeCommand(commandIds.suppress, argument);
  }

  /** Shows the finding as it is by now, or that it is gone. */
  private async again({ place, fingerprint }: ExplainResult): Promise<void> {
    const explanation = await this.server.explain({ uri: place.uri, at: { fingerprint } });
    if (explanation === null) await this.panel.webview.postMessage({ gone: true });
    else await this.show(explanation);
  }
}

async function open(place: ExplainResult['place'] | undefined): Promise<void> {
  if (place === undefined) return;
  const { start, end } = place.range;
  await window.showTextDocument(Uri.parse(place.uri), {
    viewColumn: ViewColumn.One,
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}

/** By VS Code's own Markdown extension, which also colours code; undefined where it is turned off. */
async function renderMarkdown(text: string): Promise<string | undefined> {
  try {
    return await commands.executeCommand<string>('markdown.api.render', text);
  } catch {
    return undefined;
  }
}
