import { styleText } from 'node:util';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { Output } from './output.ts';

/** Prints a rule's lesson and how the rule is set. */
export async function explain(rule: RuleMeta, output: Output): Promise<void> {
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    styleText(format, text, { stream: output.stdout });
  let isCode = false;
  const lesson = rule.lesson
    .trim()
    .split('\n')
    .flatMap((line) => {
      const fence = /^```\s*(\w*)\s*(.*)$/.exec(line);
      if (fence !== null) {
        isCode = !isCode;
        return isCode && fence[2] ? [style('dim', `    ${fence[2]}:`)] : [];
      }
      if (isCode) return [style('cyan', `    ${line}`)];
      return [/^#+ /.test(line) ? style('bold', line.replace(/^#+ /, '')) : line];
    });
  const options = Object.entries(rule.options ?? {}).map(([name, value]) => `${name} (${value})`);
  await output.print(
    [
      `${style('bold', rule.id)}  ${style('dim', rule.severity)}`,
      // Many a lesson starts with the title as its heading.
      ...(rule.lesson.trimStart().startsWith(`# ${rule.title}\n`) ? [] : [rule.title]),
      '',
      ...lesson,
      '',
      ...(options.length === 0 ? [] : [`Options, with their defaults: ${options.join(', ')}`]),
      `Set it in code-coach.json:  { "rules": { "${rule.id}": "off" } }`,
      `Silence one place:          // code-coach-ignore-next-line ${rule.id} -- reason`,
      '',
    ].join('\n'),
  );
}
