// Finds out whether a desktop VS Code can be had: one that is installed, or one to download.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { repository } from './install.mjs';

const versions = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * Path of a desktop VS Code's executable; undefined where the served one has to do. `VSCODE_EXECUTABLE` names an
 * installed one. Throws where `VSCODE=desktop` asks for it and it cannot be had.
 */
export async function desktopVscode() {
  const wish = process.env.VSCODE;
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`VSCODE_EXECUTABLE names ${named}, which does not exist`);
  }
  if (wish === 'served') return undefined;
  if (wish !== 'desktop' && !(hasScreen() && (await answers(versions)))) return undefined;
  return await downloadAndUnzipVSCode({ cachePath: join(repository, '.cache', 'vscode-desktop') });
}

function hasScreen() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Offline the answer is no, and it comes at once or after three seconds. */
async function answers(url) {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3_000) })).ok;
  } catch (error) {
    process.stderr.write(
      `No desktop VS Code: ${url} does not answer (${error.cause?.code ?? error.message})\n`,
    );
    return false;
  }
}
