import type { LocalEdit } from '../engine/local-edits.ts';
import { namesPackage, scriptString } from '../engine/manifest.ts';
import type { PackageInfo } from '../engine/rule.ts';
import { supportOf } from './engines.ts';
import { type ScriptTool, type Shell, scriptToolOf, withoutTool } from './scripts.ts';

/** The scripts of one manifest that run a package. */
export interface ScriptUses {
  /** The commands that do without it, by the script. */
  readonly rewrites: ReadonlyMap<string, string>;
  /** Why the others have to run it, by the script; empty where no more is known than that they do. */
  readonly stays: ReadonlyMap<string, string>;
  /** What changes with the rewritten commands; null where there are none. */
  readonly difference: string | null;
}

export const noScripts: ScriptUses = { rewrites: new Map(), stays: new Map(), difference: null };

/** All scripts that name a package, and what they could say instead on the engines of the manifest. */
export function scriptUsesOf(info: PackageInfo, name: string): ScriptUses {
  const commands = Object.entries(info.scripts).filter(([, command]) => namesPackage(command, name));
  if (commands.length === 0) return noScripts;
  const tool = scriptToolOf(name);
  return tool !== undefined && isSupported(tool, info)
    ? scriptsWithout(Object.fromEntries(commands), tool, 'unknown')
    : { ...noScripts, stays: new Map(commands.map(([script]) => [script, ''])) };
}

/** Whether what a tool is replaced by is there on every engine of a manifest. */
export function isSupported({ engines }: ScriptTool, info: PackageInfo): boolean {
  return supportOf(engines, true, info, { importsNode: true, usesDom: false }).kind === 'yes';
}

/** The scripts that run a tool, each without it or with the reason why it cannot be. */
export function scriptsWithout(
  scripts: Readonly<Record<string, string>>,
  tool: ScriptTool,
  shell: Shell,
): ScriptUses {
  const rewrites = new Map<string, string>();
  const stays = new Map<string, string>();
  for (const [script, command] of Object.entries(scripts)) {
    const rewrite = withoutTool(command, tool, shell);
    if (rewrite === undefined) continue;
    if ('stays' in rewrite) stays.set(script, rewrite.stays);
    else rewrites.set(script, rewrite.command);
  }
  return { rewrites, stays, difference: rewrites.size === 0 ? null : tool.difference };
}

/** Puts the commands into the text of a manifest; undefined where it has a script no longer. */
export function scriptEdits(text: string, { rewrites }: ScriptUses): LocalEdit[] | undefined {
  const edits = [...rewrites].map(([script, command]) => {
    const span = scriptString(text, script);
    return span && { span, newText: JSON.stringify(command) };
  });
  return edits.every((each) => each !== undefined) ? edits : undefined;
}

/** `the scripts `clean`, `build``. */
export function listedScripts(scripts: Iterable<string>): string {
  const all = [...scripts];
  const names = all.slice(0, 3).map((each) => `\`${each}\``);
  const more = all.length > 3 ? ` and ${all.length - 3} more` : '';
  return `the ${all.length === 1 ? 'script' : 'scripts'} ${names.join(', ')}${more}`;
}
