import {
  CancellationTokenSource,
  type Disposable,
  type Event,
  EventEmitter,
  languages,
  type Range,
  Uri,
} from 'vscode';
import type { FindingResult, Place } from '../../server/protocol.ts';
import { shownFindingsOf } from '../findings/shown.ts';
import { pathOf, toRange } from '../places.ts';
import type { CoachServer } from '../server.ts';
import type { CoachFinding, CodeCoachApi } from './api.ts';
import { unifiedDiff } from './diff.ts';

/** The object for other extensions; it ends with `subscriptions`. */
export function createApi(server: CoachServer, subscriptions: Disposable[]): CodeCoachApi {
  return {
    version: 1,
    findings: async (uri, token = never()) =>
      (await server.findings(uri === undefined ? null : uri.toString(), token)).map(toFinding),
    scan: async (token = never()) => await server.scan(() => undefined, token),
    explain: async ({ uri, fingerprint }) => {
      const result = await server.explain({ uri: uri.toString(), at: { fingerprint } });
      if (result === null) return undefined;
      return {
        title: result.lesson.title,
        lesson: result.lesson.text,
        fixes: result.fixes.map(({ patches, ...fix }) => ({ ...fix, diff: unifiedDiff(patches, pathOf) })),
      };
    },
    fix: ({ uri, fingerprint }, index = 0) =>
      server.fix({ uri: uri.toString(), fingerprint, fix: index, preview: false }),
    onDidChangeFindings: changesOfFindings(subscriptions),
  };
}

/** Looks at findings only once somebody listens: telling which of them changed is work at every keystroke. */
function changesOfFindings(subscriptions: Disposable[]): Event<readonly Uri[]> {
  const changed = new EventEmitter<readonly Uri[]>();
  subscriptions.push(changed);
  let isWatching = false;
  const watch = (): void => {
    if (isWatching) return;
    isWatching = true;
    const shown = new Map<string, string>();
    for (const [uri] of languages.getDiagnostics()) isNews(uri, shown);
    subscriptions.push(
      languages.onDidChangeDiagnostics(({ uris }) => {
        const news = uris.filter((uri) => isNews(uri, shown));
        if (news.length > 0) changed.fire(news);
      }),
    );
  };
  return (listener, thisArgs, disposables) => {
    watch();
    return changed.event(listener, thisArgs, disposables);
  };
}

/** Whether the findings of a file that are on display are others than before. */
function isNews(uri: Uri, shown: Map<string, string>): boolean {
  const own = shownFindingsOf(uri);
  const [key, now] = [uri.toString(), own.length === 0 ? undefined : JSON.stringify(own)];
  if (shown.get(key) === now) return false;
  if (now === undefined) shown.delete(key);
  else shown.set(key, now);
  return true;
}

function toFinding(finding: FindingResult): CoachFinding {
  const { rule, severity, fingerprint, message, evidence, fixes } = finding;
  return {
    ...toPlace(finding),
    rule,
    severity,
    fingerprint,
    message,
    evidence: evidence.map((each) => ({ ...toPlace(each), message: each.message })),
    fixes,
  };
}

function toPlace({ uri, range }: Place): { uri: Uri; range: Range } {
  return {
    uri: Uri.parse(uri),
    range: toRange(range),
  };
}

function never() {
  return new CancellationTokenSource().token;
}
