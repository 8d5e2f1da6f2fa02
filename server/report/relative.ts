import { posix } from 'node:path';

/** Path relative to `root` with forward slashes; absolute where it is outside. */
export function relativeTo(root: string, file: string): string {
  const prefix = root.endsWith('/') ? root : `${root}/`;
  if (file === root) return '.';
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}

/** The innermost folder that both lie in, or are. */
export function commonFolder(a: string, b: string): string {
  let folder = a;
  while (b !== folder && !b.startsWith(folder.endsWith('/') ? folder : `${folder}/`))
    folder = posix.dirname(folder);
  return folder;
}
