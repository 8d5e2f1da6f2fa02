import type { FindingDraft } from '../../engine/finding.ts';
import type { PythonPackage } from '../../engine/python/packages/python-package.ts';
import type { PythonDependency } from '../../engine/python/packages/requirement.ts';
import type { Surroundings } from '../../engine/rule.ts';
import { modulesOfPackage, wordsOf } from '../../platform/python/import-names.ts';
import { type Declared, placeOf } from './declared.ts';
import { fromManifests, removeEntries } from './removal.ts';
import type { Uses } from './uses.ts';

/**
 * Entries of packages that do nothing unless they are imported, and that nothing imports or names. A version that is only bounded from
 * above, or pinned, may be there for what other packages bring, and a comment may say why an entry stays: of those nothing is said.
 */
export function unusedIn(all: readonly Declared[], uses: Uses, around: Surroundings): FindingDraft[] {
  const suspects = all.filter((each) => isSuspect(each, uses, around));
  return suspects
    .filter((each) => !isNamedElsewhere(each, around))
    .map((declared) => {
      const [first, ...others] = declared.entries;
      const { owner, name } = declared;
      const [module = name] = modulesOfPackage(name) ?? [];
      const asWhat = module === name ? '' : ` as \`${module}\``;
      const who = owner.name === null ? 'this project' : `\`${owner.name}\``;
      const count = uses.fileCount;
      const files = count === 1 ? 'its one file does not import it' : `none of ${count} files imports it`;
      return {
        ...placeOf(first),
        message: `Nothing in ${who} uses \`${name}\`: ${files}${asWhat}, and no text, script or setting names it. It is installed, audited and updated for nothing. Take the entry out, unless something outside this code loads it.`,
        evidence: others.map(({ file, span }) => ({ file, span, message: 'It stands here too.' })),
        fixes: [
          {
            title: `Remove \`${name}\` ${fromManifests(declared.entries, declared, around)}; what changes: it is no longer installed`,
            kind: 'review' as const,
            edits: (context) => removeEntries(declared.entries, declared, context),
          },
        ],
      };
    });
}

function isSuspect({ name, owner, entries }: Declared, uses: Uses, around: Surroundings): boolean {
  const modules = modulesOfPackage(name);
  return (
    modules !== undefined &&
    name !== owner.name &&
    entries.every((entry) => isPlain(entry, around)) &&
    !wordsOf(name, modules).some((word) => uses.hasAny(word))
  );
}

function isPlain({ file, span, marker, extras }: PythonDependency, around: Surroundings): boolean {
  const text = around.text(file) ?? '';
  const written = text.slice(span.start, span.end);
  if (marker !== null || extras.length > 0 || written.startsWith('[')) return false;
  const isBound = /[<!]|==/.test(written) && !/>|~=/.test(written);
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const lineEnd = text.indexOf('\n', span.end);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
  return !isBound && !line.includes('#') && !/^\s*[#;]/.test(above);
}

/** In code that does not parse, in files that are no analysed code, or otherwise in the manifests. */
function isNamedElsewhere({ name, owner, entries }: Declared, around: Surroundings): boolean {
  const words = wordsOf(name, modulesOfPackage(name) ?? []);
  if (around.mentions(rootOf(owner).dir, words).size > 0) return true;
  const pattern = new RegExp(
    `(?<![\\w.-])(?:${words.map((word) => word.replace(/[-_]/g, '[-_.]')).join('|')})(?![\\w-])`,
    'i',
  );
  return owner.manifests.some((file) => {
    let text = around.text(file) ?? '';
    for (const { span } of entries.filter((each) => each.file === file).toReversed())
      text = text.slice(0, span.start) + text.slice(span.end);
    return pattern.test(text);
  });
}

function rootOf(owner: PythonPackage): PythonPackage {
  return owner.outer === null ? owner : rootOf(owner.outer);
}
