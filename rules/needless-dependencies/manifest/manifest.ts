import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import { factsOfFile, type Suspicion, suspectFile } from '../../platform/extract.ts';
import { declaredIn } from './declared.ts';
import { type Fact, type NamesSuspicion, namesFact, suspectNames } from './facts.ts';
import { keptIn } from './kept.ts';
import lesson from './lesson.md';
import { misplacedIn } from './misplaced.ts';
import { replaceableIn } from './replaceable.ts';
import { scriptToolsIn } from './script-tools.ts';
import { unusedIn } from './unused.ts';

interface Suspect {
  readonly names: NamesSuspicion;
  readonly replaceable: Suspicion | undefined;
  /** How many of the symbols asked for belong to `names`. */
  readonly nameCount: number;
}

/**
 * An entry of `package.json` that can go: the platform does its job, nothing uses it, or it stands in the wrong section.
 * Findings stand at the entry. Facts are the declared packages that each file names.
 */
export const manifest = defineProgramRule<Suspect, Fact>({
  meta: {
    id: 'needless-dependencies/manifest',
    title: 'Entry of package.json that can go',
    severity: 'info',
    language: 'typescript',
    lesson,
    // What tests alone need is needed too.
    inTests: true,
  },
  kinds: [SyntaxKind.SourceFile],
  suspect(node, file) {
    if (!is.isSourceFile(node) || file.package.manifest === null) return undefined;
    const names = suspectNames(node, file);
    const replaceable = suspectFile(node, file);
    return {
      data: { names: names.data, replaceable: replaceable?.data, nameCount: names.symbols.length },
      symbols: [...names.symbols, ...(replaceable?.symbols ?? [])],
    };
  },
  extract({ names, replaceable, nameCount }, { symbols }, { file, questions }) {
    const facts: Fact[] = [namesFact(names, symbols.slice(0, nameCount), questions)];
    if (replaceable === undefined) return facts;
    return [...facts, ...factsOfFile(replaceable, symbols.slice(nameCount), file, questions)];
  },
  reduce(files, _options, around) {
    const declared = declaredIn(files, around);
    return [
      ...replaceableIn(files, declared, around),
      ...declared.flatMap((each) => {
        const inScripts = scriptToolsIn(each, around);
        const taken = new Set(inScripts.map(({ syntax }) => syntax));
        const misplaced = misplacedIn(each, around).filter(({ syntax }) => !taken.has(syntax));
        return [...unusedIn(each, around), ...inScripts, ...misplaced, ...keptIn(each, files, around)];
      }),
    ];
  },
});
