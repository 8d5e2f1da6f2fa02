import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { compilerPath } from '../compilerPath.ts';
import { createSession } from '../session/create.ts';
import { errorText } from './guard.ts';
import { serve } from './server.ts';

/**
 * The language server's process: `--stdio`, `--node-ipc`, `--pipe=NAME` or `--socket=PORT` say how to reach it.
 * It ends with `exit`, when its connection ends, and when the client's process is gone.
 */
const bundleDir = import.meta.dirname;
const connection = createConnection(ProposedFeatures.all);
const server = serve(connection, {
  createSession,
  locate: ({ compiler, worker }) => ({
    compiler: compiler === undefined ? compilerPath(bundleDir) : existing(compiler),
    worker: worker === undefined ? join(bundleDir, 'worker.js') : existing(worker),
  }),
});

// What slips through every guard is a defect: say it, and go on serving.
process.on('uncaughtException', report);
process.on('unhandledRejection', report);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close().then(
      () => process.exit(0),
      (thrown: unknown) => {
        report(thrown);
        process.exit(1);
      },
    );
  });
}

/** A path that the client gave. A thread would only say that something could not be started. */
function existing(path: string): string {
  if (existsSync(path)) return path;
  throw new Error(`${path} does not exist, which the client named in its initializationOptions.`);
}

function report(thrown: unknown): void {
  process.stderr.write(`Unexpected: ${errorText(thrown)}\n`);
  try {
    connection.console.error(`Unexpected: ${errorText(thrown)}`);
  } catch {
    // The connection is what failed, and stderr has the message.
  }
}
