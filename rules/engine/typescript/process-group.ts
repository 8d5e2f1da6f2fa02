import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Runs `start`, and lets a process that it starts have a process group of its own. Ctrl-C in a terminal goes to the
 * whole group: it would end the compiler in the middle of a question, while the one who asked wants to hand over
 * what was found so far. The compiler's own API has no option for that. It ends when its input is closed.
 */
export function inOwnProcessGroup<T>(start: () => T): T {
  // On Windows a detached process would get a console window of its own.
  if (process.platform === 'win32') return start();
  const { spawn } = childProcess;
  childProcess.spawn = ((command: string, args: readonly string[], options: childProcess.SpawnOptions) =>
    spawn(command, args, { ...options, detached: true })) as typeof spawn;
  syncBuiltinESMExports();
  try {
    return start();
  } finally {
    childProcess.spawn = spawn;
    syncBuiltinESMExports();
  }
}
