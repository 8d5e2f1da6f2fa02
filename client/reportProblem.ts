import { homedir, release } from 'node:os';
import { type ExtensionContext, env, extensions, Uri, version, window, workspace } from 'vscode';
import { type Facts, problemReport } from './problemReport.ts';

const issues = 'https://github.com/code-coach/code-coach/issues/new';

/**
 * The command: opens a text with versions, settings and the end of the log, for the person to read, shorten and send.
 * Nothing is sent by itself.
 */
export async function reportProblem(context: ExtensionContext): Promise<void> {
  const content = problemReport(await facts(context));
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  await window.showTextDocument(document);
  const copy = 'Copy and Open Issues';
  const chosen = await window.showInformationMessage(
    'Code Coach: This is what a report holds: no code, and no path outside the log. Read it, take out what is nobody’s business, say what went wrong.',
    copy,
  );
  if (chosen !== copy) return;
  await env.clipboard.writeText(document.getText());
  await env.openExternal(Uri.parse(issues));
}

async function facts(context: ExtensionContext): Promise<Facts> {
  const own: { version?: string; dependencies?: Record<string, string> } = context.extension.packageJSON;
  const settings = workspace.getConfiguration('codeCoach');
  const changed = ['rules', 'options', 'exclude', 'baseline', 'diagnostics.scope'].filter((key) => {
    const { globalValue, workspaceValue, workspaceFolderValue } = settings.inspect(key) ?? {};
    return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
  });
  return {
    versions: {
      'Code Coach': own.version ?? 'unknown',
      'VS Code': `${version} (${env.appName})`,
      TypeScript: own.dependencies?.['typescript'] ?? 'unknown',
      Node: process.versions.node,
      System: `${process.platform} ${process.arch} ${release()}`,
      Remote: env.remoteName ?? 'no',
    },
    settings: Object.fromEntries(changed.map((key) => [key, settings.get(key)])),
    others: extensions.all
      .filter(({ id, isActive }) => isActive && /eslint|biome|oxc|sonar|typescript/i.test(id))
      .map(({ id }) => id),
    log: await logText(context.logUri),
    folders: (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    home: homedir(),
  };
}

/** What the output channel wrote; empty where VS Code keeps its logs elsewhere. */
async function logText(folder: Uri): Promise<string> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    const names = entries.map(([name]) => name).filter((name) => name.endsWith('.log'));
    const texts = await Promise.all(
      names.sort().map((name) => workspace.fs.readFile(Uri.joinPath(folder, name))),
    );
    return texts.map((text) => new TextDecoder().decode(text)).join('');
  } catch (error) {
    return `The log could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
