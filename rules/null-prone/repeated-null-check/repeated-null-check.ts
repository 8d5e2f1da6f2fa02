import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import { type HolderSuspect, holderFacts, suspectHolders } from './extract.ts';
import type { NullCheckFact } from './facts.ts';
import lesson from './lesson.md';
import { type MemberSuspect, memberFact, suspectMember } from './members.ts';
import { findingsOf } from './report.ts';

/**
 * A field, variable or member that several functions check for absence before they go on. The evidence is functions that
 * throw: they cannot do their work without it, so for them a state in which it is missing should not be possible.
 */
export const repeatedNullCheck = defineProgramRule<HolderSuspect | MemberSuspect, NullCheckFact>({
  meta: {
    id: 'null-prone/repeated-null-check',
    title: 'The same value checked for absence in several functions',
    severity: 'warning',
    language: 'typescript',
    lesson,
    options: { functions: 3 },
  },
  kinds: [
    SyntaxKind.SourceFile,
    SyntaxKind.ClassDeclaration,
    SyntaxKind.ClassExpression,
    SyntaxKind.IfStatement,
  ],
  suspect(node, file) {
    return is.isIfStatement(node) ? suspectMember(node) : suspectHolders(node, file);
  },
  extract(suspect, answers, context) {
    return suspect.is === 'member'
      ? memberFact(suspect, answers, context)
      : holderFacts(suspect, answers, context);
  },
  reduce(files, options) {
    return findingsOf(files, options['functions'] ?? 3);
  },
});
