import { posix } from 'node:path';
import { is, type Node, SyntaxKind, type TypeSymbol } from '../../typescript.ts';
import type { WantedImport } from '../codemods/imports.ts';
import { resolveRelative, specifierBetween, specifierStyle } from '../codemods/new-module.ts';
import type { Target } from '../codemods/target.ts';
import type { TypeScriptFixContext } from '../rule.ts';
import type { FragmentSite } from './fragment.ts';
import type { Parameter } from './parameters.ts';
import { valueRoots } from './roles.ts';
import { type Name, nameOf } from './scope.ts';

/**
 * The imports that the fragment of a place uses, as the target has to write them; a refusal where it cannot.
 * @param replaced a name of the fragment that the common function does not have.
 */
export function outerNames(
  site: FragmentSite,
  parameters: readonly Parameter[],
  target: Target,
  context: TypeScriptFixContext,
  replaced?: Node,
): WantedImport[] | string {
  if (target.file === site.view.path) return [];
  const wanted = new Map<string, WantedImport>();
  for (const node of outerNamesIn(site, replaced)) {
    const name = nameOf(node, site.fragment, site.lookup);
    if (name?.kind === 'module')
      return `\`${node.text}\` is declared in the file of the place and not imported.`;
    if (name?.kind !== 'import') continue;
    const found = importInto(node.text, name, site, target, context);
    if (typeof found === 'string') return found;
    if (found !== null) wanted.set(found.local, found);
  }
  for (const { typeSymbol } of parameters) {
    const found = typeSymbol === null ? null : typeImport(typeSymbol, site, target, context);
    if (typeof found === 'string') return found;
    if (found !== null && !wanted.has(found.local)) wanted.set(found.local, found);
  }
  return [...wanted.values()];
}

/** Identifiers of the fragment that are no role and do not stand in one. */
function outerNamesIn({ fragment, shape, hole }: FragmentSite, replaced: Node | undefined) {
  const roles = new Set<Node>(shape.roles.flatMap(({ occurrences }) => occurrences));
  return valueRoots(fragment.node, hole)
    .filter(is.isIdentifier)
    .filter((node) => {
      for (let at: Node = node; at !== fragment.node; at = at.parent) if (roles.has(at)) return false;
      return node !== replaced && node.text !== 'undefined';
    });
}

/** Null where the target is the module that declares the name. */
function importInto(
  local: string,
  { imported, from }: Extract<Name, { kind: 'import' }>,
  { view }: FragmentSite,
  target: Target,
  context: TypeScriptFixContext,
): WantedImport | string | null {
  if (!from.startsWith('.')) {
    const file = target.view && fileOf(from, view.path, context);
    if (file !== target.file) return { specifier: from, imported, local };
  } else {
    const file = resolveRelative(view.path, from, context.exists);
    if (file === undefined)
      return `\`${from}\` cannot be found, so \`${local}\` cannot be imported elsewhere.`;
    if (file !== target.file) return { specifier: moved(from, view.path, target.file), imported, local };
  }
  return imported === local ? null : `\`${local}\` has another name in the module that declares it.`;
}

/** The file an alias or a package of the workspace means. */
function fileOf(specifier: string, from: string, context: TypeScriptFixContext): string | undefined {
  const view = context.view(from);
  const node = view?.source.imports.find((each) => is.isStringLiteral(each) && each.text === specifier);
  return node && context.questions(from)?.symbolAt(node)?.declarations[0]?.path;
}

/** A relative specifier as another file writes it; its ending stays. */
function moved(specifier: string, from: string, to: string): string {
  const path = posix.join(posix.dirname(from), specifier);
  const relative = posix.relative(posix.dirname(to), path);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** Null for a type that is known everywhere or declared in the target. */
function typeImport(
  symbol: TypeSymbol,
  site: FragmentSite,
  target: Target,
  context: TypeScriptFixContext,
): WantedImport | string | null {
  const [handle] = symbol.declarations;
  const declaration = handle?.resolve();
  const path = handle?.path ?? '';
  if (path === target.file || /\/lib\.[^/]*\.d\.ts$/.test(path) || isInNamespace(symbol)) return null;
  const used = site.view.source.statements.flatMap((statement) => {
    if (!is.isImportDeclaration(statement) || !is.isStringLiteral(statement.moduleSpecifier)) return [];
    const bindings = statement.importClause?.namedBindings;
    const has =
      bindings !== undefined &&
      is.isNamedImports(bindings) &&
      bindings.elements.some(
        ({ name, propertyName }) => name.text === symbol.name && propertyName === undefined,
      );
    return has ? statement.moduleSpecifier.text : [];
  })[0];
  const base = { imported: symbol.name, local: symbol.name, isType: true };
  if (used !== undefined) {
    return { ...base, specifier: used.startsWith('.') ? moved(used, site.view.path, target.file) : used };
  }
  const inPackage = /\/node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  if (inPackage !== undefined) {
    return isGlobalDeclaration(declaration) ? null : { ...base, specifier: inPackage };
  }
  if (context.view(path) === undefined || !isExported(declaration)) {
    return `The type \`${symbol.name}\` is not exported, so a common function cannot name it.`;
  }
  const style = specifierStyle(target.view ?? site.view, context);
  return { ...base, specifier: specifierBetween(target.file, path, style) };
}

function isInNamespace(symbol: TypeSymbol): boolean {
  return /^[A-Z]\w*$/.test(symbol.getParent()?.name ?? '');
}

function isGlobalDeclaration(declaration: Node | undefined): boolean {
  return (
    declaration?.getSourceFile().externalModuleIndicator === undefined || is.isModuleBlock(declaration.parent)
  );
}

function isExported(declaration: Node | undefined): boolean {
  const modifiers = (declaration as { modifiers?: readonly Node[] } | undefined)?.modifiers ?? [];
  return modifiers.some(({ kind }) => kind === SyntaxKind.ExportKeyword) && !isDefault(modifiers);
}

function isDefault(modifiers: readonly Node[]): boolean {
  return modifiers.some(({ kind }) => kind === SyntaxKind.DefaultKeyword);
}
