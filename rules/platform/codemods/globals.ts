import { findAncestor } from '../../engine/typescript/syntax.ts';
import { is, type Node } from '../../engine/typescript.ts';
import type { Site, Verdict } from './codemod.ts';

/** Whether a name means the global, and not a variable or an import of this file that is something else. */
export function isGlobal(name: string, at: Node, { questions, builtins }: Site): boolean {
  if (builtins.removes(name, at)) return true;
  const symbol = questions.localSymbol(name, at);
  return symbol === undefined || questions.declarations(symbol).every((each) => isFromNode(name, each));
}

export function shadowed(name: string): Verdict {
  return { blocked: `\`${name}\` means something else in this file` };
}

/** The modules in which Node has its globals too: `import process from 'node:process'`. */
const modules: ReadonlyMap<string, { readonly specifier: RegExp; readonly isWhole: boolean }> = new Map([
  ['process', { specifier: /^(?:node:)?process$/, isWhole: true }],
  ['URL', { specifier: /^(?:node:)?url$/, isWhole: false }],
  ['URLSearchParams', { specifier: /^(?:node:)?url$/, isWhole: false }],
]);

/** Whether a declaration brings in under its own name what the global is. */
function isFromNode(name: string, declaration: Node): boolean {
  const home = modules.get(name);
  if (home === undefined) return false;
  const specifier = specifierOf(declaration);
  if (specifier === undefined || !home.specifier.test(specifier)) return false;
  if (!is.isImportSpecifier(declaration) && !is.isBindingElement(declaration)) return home.isWhole;
  const imported = declaration.propertyName?.getText() ?? name;
  return home.isWhole ? imported === 'default' : imported === name;
}

/** The module that an import or a `const … = require('…')` takes a declaration from. */
function specifierOf(declaration: Node): string | undefined {
  const loaded = findAncestor(declaration, is.isImportDeclaration)?.moduleSpecifier;
  if (loaded !== undefined) return is.isStringLiteral(loaded) ? loaded.text : undefined;
  const variable = is.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  const call = is.isVariableDeclaration(variable) ? variable.initializer : undefined;
  if (call === undefined || !is.isCallExpression(call) || call.expression.getText() !== 'require')
    return undefined;
  const [argument] = call.arguments;
  return argument !== undefined && is.isStringLiteral(argument) ? argument.text : undefined;
}
