import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { ErrorClassFact } from '../../engine/typescript/errors/error-modules.ts';
import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { SyntaxKind } from '../../engine/typescript.ts';
import { type CatchFact, factOf, type Suspicion, suspectHandler } from './fact.ts';
import { groupsOf } from './groups.ts';
import lesson from './lesson.md';
import { findingsOf } from './report.ts';

/** The same steps about a caught error, written out again and again over one package. */
export const repeatedCatch = defineProgramRule<Suspicion, CatchFact | ErrorClassFact>({
  meta: {
    id: 'error-checks/repeated-catch',
    title: 'The same handling of a caught error in several places',
    severity: 'warning',
    language: 'typescript',
    lesson,
    options: { places: 3 },
  },
  kinds: [SyntaxKind.CatchClause, SyntaxKind.CallExpression, SyntaxKind.ClassDeclaration],
  suspect: suspectHandler,
  extract: factOf,
  reduce(files: readonly FileFacts<CatchFact | ErrorClassFact>[], options): FindingDraft[] {
    return groupsOf(files, options['places'] ?? 3).flatMap(findingsOf);
  },
});
