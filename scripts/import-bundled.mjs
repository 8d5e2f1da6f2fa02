// Scripts are JavaScript and the product is TypeScript: bundles a module of the product and gives its exports.
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** @param {string} contents of a TypeScript module whose imports are relative to the repository. */
export async function importBundled(contents) {
  const folder = join('out', `bundled-${process.pid}`);
  const outfile = join(folder, 'module.mjs');
  try {
    await build({
      stdin: { contents, resolveDir: '.', loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      loader: { '.md': 'text' },
      logLevel: 'error',
    });
    return await import(pathToFileURL(resolve(outfile)).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
