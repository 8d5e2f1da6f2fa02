import { inBackground } from '../guard.ts';
import type { ServerContext } from '../server-context.ts';
import type { Published } from './published.ts';

/** For clients that do not pull: tells every change of what is on display as it comes up, until aborted. */
export async function pushDiagnostics(
  context: ServerContext,
  published: Published,
  signal: AbortSignal,
): Promise<void> {
  const known = new Map<string, string>();
  while (!signal.aborted) {
    for (const { file, diagnostics } of published.news(known, false)) {
      const version = context.documents.version(file);
      inBackground(
        context.log,
        'Publishing diagnostics',
        context.connection.sendDiagnostics({
          uri: context.documents.uri(file),
          diagnostics: diagnostics.items,
          ...(version !== null && { version }),
        }),
      );
    }
    await published.changed(signal);
  }
}
