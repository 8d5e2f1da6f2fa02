import { join } from 'node:path/posix';

/** `path` against `base`; a drive letter counts as absolute on every system, so that planning needs no disk. */
export function absolute(base: string, path: string): string {
  return isAbsolute(path) ? path : join(base, path);
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:\//i.test(path);
}

/** Whether `path` is `dir` or lies below it. */
export function isWithin(path: string, dir: string): boolean {
  return path === dir || path.startsWith(dir.endsWith('/') ? dir : `${dir}/`);
}
