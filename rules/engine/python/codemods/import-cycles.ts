import { posix } from 'node:path';
import { fileOfModule } from '../imports.ts';

/**
 * Tells whether a file may import another as both are loaded: not where the other, or a package that is loaded for it, needs the file
 * first. Imports within functions run later and do not count.
 */
export function importsSafely(
  from: string,
  to: string,
  files: ReadonlySet<string>,
  text: (file: string) => string | undefined,
): boolean {
  if (from === to) return true;
  const seen = new Set<string>();
  const open = [to, ...packagesOf(to, files).filter((file) => !packagesOf(from, files).includes(file))];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (file === from) return false;
    if (seen.has(file)) continue;
    seen.add(file);
    const around = new Set(packagesOf(file, files));
    for (const module of modulesIn(text(file) ?? '')) {
      const found = fileOfModule(module, file, files);
      if (found === undefined) continue;
      open.push(found, ...packagesOf(found, files).filter((each) => !around.has(each)));
    }
  }
  return true;
}

/** Modules that are loaded with a file, as written; a member of a module may be a module as well. */
function modulesIn(text: string): string[] {
  const modules: string[] = [];
  let isTyping = false;
  let isLate = false;
  const joined = text.replace(
    /^([ \t]*from\b[^\n(]*\()([^)]*)\)/gm,
    (_, start: string, names: string) => `${start}${names.replace(/#[^\n]*|\s+/g, ' ')})`,
  );
  for (const line of joined.split(/\r?\n/)) {
    if (/^[^\s#)]/.test(line)) {
      isTyping = /^if\b.*\bTYPE_CHECKING\b/.test(line);
      isLate = !/^(?:try|except|else|elif|if|finally|with)\b/.test(line);
    } else if (isTyping || isLate) continue;
    const whole = /^\s*import\s+(.+)$/.exec(line)?.[1];
    for (const name of whole?.split(',') ?? []) modules.push(name.trim().split(/\s/)[0] ?? '');
    const member = /^\s*from\s+(\.*[\w.]*)\s+import\s+\(?([^)#]*)/.exec(line);
    if (member === null) continue;
    const module = member[1] ?? '';
    modules.push(module);
    for (const name of (member[2] ?? '').split(',')) {
      const imported = name.trim().split(/\s/)[0] ?? '';
      if (/^\w+$/.test(imported))
        modules.push(module.endsWith('.') ? module + imported : `${module}.${imported}`);
    }
  }
  return modules.filter((module) => module !== '');
}

/** The `__init__.py` of the packages that a file is in, which are loaded before it. */
function packagesOf(file: string, files: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let folder = posix.dirname(file); folder !== posix.dirname(folder); folder = posix.dirname(folder)) {
    const init = `${folder}/__init__.py`;
    if (!files.has(init)) break;
    if (init !== file) found.push(init);
  }
  return found;
}
