import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { isExample } from '../../engine/typescript/errors/examples.ts';
import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { SyntaxKind } from '../../engine/typescript.ts';
import { type LadderFact, ladderFact } from './fact.ts';
import { groupsOf } from './groups.ts';
import lesson from './lesson.md';
import { findingsOf } from './report.ts';

/** The same mapping from statuses or codes of errors to outcomes, written out more than once in one package. */
export const statusLadder = defineProgramRule<LadderFact, LadderFact>({
  meta: {
    id: 'error-checks/status-ladder',
    title: 'The same outcomes for the same status codes written out again',
    severity: 'info',
    syntaxOnly: true,
    language: 'typescript',
    lesson,
    options: { places: 2 },
  },
  kinds: [SyntaxKind.SwitchStatement, SyntaxKind.IfStatement, SyntaxKind.ObjectLiteralExpression],
  suspect(node, file) {
    const fact = isExample(file) ? undefined : ladderFact(node);
    return fact && { data: fact };
  },
  extract: (fact) => fact,
  reduce(files: readonly FileFacts<LadderFact>[], options): FindingDraft[] {
    return groupsOf(files, Math.max(2, options['places'] ?? 2)).flatMap(findingsOf);
  },
});
