import type { PythonManifest } from './manifest.ts';
import { type PythonDependency, parseRequirement } from './requirement.ts';

/**
 * What can be read of a `setup.py` without running it: texts that are handed to `setup` as they stand, and lists of such texts.
 * What it installs may be put together in any other way, and then nothing is said of that.
 */
export function readSetupPy(file: string, text: string): PythonManifest {
  const code = text.replace(/^[ \t]*#.*$/gm, '');
  return {
    file,
    name: literal(code, 'name'),
    requiresPython: literal(code, 'python_requires'),
    dependencies: requiredIn(file, text),
    describesProject: true,
  };
}

/** The text of a keyword argument, also where a constant of the file holds it. */
function literal(code: string, keyword: string): string | null {
  const argument = new RegExp(
    `\\b${keyword}\\s*=\\s*(?:(["'])([^"'\\n]*)\\1|([A-Za-z_]\\w*)\\s*[,)\\n])`,
  ).exec(code);
  const [, , text, constant] = argument ?? [];
  if (text !== undefined) return text;
  if (constant === undefined) return null;
  return new RegExp(`^${constant}\\s*=\\s*(["'])([^"'\\n]*)\\1\\s*$`, 'm').exec(code)?.[2] ?? null;
}

/** The requirements of a list that is written out, under the keyword or as a constant of its name. */
function requiredIn(file: string, text: string): PythonDependency[] {
  const list = /^[^#\n]*\binstall_requires\s*=\s*\[/m.exec(text);
  if (list === null) return [];
  const found: PythonDependency[] = [];
  const item = /\s*(?:#[^\n]*\s*|,\s*)*(?:(\])|(["'])((?:(?!\2)[^\\\n])*)\2(?=\s*[,\]#]))/y;
  item.lastIndex = list.index + list[0].length;
  for (let match = item.exec(text); match !== null; match = item.exec(text)) {
    if (match[1] !== undefined) return found;
    const requirement = parseRequirement(match[3] ?? '');
    const end = item.lastIndex;
    const span = { start: end - (match[3]?.length ?? 0) - 2, end };
    if (requirement !== undefined) found.push({ ...requirement, file, span, role: 'required', list: null });
  }
  // Something in it is worked out, so what the list says in the end is not known.
  return [];
}
