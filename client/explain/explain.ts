import { Uri, window, workspace } from 'vscode';
import type { ExplainParams } from '../../server/protocol.ts';
import type { CoachServer } from '../server.ts';
import { ExplainPanel } from './panel.ts';

let panel: ExplainPanel | undefined;
/** How often an explanation was asked for: the last one wins, however long an earlier one takes. */
let asked = 0;

/**
 * The command: shows what there is to say of a finding beside the code; without an argument, of the one that the cursor is
 * in. Resolves once the page is shown, it was said why there is none, or somebody asked for another one.
 */
export async function explain(server: CoachServer, given?: unknown): Promise<void> {
  const argument = isParams(given) ? given : undefined;
  const params = argument ?? atCursor();
  if (params === undefined) {
    say('Put the cursor into code that Code Coach underlines, and ask again.');
    return;
  }
  asked += 1;
  const mine = asked;
  const isWanted = () => mine === asked;
  const explanation = await server.explain(params);
  if (!isWanted()) return;
  if (explanation === null) {
    say(
      argument === undefined
        ? 'There is no finding of Code Coach at the cursor.'
        : 'The finding is no longer there; the code has changed since.',
    );
    return;
  }
  panel ??= new ExplainPanel(server, () => {
    panel = undefined;
  });
  await panel.show(explanation, isWanted);
}

/** The menu of an editor passes the file that is shown there, which says less than the cursor. */
function isParams(given: unknown): given is ExplainParams {
  return typeof given === 'object' && given !== null && 'at' in given && 'uri' in given;
}

function atCursor(): ExplainParams | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || workspace.getWorkspaceFolder(editor.document.uri) === undefined)
    return undefined;
  const { line, character } = editor.selection.active;
  return { uri: Uri.from(editor.document.uri).toString(), at: { position: { line, character } } };
}

function say(message: string): void {
  void window.showInformationMessage(`Code Coach: ${message}`);
}
