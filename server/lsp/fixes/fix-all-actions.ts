import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver/node';
import { type FixAllData, fixAllKind } from '../../protocol.ts';
import type { FileReport, Finding } from '../../session/session.ts';
import { untilUndisturbed } from '../guard.ts';
import type { ServerContext } from '../server-context.ts';
import { fileOf } from '../uris.ts';
import { type Resolved, wantsKind } from './resolved.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/**
 * What mends more than one finding: everything safe in the file, for an editor that fixes on save, and all of the
 * rules under the cursor, in the file and in the workspace.
 */
export function fixAllActions(
  params: CodeActionParams,
  report: FileReport,
  here: readonly Finding[],
): CodeAction[] {
  const { only } = params.context;
  const { uri } = params.textDocument;
  const actions: CodeAction[] = [];
  // Whoever asks for no kind looks for something to do at the cursor, not for a way to change the whole file.
  if (only !== undefined && wantsKind(only, fixAllKind) && report.findings.some(isSafelyFixable)) {
    const data: FixAllData = { action: 'fixAll', uri, scope: 'file', rule: null, review: false };
    actions.push({ title: 'Fix all that Code Coach can fix safely', kind: fixAllKind, data });
  }
  if (!wantsKind(only, CodeActionKind.QuickFix)) return actions;
  for (const rule of new Set(here.filter(({ fixes }) => fixes.length > 0).map((each) => each.rule))) {
    const offer = (title: string, scope: FixAllData['scope'], review: boolean): void => {
      const data: FixAllData = { action: 'fixAll', uri, scope, rule, review };
      actions.push({ title, kind: CodeActionKind.QuickFix, data });
    };
    const inFile = report.findings.filter((each) => each.rule === rule && isSafelyFixable(each));
    const things = new Set(inFile.map(({ group, fingerprint }) => group ?? fingerprint)).size;
    if (things > 1) offer(`Fix all ${things} of \`${rule}\` in this file`, 'file', false);
    if (!rule.startsWith('code-coach/')) offer(`Fix all of \`${rule}\` in the workspace`, 'workspace', true);
  }
  return actions;
}

/** Every fix is checked on the result of those before it, so what comes out is checked as a whole. */
export async function fixAllEdit(
  context: ServerContext,
  data: FixAllData,
  signal: AbortSignal,
): Promise<Resolved> {
  const file = fileOf(data.uri);
  if (file === undefined) return { reason: 'There is nothing to fix.' };
  const { rule, review, scope } = data;
  const request = { files: scope === 'file' ? [file] : null, rule, review };
  const result = await untilUndisturbed(signal, () =>
    context.host.use((session) => session.fixAll(request, signal)),
  );
  if (result.edits.length === 0) {
    const [first] = result.refused;
    return { reason: first?.reason ?? 'There is nothing left to fix.' };
  }
  const title = rule === null ? 'Code Coach' : rule;
  // What reaches beyond the file under the eyes of the reader is shown before it is done.
  const kind = scope === 'workspace' ? 'review' : result.kind;
  const edit = toWorkspaceEdit({ title, kind, edits: result.edits }, context.client, context.documents);
  return 'unfit' in edit ? { reason: edit.unfit } : { edit, reason: '' };
}

function isSafelyFixable({ fixes }: Finding): boolean {
  return fixes.some(({ kind }) => kind === 'safe');
}
