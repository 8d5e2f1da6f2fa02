import { commands, Disposable, languages, ProgressLocation, type TreeView, window, workspace } from 'vscode';
import { commands as commandIds, type RuleId } from '../../server/protocol.ts';
import { counted } from '../counted.ts';
import type { CoachServer } from '../server.ts';
import { shownFindingsOf } from './shown.ts';
import { FindingsTree, type Node } from './tree.ts';

const viewId = 'codeCoach.findings';
/** Context key: the view hides findings that do not fit the filter. */
const isFiltered = 'codeCoach.isFiltered';
/** Context key: the editor that has the focus shows findings, so that its menu offers to explain them. */
const editorHasFindings = 'codeCoach.editorHasFindings';
/** A scan changes many files at once; the tree is built once for all that arrive within this time, in milliseconds. */
const settleMs = 150;

/** The view of all findings with its commands: filter, open, explain, fix all of a rule. */
export function findingsView(server: CoachServer): Disposable {
  const tree = new FindingsTree();
  const view = window.createTreeView<Node>(viewId, { treeDataProvider: tree, showCollapseAll: true });
  let waiting: NodeJS.Timeout | undefined;
  const show = (): void => {
    tree.refresh();
    label(view, tree);
  };
  const filter = async (words: string): Promise<void> => {
    tree.filter = words;
    label(view, tree);
    await commands.executeCommand('setContext', isFiltered, tree.filter !== '');
  };
  label(view, tree);
  return Disposable.from(
    tree,
    view,
    new Disposable(() => clearTimeout(waiting)),
    window.onDidChangeActiveTextEditor(tellEditor),
    languages.onDidChangeDiagnostics(() => {
      void tellEditor();
      clearTimeout(waiting);
      waiting = setTimeout(show, settleMs);
    }),
    commands.registerCommand(commandIds.filterFindings, async (words?: string) => {
      const wanted = words ?? (await askForFilter(tree.filter));
      if (wanted !== undefined) await filter(wanted);
    }),
    commands.registerCommand(commandIds.clearFilter, () => filter('')),
    // A click on a row that is being replaced comes without its node.
    commands.registerCommand(commandIds.fixRule, (node = view.selection[0]) => fixRule(server, node)),
    commands.registerCommand(commandIds.explainNode, (node = view.selection[0]) => explainNode(node)),
  );
}

function tellEditor(): Thenable<unknown> {
  const uri = window.activeTextEditor?.document.uri;
  const has = uri !== undefined && shownFindingsOf(uri).length > 0;
  return commands.executeCommand('setContext', editorHasFindings, has);
}

function label(view: TreeView<Node>, tree: FindingsTree): void {
  const { count, filter } = tree;
  view.description = filter === '' ? '' : `only “${filter}”`;
  view.message = filter !== '' && count === 0 ? 'No finding fits the filter.' : '';
  view.badge =
    count === 0 ? undefined : { value: count, tooltip: `${counted(count, 'finding')} of Code Coach` };
}

function askForFilter(value: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: 'Filter findings',
    prompt: 'Words that each have to stand in the rule, the path or the message. Empty for everything.',
    placeHolder: 'null-prone src/orders',
    value,
  });
}

/** Every fix of a rule over the workspace, checked as a whole, in VS Code's own preview. */
async function fixRule(server: CoachServer, node: Node | undefined): Promise<void> {
  if (node === undefined || !('files' in node)) return;
  const uri = node.files[0]?.findings[0]?.place.uri.toString();
  if (uri === undefined) return;
  const rule = node.rule as RuleId;
  const options = {
    location: ProgressLocation.Notification,
    title: `Code Coach: checking the fixes of ${rule}`,
  };
  const { edit, reason } = await window.withProgress(options, () =>
    server.fixAll({ action: 'fixAll', uri, scope: 'workspace', rule, review: true }),
  );
  if (edit === undefined) void window.showWarningMessage(`Code Coach changed nothing: ${reason}`);
  else await workspace.applyEdit(edit, { isRefactoring: true });
}

async function explainNode(node: Node | undefined): Promise<void> {
  if (node === undefined || !('place' in node)) return;
  const { uri, range } = node.place;
  const { line, character } = range.start;
  const argument = { uri: uri.toString(), at: { position: { line, character } } };
  await commands.executeCommand(commandIds.explain, argument);
}
