import { ConfigurationTarget, Uri, window, workspace } from 'vscode';
import { configurationSection, type SuppressArguments, type TurnOffArguments } from '../server/protocol.ts';
import type { CoachServer } from './server.ts';

/**
 * The command behind "Silence … with a reason": asks for the reason and puts the comment. Nothing happens without one.
 * Resolves with whether the comment was put.
 */
export async function suppress(
  server: CoachServer,
  { uri, fingerprint, rule, scope, reason }: SuppressArguments,
): Promise<boolean> {
  const because = reason ?? (await askForReason(rule, scope));
  if (because === undefined) return false;
  const { edit, reason: refusal } = await server.suppress({ uri, fingerprint, scope, reason: because });
  if (edit !== undefined && (await workspace.applyEdit(edit))) return true;
  void window.showWarningMessage(
    `Code Coach changed nothing: ${refusal || 'The file has changed meanwhile.'}`,
  );
  return false;
}

/** The command behind "Turn … off": in the settings of the folder that the file is in, so that a team shares it. */
export async function turnOff({ uri, rule }: TurnOffArguments): Promise<void> {
  const resource = Uri.parse(uri);
  const settings = workspace.getConfiguration(configurationSection, resource);
  const target =
    (workspace.workspaceFolders?.length ?? 0) > 1
      ? ConfigurationTarget.WorkspaceFolder
      : ConfigurationTarget.Workspace;
  const inspected = settings.inspect<Record<string, string>>('rules');
  const own =
    target === ConfigurationTarget.Workspace ? inspected?.workspaceValue : inspected?.workspaceFolderValue;
  await settings.update('rules', { ...own, [rule]: 'off' }, target);
}

function askForReason(rule: string, scope: SuppressArguments['scope']): Thenable<string | undefined> {
  return window.showInputBox({
    title: `Silence ${rule} ${scope === 'line' ? 'on this line' : 'in this file'}`,
    prompt: 'Why is it right as it is? The reason stands in the comment, for whoever comes next.',
    placeHolder: 'The order is what the protocol asks for',
    validateInput: (text) =>
      text.trim() === '' ? 'A reason is what tells a decision from an oversight.' : undefined,
  });
}
