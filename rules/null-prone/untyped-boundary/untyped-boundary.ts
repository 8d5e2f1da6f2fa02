import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import { type Asked, askedOf, judgeChoices, readAsked } from './callers-choice.ts';
import { flowsOf } from './extract.ts';
import type { BoundaryFact } from './facts.ts';
import { shipsToNobody } from './files.ts';
import lesson from './lesson.md';
import { readSource, type Source } from './sources.ts';
import { judgeFlows } from './verdict.ts';
import { readWritten, type Written, writtenOf } from './written.ts';

/**
 * A value from outside that is given a declared type by a word: `JSON.parse(text) as Settings`. Only types that promise
 * something count, and only where nobody looks at the value afterwards. What the program writes itself is known from its
 * `JSON.stringify` calls, anywhere in it.
 */
export const untypedBoundary = defineProgramRule<Source | Written | Asked, BoundaryFact>({
  meta: {
    id: 'null-prone/untyped-boundary',
    title: 'A value from outside is taken for a declared type without a check',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.CallExpression, SyntaxKind.PropertyAccessExpression],

  suspect(node, file) {
    if (file.isJavaScript) return undefined;
    const written = is.isCallExpression(node) ? readWritten(node) : undefined;
    if (written !== undefined) return { data: written, types: [written.typed] };
    const source = readSource(node);
    const asked = source === undefined && is.isCallExpression(node) ? readAsked(node) : undefined;
    if (asked !== undefined) return { data: asked, types: [asked.type], symbols: [asked.callee] };
    if (source === undefined || shipsToNobody(file)) return undefined;
    return { data: source, types: source.receiver === null ? [source.node] : [source.node, source.receiver] };
  },

  extract(suspected, answers, context) {
    switch (suspected.kind) {
      case 'written':
        return writtenOf(answers, context);
      case 'asked':
        return askedOf(suspected, answers, context);
      default:
        return flowsOf(suspected, answers, context);
    }
  },

  reduce(files) {
    return [...judgeFlows(files), ...judgeChoices(files)];
  },
});
