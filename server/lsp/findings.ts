import type { FindingResult, FindingsParams } from '../protocol.ts';
import type { Finding } from '../session/session.ts';
import type { Documents } from './documents.ts';
import { untilUndisturbed } from './guard.ts';
import type { ServerContext } from './server-context.ts';
import { fileOf } from './uris.ts';

/** Findings for whoever asks otherwise than to show them, of a file or of everything. Nothing changes on display. */
export async function findingsOf(
  { host, documents }: ServerContext,
  { uri }: FindingsParams,
  signal: AbortSignal,
): Promise<FindingResult[]> {
  const file = uri === null ? null : fileOf(uri);
  if (file === undefined) return [];
  // A scan, also for one file: what the rest of the program proves is known only once all of it was read.
  const paths = file === null ? {} : { paths: [file] };
  const { findings } = await untilUndisturbed(signal, () =>
    host.use((session) => session.scan({ ...paths, signal })),
  );
  signal.throwIfAborted();
  return findings.map((finding) => toResult(finding, documents));
}

function toResult(finding: Finding, documents: Documents): FindingResult {
  const { rule, severity, fingerprint, message, fixes } = finding;
  return {
    uri: documents.uri(finding.file),
    range: finding.range,
    rule,
    severity,
    fingerprint,
    message,
    evidence: finding.related.map((each) => ({
      uri: documents.uri(each.file),
      range: each.range,
      message: each.message,
    })),
    fixes: fixes.map(({ title, kind }) => ({ title, kind })),
  };
}
