import type { PythonManifest } from './manifest.ts';
import { type DependencyRole, type PythonDependency, parseRequirement } from './requirement.ts';

interface Line {
  readonly text: string;
  readonly span: { readonly start: number; readonly end: number };
}

/** An option of an INI file and the lines of its value. */
interface Option {
  readonly section: string;
  readonly key: string;
  readonly lines: readonly Line[];
}

/** What setuptools reads of a `setup.cfg`; undefined where other tools alone have their settings there. */
export function readSetupCfg(file: string, text: string): PythonManifest | undefined {
  const options = optionsOf(text);
  const value = (section: string, key: string): string | null =>
    options
      .find((each) => each.section === section && each.key === key)
      ?.lines.map((line) => line.text)
      .join(' ') ?? null;
  const dependencies = options.flatMap((option) => {
    const list = listOf(option);
    return list === undefined ? [] : option.lines.flatMap((line) => dependencyOf(file, line, list));
  });
  const name = value('metadata', 'name');
  const requiresPython = value('options', 'python_requires');
  if (name === null && requiresPython === null && dependencies.length === 0) return undefined;
  return { file, name, requiresPython, dependencies, describesProject: true };
}

interface List {
  readonly role: DependencyRole;
  readonly list: string | null;
}

function listOf({ section, key }: Option): List | undefined {
  if (section === 'options.extras_require') return { role: 'extra', list: key };
  if (section !== 'options') return undefined;
  if (key === 'install_requires') return { role: 'required', list: null };
  if (key === 'tests_require') return { role: 'group', list: 'tests' };
  return key === 'setup_requires' ? { role: 'build', list: null } : undefined;
}

function dependencyOf(file: string, { text, span }: Line, { role, list }: List): PythonDependency[] {
  const requirement = parseRequirement(text);
  return requirement === undefined ? [] : [{ ...requirement, file, span, role, list }];
}

function optionsOf(text: string): Option[] {
  const options: (Option & { readonly lines: Line[] })[] = [];
  let section = '';
  let open: (Option & { readonly lines: Line[] }) | undefined;
  for (const { 0: line, index } of text.matchAll(/^[^\r\n]+/gm)) {
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      section = header.trim();
      open = undefined;
      continue;
    }
    if (/^\s*[#;]/.test(line)) continue;
    const pair = /^([\w.-]+)\s*[=:]\s*/.exec(line);
    if (pair !== null) {
      open = { section, key: (pair[1] as string).replaceAll('-', '_'), lines: [] };
      options.push(open);
    } else if (!/^\s/.test(line)) {
      open = undefined;
    }
    const from = pair?.[0].length ?? line.length - line.trimStart().length;
    const value = line
      .slice(from)
      .replace(/\s[#;].*$/, '')
      .trimEnd();
    const start = index + from;
    if (value !== '') open?.lines.push({ text: value, span: { start, end: start + value.length } });
  }
  return options;
}
