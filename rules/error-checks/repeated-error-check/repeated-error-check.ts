import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorClassFact } from '../../engine/typescript/errors/error-modules.ts';
import { isExample } from '../../engine/typescript/errors/examples.ts';
import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import { type GuardFact, guardFact, suspectGuard } from './fact.ts';
import { groupsOf } from './groups.ts';
import type { Guard } from './guard.ts';
import lesson from './lesson.md';
import { findingsOf } from './report.ts';

/** The same guard with the same failing outcome, written out again and again over one package. */
export const repeatedErrorCheck = defineProgramRule<Guard | ErrorClassFact, GuardFact | ErrorClassFact>({
  meta: {
    id: 'error-checks/repeated-error-check',
    title: 'The same error check written out in several places',
    severity: 'warning',
    language: 'typescript',
    lesson,
    // What several functions find missing is a matter of that value's state; the error is the same for that reason alone.
    yieldsTo: ['null-prone/repeated-null-check'],
    options: { places: 3 },
  },
  kinds: [SyntaxKind.IfStatement, SyntaxKind.ClassDeclaration],
  suspect(node, file) {
    if (is.isIfStatement(node)) return isExample(file) ? undefined : suspectGuard(node);
    const found = is.isClassDeclaration(node) ? errorClassFact(node, file) : undefined;
    return found && { data: found };
  },
  extract(suspect, answers, context) {
    return 'is' in suspect ? suspect : guardFact(suspect, answers, context);
  },
  reduce(
    files: readonly FileFacts<GuardFact | ErrorClassFact>[],
    options,
    _around,
    isSpokenFor,
  ): FindingDraft[] {
    return groupsOf(files, options['places'] ?? 3, isSpokenFor).flatMap(findingsOf);
  },
});
