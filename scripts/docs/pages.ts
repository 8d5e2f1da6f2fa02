import { type Habit, habitOf, habits } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';

/** What a habit is about, as the index of the rules says it. */
const mottos: Readonly<Record<Habit, string>> = {
  'null-prone': 'Model the data so that invalid states cannot be written down.',
  'error-checks': 'An error check written in more than two places belongs in one place.',
  'stack-shaped': 'Recognise when a problem needs last-in-first-out.',
  'needless-dependencies': 'The most satisfying code is the code that nobody had to download.',
};

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly order: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** The part of package.json that declares the settings. */
export interface SettingsManifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

/** Every page under docs/ that is made from the rules and the manifest, by path. */
export function generatedPages(
  rules: readonly RuleMeta[],
  manifest: SettingsManifest,
): ReadonlyMap<string, string> {
  return new Map([
    ['docs/rules/README.md', indexPage(rules)],
    ['docs/settings.md', settingsPage(manifest)],
    ...rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, rulePage(rule)]),
  ]);
}

/** One line per rule of each habit, with links relative to `folder`. */
export function ruleTables(rules: readonly RuleMeta[], folder: string): string {
  const sections = habits.map((habit) => {
    const own = rules.filter(({ id }) => habitOf(id) === habit).sort((a, b) => (a.id < b.id ? -1 : 1));
    const rows = own.map(
      ({ id, title, severity }) => `| [\`${id}\`](${folder}${id}.md) | ${title} | ${severity} |`,
    );
    return [`**${habit}**: ${mottos[habit]}`, '', '| rule | sees | says |', '|---|---|---|', ...rows].join(
      '\n',
    );
  });
  return sections.join('\n\n');
}

/** A text with what stands between a pair of markers replaced. */
export function between(text: string, marker: string, content: string): string {
  const start = `<!-- ${marker} -->\n`;
  const end = `<!-- /${marker} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The text has no ${start.trim()} … ${end}.`);
  return `${text.slice(0, from + start.length)}\n${content}\n\n${text.slice(to)}`;
}

/** A text without how long a scan took, which is no reason to write a page anew. */
export function timeless(text: string): string {
  return text.replace(/ in [\d.]+ m?s$/gm, '');
}

/** A report of the terminal cut to the first entry of each habit and the summary, as the README shows it. */
export function excerpt(report: string): string {
  const blocks = report.trimEnd().split('\n\n');
  const kept: string[] = [];
  let isFirst = false;
  for (const block of blocks) {
    if (/^\S+ · \d/.test(block)) isFirst = true;
    else if (/^ {2}(?:hint|info|warning|error) /.test(block)) {
      if (!isFirst) {
        if (kept.at(-1) !== '  …') kept.push('  …');
        continue;
      }
      isFirst = false;
    }
    kept.push(block);
  }
  return kept.join('\n\n');
}

function indexPage(rules: readonly RuleMeta[]): string {
  return `# Rules

What a rule says by default can be changed in the [settings](../settings.md), for a rule or a whole habit.

${ruleTables(rules, '')}
`;
}

function rulePage({ id, severity, lesson, options, inTests }: RuleMeta): string {
  const thresholds = Object.entries(options ?? {}).map(([name, value]) => `\`${name}\` (${value})`);
  const facts = [
    `\`${id}\``,
    `says \`${severity}\` by default`,
    inTests === true ? 'also looks at tests' : 'leaves tests alone',
    ...(thresholds.length === 0 ? [] : [`thresholds: ${thresholds.join(', ')}`]),
  ];
  const [heading, ...rest] = lesson.trim().split('\n');
  return `${heading}\n\n${facts.join(' · ')}\n${rest.join('\n')}\n
## Silence it

\`\`\`json
{ "rules": { "${id}": "off" } }
\`\`\`

in \`code-coach.json\` for the whole folder, or for one place, with the reason:

\`\`\`ts
// code-coach-ignore-next-line ${id} -- reason
\`\`\`
`;
}

function settingsPage({ contributes }: SettingsManifest): string {
  const settings = Object.entries(contributes.configuration.properties).sort(
    ([, a], [, b]) => a.order - b.order,
  );
  const rows = settings.map(
    ([name, { type, enum: values, default: initial, description, markdownDescription }]) => {
      const kind = values === undefined ? type : values.map((value) => `\`${value}\``).join(', ');
      const text = (markdownDescription ?? description ?? '').replaceAll('|', '\\|');
      return `| \`${name}\` | ${kind} | \`${JSON.stringify(initial)}\` | ${text} |`;
    },
  );
  return `# Settings

In VS Code, per folder where the setting allows it:

| setting | values | default | what it does |
|---|---|---|---|
${rows.join('\n')}

\`rules\`, \`options\` and \`exclude\` can also stand in a \`code-coach.json\`, which the editor and the terminal read alike. The nearest one above a file wins;
its [schema](../schema/code-coach.schema.json) comes with the extension, so the editor completes it.
`;
}
