// The platforms that the extension is packaged for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/**
 * VS Code's name of each target, and the platform that the compiler's packages call it.
 * The compiler is linked statically, so the one for Linux runs on Alpine too.
 */
export const compilerOf = {
  'alpine-arm64': 'linux-arm64',
  'alpine-x64': 'linux-x64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-armhf': 'linux-arm',
  'linux-x64': 'linux-x64',
  'win32-arm64': 'win32-arm64',
  'win32-x64': 'win32-x64',
};

/** The target whose compiler npm has installed here; on Alpine that is the one for Linux, which runs there too. */
export function targetOfThisMachine() {
  const platform = `${process.platform}-${process.arch}`;
  return Object.keys(compilerOf).find(
    (target) => !target.startsWith('alpine-') && compilerOf[target] === platform,
  );
}

/** Path of the packaged extension, relative to the repository. */
export function packagePath(target) {
  return join('out', `${manifest.name}-${target}-${manifest.version}.vsix`);
}
