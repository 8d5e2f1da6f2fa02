import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorClassFact } from '../../engine/typescript/errors/error-modules.ts';
import { isExample } from '../../engine/typescript/errors/examples.ts';
import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import { suspectThrow, type ThrowFact, type Throwing, throwFact } from './fact.ts';
import { groupsOf } from './groups.ts';
import lesson from './lesson.md';
import { findingsOf } from './report.ts';

/** The same message thrown as a plain error in several places of one package, behind conditions of their own. */
export const repeatedErrorMessage = defineProgramRule<Throwing | ErrorClassFact, ThrowFact | ErrorClassFact>({
  meta: {
    id: 'error-checks/repeated-error-message',
    title: 'The same error message written out in several places',
    severity: 'warning',
    language: 'typescript',
    lesson,
    options: { places: 3 },
  },
  kinds: [SyntaxKind.NewExpression, SyntaxKind.CallExpression, SyntaxKind.ClassDeclaration],
  suspect(node, file) {
    if (!is.isClassDeclaration(node)) return isExample(file) ? undefined : suspectThrow(node);
    const found = errorClassFact(node, file);
    return found && { data: found };
  },
  extract(suspect, answers, context) {
    return 'is' in suspect ? suspect : throwFact(suspect, answers, context);
  },
  reduce(files: readonly FileFacts<ThrowFact | ErrorClassFact>[], options): FindingDraft[] {
    return groupsOf(files, Math.max(2, options['places'] ?? 3)).flatMap(findingsOf);
  },
});
