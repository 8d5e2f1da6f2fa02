import type { PackageUse } from '../engine/typescript/codemods/package-uses.ts';
import { findAncestor, walk } from '../engine/typescript/syntax.ts';
import { is, type Node, type SourceFile } from '../engine/typescript.ts';

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
    if (call !== undefined && mockers.test(`${text}('`)) mocks.push({ specifier, text, node: call });
  });
  return mocks;
}

/** `jest.mock('x')`, `vi.doMock('x')`, `mock.module('x')`, `td.replace('x')`, `proxyquire('…', { x })` and relatives. */
const mockers =
  /\b(?:mock|doMock|unmock|setMock|mockModule|unstable_mockModule)\(\s*['"`]|\bmock\.module\(|\bmockery\.register|\b(?:proxyquire|rewiremock|esmock|quibble)\b|\btd\.replace/;

/** Whether a use hands the package to a function that replaces part of it: `sinon.stub(mkdirp, 'sync')`. */
export function isStubbed({ node, role }: PackageUse): boolean {
  const { parent } = node;
  if (role !== 'value' || !is.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  return /(?:^|\.)(?:stub|spy|spyOn|mock|method|replace|fake)$/.test(parent.expression.getText());
}

/** The module that an argument names: `'uuid'`, or a key of the stubs that proxyquire takes. */
function specifierOf(node: Node): string | undefined {
  if (is.isStringLiteral(node)) return node.text;
  return is.isPropertyAssignment(node) && is.isIdentifier(node.name) ? node.name.text : undefined;
}
