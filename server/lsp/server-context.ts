import { type Connection, type MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import type { Finding } from '../session/session.ts';
import type { ClientFeatures } from './capabilities.ts';
import { type FileDiagnostics, fileDiagnostics } from './diagnostics/convert.ts';
import type { Documents } from './documents.ts';
import { inBackground, type Log } from './guard.ts';
import type { SessionHost } from './session-host.ts';

/** What every feature of the server works with. `client` is known once the client has initialized. */
export interface ServerContext {
  readonly connection: Connection;
  readonly log: Log;
  readonly documents: Documents;
  readonly host: SessionHost;
  readonly client: ClientFeatures;
}

export function toFileDiagnostics(
  context: ServerContext,
  findings: readonly Finding[],
  version: number | null,
): FileDiagnostics {
  return fileDiagnostics(findings, version, context.client, (file) => context.documents.uri(file));
}

/** Shows a message to the person. Nothing can be answered, so nothing waits for them to have read it. */
export function say({ connection, log }: ServerContext, type: MessageType, message: string): void {
  inBackground(
    log,
    'Showing a message',
    connection.sendNotification(ShowMessageNotification.type, { type, message }),
  );
}
