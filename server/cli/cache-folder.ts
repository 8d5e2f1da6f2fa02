import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the user's programs keep what they can make again. */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'code-coach', 'Cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'code-coach');
  const own = env['XDG_CACHE_HOME'];
  return join(own?.startsWith('/') ? own : join(homedir(), '.cache'), 'code-coach');
}
