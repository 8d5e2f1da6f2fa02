import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { SyntaxKind } from '../../engine/typescript.ts';
import { factOf, type MessageFact, type Suspicion, suspicionOf } from './facts.ts';
import { groupsOf } from './groups.ts';
import lesson from './lesson.md';
import { matchesOf } from './match.ts';
import { adviceFor, findingsOf } from './report.ts';

/** A decision by the text of an error, which is written for people and changes without notice. */
export const messageMatching = defineProgramRule<Suspicion, MessageFact>({
  meta: {
    id: 'error-checks/message-matching',
    title: 'A decision by the text of an error',
    severity: 'warning',
    language: 'typescript',
    lesson,
  },
  kinds: [
    SyntaxKind.SourceFile,
    SyntaxKind.ClassDeclaration,
    SyntaxKind.CallExpression,
    SyntaxKind.NewExpression,
    SyntaxKind.BinaryExpression,
    SyntaxKind.SwitchStatement,
  ],
  suspect: suspicionOf,
  extract: factOf,
  reduce(files: readonly FileFacts<MessageFact>[]): FindingDraft[] {
    const matches = matchesOf(files);
    const outside = matches.filter(({ made }) => made.length === 0);
    return [...groupsOf(matches, files).flatMap(findingsOf), ...outside.flatMap(adviceFor)];
  },
});
