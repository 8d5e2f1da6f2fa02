import { posix } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { rules } from '../../rules/registry.ts';
import { commands, type ReportParams, type ReportResult } from '../protocol.ts';
import { freedBy } from '../report/freed.ts';
import { htmlReport } from '../report/html.ts';
import { commonFolder } from '../report/relative.ts';
import { makeReport, type ReportedPlace } from '../report/report.ts';
import { totalsOf } from '../report/trend.ts';
import type { ServerContext } from './server-context.ts';
import { uriOf } from './uris.ts';

/**
 * Scans everything and says it as a page for the client to show. Rejects with AbortError when aborted: part of the
 * findings would make a wrong report.
 * @param folders absolute paths of the workspace folders.
 */
export async function reportPage(
  context: ServerContext,
  folders: readonly string[],
  { date, before }: ReportParams,
  signal: AbortSignal,
): Promise<ReportResult> {
  const scan = await context.host.use((session) => session.scan({ signal }));
  if (!scan.complete) throw new DOMException('The report was cancelled.', 'AbortError');
  const root = folders.length === 0 ? '/' : folders.reduce(commonFolder);
  const report = makeReport(root, scan, scan.findings, new Map(), false);
  const html = htmlReport({
    report,
    rules: rules.map(({ meta }) => meta),
    version: packageJson.version,
    notes: [],
    silenced: scan.silenced,
    freed: freedBy(scan.findings),
    date,
    before,
    link: (place) => linkTo(root, place),
  });
  return { html, totals: totalsOf(report, date) };
}

function linkTo(root: string, { file, range: { start } }: ReportedPlace): string {
  const uri = uriOf(posix.resolve(root, file));
  const argument = { uri, position: { line: start.line - 1, character: start.column - 1 } };
  return `command:${commands.openPlace}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
