import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Has this process, and what it starts, keep temporary files where no folder above holds a package. The compiler looks
 * for packages above a workspace too, so that one which lies there by chance would decide what the tests see.
 */
export function keepTempFolderApart() {
  const usual = tmpdir();
  const folders = process.platform === 'win32' ? [usual] : [usual, '/tmp', '/var/tmp', '/dev/shm'];
  const apart = folders.find((folder) => isWritable(folder) && packageAbove(folder) === undefined);
  if (apart === undefined) {
    process.stderr.write(
      `Temporary files are kept in ${usual}, and ${packageAbove(usual)} stands above: tests that resolve packages may see it. Set TMPDIR to a folder with no package above it.\n`,
    );
    return;
  }
  if (apart !== usual) process.env['TMPDIR'] = apart;
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function packageAbove(folder) {
  const found = ['node_modules', 'package.json'].map((name) => join(folder, name)).find(existsSync);
  return found ?? (dirname(folder) === folder ? undefined : packageAbove(dirname(folder)));
}
