// `npm run new-rule -- habit/name` makes the folder of a rule: the rule, its test and its lesson, and registers it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const habits = ['null-prone', 'error-checks', 'stack-shaped', 'needless-dependencies'];
const [id = ''] = process.argv.slice(2);
const [habit, name, ...rest] = id.split('/');
if (!habits.includes(habit) || !/^[a-z]+(-[a-z]+)*$/.test(name ?? '') || rest.length > 0) {
  fail(`Say which rule to make: npm run new-rule -- habit/name, where habit is one of ${habits.join(', ')}.`);
}
const folder = join('rules', habit, name);
if (existsSync(folder)) fail(`${folder} exists already.`);

const camel = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const templates = name.startsWith('py-')
  ? await import('./new-rule/python.mjs')
  : await import('./new-rule/typescript.mjs');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${name}.ts`), templates.rule(id, camel));
writeFileSync(join(folder, `${name}.test.ts`), templates.test(id, name, camel));
writeFileSync(join(folder, 'lesson.md'), templates.lesson(camel));
execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });
execFileSync(
  'npx',
  ['biome', 'check', '--write', '--log-level=error', folder, join('rules', 'registry.ts')],
  {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
process.stdout.write(`${folder} is there. Run: npm run test:unit -- ${name}\n`);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
