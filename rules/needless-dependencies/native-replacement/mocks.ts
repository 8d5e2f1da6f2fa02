import { findAncestor, walk } from '../../engine/typescript/syntax.ts';
import { is, type Node, type SourceFile } from '../../engine/typescript.ts';

/** A call by which a test puts something else in the place of a module. */
export interface Mock {
  readonly specifier: string;
  /** The call's function: `jest.mock`. */
  readonly text: string;
  readonly node: Node;
}

/** All mocks of packages in a file; only names that `wanted` accepts. */
export function mocksIn(source: SourceFile, wanted: (specifier: string) => boolean): Mock[] {
  if (!mockers.test(source.text)) return [];
  const mocks: Mock[] = [];
  walk(source, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined || !wanted(specifier)) return;
    const call = findAncestor(node, is.isCallExpression);
    const text = call?.expression.getText(source) ?? '';
    if (call !== undefined && mockers.test(text)) mocks.push({ specifier, text, node: call });
  });
  return mocks;
}

const mockers = /mock|proxyquire|rewire|quibble|td\.replace/i;

/** The module that an argument names: `'uuid'`, or a key of the stubs that proxyquire takes. */
function specifierOf(node: Node): string | undefined {
  if (is.isStringLiteral(node)) return node.text;
  return is.isPropertyAssignment(node) && is.isIdentifier(node.name) ? node.name.text : undefined;
}
