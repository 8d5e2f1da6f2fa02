// Bundles what ships: the client for VS Code, the language server, the analysis worker and the terminal.
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');
const quiet = process.argv.includes('--quiet');

/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules. */
const requireBanner =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // The `main` of jsonc-parser is a UMD file whose requires a bundler cannot see through.
  mainFields: ['module', 'main'],
  loader: { '.md': 'text' },
  sourcemap: true,
  legalComments: 'none',
  metafile: true,
  logLevel: quiet ? 'error' : 'info',
};

const bundles = [
  {
    ...shared,
    entryPoints: { client: 'client/extension.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    outdir: 'dist',
  },
  {
    ...shared,
    entryPoints: {
      server: 'server/lsp/main.ts',
      worker: 'server/session/worker.ts',
      cli: 'server/cli/main.ts',
    },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: requireBanner },
    outdir: 'dist',
  },
];

// The Python parser is read from disk when the first Python file is met.
await mkdir('dist/python', { recursive: true });
await copyFile('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/python/runtime.wasm');
await copyFile(
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  'dist/python/grammar.wasm',
);

const contexts = await Promise.all(bundles.map((options) => context(options)));
if (watch) await Promise.all(contexts.map((each) => each.watch()));
else {
  const outputs = {};
  for (const each of contexts) {
    const { metafile } = await each.rebuild();
    Object.assign(outputs, metafile.outputs);
    await each.dispose();
  }
  // What imports what, and from which packages: the packaging script reads it.
  await writeFile('dist/outputs.json', JSON.stringify(outputs, null, 1));
  await removeOldChunks(outputs);
}

/** A process that was started from an earlier build may still load its chunks, so only old ones go. */
async function removeOldChunks(outputs) {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of await readdir('dist/chunks')) {
    const path = join('dist', 'chunks', name);
    if (!(path.replaceAll('\\', '/') in outputs) && (await stat(path)).mtimeMs < hourAgo)
      await rm(path, { force: true });
  }
}
