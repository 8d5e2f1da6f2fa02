/** Functions of `fs` on paths: with a callback, as `…Sync`, and of `fs/promises`. */
export const onPaths: ReadonlySet<string> = new Set([
  'access',
  'appendFile',
  'chmod',
  'chown',
  'copyFile',
  'lchown',
  'link',
  'lstat',
  'lutimes',
  'mkdir',
  'mkdtemp',
  'readdir',
  'readFile',
  'readlink',
  'realpath',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'writeFile',
]);

/** Functions of `fs` on open files, which `fs/promises` has as methods of its own kind of handle. */
export const onDescriptors: ReadonlySet<string> = new Set([
  'close',
  'fchmod',
  'fchown',
  'fdatasync',
  'fstat',
  'fsync',
  'ftruncate',
  'futimes',
  'open',
  'opendir',
  'read',
  'readv',
  'write',
  'writev',
]);

/** What else `fs` exports and packages hand through as it is. */
export const others: ReadonlySet<string> = new Set([
  'constants',
  'createReadStream',
  'createWriteStream',
  'existsSync',
  'F_OK',
  'R_OK',
  'W_OK',
  'X_OK',
  'Stats',
  'unwatchFile',
  'watch',
  'watchFile',
]);

/** Whether `fs` has a synchronous function of this name. */
export function isSynchronous(name: string): boolean {
  const base = name.replace(/Sync$/, '');
  return base !== name && (onPaths.has(base) || onDescriptors.has(base));
}
