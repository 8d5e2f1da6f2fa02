// Writes schema/code-coach.schema.json from the rules; a test compares what is committed with the rules.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = join('out', `schema-${process.pid}`);
const entry = join(folder, 'entry.mjs');
try {
  await build({
    stdin: {
      contents:
        "export { settingsSchema } from './server/session/settingsSchema.ts'; export { rules } from './rules/registry.ts';",
      resolveDir: '.',
      loader: 'ts',
    },
    outfile: entry,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    loader: { '.md': 'text' },
    logLevel: 'error',
  });
  const { settingsSchema, rules } = await import(pathToFileURL(resolve(entry)).href);
  const schema = settingsSchema(rules.map(({ meta }) => meta));
  const file = join('schema', 'code-coach.schema.json');
  mkdirSync('schema', { recursive: true });
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  execFileSync(process.execPath, [
    join('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'format',
    '--write',
    file,
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
