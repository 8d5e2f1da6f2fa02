import { posix } from 'node:path';
import type { WantedImport } from '../../../engine/typescript/codemods/imports.ts';
import {
  resolveRelative,
  specifierBetween,
  specifierStyle,
} from '../../../engine/typescript/codemods/new-module.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { is, type Node, SyntaxKind, type TypeSymbol } from '../../../engine/typescript.ts';
import { valueRoots } from '../roles.ts';
import { type Name, nameOf } from '../scope.ts';
import { builtInError } from '../thrown.ts';
import type { Parameter } from './parameters.ts';
import type { Site } from './site.ts';
import type { Target } from './target.ts';

/** What the declaration of the check needs where it goes; `name` alone for what the target declares itself. */
export interface OuterNames {
  readonly imports: readonly WantedImport[];
}

/** The imports that the guard of a place uses, as the target has to write them; a refusal where it cannot. */
export function outerNames(
  site: Site,
  parameters: readonly Parameter[],
  target: Target,
  context: TypeScriptFixContext,
): OuterNames | string {
  if (target.file === site.view.path) return { imports: [] };
  const wanted = new Map<string, WantedImport>();
  for (const node of namesOfGuard(site)) {
    const name = nameOf(node, site.guard, site.lookup);
    if (name?.kind === 'module')
      return `\`${node.text}\` is declared in the file of the check and not imported.`;
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
  return { imports: [...wanted.values()] };
}

/** Identifiers of the guard that are no role and do not stand in one. */
function namesOfGuard({ guard, shape, hole, lookup }: Site) {
  const roles = new Set<Node>(shape.roles.flatMap(({ occurrences }) => occurrences));
  const thrown = builtInError(guard, lookup)?.expression;
  return valueRoots(guard.node, hole)
    .filter(is.isIdentifier)
    .filter((node) => {
      for (let at: Node = node; at !== guard.node; at = at.parent) if (roles.has(at)) return false;
      return node !== thrown && node.text !== 'undefined';
    });
}

/** Null where the target is the module that declares the name. */
function importInto(
  local: string,
  { imported, from }: Extract<Name, { kind: 'import' }>,
  { view }: Site,
  target: Target,
  context: TypeScriptFixContext,
): WantedImport | string | null {
  if (!from.startsWith('.')) {
    const file = target.view && fileOf(from, local, view.path, context);
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
function fileOf(
  specifier: string,
  _local: string,
  from: string,
  context: TypeScriptFixContext,
): string | undefined {
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
  site: Site,
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
    return `The type \`${symbol.name}\` is not exported, so a common check cannot name it.`;
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
