import type { FileView, TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { hasModifier } from '../../engine/typescript/syntax.ts';
import { is, SyntaxKind } from '../../engine/typescript.ts';
import type { State } from './states.ts';

/**
 * Why a field may be set by other code than its class: by its name on any object, or, as brackets get round `private`, by
 * its name in brackets.
 * @returns undefined if no file of the package looks as if it did.
 */
export function setElsewhere(
  { kind, name, declaration }: State,
  file: FileView,
  context: TypeScriptFixContext,
): string | undefined {
  if (kind === 'hook' || is.isPrivateIdentifier(declaration.name)) return undefined;
  const owner = declaration.parent;
  if (!is.isClassLikeDeclaration(owner)) return undefined;
  const escaped = name.replaceAll('$', '\\$');
  const inBrackets = `\\[\\s*['"]${escaped}['"]\\s*\\]`;
  const isPrivate = hasModifier(declaration, SyntaxKind.PrivateKeyword);
  const access = isPrivate ? inBrackets : `(?:\\.${escaped}\\b|${inBrackets})`;
  const setting = new RegExp(`(\\bthis)?${access}\\s*(?:[-+*/%&|^?]{0,2}=(?![=>])|\\+\\+|--)`, 'g');
  const extending = new RegExp(`\\bextends\\s+${owner.name?.text ?? '\\('}\\b`);
  for (const path of context.filesOfPackage(file.package.dir)) {
    const text = context.text(path);
    if (text === undefined || !text.includes(name)) continue;
    const isDerived = extending.test(text);
    for (const match of text.matchAll(setting)) {
      const isOwn = path === file.path && match.index >= owner.pos && match.index < owner.end;
      // `this` of a class that is not derived from this one is another object.
      if (isOwn || (match[1] !== undefined && !isDerived)) continue;
      const line = text.slice(0, match.index).split('\n').length;
      const where = path === file.path ? '' : ` of ${path.slice(file.package.dir.length + 1)}`;
      return `Line ${line}${where} may set \`${name}\`, too.`;
    }
  }
  return undefined;
}
