import { type LocalEdit, linesOf } from '../../../engine/local-edits.ts';
import { findAncestor, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import type { Site } from '../codemod.ts';
import { type Failure, inShort, isFailure } from './failure.ts';

/** The options of a request by their names. */
export interface Options {
  readonly given: ReadonlyMap<string, ast.Expression>;
  /** Takes away the declaration that they stood in. */
  readonly edits: readonly LocalEdit[];
}

/** Options that are written out in the call, or in a declaration right before it that is there for nothing else. */
export function optionsOf(node: ast.Expression | undefined, site: Site): Options | Failure {
  if (node === undefined) return { given: new Map(), edits: [] };
  if (is.isObjectLiteralExpression(node)) {
    const given = propertiesOf(node);
    return isFailure(given) ? given : { given, edits: [] };
  }
  const declared = is.isIdentifier(node) ? declaredBefore(node, site) : undefined;
  if (declared === undefined) return { needed: `options like \`${inShort(node.getText())}\`` };
  const given = propertiesOf(declared.value);
  if (isFailure(given)) return given;
  const { text } = site.view.source;
  if (hasComment(text.slice(declared.statement.pos, declared.statement.end)))
    return { blocked: `there is a comment at \`${node.getText()}\`` };
  return { given, edits: [{ span: linesOf(text, spanOf(declared.statement)), newText: '' }] };
}

/** Whether there is a comment in code, and not just what looks like one in a text: `https://`, `*.md`. */
export function hasComment(code: string): boolean {
  return /\/[/*]/.test(code.replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1/gs, ''));
}

function propertiesOf(node: ast.ObjectLiteralExpression): ReadonlyMap<string, ast.Expression> | Failure {
  const properties = new Map<string, ast.Expression>();
  for (const property of node.properties) {
    const isShort = is.isShorthandPropertyAssignment(property);
    const name = isShort || is.isPropertyAssignment(property) ? property.name : undefined;
    if (name === undefined || (!is.isIdentifier(name) && !is.isStringLiteral(name)))
      return { needed: `options like \`${inShort(property.getText())}\`` };
    properties.set(name.text, is.isPropertyAssignment(property) ? property.initializer : name);
  }
  return properties;
}

/** `const options = { … };` right before the statement of the call, and read by nothing else. */
function declaredBefore(
  name: ast.Identifier,
  { questions, view }: Site,
): { readonly value: ast.ObjectLiteralExpression; readonly statement: Node } | undefined {
  const symbol = questions.symbolAt(name);
  const [declaration, ...others] = symbol === undefined ? [] : questions.declarations(symbol);
  if (symbol === undefined || declaration === undefined || others.length > 0) return undefined;
  if (!is.isVariableDeclaration(declaration) || declaration.type !== undefined) return undefined;
  const { initializer, parent: list } = declaration;
  if (initializer === undefined || !is.isObjectLiteralExpression(initializer)) return undefined;
  const statement = list.parent;
  if (!is.isVariableStatement(statement) || statement.declarationList.declarations.length > 1)
    return undefined;
  const block = statement.parent;
  if (!is.isBlock(block) && !is.isSourceFile(block)) return undefined;
  const user = findAncestor(name, (each): each is Node => each.parent === block);
  const { statements } = block;
  const index = statements.findIndex((each) => each.pos === statement.pos);
  if (user === undefined || statements[index + 1]?.pos !== user.pos || isLoop(user)) return undefined;
  if (questions.references(symbol, view.path).length !== 2) return undefined;
  return { value: initializer, statement };
}

/** A statement that may make the request again, with options that are not made again. */
function isLoop(statement: Node): boolean {
  return !(
    is.isExpressionStatement(statement) ||
    is.isVariableStatement(statement) ||
    is.isReturnStatement(statement)
  );
}
