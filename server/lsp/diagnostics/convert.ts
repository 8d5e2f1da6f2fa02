import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Severity } from '../../../rules/engine/finding.ts';
import { type DiagnosticData, diagnosticSource, ruleDocsBase } from '../../protocol.ts';
import type { Finding } from '../../session/session.ts';
import type { ClientFeatures } from '../capabilities.ts';

/** What a client is told about one file. Equal ids mean equal diagnostics, in whatever report they stand. */
export interface FileDiagnostics {
  readonly items: Diagnostic[];
  readonly resultId: string;
  /** Version of the open document; null for a file that is not open. */
  readonly version: number | null;
}

/** The id of every report without diagnostics. */
export const nothingId = 'nothing';

export function fileDiagnostics(
  findings: readonly Finding[],
  version: number | null,
  client: ClientFeatures,
  uriOf: (file: string) => string,
): FileDiagnostics {
  const items = findings.map((finding) => toDiagnostic(finding, client, uriOf));
  return { items, resultId: items.length === 0 ? nothingId : digest(items), version };
}

export function ruleDocs(rule: string): string {
  return `${ruleDocsBase}/${rule}.md`;
}

export function toDiagnostic(
  finding: Finding,
  client: ClientFeatures,
  uriOf: (file: string) => string,
): Diagnostic {
  const data: DiagnosticData = {
    fingerprint: finding.fingerprint,
    fixes: finding.fixes.map(({ title, kind }) => ({ title, kind })),
  };
  return {
    range: finding.range,
    severity: severityOf[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: finding.message,
    ...(client.codeDescription && { codeDescription: { href: ruleDocs(finding.rule) } }),
    ...(client.relatedInformation && {
      relatedInformation: finding.related.map(({ file, range, message }) => ({
        location: { uri: uriOf(file), range },
        message,
      })),
    }),
    ...(client.diagnosticData && { data }),
  };
}

const severityOf: Record<Severity, DiagnosticSeverity> = {
  hint: DiagnosticSeverity.Hint,
  info: DiagnosticSeverity.Information,
  warning: DiagnosticSeverity.Warning,
  error: DiagnosticSeverity.Error,
};

function digest(items: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(items)).digest('base64url');
}
