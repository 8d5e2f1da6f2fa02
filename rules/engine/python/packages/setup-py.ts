import type { PythonManifest } from './manifest.ts';

/**
 * What can be read of a `setup.py` without running it: texts that are handed to `setup` as they stand. What it installs
 * may be put together in any way, so nothing is said of that.
 */
export function readSetupPy(file: string, text: string): PythonManifest {
  const code = text.replace(/^[ \t]*#.*$/gm, '');
  return {
    file,
    name: literal(code, 'name'),
    requiresPython: literal(code, 'python_requires'),
    dependencies: [],
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
