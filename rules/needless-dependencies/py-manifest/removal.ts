import { posix } from 'node:path';
import type { EditPlan, FixContext, Refusal, TextEdit } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { readManifest } from '../../engine/python/packages/manifest.ts';
import { withoutEntries } from '../../engine/python/packages/remove-entry.ts';
import type { PythonDependency } from '../../engine/python/packages/requirement.ts';
import type { Surroundings } from '../../engine/rule.ts';
import { type Declared, manifestName } from './declared.ts';

/** The edits that take entries out of their manifests. Lockfiles belong to the tool that writes them. */
export function removeEntries(
  entries: readonly PythonDependency[],
  declared: Declared,
  context: FixContext,
): EditPlan | Refusal {
  const edits: TextEdit[] = [];
  for (const file of new Set(entries.map((each) => each.file))) {
    const text = context.text(file);
    const known = entries.filter((each) => each.file === file);
    // The manifest may have been edited since, so its entries are looked up anew.
    const now = text === undefined ? [] : (readManifest(file, text)?.dependencies ?? []);
    const wanted = now.filter((each) => known.some((old) => isSame(old, each)));
    const spans = text === undefined ? undefined : withoutEntries(text, wanted);
    if (spans === undefined || wanted.length !== known.length)
      return {
        refused: `The entry of \`${declared.name}\` in ${manifestName(file, declared.owner)} has a table of its own, which is taken out by hand.`,
      };
    edits.push(
      ...inFile(
        file,
        spans.map((span) => ({ span, newText: '' })),
        'Manifest',
      ),
    );
  }
  return { edits };
}

/** `from pyproject.toml, then run …`, as a part of a title. */
export function fromManifests(
  entries: readonly PythonDependency[],
  declared: Declared,
  around: Surroundings,
): string {
  const files = [...new Set(entries.map(({ file }) => file))];
  const names = files.map((file) => manifestName(file, declared.owner)).join(' and ');
  const command = lockCommand(files, declared, around);
  return `from ${names}${command === null ? '' : `, then run \`${command}\``}`;
}

/** What brings a lockfile in line; null where there is none. */
export function lockCommand(
  files: readonly string[],
  { owner: { dir } }: Declared,
  around: Surroundings,
): string | null {
  for (const file of files) {
    const compiled = file.replace(/\.in$/, '.txt');
    if (compiled !== file && around.text(compiled) !== undefined)
      return `pip-compile ${posix.relative(dir, file)}`;
    if (posix.basename(file) !== 'pyproject.toml') continue;
    for (const tool of ['poetry', 'uv', 'pdm'])
      if (around.text(posix.join(dir, `${tool}.lock`)) !== undefined) return `${tool} lock`;
  }
  return null;
}

function isSame(a: PythonDependency, b: PythonDependency): boolean {
  return a.name === b.name && a.role === b.role && a.list === b.list && a.marker === b.marker;
}
