// Writes rules/registry.ts from the rule folders.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const habits = ['null-prone', 'error-checks', 'stack-shaped', 'needless-dependencies'];
const registry = join('rules', 'registry.ts');

const found = habits
  .flatMap((habit) =>
    existsSync(join('rules', habit))
      ? readdirSync(join('rules', habit)).map((rule) => ({ habit, rule }))
      : [],
  )
  .filter(({ habit, rule }) => existsSync(join('rules', habit, rule, `${rule}.ts`)))
  .sort((a, b) => a.habit.localeCompare(b.habit) || a.rule.localeCompare(b.rule));

const exportName = (rule) => rule.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const text = `// Generated from the rule folders by \`npm run generate\`.
import type { AnyRule } from './engine/any-rule.ts';
${found.map(({ habit, rule }) => `import { ${exportName(rule)} } from './${habit}/${rule}/${rule}.ts';`).join('\n')}

export const rules: readonly AnyRule[] = [
${found.map(({ rule }) => `  ${exportName(rule)},`).join('\n')}
];
`;

writeFileSync(registry, text);
