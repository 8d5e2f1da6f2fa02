/** Path relative to `root` with forward slashes; absolute where it is outside. */
export function relativeTo(root: string, file: string): string {
  const prefix = root.endsWith('/') ? root : `${root}/`;
  if (file === root) return '.';
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}
