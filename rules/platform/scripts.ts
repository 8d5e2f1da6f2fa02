import type { PackageManager } from '../engine/rule.ts';
import type { EngineVersions } from './replacements.ts';

/** A command of a package that a script can do without. */
export interface ScriptTool {
  readonly package: string;
  /** What does it instead, as it follows "which". */
  readonly instead: string;
  readonly engines: EngineVersions;
  /** What is no longer the same, for the title of the fix. */
  readonly difference: string;
  rewrite(args: string, shell: Shell): ScriptRewrite;
}

/** A command in place of another, or why it has to stay, as it follows "because". */
export type ScriptRewrite = { readonly command: string } | { readonly stays: string };

/** `posix`: every machine runs the scripts in a shell that takes `NAME=value command`. */
export type Shell = 'posix' | 'unknown';

const tools: readonly ScriptTool[] = [
  {
    package: 'rimraf',
    instead: 'Node does by itself since 14.14',
    // https://nodejs.org/api/fs.html#fsrmsyncpath-options
    engines: { nodejs: '14.14.0' },
    difference: 'a file that Windows holds is not tried again',
    rewrite: (args) => onPaths(args, (path) => `fs.rmSync(${path}, { recursive: true, force: true })`),
  },
  {
    package: 'mkdirp',
    instead: 'Node does by itself since 10.12',
    // https://nodejs.org/api/fs.html#fsmkdirsyncpath-options
    engines: { nodejs: '10.12.0' },
    difference: 'Node makes the folders',
    rewrite: (args) => onPaths(args, (path) => `fs.mkdirSync(${path}, { recursive: true })`),
  },
  {
    package: 'cross-env',
    instead: 'the shell of these scripts does by itself on every machine',
    engines: { nodejs: '0.10.0' },
    difference: 'the shell sets the variables',
    rewrite(args, shell) {
      if (shell !== 'posix') return { stays: 'the shell that runs it on Windows is not known' };
      const [, variables = '', command = ''] =
        /^((?:\w+=[\w./:@,=-]*\s+)+)([^\s=]+(?:\s.*)?)$/.exec(args) ?? [];
      if (variables === '') return { stays: `what \`cross-env ${args}\` sets cannot be told` };
      return { command: `${variables.trim().replace(/\s+/g, ' ')} ${command}` };
    },
  },
];

export function scriptToolOf(name: string): ScriptTool | undefined {
  return tools.find((tool) => tool.package === name);
}

/** A script without a tool; undefined where it does not run the tool. */
export function withoutTool(script: string, tool: ScriptTool, shell: Shell): ScriptRewrite | undefined {
  const mention = new RegExp(`(?<![\\w@./-])${tool.package}(?![\\w-])`);
  if (!mention.test(script)) return undefined;
  let stays: string | undefined;
  const parts = commandsOf(script).map((part, index) => {
    if (index % 2 === 1 || !mention.test(part)) return part;
    const args = new RegExp(`^(?:npx\\s+)?${tool.package}\\s+(.+)$`).exec(part.trim())?.[1];
    const rewrite = args === undefined || mention.test(args) ? undefined : tool.rewrite(args.trim(), shell);
    if (rewrite === undefined) stays ??= `\`${part.trim()}\` runs it within another command`;
    else if ('stays' in rewrite) stays ??= rewrite.stays;
    else return rewrite.command;
    return part;
  });
  return stays === undefined ? { command: parts.join('') } : { stays };
}

/**
 * The commands of a script, each with what joins it to the next after it. What stands in quotes is one argument, however many
 * commands it holds: a rewrite in there would end the quotes with its own.
 */
function commandsOf(script: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { 0: token, 1: joint, index } of script.matchAll(
    /"(?:\\.|[^"\\])*"|'[^']*'|(\s*(?:&&|\|\||;)\s*)/g,
  )) {
    if (joint === undefined) continue;
    parts.push(script.slice(start, index), joint);
    start = index + token.length;
  }
  return [...parts, script.slice(start)];
}

/**
 * The shell that scripts run in. npm and pnpm take `cmd.exe` on Windows unless their settings say otherwise; Bun and Yarn
 * from 2 on bring a shell of their own.
 * @param settings texts of `.npmrc`, `pnpm-workspace.yaml`, `.yarnrc.yml`.
 */
export function shellOf(
  manager: PackageManager | null,
  settings: { readonly npm: string; readonly pnpm: string; readonly yarn: string },
): Shell {
  if (manager === 'bun' || (manager === 'yarn' && settings.yarn !== '')) return 'posix';
  const emulated =
    /^\s*shell-emulator\s*=\s*true/m.test(settings.npm) || /^shellEmulator:\s*true/m.test(settings.pnpm);
  if (manager === 'pnpm' && emulated) return 'posix';
  return /^\s*script-shell\s*=.*\b(?:ba|z)?sh(?:\.exe)?\s*$/m.test(settings.npm) ? 'posix' : 'unknown';
}

/** `node -e` with a statement on each path; Node's own modules are there under their names. */
function onPaths(args: string, statement: (path: string) => string): ScriptRewrite {
  const paths = args.split(/\s+/).map((path) => path.replace(/^(['"])([^'"]*)\1$/, '$2'));
  const odd = paths.find((path) => !/^[\w@.][\w@./-]*$/.test(path));
  if (odd !== undefined) {
    return { stays: odd.startsWith('-') ? `\`${odd}\` is an option` : `\`${odd}\` is more than a path` };
  }
  const [first, ...others] = paths.map((path) => `'${path}'`);
  if (first === undefined) return { stays: 'no path is given' };
  const code =
    others.length === 0
      ? statement(first)
      : `for (const path of [${[first, ...others].join(', ')}]) ${statement('path')}`;
  return { command: `node -e "${code}"` };
}
