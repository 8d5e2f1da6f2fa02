import { existsSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { debuglog } from 'node:util';
import { createSession } from '../session/create.ts';
import type { CoachSession } from '../session/session.ts';
import { noSettings } from '../session/settings.ts';
import type { Target } from './arguments.ts';
import { cacheFolder } from './cache-folder.ts';
import { UsageError } from './failure.ts';
import type { Output } from './output.ts';
import { realPath, type Workspace } from './root.ts';

const debug = debuglog('code-coach');

/** What the program is made of, as found at its start. */
export interface Installation {
  readonly version: string;
  /** Absolute path of the compiler's binary. */
  readonly compiler: () => string;
  /** Absolute path of the built worker script. */
  readonly worker: string;
}

/** What every command runs in. */
export interface Surroundings {
  readonly installation: Installation;
  readonly output: Output;
  readonly cwd: string;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/**
 * Runs `work` in a session over the workspace, and ends the session whatever happens.
 * @throws UsageError where the file of `--config` does not exist.
 */
export async function withSession<T>(
  { installation, output, cwd }: Surroundings,
  { folders }: Workspace,
  { config, cache }: Pick<Target, 'config' | 'cache'>,
  work: (session: CoachSession) => Promise<T>,
): Promise<T> {
  const configFile = config === null ? null : resolve(cwd, config);
  if (configFile !== null && !existsSync(configFile)) {
    throw new UsageError(`The settings file ${config} of --config does not exist.`);
  }
  const session = await createSession({
    folders,
    configFile: configFile === null ? null : posix.normalize(realPath(configFile)),
    settings: noSettings,
    compiler: installation.compiler(),
    worker: installation.worker,
    ...(cache ? { cacheDir: posix.normalize(cacheFolder().replaceAll('\\', '/')) } : {}),
  });
  session.on((event) => {
    if (event.kind === 'log' && event.level === 'error') output.say(event.message);
    else if (event.kind === 'log' && event.level === 'warning') debug('%s', event.message);
    else if (event.kind === 'restarted') output.say(`The analysis was started again: ${event.reason}`);
  });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
