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
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, `${name}.ts`),
  `import { defineRule } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import lesson from './lesson.md';

interface Suspicion {
  readonly call: Node;
}

/** Say here what the rule takes for evidence, and what it leaves alone. */
export const ${camel} = defineRule<Suspicion>({
  meta: { id: '${id}', title: 'Name the flaw in one line', severity: 'hint', language: 'typescript', lesson },
  kinds: [SyntaxKind.CallExpression],

  // Phase 1 sees every call of the program and has no checker: reject what syntax alone can reject.
  suspect(node) {
    if (!is.isCallExpression(node) || !is.isIdentifier(node.expression)) return undefined;
    if (node.expression.text !== '${camel}Example') return undefined;
    return { data: { call: node }, types: [node] };
  },

  // Phase 2 gets the types asked for, in order. No types, no report.
  judge({ call }, { types: [type] }, { file }) {
    if (isUnresolved(type)) return undefined;
    return {
      file: file.path,
      span: spanOf(call),
      ...identify(call),
      message: 'What is the matter, why it matters, what to do about it.',
    };
  },
});
`,
);
writeFileSync(
  join(folder, `${name}.test.ts`),
  `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { ${camel} } from './${name}.ts';

testLesson(${camel});

test('the nearest clean code is left alone', async () => {
  const { findings } = await bench({ 'src/clean.ts': 'export const answer = 42;\\n' });
  assert.deepEqual(findings('${id}'), []);
});
`,
);
writeFileSync(
  join(folder, 'lesson.md'),
  `# Name the flaw in one line

One paragraph: what the code does and what that costs.

## What happens

## Why it matters

## What to do

\`\`\`ts flagged
declare function ${camel}Example(): number;
export const value = ${camel}Example();
\`\`\`

## When this is fine

\`\`\`ts clean
export const value = 42;
\`\`\`
`,
);
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
