import { parentPort, workerData } from 'node:worker_threads';
import { LocalSession } from './local-session.ts';
import type { CallName, FromWorker, ToWorker, WorkerCalls, WorkerOptions } from './messages.ts';

/**
 * The thread that analyses. The compiler's synchronous API blocks it, so the editor's own thread talks to it in
 * messages. Calls are taken up only after every message that has arrived was read: one that was cancelled
 * meanwhile is never begun.
 */
const port = parentPort;
if (port === null) throw new Error('The worker script runs in a worker thread only.');

const send = (message: FromWorker): void => port.postMessage(message);
const session = new LocalSession(workerData as WorkerOptions, (event) => send({ event }));
if (session.compilerPid !== undefined) send({ compiler: session.compilerPid });

/** Calls that answer without waiting once they begin. */
const needsParsers: ReadonlySet<CallName> = new Set([
  'findings',
  'fix',
  'fixes',
  'explain',
  'suppress',
  'importFacts',
]);

const waiting: Exclude<ToWorker, { cancel: number }>[] = [];
const cancelled = new Set<number>();
let scheduled = false;

port.on('message', (message: ToWorker) => {
  if ('cancel' in message) {
    cancelled.add(message.cancel);
    return;
  }
  waiting.push(message);
  if (!scheduled) {
    scheduled = true;
    setImmediate(takeUp);
  }
});

function takeUp(): void {
  scheduled = false;
  for (const call of waiting.splice(0)) {
    const stopped = (): boolean => cancelled.has(call.id);
    const done = (message: FromWorker): void => {
      cancelled.delete(call.id);
      send(message);
    };
    const fail = (thrown: unknown): void => {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      // A pipe that breaks tells nobody what happened at its other end.
      const isAlive = session.compilerLives();
      const message = isAlive ? error.message : `The compiler's process ended: ${error.message}`;
      done({ failure: call.id, name: error.name, message, stack: error.stack ?? '' });
      if (!isAlive) throw new Error(message);
    };
    if (stopped() && call.call !== 'changes' && call.call !== 'scan') {
      done({ failure: call.id, name: 'AbortError', message: 'Cancelled.', stack: '' });
      continue;
    }
    try {
      perform(call, stopped).then((value) => done({ answer: call.id, value }), fail);
    } catch (thrown) {
      fail(thrown);
    }
  }
}

async function perform(
  message: Exclude<ToWorker, { cancel: number }>,
  stopped: () => boolean,
): Promise<WorkerCalls[CallName]['answer']> {
  if (needsParsers.has(message.call)) await session.ready();
  switch (message.call) {
    case 'changes':
      session.applyChanges(message.argument);
      return null;
    case 'findings':
      return session.findings(message.argument);
    case 'scan':
      return session.scan(message.argument.paths, stopped, (done, total) =>
        send({ progress: message.id, done, total }),
      );
    case 'fix':
      await session.undisturbed();
      return session.fix(message.argument);
    case 'fixes':
      await session.undisturbed();
      return session.fixes(message.argument);
    case 'explain':
      await session.undisturbed();
      return session.explain(message.argument);
    case 'fixAll':
      return session.fixAll(message.argument, stopped);
    case 'suppress':
      return session.suppress(message.argument);
    case 'baseline':
      return session.baseline(message.argument, stopped);
    case 'exportFacts':
      return session.exportFacts(stopped);
    case 'importFacts':
      session.importFacts(message.argument);
      return null;
  }
}
