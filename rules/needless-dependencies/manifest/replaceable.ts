import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import { inWords } from '../../platform/catalogue.ts';
import { freeing, placeOf, sectionOf, weightInWords } from '../../platform/entries.ts';
import type { Fact as ReplacementFact } from '../../platform/facts.ts';
import { removalOf } from '../../platform/fixes.ts';
import { installCommand } from '../../platform/install.ts';
import { listedScripts } from '../../platform/script-uses.ts';
import { groupOf, replaceablesOf } from '../../platform/usages.ts';
import type { Declared } from './declared.ts';
import type { Fact } from './facts.ts';

/**
 * Entries whose job the platform does. The imports have their own findings, louder ones; here stands what the entry
 * costs and whether it can go with all its uses.
 */
export function replaceableIn(
  files: readonly FileFacts<Fact>[],
  manifests: readonly Declared[],
  around: Surroundings,
): FindingDraft[] {
  const byDir = new Map(manifests.map((each) => [each.info.dir, each]));
  return replaceablesOf(files.map(withoutNames), around).flatMap(({ usage, support, imports }) => {
    const { replacement, info, keeper } = usage;
    const { package: name, builtIn, codemod } = replacement;
    const manifest = byDir.get(info.dir);
    const section = sectionOf(info, name);
    const place = manifest && section && placeOf(manifest, section, name);
    if (place === undefined || support.kind !== 'yes' || codemod === null) return [];
    const count = new Set(imports.map(({ file }) => file)).size;
    const isLine = replacement.kind === 'line';
    const what = isLine
      ? `\`${name}\` is one line: \`${builtIn}\``
      : `\`${name}\` does what ${inWords(replacement)} does ${support.why}`;
    const run = usage.scripts.rewrites;
    const scripts =
      run.size === 0 ? '' : `, ${listedScripts(run.keys())} ${run.size === 1 ? 'runs' : 'run'} it`;
    const who = `${count} ${count === 1 ? 'file uses' : 'files use'} it${scripts}.`;
    const advice = isLine ? 'Write it there' : 'Call the built-in there';
    const action =
      keeper === null
        ? `${advice} and take the entry out.`
        : `${advice}; the entry stays, because ${keeper}.`;
    const weight = around.weightOf(info.dir, name);
    return [
      {
        ...place,
        ...(keeper === null ? freeing(name, weight) : {}),
        message: `${what}. ${who}${weightInWords(weight)} ${action}`,
        severity: 'info' as const,
        group: groupOf(usage),
        evidence: imports.slice(0, 10).map(({ file, fact }) => ({
          file,
          span: fact.span,
          message: 'It is imported here.',
        })),
        fixes: [removalOf(usage, installCommand(around.packageManager(info.dir)))],
      },
    ];
  });
}

function withoutNames({ facts, ...file }: FileFacts<Fact>): FileFacts<ReplacementFact> {
  return { ...file, facts: facts.filter((fact): fact is ReplacementFact => fact.kind !== 'names') };
}
