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
    compiler: compiler ?? compilerPath(bundleDir),
    worker: worker ?? join(bundleDir, 'worker.js'),
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

function report(thrown: unknown): void {
  process.stderr.write(`Unexpected: ${errorText(thrown)}\n`);
  try {
    connection.console.error(`Unexpected: ${errorText(thrown)}`);
  } catch {
    // The connection is what failed, and stderr has the message.
  }
}
