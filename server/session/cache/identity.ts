import { readFileSync, statSync } from 'node:fs';
import { isFileError } from '../texts.ts';
import { hashOf } from './surroundings-on-disk.ts';

/**
 * Changes with the product, the compiler and Node. The worker's script names all that it is bundled with by hash, so
 * its own text tells, also between two builds of one version.
 */
export function productIdentity({ worker, compiler }: { worker: string; compiler: string }): string {
  try {
    const { size, mtimeMs } = statSync(compiler);
    return hashOf([readFileSync(worker, 'utf8'), compiler, size, mtimeMs, process.version].join('\0'));
  } catch (thrown) {
    // The session will say what is missing.
    if (isFileError(thrown)) return '';
    throw thrown;
  }
}
