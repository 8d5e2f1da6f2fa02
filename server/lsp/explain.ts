import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
} from 'vscode-languageserver/node';
import { commands, type ExplainParams, type ExplainResult } from '../protocol.ts';
import type { Explanation, Finding } from '../session/session.ts';
import type { Documents } from './documents.ts';
import { untilUndisturbed } from './guard.ts';
import type { ServerContext } from './server-context.ts';
import { fileOf } from './uris.ts';

/** Ways to the page that explains the findings under the cursor. */
export function explainActions(
  { textDocument: { uri } }: CodeActionParams,
  here: readonly Finding[],
): CodeAction[] {
  return here
    .filter(({ habit }) => habit !== 'code-coach')
    .map(({ rule, fingerprint }) => {
      const title = `Explain \`${rule}\` on this code`;
      return {
        title,
        kind: CodeActionKind.QuickFix,
        command: explainCommand(title, { uri, at: { fingerprint } }),
      };
    });
}

function explainCommand(title: string, argument: ExplainParams): Command {
  return { title, command: commands.explain, arguments: [argument] };
}

/** Everything there is to say of one finding, in the client's terms; null where there is none. */
export async function explainFinding(
  { host, documents }: ServerContext,
  { uri, at }: ExplainParams,
  signal: AbortSignal,
): Promise<ExplainResult | null> {
  const file = fileOf(uri);
  if (file === undefined) return null;
  const explanation = await untilUndisturbed(signal, () =>
    host.use((session) => session.explain({ file, at }, signal)),
  );
  return explanation && toResult(explanation, documents);
}

function toResult({ finding, evidence, fixes, ...rest }: Explanation, documents: Documents): ExplainResult {
  const { rule, severity, fingerprint, message, file, range, related } = finding;
  return {
    ...rest,
    rule,
    severity,
    fingerprint,
    message,
    place: { uri: documents.uri(file), range },
    evidence: related.map((each, index) => ({
      uri: documents.uri(each.file),
      range: each.range,
      message: each.message,
      code: evidence[index] ?? '',
    })),
    fixes: fixes.map(({ patches, ...fix }) => ({
      ...fix,
      patches: patches.map(({ file: touched, ...patch }) => ({ ...patch, uri: documents.uri(touched) })),
    })),
  };
}
