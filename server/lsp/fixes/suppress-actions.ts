import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver/node';
import { commands, type SuppressArguments, type SuppressData } from '../../protocol.ts';
import type { Finding } from '../../session/session.ts';
import type { ServerContext } from '../server-context.ts';
import { fileOf } from '../uris.ts';
import type { Resolved } from './resolved.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** Stands for the reason where the editor has no way to ask for it. */
const openReason = 'say why';

/** Ways to silence the findings under the cursor: for a line, for the file, and by the settings where the client writes them. */
export function suppressActions(
  { textDocument: { uri } }: CodeActionParams,
  here: readonly Finding[],
  clientAsks: boolean,
): CodeAction[] {
  return here
    .filter(({ habit }) => habit !== 'code-coach')
    .flatMap(({ rule, fingerprint }) => {
      const action = (title: string, scope: SuppressData['scope']): CodeAction => {
        const data: SuppressData = { action: 'suppress', uri, fingerprint, scope };
        if (!clientAsks) return { title, kind: CodeActionKind.QuickFix, data };
        const argument: SuppressArguments = { uri, fingerprint, rule, scope };
        return {
          title,
          kind: CodeActionKind.QuickFix,
          command: { title, command: commands.suppress, arguments: [argument] },
        };
      };
      const turnOff = `Turn \`${rule}\` off in the settings`;
      const settings = { title: turnOff, command: commands.turnOff, arguments: [{ uri, rule }] };
      // JSON has no room for the comment.
      const comments = uri.endsWith('.json')
        ? []
        : [
            action(`Silence \`${rule}\` here, with a reason`, 'line'),
            action(`Silence \`${rule}\` in this file, with a reason`, 'file'),
          ];
      return [
        ...comments,
        ...(clientAsks ? [{ title: turnOff, kind: CodeActionKind.QuickFix, command: settings }] : []),
      ];
    });
}

export async function suppressEdit(
  context: ServerContext,
  { uri, fingerprint, scope }: Omit<SuppressData, 'action'>,
  reason: string = openReason,
  signal?: AbortSignal,
): Promise<Resolved> {
  const file = fileOf(uri);
  if (file === undefined) return { reason: 'The file is not on disk.' };
  const request = { file, fingerprint, scope, reason };
  const result = await context.host.use((session) => session.suppress(request, signal));
  if ('refused' in result) return { reason: result.refused };
  const change = { title: 'Suppression', kind: 'safe', edits: result.edits } as const;
  const edit = toWorkspaceEdit(change, context.client, context.documents);
  return 'unfit' in edit ? { reason: edit.unfit } : { edit, reason: '' };
}
