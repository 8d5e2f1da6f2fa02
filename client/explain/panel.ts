import { randomBytes } from 'node:crypto';
import { commands, languages, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { ExplainResult, SuppressArguments } from '../../server/protocol.ts';
import { shownFindingsOf } from '../findings/shown.ts';
import { pathOf, toRange } from '../places.ts';
import type { CoachServer } from '../server.ts';
import { suppress } from '../silence.ts';
import { type FromPage, page } from './page.ts';

/** The one panel beside the code; a further explanation takes the place of the one before. */
export class ExplainPanel {
  private readonly server: CoachServer;
  private readonly panel: WebviewPanel;
  private shown: ExplainResult | undefined;
  /** Names the page on display, so that a click on the page before does nothing to this one. */
  private nonce = '';
  private isClosed = false;
  /** Counts how often the finding on display was looked at again: only the last answer counts. */
  private looks = 0;
  /** How many findings of the rule VS Code shows in the file; another number may mean that this one went or came back. */
  private alike = 0;

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
    const following = languages.onDidChangeDiagnostics(({ uris }) => this.follow(uris));
    this.panel.onDidDispose(() => {
      this.shown = undefined;
      this.isClosed = true;
      following.dispose();
      closed();
    });
    this.panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
  }

  /**
   * Puts the page on display, unless it is no longer wanted once it is written: until then the page before stays, and
   * its buttons are about what it shows.
   */
  async show(explanation: ExplainResult, isWanted: () => boolean): Promise<void> {
    const alike = countAlike(explanation);
    const nonce = randomBytes(16).toString('hex');
    const html = await page(explanation, { nonce, pathOf, highlight: renderMarkdown });
    if (this.isClosed || !isWanted()) return;
    this.shown = explanation;
    this.nonce = nonce;
    this.alike = alike;
    this.panel.title = `Coach: ${explanation.rule.slice(explanation.rule.indexOf('/') + 1)}`;
    this.panel.webview.html = html;
    this.panel.reveal(undefined, true);
    await this.follow([Uri.parse(explanation.place.uri)]);
  }

  private async receive(message: FromPage): Promise<void> {
    const { shown } = this;
    if (shown === undefined || message.page !== this.nonce) return;
    switch (message.do) {
      case 'open':
        return await open(message.place === null ? shown.place : shown.evidence[message.place]);
      case 'apply':
        return await this.apply(shown, message.fix, message.preview);
      case 'silence':
        return await this.silence(shown);
    }
  }

  private async follow(uris: readonly Uri[]): Promise<void> {
    const { shown } = this;
    if (shown === undefined || !uris.some((uri) => uri.toString() === idOf(shown))) return;
    const alike = countAlike(shown);
    if (alike === this.alike) return;
    this.alike = alike;
    await this.again(shown);
  }

  private async apply(shown: ExplainResult, fix: number, preview: boolean): Promise<void> {
    const { place, fingerprint } = shown;
    const { edit, reason } = await this.server.fix({ uri: place.uri, fingerprint, fix, preview });
    if (edit === undefined) {
      void window.showWarningMessage(`Code Coach changed nothing: ${reason}`);
      return;
    }
    // Whoever reads the preview may well leave everything as it is.
    if (await workspace.applyEdit(edit, { isRefactoring: true })) await this.again(shown);
  }

  private async silence(shown: ExplainResult): Promise<void> {
    const { place, fingerprint, rule } = shown;
    const argument: SuppressArguments = { uri: place.uri, fingerprint, rule, scope: 'line' };
    if (await suppress(this.server, argument)) await this.again(shown);
  }

  /** Shows the finding as it is by now, or that it is gone. */
  private async again(shown: ExplainResult): Promise<void> {
    const { place, fingerprint } = shown;
    this.looks += 1;
    const look = this.looks;
    const explanation = await this.server.explain({ uri: place.uri, at: { fingerprint } });
    // Meanwhile the panel may have been closed, or shows another finding.
    const isWanted = () => this.shown === shown && this.looks === look;
    if (!isWanted()) return;
    if (explanation === null) await this.panel.webview.postMessage({ gone: true });
    else await this.show(explanation, isWanted);
  }
}

/** As VS Code writes the URI; the server may quote it otherwise. */
function idOf({ place }: ExplainResult): string {
  return Uri.parse(place.uri).toString();
}

function countAlike({ place, rule }: ExplainResult): number {
  return shownFindingsOf(Uri.parse(place.uri)).filter((each) => each.rule === rule).length;
}

async function open(place: ExplainResult['place'] | undefined): Promise<void> {
  if (place === undefined) return;
  await window.showTextDocument(Uri.parse(place.uri), {
    viewColumn: ViewColumn.One,
    selection: toRange(place.range),
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
