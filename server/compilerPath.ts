import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Absolute path of the compiler's binary for this machine: the one packaged beside the bundle in `bundleDir`,
 * else the one that npm installed. Bundling breaks the compiler's own look-up, so it is always told.
 * Throws an Error that names both places where there is neither.
 */
export function compilerPath(bundleDir: string): string {
  const name = process.platform === 'win32' ? 'tsc.exe' : 'tsc';
  const packaged = join(bundleDir, 'compiler', name);
  if (existsSync(packaged)) return packaged;
  const platformPackage = `@typescript/typescript-${process.platform}-${process.arch}`;
  const installed = installedFolder(platformPackage, bundleDir);
  const binary = installed === undefined ? undefined : join(installed, 'lib', name);
  if (binary !== undefined && existsSync(binary)) return binary;
  throw new Error(
    `The TypeScript compiler is missing: neither ${packaged} nor the npm package ${platformPackage} exists. Install Code Coach for ${process.platform}-${process.arch}.`,
  );
}

function installedFolder(name: string, from: string): string | undefined {
  try {
    return dirname(createRequire(join(from, 'index.js')).resolve(`${name}/package.json`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
