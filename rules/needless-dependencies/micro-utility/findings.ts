import type { FindingDraft, PackageWeight } from '../../engine/finding.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import { freeing, weightInWords } from '../../platform/entries.ts';
import type { Fact } from '../../platform/facts.ts';
import { fixesOf } from '../../platform/fixes.ts';
import { installCommand } from '../../platform/install.ts';
import { groupOf, replaceablesOf, type Usage } from '../../platform/usages.ts';

/** Findings at every import of a package that is one line, where that line does the same on every engine. */
export function findingsOf(
  files: readonly FileFacts<Fact>[],
  _options: unknown,
  around: Surroundings,
): FindingDraft[] {
  return replaceablesOf(files, around, 'line').flatMap(({ usage, support, imports }) => {
    // Where the engines are not known, a line that may be too new for them is no advice.
    if (support.kind !== 'yes') return [];
    const fixes = fixesOf(usage, installCommand(around.packageManager(usage.info.dir)));
    const { info, keeper, replacement } = usage;
    const weight = around.weightOf(info.dir, replacement.package);
    const message = messageOf(usage, imports, weight);
    const freed = keeper === null ? freeing(replacement.package, weight) : {};
    return imports.map(({ file, fact }) => ({
      ...freed,
      file,
      span: fact.span,
      symbol: fact.symbol,
      syntax: fact.syntax,
      message,
      group: groupOf(usage),
      evidence: imports
        .filter((other) => other.fact !== fact)
        .slice(0, 10)
        .map((other) => ({ file: other.file, span: other.fact.span, message: 'It is imported here too.' })),
      fixes: fixes(file),
    }));
  });
}

function messageOf(usage: Usage, imports: Usage['imports'], weight: PackageWeight | null): string {
  const { replacement, keeper, info } = usage;
  const { package: name, builtIn } = replacement;
  const count = new Set(imports.map(({ file }) => file)).size;
  const what = `${count} ${count === 1 ? 'file imports' : 'files import'} \`${name}\` for one line: \`${builtIn}\``;
  const manifest = info.name === null ? 'package.json' : `the package.json of \`${info.name}\``;
  const action =
    keeper === null
      ? `Write the line yourself and drop \`${name}\` from ${manifest}.`
      : `Write the line yourself; ${manifest} keeps \`${name}\` because ${keeper}.`;
  return `${what}. However short, it is installed, audited and updated like any other package.${weightInWords(weight)} ${action}`;
}
