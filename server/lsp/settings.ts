import { type Severity, severities } from '../../rules/engine/finding.ts';
import type { DiagnosticScope } from '../protocol.ts';
import {
  type EditorSettings,
  languages as knownLanguages,
  type Language,
  type Settings,
} from '../session/session.ts';

export interface ServerSettings {
  readonly session: EditorSettings;
  readonly scope: DiagnosticScope;
}

export const defaultSettings: ServerSettings = {
  session: { rules: {}, options: {}, exclude: [], languages: {}, baseline: true },
  scope: 'openFiles',
};

/**
 * Reads the client's `codeCoach` section. A value of the wrong kind counts as absent and is named to `complain`,
 * since one slip in a settings file must not switch everything else off.
 */
export function readSettings(section: unknown, complain: (message: string) => void): ServerSettings {
  const { rules, options, exclude, languages, minSeverity, baseline, diagnostics } = record(section) ?? {};
  const least = readLeast(minSeverity, complain);
  return {
    session: {
      rules: entries(rules, 'rules', isSeverity, 'hint, info, warning, error or off', complain),
      options: Object.fromEntries(
        Object.entries(expectRecord(options, 'options', complain)).map(([rule, values]) => [
          rule,
          entries(values, `options.${rule}`, isNumber, 'a number', complain),
        ]),
      ),
      exclude: strings(exclude, 'exclude', complain),
      languages: readLanguages(languages, complain),
      ...(least === undefined ? {} : { minSeverity: least }),
      baseline: baseline !== false,
    },
    scope: readScope(diagnostics, complain),
  };
}

/**
 * The settings of each folder whose section is another than that of the window.
 * @param sections of `folders`, one each, in the same order
 */
export function readFolders(
  section: unknown,
  folders: readonly string[],
  sections: readonly unknown[],
  complain: (message: string) => void,
): Readonly<Record<string, Settings>> {
  const common = JSON.stringify(section);
  const own = folders.flatMap((folder, index): [string, Settings][] => {
    if (JSON.stringify(sections[index]) === common) return [];
    return [[folder, readSettings(sections[index], complain).session]];
  });
  return Object.fromEntries(own);
}

function readLanguages(
  value: unknown,
  complain: (message: string) => void,
): Partial<Record<Language, boolean>> {
  const read = entries(value, 'languages', isBoolean, 'true or false', complain);
  for (const name of Object.keys(read).filter((each) => !knownLanguages.some((known) => known === each))) {
    complain(`codeCoach.languages: ${name} is not one of ${knownLanguages.join(', ')}`);
  }
  return read;
}

function readLeast(value: unknown, complain: (message: string) => void): Severity | undefined {
  const least = severities.find((severity) => severity === value);
  if (least === undefined && value !== undefined && value !== null) {
    complain(`codeCoach.minSeverity must be one of ${severities.join(', ')}`);
  }
  return least;
}

function readScope(diagnostics: unknown, complain: (message: string) => void): DiagnosticScope {
  const { scope: value } = expectRecord(diagnostics, 'diagnostics', complain);
  if (value === 'openFiles' || value === 'workspace') return value;
  if (value !== undefined && value !== null) {
    complain("codeCoach.diagnostics.scope must be 'openFiles' or 'workspace'");
  }
  return defaultSettings.scope;
}

function entries<T>(
  value: unknown,
  name: string,
  accept: (value: unknown) => value is T,
  expected: string,
  complain: (message: string) => void,
): Record<string, T> {
  const result: Record<string, T> = {};
  for (const [key, entry] of Object.entries(expectRecord(value, name, complain))) {
    if (accept(entry)) result[key] = entry;
    else complain(`codeCoach.${name}: the value of ${key} must be ${expected}`);
  }
  return result;
}

function strings(value: unknown, name: string, complain: (message: string) => void): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  complain(`codeCoach.${name} must be a list of strings`);
  return [];
}

function expectRecord(
  value: unknown,
  name: string,
  complain: (message: string) => void,
): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  const result = record(value);
  if (result === undefined) complain(`codeCoach.${name} must be an object`);
  return result ?? {};
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function isSeverity(value: unknown): value is Severity | 'off' {
  return value === 'off' || severities.some((severity) => severity === value);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
