import { readFile } from 'node:fs/promises';
import {
  commands,
  type Diagnostic,
  type Event,
  type Extension,
  extensions,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { CodeCoachApi } from '../../../client/api/api.ts';
import { diagnosticSource } from '../../../server/protocol.ts';

/** The extension under test, as another extension gets hold of it. */
export function extension(): Extension<CodeCoachApi> {
  const found = extensions.getExtension<CodeCoachApi>('code-coach.code-coach');
  if (found === undefined) throw new Error('Code Coach is not there');
  return found;
}

/** A file of the workspace that is open in the VS Code under test. */
export function fileUri(path: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('The suite needs a workspace folder');
  return Uri.joinPath(folder.uri, path);
}

/** As a click in the explorer does it; a document that an extension opens stays open for minutes after its tab. */
export async function openFile(path: string): Promise<TextEditor> {
  const uri = fileUri(path);
  await commands.executeCommand('vscode.open', uri);
  const editor = window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri.toString()) throw new Error(`${path} was not opened`);
  return editor;
}

/** Closes everything without saving, so that the next test starts from what is on disk. */
export async function closeEverything(): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (!document.isDirty) continue;
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.revert');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Text on disk, whatever an editor shows. */
export function textOnDisk(path: string): Promise<string> {
  return readFile(fileUri(path).fsPath, 'utf8');
}

/** Replaces the one place where `before` stands, unsaved. */
export async function replaceInEditor(document: TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  if (start === -1) throw new Error(`${document.fileName} does not contain ${before}`);
  const range = new Range(document.positionAt(start), document.positionAt(start + before.length));
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, after);
  if (!(await workspace.applyEdit(edit))) throw new Error(`${document.fileName} could not be edited`);
}

/** Adds to the end of the text, unsaved. */
export async function insertAtEnd(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
  if (!(await workspace.applyEdit(edit))) throw new Error(`${document.fileName} could not be edited`);
}

/** Findings that VS Code shows for a file at this moment. */
export function shownFindings(path: string): Diagnostic[] {
  return languages.getDiagnostics(fileUri(path)).filter(({ source }) => source === diagnosticSource);
}

/** Rules of the findings shown at this moment. */
export function shownRules(path: string): string[] {
  return shownFindings(path).map(ruleOf);
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Resolves with the finding of `rule` in the file as soon as VS Code shows one. */
export function findingOf(rule: string, path: string): Promise<Diagnostic> {
  return when(languages.onDidChangeDiagnostics, `${rule} in ${path}`, () =>
    shownFindings(path).find((finding) => ruleOf(finding) === rule),
  );
}

/** Resolves as soon as VS Code shows no finding of `rule` in the file. */
export async function noFindingOf(rule: string, path: string): Promise<void> {
  await when(languages.onDidChangeDiagnostics, `no ${rule} in ${path}`, () =>
    shownRules(path).includes(rule) ? undefined : true,
  );
}

/** Resolves with the first defined answer of `check`, asked now and at every event. */
export function when<T>(event: Event<unknown>, what: string, check: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const ask = (): boolean => {
      const answer = check();
      if (answer === undefined) return false;
      clearTimeout(timer);
      subscription.dispose();
      resolve(answer);
      return true;
    };
    // A little less than the limit of a test, so that the failure says what was waited for.
    const timer = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`Waited in vain for: ${what}\n${everythingShown()}`));
    }, 100_000);
    const subscription = event(ask);
    ask();
  });
}

/** For the message of a failure. */
function everythingShown(): string {
  const lines = languages
    .getDiagnostics()
    .flatMap(([uri, all]) =>
      all.map((each) => `  ${uri.path}:${each.range.start.line + 1} ${ruleOf(each)} ${each.message}`),
    );
  return lines.length === 0 ? 'No diagnostics are shown.' : `Shown are:\n${lines.join('\n')}`;
}
