import { posix } from 'node:path';
import type { EditPlan, FindingDraft, Refusal } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { namesPackage, otherMention, scriptString, withoutDependencies } from '../../engine/manifest.ts';
import type { PackageInfo, Surroundings } from '../../engine/rule.ts';
import { freeing, placeOf, sectionOf, weightInWords } from '../../platform/entries.ts';
import { installCommand } from '../../platform/install.ts';
import {
  isSupported,
  listedScripts,
  type ScriptUses,
  scriptEdits,
  scriptsWithout,
} from '../../platform/script-uses.ts';
import { type ScriptTool, scriptToolOf, shellOf } from '../../platform/scripts.ts';
import type { Declared } from './declared.ts';

/**
 * Entries that only scripts keep alive, for what Node or the shell does: `rimraf dist`. Where a script cannot do without,
 * the entry stays and nothing is gained, so that is a hint, which says why.
 */
export function scriptToolsIn(declared: Declared, around: Surroundings): FindingDraft[] {
  const { info, text, usesOf } = declared;
  const shell = shellIn(info, around);
  return [...Object.keys(info.dependencies), ...Object.keys(info.devDependencies)].flatMap((name) => {
    const tool = scriptToolOf(name);
    const { loaded, types, named } = usesOf(name);
    if (tool === undefined || loaded.length + types.length + named.length > 0) return [];
    if (!isSupported(tool, info) || isNeededElsewhere(name, declared, around)) return [];
    const found = scriptsWithout(info.scripts, tool, shell);
    const { rewrites, stays } = found;
    const section = sectionOf(info, name);
    const place = section && placeOf(declared, section, name);
    if (place === undefined || rewrites.size + stays.size === 0) return [];
    if (stays.size > 0) return [keptBy(stays, rewrites, tool, declared, place)];
    const scripts = listedScripts(rewrites.keys());
    const install = installCommand(around.packageManager(info.dir));
    const weight = around.weightOf(info.dir, name);
    return [
      {
        ...place,
        ...freeing(name, weight),
        message: `Only ${scripts} ${rewrites.size === 1 ? 'runs' : 'run'} \`${name}\`, for what ${tool.instead}${supportedBy(tool, info)}.${weightInWords(weight)} Say it without, and take the entry out.`,
        evidence: [...rewrites.keys()].slice(0, 10).flatMap((script) => {
          const span = scriptString(text, script);
          return span === undefined ? [] : [{ file: declared.manifest, span, message: 'It is run here.' }];
        }),
        fixes: [
          {
            title: `Do without \`${name}\` in ${scripts} and remove it from package.json${install}; what changes: ${tool.difference}`,
            kind: 'review' as const,
            edits: (context) => withRewrites(name, declared, found, context.text(declared.manifest)),
          },
        ],
      },
    ];
  });
}

/** The entry stays for the scripts that cannot do without; the action says the same as the finding. */
function keptBy(
  stays: ReadonlyMap<string, string>,
  rewrites: ReadonlyMap<string, string>,
  { package: name, instead }: ScriptTool,
  { manifest, text }: Declared,
  place: Pick<FindingDraft, 'file' | 'span' | 'symbol' | 'syntax'>,
): FindingDraft {
  const all = listedScripts([...rewrites.keys(), ...stays.keys()]);
  const reasons = [...stays].slice(0, 3).map(([script, reason]) => `\`${script}\` because ${reason}`);
  const more = stays.size > 3 ? `, and ${stays.size - 3} more` : '';
  const kept = `${reasons.join(', ')}${more}`;
  return {
    ...place,
    severity: 'hint',
    message: `Only ${all} ${rewrites.size + stays.size === 1 ? 'runs' : 'run'} \`${name}\`, for what ${instead}. The entry stays as long as a script needs it: ${kept}.`,
    evidence: [...stays.keys()].slice(0, 10).flatMap((script) => {
      const span = scriptString(text, script);
      return span === undefined
        ? []
        : [{ file: manifest, span, message: `It has to stay here: ${stays.get(script)}.` }];
    }),
    fixes: [
      {
        title: `Do without \`${name}\` in ${all} and remove it from package.json`,
        kind: 'review',
        edits: () => ({ refused: `The scripts have to keep \`${name}\`: ${kept}.` }),
      },
    ],
  };
}

function supportedBy({ package: name }: ScriptTool, { nodeRange }: PackageInfo): string {
  return name === 'cross-env' ? '' : `, and this package runs on Node \`${nodeRange}\``;
}

function withRewrites(
  name: string,
  { manifest, text }: Declared,
  found: ScriptUses,
  now = text,
): EditPlan | Refusal {
  const edits = scriptEdits(now, found);
  if (edits === undefined) return { refused: 'The scripts have changed.' };
  const removed = withoutDependencies(now, [name, `@types/${name}`]).map((span) => ({ span, newText: '' }));
  return { edits: inFile(manifest, [...edits, ...removed], 'Manifest') };
}

/** Whether something beside the package's own scripts names it: its settings, a workflow, a package that lies within. */
function isNeededElsewhere(name: string, { info, text }: Declared, around: Surroundings): boolean {
  if (name in info.peerDependencies || name in info.optionalDependencies) return true;
  const withoutScripts = Object.keys(info.scripts).reduce((rest, script) => {
    const span = scriptString(rest, script);
    return span === undefined ? rest : `${rest.slice(0, span.start)}""${rest.slice(span.end)}`;
  }, text);
  if (otherMention(withoutScripts, name) !== undefined || around.mentions(info.dir, [name]).size > 0)
    return true;
  return around.packages.some(
    ({ dir, scripts, dependencies, devDependencies }) =>
      dir.startsWith(`${info.dir}/`) &&
      !(name in dependencies || name in devDependencies) &&
      Object.values(scripts).some((command) => namesPackage(command, name)),
  );
}

function shellIn({ dir }: PackageInfo, around: Surroundings): ReturnType<typeof shellOf> {
  const settings = { npm: '', pnpm: '', yarn: '' };
  for (let at = dir; ; at = posix.dirname(at)) {
    settings.npm += around.text(posix.join(at, '.npmrc')) ?? '';
    settings.pnpm += around.text(posix.join(at, 'pnpm-workspace.yaml')) ?? '';
    settings.yarn += around.text(posix.join(at, '.yarnrc.yml')) ?? '';
    if (posix.dirname(at) === at || !around.packages.some((each) => at.startsWith(`${each.dir}/`))) break;
  }
  return shellOf(around.packageManager(dir), settings);
}
