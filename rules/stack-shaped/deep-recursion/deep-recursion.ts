import { defineRule } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, SyntaxKind, type Type } from '../../engine/typescript.ts';
import { fixesFor } from './fixes.ts';
import { type Growth, growthOf } from './growth.ts';
import lesson from './lesson.md';
import { calleeName, type Recursion, recursionOf } from './recursion.ts';

interface Deep {
  readonly recursion: Recursion;
  readonly growth: Growth;
}

/** Recursion one call deeper for each entry of data that nothing bounds, so that large input overflows the call stack. */
export const deepRecursion = defineRule<Deep>({
  meta: {
    id: 'stack-shaped/deep-recursion',
    title: 'Recursion as deep as the data is long',
    severity: 'hint',
    language: 'typescript',
    lesson,
  },
  kinds: [
    SyntaxKind.FunctionDeclaration,
    SyntaxKind.FunctionExpression,
    SyntaxKind.ArrowFunction,
    SyntaxKind.MethodDeclaration,
  ],
  suspect(node) {
    const recursion = recursionOf(node);
    const growth = recursion && growthOf(recursion);
    if (recursion === undefined || growth === undefined) return undefined;
    const callees = growth.calls.map(calleeName);
    return { data: { recursion, growth }, types: growth.types, symbols: [recursion.nameNode, ...callees] };
  },
  judge({ recursion, growth }, { types, symbols }, context) {
    const { file, questions } = context;
    const [own, ...callees] = symbols;
    if (own === undefined || callees.some((callee) => callee?.id !== own.id)) return undefined;
    if (types.some(isUnresolved) || !growth.accepts(types as readonly Type[], questions)) return undefined;
    const [call, ...others] = growth.calls as readonly [ast.CallExpression, ...ast.CallExpression[]];
    return {
      file: file.path,
      span: spanOf(call, file.source),
      message: messageFor(recursion, growth),
      ...identify(call),
      evidence: others.map((node) => ({
        file: file.path,
        span: spanOf(node, file.source),
        message: 'also goes one call deeper',
      })),
      fixes: fixesFor(recursion, growth, context),
    };
  },
});

function messageFor({ name }: Recursion, { kind, per }: Growth): string {
  const what = `\`${name}\` goes one call deeper for ${per}, so the call stack grows with the data and overflows at some ten thousand.`;
  switch (kind) {
    case 'link':
    case 'own-link':
      return `${what} Follow the links in a loop.`;
    case 'tail':
    case 'index':
      return `${what} Go through the entries in a loop.`;
    case 'graph':
    case 'grid':
      return `${what} Keep what is still to be visited on a stack of your own, an array with \`push\` and \`pop\`.`;
  }
}
