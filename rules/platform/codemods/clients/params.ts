import { type ast, is, type Node, SymbolFlags, TypeFlags } from '../../../engine/typescript.ts';
import type { Site } from '../codemod.ts';
import { isGlobal } from '../globals.ts';
import { proofOf } from '../proofs.ts';
import { type Failure, inShort } from './failure.ts';

/** An expression for the `URLSearchParams` of texts, numbers and truth values, each of them certainly there. */
export function paramsOf(node: ast.Expression, site: Site): { readonly text: string } | Failure {
  const type = site.questions.typeAt(node);
  if (type !== undefined && site.questions.text(type) === 'URLSearchParams') return { text: node.getText() };
  const failure = { needed: `a query or a form like \`${inShort(node.getText())}\`` };
  if (!isGlobal('URLSearchParams', node, site)) return failure;
  if (!is.isObjectLiteralExpression(node)) {
    return flatKeysOf(node, site) === undefined
      ? failure
      : { text: `new URLSearchParams(${node.getText()})` };
  }
  const parts: string[] = [];
  for (const property of node.properties) {
    const isShort = is.isShorthandPropertyAssignment(property);
    if (!isShort && !is.isPropertyAssignment(property)) return failure;
    const { name } = property;
    if (!is.isIdentifier(name) && !is.isStringLiteral(name)) return failure;
    const value = isShort ? name : property.initializer;
    const isText = proofOf(value, TypeFlags.StringLike, site) === 'proven';
    if (!isText && proofOf(value, primitives, site) !== 'proven') return failure;
    parts.push(isText ? property.getText() : `${name.getText()}: String(${value.getText()})`);
  }
  return { text: `new URLSearchParams({ ${parts.join(', ')} })` };
}

const primitives = TypeFlags.StringLike | TypeFlags.NumberLike | TypeFlags.BooleanLike;

/**
 * The keys of an object whose values are all texts that are certainly there; `open` where the type does not name them
 * all, undefined where it is another object.
 */
export function flatKeysOf(node: Node, { questions }: Site): readonly string[] | 'open' | undefined {
  const type = questions.typeAt(node);
  if (type === undefined || (type.flags & TypeFlags.Object) === 0 || questions.isArray(type))
    return undefined;
  const properties = questions.properties(type);
  const indexes = questions.checker.getIndexInfosOfType(type);
  const isText = (each: { readonly flags: number }): boolean => (each.flags & TypeFlags.StringLike) !== 0;
  const isFlat =
    properties.length + indexes.length > 0 &&
    indexes.every(({ valueType }) => isText(valueType)) &&
    properties.every((property) => {
      const value = questions.checker.getTypeOfSymbol(property);
      const isOptional = (property.flags & SymbolFlags.Optional) !== 0;
      return !isOptional && value !== undefined && questions.constituents(value).every(isText);
    });
  if (!isFlat) return undefined;
  return indexes.length > 0 ? 'open' : properties.map(({ name }) => name);
}
