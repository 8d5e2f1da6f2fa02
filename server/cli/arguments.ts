import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Habit, habits, type Severity, severities } from '../../rules/engine/finding.ts';
import { nearestName } from '../session/nearestName.ts';
import { UsageError } from './failure.ts';

export const formatNames = [
  'text',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'markdown',
  'html',
  'compact',
] as const;
export type FormatName = (typeof formatNames)[number];

export type Command =
  | ScanCommand
  | FixCommand
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'rules'; readonly format: 'text' | 'json' }
  | { readonly name: 'version' }
  | { readonly name: 'help'; readonly topic: string | null };

/** What `scan` and `fix` look at. */
export interface Target {
  readonly paths: readonly string[];
  readonly rules: readonly string[];
  readonly habits: readonly Habit[];
  readonly config: string | null;
  /** Whether results of earlier scans may be used and kept. */
  readonly cache: boolean;
}

export interface ScanCommand extends Target {
  readonly name: 'scan';
  readonly format: FormatName;
  readonly output: string | null;
  readonly minSeverity: Severity;
  readonly failOn: Severity | 'never';
  readonly baseline: string | null;
  readonly updateBaseline: boolean;
  readonly since: string | null;
  readonly fixes: boolean;
  readonly quiet: boolean;
  readonly stats: boolean;
}

export interface FixCommand extends Target {
  readonly name: 'fix';
  readonly format: 'text' | 'json';
  readonly fingerprints: readonly string[];
  readonly dryRun: boolean;
  readonly review: boolean;
  readonly force: boolean;
}

type ParseArgsOptionsConfig = NonNullable<ParseArgsConfig['options']>;

const help = { help: { type: 'boolean', short: 'h' } } as const;
const target = {
  ...help,
  rule: { type: 'string', multiple: true },
  habit: { type: 'string', multiple: true },
  config: { type: 'string' },
  'no-cache': { type: 'boolean' },
  format: { type: 'string' },
} as const;

const options = {
  scan: {
    ...target,
    output: { type: 'string' },
    'min-severity': { type: 'string' },
    'fail-on': { type: 'string' },
    baseline: { type: 'string' },
    'update-baseline': { type: 'boolean' },
    since: { type: 'string' },
    fixes: { type: 'boolean' },
    quiet: { type: 'boolean' },
    stats: { type: 'boolean' },
  },
  fix: {
    ...target,
    fingerprint: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
    review: { type: 'boolean' },
    force: { type: 'boolean' },
  },
  explain: help,
  rules: { ...help, format: { type: 'string' } },
} as const satisfies Record<string, ParseArgsOptionsConfig>;

type CommandName = keyof typeof options;
const commandNames = Object.keys(options) as CommandName[];

/**
 * Reads the command line after `code-coach`.
 * @param knownRules ids that `--rule` and `explain` may name.
 * @throws UsageError that says what is wrong and what to write instead.
 */
export function parseCommand(argv: readonly string[], knownRules: readonly string[]): Command {
  const [name, ...rest] = argv;
  if (name === undefined) throw new UsageError('No command. Try `code-coach scan`, or `code-coach --help`.');
  if (name === '--version' || name === '-v') return { name: 'version' };
  if (name === '--help' || name === '-h' || name === 'help') return { name: 'help', topic: rest[0] ?? null };
  if (!isCommandName(name)) {
    if (name.startsWith('-'))
      throw new UsageError(`${name} needs a command before it, such as \`code-coach scan ${name}\`.`);
    const nearest = nearestName(name, commandNames);
    throw new UsageError(
      `"${name}" is not a command. ${nearest === undefined ? `Did you mean \`code-coach scan ${name}\`?` : `Did you mean \`code-coach ${nearest}\`?`}`,
    );
  }
  switch (name) {
    case 'scan':
      return scanCommand(rest, knownRules);
    case 'fix':
      return fixCommand(rest, knownRules);
    case 'explain': {
      const { values, positionals } = parse('explain', options.explain, rest);
      if (values.help) return { name: 'help', topic: 'explain' };
      const [rule, another] = positionals;
      if (rule === undefined) throw new UsageError('explain needs a rule. `code-coach rules` lists them.');
      if (another !== undefined)
        throw new UsageError(`explain takes one rule; "${another}" is one too many.`);
      return { name: 'explain', rule: ruleNamed(rule, knownRules) };
    }
    case 'rules': {
      const { values, positionals } = parse('rules', options.rules, rest);
      if (values.help) return { name: 'help', topic: 'rules' };
      if (positionals[0] !== undefined)
        throw new UsageError(
          `rules takes no "${positionals[0]}". Did you mean \`code-coach explain ${positionals[0]}\`?`,
        );
      return { name: 'rules', format: oneOf('--format', values.format ?? 'text', ['text', 'json']) };
    }
  }
}

function scanCommand(rest: readonly string[], knownRules: readonly string[]): Command {
  const { values, positionals } = parse('scan', options.scan, rest);
  if (values.help) return { name: 'help', topic: 'scan' };
  if (values['update-baseline'] && values.since !== undefined) {
    throw new UsageError(
      '--update-baseline needs all findings, so it does not go with --since. Leave one of them out.',
    );
  }
  return {
    name: 'scan',
    ...targetOf(values, positionals, knownRules),
    format: oneOf('--format', values.format ?? 'text', formatNames),
    output: nonEmpty('--output', values.output),
    minSeverity: oneOf('--min-severity', values['min-severity'] ?? 'hint', severities),
    failOn: oneOf('--fail-on', values['fail-on'] ?? 'warning', [...severities, 'never']),
    baseline: nonEmpty('--baseline', values.baseline),
    updateBaseline: values['update-baseline'] ?? false,
    since: nonEmpty('--since', values.since),
    fixes: values.fixes ?? false,
    quiet: values.quiet ?? false,
    stats: values.stats ?? false,
  };
}

function fixCommand(rest: readonly string[], knownRules: readonly string[]): Command {
  const { values, positionals } = parse('fix', options.fix, rest);
  if (values.help) return { name: 'help', topic: 'fix' };
  return {
    name: 'fix',
    ...targetOf(values, positionals, knownRules),
    format: oneOf('--format', values.format ?? 'text', ['text', 'json']),
    fingerprints: values.fingerprint ?? [],
    dryRun: values['dry-run'] ?? false,
    review: values.review ?? false,
    force: values.force ?? false,
  };
}

function targetOf(
  values: {
    readonly rule?: string[];
    readonly habit?: string[];
    readonly config?: string;
    readonly 'no-cache'?: boolean;
  },
  positionals: readonly string[],
  knownRules: readonly string[],
): Target {
  if (positionals.includes(''))
    throw new UsageError(
      'A PATH is empty. Name a file or folder, or leave it out for the working directory.',
    );
  return {
    paths: positionals,
    rules: (values.rule ?? []).map((rule) => ruleNamed(rule, knownRules)),
    habits: (values.habit ?? []).map((habit) => oneOf('--habit', habit, habits)),
    config: nonEmpty('--config', values.config),
    cache: values['no-cache'] !== true,
  };
}

/** Strict parsing, with errors in one line that say what to do. */
function parse<T extends ParseArgsOptionsConfig>(command: CommandName, known: T, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true, strict: true });
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    const [, unknown] = /^Unknown option '([^']+)'/.exec(thrown.message) ?? [];
    if (unknown === undefined) {
      const [first = ''] = thrown.message.split('\n');
      throw new UsageError(`${first.replace(/\.?$/, '.')} See \`code-coach ${command} --help\`.`);
    }
    const owner = commandNames.find((name) => unknown.replace(/^--/, '') in options[name]);
    const nearest = nearestName(
      unknown,
      Object.keys(known).map((name) => `--${name}`),
    );
    let advice = `See \`code-coach ${command} --help\`.`;
    if (owner !== undefined) advice = `It belongs to \`code-coach ${owner}\`.`;
    else if (nearest !== undefined) advice = `Did you mean ${nearest}?`;
    throw new UsageError(`${command} has no option ${unknown}. ${advice}`);
  }
}

function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new UsageError(`${option} cannot be "${value}". Use one of ${allowed.join(', ')}.`);
  return found;
}

/** A rule may be named without its habit where that is clear. */
function ruleNamed(name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  const [match, another] = known.filter((id) => id.endsWith(`/${name}`));
  if (match !== undefined && another === undefined) return match;
  if (habits.some((habit) => habit === name)) {
    throw new UsageError(`"${name}" is a habit, not a rule. Use --habit ${name}.`);
  }
  const nearest = nearestName(name, known);
  throw new UsageError(
    `There is no rule "${name}". ${nearest === undefined ? '' : `Did you mean ${nearest}? `}\`code-coach rules\` lists all.`,
  );
}

function nonEmpty(option: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (value === '') throw new UsageError(`${option} needs a value.`);
  return value;
}

function isCommandName(name: string): name is CommandName {
  return (commandNames as readonly string[]).includes(name);
}
