// Writes schema/code-coach.schema.json from the rules; a test compares what is committed with the rules.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBundled } from './import-bundled.mjs';

const { settingsSchema, rules } = await importBundled(
  "export { settingsSchema } from './server/session/settingsSchema.ts'; export { rules } from './rules/registry.ts';",
);
const file = join('schema', 'code-coach.schema.json');
mkdirSync('schema', { recursive: true });
writeFileSync(file, `${JSON.stringify(settingsSchema(rules.map(({ meta }) => meta)), null, 2)}\n`);
execFileSync(process.execPath, [
  join('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  'format',
  '--write',
  file,
]);
