import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import type { Problem, Skipped } from './session.ts';

export interface Inventory {
  readonly files: readonly string[];
  readonly configs: readonly string[];
  readonly problems: readonly Problem[];
  readonly skipped: readonly Skipped[];
  readonly skippedCounts: Readonly<Record<string, number>>;
}

export function takeInventory(
  folders: readonly string[],
  _options: { excluded(file: string): boolean },
): Inventory {
  const files: string[] = [];
  const configs: string[] = [];
  const open = [...folders];
  for (let dir = open.pop(); dir !== undefined; dir = open.pop()) {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = posix.join(dir, entry.name);
      if (entry.isDirectory()) {
        if (!['node_modules', '.git', 'dist', 'build', 'coverage'].includes(entry.name)) open.push(path);
      } else if (/^[tj]sconfig.*\.json$/.test(entry.name)) configs.push(path);
      else if (/\.[cm]?[jt]sx?$/.test(entry.name) && !/\.d\.[cm]?ts$|\.min\.js$/.test(entry.name))
        files.push(path);
    }
  }
  return { files: files.sort(), configs: configs.sort(), problems: [], skipped: [], skippedCounts: {} };
}

export function isTestFile(file: string, folders: readonly string[]): boolean {
  const folder = folders.find((each) => file.startsWith(`${each}/`)) ?? '';
  return /(^|\/)(tests?|__tests__|e2e|__mocks__|fixtures)\/|\.(test|spec|stories)\.[^/]+$/.test(
    posix.relative(folder, file),
  );
}
