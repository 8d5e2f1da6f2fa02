import { inFile } from '../../engine/local-edits.ts';
import { defineRule } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { SyntaxKind } from '../../engine/typescript.ts';
import { byDepth } from './by-depth.ts';
import { byIndex } from './by-index.ts';
import { byParent } from './by-parent.ts';
import { byPath } from './by-path.ts';
import { byPutBack } from './by-put-back.ts';
import lesson from './lesson.md';
import type { Nesting } from './nesting.ts';

/** What is open is kept by depth, by a link, by an index or in a variable that is put back, where a stack is the state. */
export const handNesting = defineRule<Nesting>({
  meta: {
    id: 'stack-shaped/hand-nesting',
    title: 'Nesting kept by hand',
    severity: 'hint',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.BinaryExpression, SyntaxKind.CallExpression],
  suspect(node) {
    const nesting = byDepth(node) ?? byParent(node) ?? byIndex(node) ?? byPutBack(node) ?? byPath(node);
    return nesting && { data: nesting, types: [nesting.asks] };
  },
  judge({ node, message, severity, evidence, accepts, fix }, { types: [type] }, context) {
    if (isUnresolved(type) || !accepts(type, context)) return undefined;
    const { path, source } = context.file;
    const made = fix?.edits(type, context);
    return {
      file: path,
      span: spanOf(node, source),
      message,
      severity,
      ...identify(node),
      evidence: evidence.map((each) => ({
        file: path,
        span: spanOf(each.node, source),
        message: each.message,
      })),
      fixes:
        fix === undefined || made === undefined
          ? []
          : [
              {
                title: fix.title,
                kind: 'review',
                edits: () => ('refused' in made ? made : { edits: inFile(path, made, 'Stack') }),
              },
            ],
    };
  },
});
