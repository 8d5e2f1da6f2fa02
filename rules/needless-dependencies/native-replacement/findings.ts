import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import { inWords } from '../../platform/catalogue.ts';
import type { Support } from '../../platform/engines.ts';
import { freeing } from '../../platform/entries.ts';
import type { Fact } from '../../platform/facts.ts';
import { fixesOf } from '../../platform/fixes.ts';
import { installCommand } from '../../platform/install.ts';
import { groupOf, replaceablesOf, type Usage } from '../../platform/usages.ts';

/** Findings at every import of a package that nothing in its manifest's files needs any more. */
export function findingsOf(
  files: readonly FileFacts<Fact>[],
  _options: unknown,
  around: Surroundings,
): FindingDraft[] {
  return replaceablesOf(files, around, 'platform').flatMap(({ usage, support, imports: atRunTime }) => {
    const { replacement } = usage;
    const install = installCommand(around.packageManager(usage.info.dir));
    const fixes = support.kind === 'yes' && replacement.codemod !== null ? fixesOf(usage, install) : () => [];
    const isWeak = support.kind === 'unknown' || replacement.codemod === null || replacement.doesMore;
    const isForTests = atRunTime.every(({ isTest }) => isTest);
    const message = messageOf(usage, support);
    const { info, keeper } = usage;
    const mayGo = keeper === null && support.kind !== 'unknown';
    const freed = mayGo ? freeing(replacement.package, around.weightOf(info.dir, replacement.package)) : {};
    // What is missing in the manifest is said once.
    const shown = support.kind === 'unknown' ? atRunTime.slice(0, 1) : atRunTime;
    return shown.map(({ file, fact }) => ({
      file,
      span: fact.span,
      symbol: fact.symbol,
      syntax: fact.syntax,
      ...freed,
      message,
      severity: isWeak || isForTests ? ('info' as const) : ('warning' as const),
      group: groupOf(usage),
      evidence: atRunTime
        .filter((other) => other.fact !== fact)
        .slice(0, 10)
        .map((other) => ({ file: other.file, span: other.fact.span, message: 'It is imported here too.' })),
      fixes: fixes(file),
    }));
  });
}

function messageOf({ imports, replacement, keeper, info }: Usage, support: Support): string {
  const { package: name, codemod } = replacement;
  const count = new Set(imports.filter(({ fact }) => !fact.isTypeOnly).map(({ file }) => file)).size;
  const what = `${count} ${count === 1 ? 'file imports' : 'files import'} \`${name}\` for what ${inWords(replacement)} does`;
  if (support.kind === 'unknown') {
    return `${what}. Whether all that it runs on has that is open, as ${support.missing}: say it there, and the package may go.`;
  }
  const why = support.kind === 'yes' ? support.why : '';
  if (codemod === null)
    return `${what} ${why}. Its interface differs, so see in its documentation whether it covers these uses.`;
  const manifest = info.name === null ? 'package.json' : `the package.json of \`${info.name}\``;
  const action =
    keeper === null
      ? `Call the built-in and drop \`${name}\` from ${manifest}.`
      : `Call the built-in; ${manifest} keeps \`${name}\` because ${keeper}.`;
  return `${what} ${why}. ${action}`;
}
