import type { PackageUse } from '../engine/typescript/codemods/package-uses.ts';
import type { FileView } from '../engine/typescript/rule.ts';
import { findAncestor, walk } from '../engine/typescript/syntax.ts';
import { is, type Node, SyntaxKind } from '../engine/typescript.ts';

/** A call by which a test puts something else in the place of a module. */
export interface Mock {
  readonly specifier: string;
  /** The call's function: `jest.mock`. */
  readonly text: string;
  readonly node: Node;
}

/** All mocks of packages in a file; only names that `wanted` accepts. */
export function mocksIn(
  { source, isTest }: Pick<FileView, 'source' | 'isTest'>,
  wanted: (specifier: string) => boolean,
): Mock[] {
  const isMocking = mockers.test(source.text);
  if (!isMocking && !(isTest && quotedKey.test(source.text))) return [];
  const mocks: Mock[] = [];
  walk(source, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined || !wanted(specifier)) return;
    const mock = (isMocking ? mockerOf(node) : undefined) ?? (isTest ? standInAt(node) : undefined);
    if (mock !== undefined) mocks.push({ specifier, text: nameOf(mock), node: mock });
  });
  return mocks;
}

/** A call of something that is known to put one module in the place of another, with a name among its arguments. */
function mockerOf(node: Node): Node | undefined {
  const call = findAncestor(node, is.isCallExpression);
  return call !== undefined && mockers.test(`${call.expression.getText()}('`) ? call : undefined;
}

/**
 * What a test has under the name of a package and is no text or number: `load('../a', { 'left-pad': () => '' })`, whatever the
 * function does with it. A name without quotes may be that of anything, unless it stands among `mocks` or `stubs`.
 */
function standInAt(node: Node): Node | undefined {
  const property = is.isStringLiteral(node) ? node.parent : node;
  if (!is.isPropertyAssignment(property) && !is.isMethodDeclaration(property)) return undefined;
  const isKey = property === node || property.name === node;
  if (!isKey || (is.isPropertyAssignment(property) && !isStandIn(property.initializer))) return undefined;
  const holder = property.parent.parent;
  const held =
    is.isPropertyAssignment(holder) || is.isVariableDeclaration(holder) ? holder.name.getText() : '';
  if (/dependencies['"]?$/i.test(held)) return undefined;
  if (property === node && !/(?:mock|stub)s$/i.test(held)) return undefined;
  return findAncestor(property, is.isCallExpression) ?? property.parent;
}

/** Functions, classes, and what a name or a call gives, or an object with one of these. */
function isStandIn(value: Node): boolean {
  if (!is.isObjectLiteralExpression(value)) return standIns.has(value.kind);
  return value.properties.some((each) => !is.isPropertyAssignment(each) || isStandIn(each.initializer));
}

const standIns: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ClassExpression,
  SyntaxKind.Identifier,
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.CallExpression,
  SyntaxKind.NewExpression,
  SyntaxKind.AwaitExpression,
]);

/** How a person would find it: the function that is called, or the name of what holds the stand-ins. */
function nameOf(mock: Node): string {
  if (is.isCallExpression(mock)) return mock.expression.getText().replace(/\s+/g, ' ').slice(0, 60);
  const { parent } = mock;
  return is.isVariableDeclaration(parent) || is.isPropertyAssignment(parent)
    ? parent.name.getText()
    : 'an object';
}

const quotedKey = /(['"])@?\w[\w./-]*\1\s*[:(]|(?:mock|stub)s['"]?\s*[:=]/i;

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
  const isKeyed =
    is.isPropertyAssignment(node) || is.isShorthandPropertyAssignment(node) || is.isMethodDeclaration(node);
  return isKeyed && is.isIdentifier(node.name) ? node.name.text : undefined;
}
