import type { PackageManager } from '../engine/rule.ts';

/**
 * The command that brings lockfile and `node_modules` in line with a manifest that was edited, as the end of a title;
 * empty where nothing tells the package manager. Nothing is run, and no lockfile is edited: that is its own business.
 */
export function installCommand(manager: PackageManager | null): string {
  return manager === null ? '' : `, then run \`${manager} install\``;
}
