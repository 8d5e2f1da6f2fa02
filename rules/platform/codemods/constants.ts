import { type ast, is } from '../../engine/typescript.ts';
import type { Site } from './codemod.ts';

/** What a `const` of the same file is set to. */
export function constantOf(name: ast.Identifier, { questions }: Site): ast.Expression | undefined {
  const symbol = questions.symbolAt(name);
  const [declaration, ...others] = symbol === undefined ? [] : questions.declarations(symbol);
  if (declaration === undefined || others.length > 0 || !is.isVariableDeclaration(declaration))
    return undefined;
  const list = declaration.parent;
  const isConst = is.isVariableDeclarationList(list) && /^const\b/.test(list.getText());
  return isConst ? declaration.initializer : undefined;
}
