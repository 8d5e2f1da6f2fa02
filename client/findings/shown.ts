import { type Diagnostic, languages, type Range, type Uri, workspace } from 'vscode';
import { diagnosticSource } from '../../server/protocol.ts';
import type { TreeFinding } from './grouping.ts';

/** Where a finding is, and how loud it is said. */
export interface Shown {
  readonly uri: Uri;
  readonly range: Range;
  readonly severity: Diagnostic['severity'];
}

/** The findings that VS Code shows at this moment, as the Problems panel has them. */
export function shownFindings(): TreeFinding<Shown>[] {
  return languages.getDiagnostics().flatMap(([uri]) => shownFindingsOf(uri));
}

/** Those of one file, from top to bottom. */
export function shownFindingsOf(uri: Uri): TreeFinding<Shown>[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === diagnosticSource)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map((diagnostic) => ({
      rule: ruleOf(diagnostic),
      path: workspace.asRelativePath(uri),
      message: diagnostic.message,
      place: { uri, range: diagnostic.range, severity: diagnostic.severity },
    }));
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
