// Writes what the documentation has from the rules, the manifest and the product itself; a test compares it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importBundled } from './import-bundled.mjs';

const { generatedPages, ruleTables, between, excerpt, timeless, rules } = await importBundled(
  "export * from './scripts/docs/pages.ts'; export { rules } from './rules/registry.ts';",
);
const metas = rules.map(({ meta }) => meta);

const pages = generatedPages(metas, JSON.parse(readFileSync('package.json', 'utf8')));
for (const old of readdirSync('docs/rules', { recursive: true }).map((name) =>
  join('docs', 'rules', String(name)),
)) {
  if (old.endsWith('.md') && !pages.has(old.replaceAll('\\', '/'))) rmSync(old);
}
for (const [file, text] of pages) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

run('scripts/build.mjs', '--quiet');
const shown = excerpt(run('dist/cli.js', 'scan', 'test/projects/sample'));
const readme = readFileSync('README.md', 'utf8');
const withRules = between(readme, 'rules', ruleTables(metas, 'docs/rules/'));
const withScan = between(withRules, 'scan', `\`\`\`text\n${shown}\n\`\`\``);
writeFileSync('README.md', timeless(withScan) === timeless(readme) ? readme : withScan);

function run(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  if (status !== 0 && status !== 1) throw new Error(`${script} failed: ${stderr}`);
  return stdout;
}
