import { habitOf, habits } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { Output } from './output.ts';

/** Prints every rule by habit, for a person or a program. */
export async function listRules(
  rules: readonly RuleMeta[],
  format: 'text' | 'json',
  output: Output,
): Promise<void> {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (format === 'json') {
    const list = sorted.map(({ id, title, severity, language, inTests, options }) => ({
      id,
      habit: habitOf(id),
      title,
      severity,
      language,
      inTests: inTests ?? false,
      options: options ?? {},
    }));
    await output.print(`${JSON.stringify({ version: 1, rules: list }, null, 2)}\n`);
    return;
  }
  const widest = Math.max(0, ...sorted.map(({ id }) => id.length));
  const lines = habits.flatMap((habit) => {
    const own = sorted.filter(({ id }) => habitOf(id) === habit);
    if (own.length === 0) return [];
    return [
      habit,
      ...own.map(({ id, severity, title }) => `  ${id.padEnd(widest)}  ${severity.padEnd(7)}  ${title}`),
      '',
    ];
  });
  await output.print(`${[...lines, 'More on one: code-coach explain RULE'].join('\n')}\n`);
}
