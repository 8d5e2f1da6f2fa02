import type { Refusal } from '../../../engine/finding.ts';
import { namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { findAncestor } from '../../../engine/typescript/syntax.ts';
import { isNullish, type TypeQuestions } from '../../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import type { HolderFact } from '../facts.ts';
import { type Check, scopeOf } from '../holders.ts';
import { accessorName } from '../naming.ts';

/** Where the accessor goes and what it is called there. */
export interface AccessorScope {
  readonly kind: 'field' | 'variable';
  /** The class, or the function or file that declares the variable. */
  readonly node: Node;
  /** The statement that declares the variable. */
  readonly statement: ast.VariableStatement | undefined;
  /** Name as declared: `requirePage`, `#requirePage`. */
  readonly name: string;
  /** How it is reached: `this.requirePage`. */
  readonly accessor: string;
  /** How the value is reached from within the accessor: `this.page`. */
  readonly access: string;
  /** The annotated type without what stands for absence; null where the compiler is left to tell. */
  readonly type: string | null;
  readonly isJavaScript: boolean;
}

export function scopeAround(
  { access }: Check,
  fact: HolderFact,
  questions: TypeQuestions,
): AccessorScope | Refusal {
  const source = access.getSourceFile();
  const isJavaScript = /\.[cm]?jsx?$/.test(source.fileName);
  const symbol = questions.symbolAt(is.isIdentifier(access) ? access : access.name);
  const [declaration] = symbol === undefined ? [] : questions.declarations(symbol);
  if (declaration === undefined) return { refused: `Nothing declares \`${fact.name}\`.` };
  const taken = namesIn(source);
  const wanted = unusedName(accessorName(fact.name), (name) => taken.has(name));
  const isPrivate = !is.isIdentifier(access) && is.isPrivateIdentifier(access.name);
  const name = isPrivate ? `#${wanted}` : wanted;
  const basics = { name, access: access.getText(), type: annotated(declaration, questions), isJavaScript };
  if (fact.is === 'field') {
    const node = findAncestor(access, is.isClassLikeDeclaration);
    if (node === undefined) return { refused: 'The checks do not stand in a class.' };
    return { ...basics, kind: 'field', node, statement: undefined, accessor: `this.${name}` };
  }
  if (!is.isVariableDeclaration(declaration)) return { refused: `\`${fact.name}\` is no variable.` };
  const statement = findAncestor(declaration, is.isVariableStatement);
  const node = scopeOf(declaration);
  if (statement === undefined || (statement.parent !== node && statement.parent.parent !== node)) {
    return {
      refused: `\`${fact.name}\` is declared within a block, where its function would be out of reach.`,
    };
  }
  return { ...basics, kind: 'variable', node, statement, accessor: name };
}

/** The annotation of a declaration, less `null` and `undefined`, as far as it is written there. */
function annotated(declaration: Node, questions: TypeQuestions): string | null {
  const { type } = declaration as { type?: ast.TypeNode };
  if (type === undefined) return null;
  if (!is.isUnionTypeNode(type)) {
    const resolved = questions.typeAt(type);
    // A name may stand for a union that has `null` in it.
    return resolved === undefined || questions.constituents(resolved).some(isNullish) ? null : type.getText();
  }
  const rest = type.types.filter((each) => !isAbsence(each));
  const resolved = rest.map((each) => questions.typeAt(each));
  if (resolved.some((each) => each === undefined || questions.constituents(each).some(isNullish)))
    return null;
  const [only] = rest;
  const texts =
    rest.length === 1 && only !== undefined ? [bare(only).getText()] : rest.map((each) => each.getText());
  return texts.length === 0 ? null : texts.join(' | ');
}

function bare(type: ast.TypeNode): ast.TypeNode {
  return is.isParenthesizedTypeNode(type) ? bare(type.type) : type;
}

function isAbsence(type: ast.TypeNode): boolean {
  return (
    type.kind === SyntaxKind.UndefinedKeyword ||
    (is.isLiteralTypeNode(type) && type.literal.kind === SyntaxKind.NullKeyword)
  );
}
