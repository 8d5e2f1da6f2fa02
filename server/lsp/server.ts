import type { Connection } from 'vscode-languageserver/node';
import type { InitializationOptions } from '../protocol.ts';
import { readClientFeatures } from './capabilities.ts';
import { Documents } from './documents.ts';
import type { Log } from './guard.ts';
import { Server } from './running-server.ts';
import { type CreateSession, SessionHost } from './session-host.ts';

/** What the server needs of the place it is installed in. */
export interface Installation {
  readonly createSession: CreateSession;
  /** Absolute paths; throws an Error that says what is missing. */
  locate(options: InitializationOptions): { readonly compiler: string; readonly worker: string };
}

/** Speaks LSP on the connection until the client ends it. */
export function serve(connection: Connection, installation: Installation): { close(): Promise<void> } {
  const log: Log = connection.console;
  const host = new SessionHost(installation.createSession, log);
  let server: Server | undefined;
  const close = async (): Promise<void> => {
    server?.end();
    await host.close();
  };
  connection.onInitialize((params) => {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const client = readClientFeatures(params.capabilities, options.commands === true);
    const context = { connection, log, host, client, documents: new Documents() };
    server = new Server(context, params, (options) => installation.locate(options));
    return server.initializeResult();
  });
  connection.onInitialized(() => server?.start());
  connection.onShutdown(close);
  connection.listen();
  return { close };
}
