import type { WantedImport } from '../../../engine/typescript/codemods/imports.ts';
import { pascalCase } from '../../../engine/typescript/codemods/names.ts';
import { importBetween } from '../../../engine/typescript/codemods/new-module.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { findAncestor } from '../../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { type ast, is, ModifierFlags, type Type } from '../../../engine/typescript.ts';
import { elementTypes, type Promised } from '../promises.ts';
import { namesGiven, type Sink } from '../sinks.ts';
import { typeNodeOf, withoutNothing, withoutPromise } from '../type-nodes.ts';
import { CannotCheck } from './cannot-check.ts';
import { isInScope } from './scope.ts';

/** A longer type should have a name before a function is written about it. */
const longest = 80;

/** The type without `null` and `undefined`, as it can be written at the end of the file, with what that needs. */
export function typeText(
  sink: Sink,
  { parts }: Promised,
  view: FileView,
  questions: TypeQuestions,
  context: TypeScriptFixContext,
): { readonly text: string; readonly imports: readonly WantedImport[] } {
  const node = typeNodeOf(sink);
  const written = node && withoutNothing(withoutPromise(node)).getText();
  if (written !== undefined && /\|\s*(null|undefined)\b/.test(written))
    throw new CannotCheck('The type is a union of several and of nothing: give it a name first.');
  if (written !== undefined) return { text: short(written), imports: [] };
  const text = short(parts.map((part) => questions.text(part)).join(' | '));
  const imports = parts.flatMap((part) => importFor(part, view, questions, context));
  return { text, imports };
}

/** A name for the type in names of functions: its own, that of the variable, or, where that says nothing, its members. */
export function labelOf(text: string, { value, cast }: Sink, members: readonly string[]): string {
  const words = text.includes('{') ? '' : pascalCase(text.replace(/\W+/g, ' ').replace(/\breadonly\b/, ''));
  if (words !== '') return words;
  const [given, ...others] = namesGiven(outermost(cast ?? value));
  const name = given === undefined || others.length > 0 ? 'form' : given.text;
  if (!saysNothing.test(name)) return pascalCase(name);
  return members.length === 1 || members.length === 2
    ? members.map(pascalCase).join('And')
    : pascalCase(name);
}

const saysNothing = /^(form|data|json|body|payload|res(ult|ponse)?|answer|value|parsed|content|obj(ect)?)$/i;

function outermost(node: ast.Expression): ast.Expression {
  let at = node;
  while (is.isParenthesizedExpression(at.parent)) at = at.parent;
  return at;
}

function short(text: string): string {
  if (text.length > longest || text.includes('\n'))
    throw new CannotCheck('The type is written out at length here: give it a name first.');
  return text;
}

function importFor(
  part: Type,
  view: FileView,
  questions: TypeQuestions,
  context: TypeScriptFixContext,
): WantedImport[] {
  const types = questions.isArray(part) ? elementTypes(part, questions) : [part];
  return types.flatMap((type): WantedImport[] => {
    const symbol = type.getAliasSymbol() ?? type.getSymbol();
    if (symbol === undefined || isInScope(symbol, view.source, questions)) return [];
    const declaration = questions.declarationOf(symbol);
    if (declaration === undefined || symbol.name.startsWith('__')) return [];
    const isExported =
      (is.isInterfaceDeclaration(declaration) || is.isTypeAliasDeclaration(declaration)) &&
      (declaration.modifierFlags & ModifierFlags.Export) !== 0 &&
      findAncestor(declaration.parent, is.isModuleDeclaration) === undefined;
    if (!isExported)
      throw new CannotCheck(`\`${symbol.name}\` is not exported, so a check cannot name it here.`);
    return [{ ...importBetween(view, declaration.getSourceFile().path, symbol.name, context), isType: true }];
  });
}
