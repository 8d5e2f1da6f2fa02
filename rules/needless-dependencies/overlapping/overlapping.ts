import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import { factsOfFile, type Suspicion, suspectFile } from '../../platform/extract.ts';
import { type Fact, type LoadFact, loadsIn } from './facts.ts';
import { findingsOf } from './findings.ts';
import lesson from './lesson.md';

interface Suspect {
  readonly loads: readonly LoadFact[];
  readonly replaceable: Suspicion | undefined;
}

/** Two packages for one job in one manifest, both really loaded. Findings stand at the entry that fewer files use. */
export const overlapping = defineProgramRule<Suspect, Fact>({
  meta: {
    id: 'needless-dependencies/overlapping',
    title: 'Two packages for one job',
    severity: 'info',
    language: 'typescript',
    lesson,
    // Tests count for what a replacement has to rewrite, not for what overlaps.
    inTests: true,
  },
  kinds: [SyntaxKind.SourceFile],
  suspect(node, file) {
    if (!is.isSourceFile(node) || file.package.manifest === null) return undefined;
    const loads = loadsIn(node);
    const replaceable = suspectFile(node, file);
    if (loads.length === 0 && replaceable === undefined) return undefined;
    return { data: { loads, replaceable: replaceable?.data }, symbols: replaceable?.symbols ?? [] };
  },
  extract({ loads, replaceable }, { symbols }, { file, questions }) {
    return replaceable === undefined
      ? [...loads]
      : [...loads, ...factsOfFile(replaceable, symbols, file, questions)];
  },
  reduce: findingsOf,
});
