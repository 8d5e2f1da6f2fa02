import { posix } from 'node:path';
import { escape as escapeGlob, minimatch } from 'minimatch';
import { habitOf, habits, type RuleId, rank, type Severity } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { EditorSettings, Language, Problem, Settings } from './session.ts';
import { readSettingsFile, settingsFileName } from './settingsFile.ts';

/** The settings of every file of a workspace: `code-coach.json` over the editor's. Read lazily, then remembered. */
export interface LoadedSettings {
  /** Merged settings of one file (absolute path, forward slashes); `exclude` is relative to its workspace folder. */
  settingsFor(file: string): Settings;
  isExcluded(file: string): boolean;
  /** What is wrong in the settings files met so far, each said once. */
  readonly problems: readonly Problem[];
  /** The settings files met so far, so that a change of one is noticed. */
  readonly files: readonly string[];
}

export const noSettings: Settings = { rules: {}, options: {}, exclude: [], languages: {} };

/**
 * Reads the settings of a workspace. The nearest `code-coach.json` at or above a file, up to its workspace folder,
 * stands for the whole of that folder: an outer one is not merged into it. `explicitFile` replaces all of them.
 * @param folders absolute workspace folders, forward slashes.
 * @param known the rules that exist, for validation.
 */
export function loadSettings(
  folders: readonly string[],
  explicitFile: string | null,
  editorSettings: EditorSettings,
  known: readonly RuleMeta[],
): LoadedSettings {
  const byFolder = new Map<string, Settings>();
  const problems: Problem[] = [];
  const files: string[] = [];

  const read = (file: string): Settings | undefined => {
    const result = readSettingsFile(file, known);
    if (result === undefined) return undefined;
    files.push(file);
    problems.push(...result.problems);
    return result.settings;
  };
  const explicit = explicitFile === null ? undefined : mergeSettings(editorSettings, read(explicitFile));

  const editorsOf = (workspace: string): Settings => editorSettings.folders?.[workspace] ?? editorSettings;

  /** Settings of a folder inside `workspace`, found upwards. */
  const ofFolder = (folder: string, workspace: string): Settings => {
    const remembered = byFolder.get(folder);
    if (remembered !== undefined) return remembered;
    const own = read(posix.join(folder, settingsFileName));
    let settings: Settings;
    if (own !== undefined) {
      settings = mergeSettings(editorsOf(workspace), {
        ...own,
        exclude: own.exclude.map((glob) => rebase(glob, posix.relative(workspace, folder))),
      });
    } else if (folder === workspace) settings = editorsOf(workspace);
    else settings = ofFolder(posix.dirname(folder), workspace);
    byFolder.set(folder, settings);
    return settings;
  };

  const settingsFor = (file: string): Settings => {
    if (explicit !== undefined) return explicit;
    const workspace = workspaceOf(file, folders);
    return workspace === undefined ? editorSettings : ofFolder(posix.dirname(file), workspace);
  };
  return {
    settingsFor,
    isExcluded(file) {
      const workspace = workspaceOf(file, folders);
      if (workspace === undefined) return false;
      const relative = posix.relative(workspace, file);
      const { exclude, languages } = settingsFor(file);
      const language = languageOf(file);
      if (language !== undefined && languages?.[language] === false) return true;
      return exclude.some((glob) => matches(relative, glob));
    },
    problems,
    files,
  };
}

/** The severity that a user gave a rule; undefined where nothing was said. A rule's own entry wins over its habit's. */
export function severityFor(settings: Settings, rule: RuleId): Severity | 'off' | undefined {
  return settings.rules[rule] ?? settings.rules[habitOf(rule)];
}

/** Whether a finding of this severity is to be shown. */
export function isLoudEnough({ minSeverity }: Settings, severity: Severity): boolean {
  return minSeverity === undefined || rank(severity) >= rank(minSeverity);
}

/** A rule's thresholds: its defaults, replaced by what the user set. */
export function optionsFor(settings: Settings, rule: RuleMeta): Readonly<Record<string, number>> {
  return { ...rule.options, ...settings.options[rule.id] };
}

/** What the file says wins, also where it speaks of a habit and the editor of one rule of that habit. */
export function mergeSettings(editor: Settings, file: Settings | undefined): Settings {
  if (file === undefined) return editor;
  const overruled = new Set<string>(habits.filter((habit) => file.rules[habit] !== undefined));
  const kept = Object.entries(editor.rules).filter(([id]) => !overruled.has(id.split('/', 1)[0] ?? id));
  const options = { ...editor.options };
  for (const [rule, values] of Object.entries(file.options)) options[rule] = { ...options[rule], ...values };
  const minSeverity = louder(editor.minSeverity, file.minSeverity);
  return {
    rules: { ...Object.fromEntries(kept), ...file.rules },
    options,
    exclude: [...editor.exclude, ...file.exclude],
    languages: { ...editor.languages, ...file.languages },
    ...(minSeverity === undefined ? {} : { minSeverity }),
  };
}

function louder(a: Severity | undefined, b: Severity | undefined): Severity | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return rank(a) >= rank(b) ? a : b;
}

function languageOf(file: string): Language | undefined {
  if (/\.(?:[cm]?ts|tsx)$/.test(file)) return 'typescript';
  if (file.endsWith('.py')) return 'python';
  return /\.(?:[cm]?js|jsx)$/.test(file) ? 'javascript' : undefined;
}

/** A glob names files, or folders with all that is in them; without a slash it matches at any depth. */
function matches(relative: string, glob: string): boolean {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
  const anchored = trimmed.includes('/') ? trimmed : `**/${trimmed}`;
  const options = { dot: true, nonegate: true, nocomment: true };
  return minimatch(relative, anchored, options) || minimatch(relative, `${anchored}/**`, options);
}

/** A glob relative to the workspace that means what `glob` means relative to `folder`. */
function rebase(glob: string, folder: string): string {
  if (folder === '') return glob;
  const trimmed = glob.replace(/^\.?\//, '');
  const anywhere = trimmed.replace(/\/+$/, '').includes('/') ? trimmed : `**/${trimmed}`;
  return `${escapeGlob(folder)}/${anywhere}`;
}

/** The innermost workspace folder that holds the file. */
function workspaceOf(file: string, folders: readonly string[]): string | undefined {
  let innermost: string | undefined;
  for (const folder of folders) {
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    if (file.startsWith(prefix) && folder.length > (innermost?.length ?? -1)) innermost = folder;
  }
  return innermost === undefined || innermost === '/' ? innermost : innermost.replace(/\/+$/, '');
}
