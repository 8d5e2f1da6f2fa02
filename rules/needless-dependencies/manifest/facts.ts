import { posix } from 'node:path';
import type { PackageInfo } from '../../engine/rule.ts';
import { specifiersOf } from '../../engine/typescript/codemods/import-uses.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import {
  type ast,
  is,
  type Node,
  SymbolFlags,
  SyntaxKind,
  type TypeSymbol,
} from '../../engine/typescript.ts';
import { packageOfSpecifier } from '../../platform/catalogue.ts';
import type { Fact as ReplacementFact } from '../../platform/facts.ts';

export type Fact = ReplacementFact | NamesFact;

/** What a file names of the packages that its manifests declare. */
export interface NamesFact {
  readonly kind: 'names';
  /** Loaded at run time. */
  readonly loaded: readonly string[];
  /** Imported for types alone. */
  readonly types: readonly string[];
  /** Named otherwise: in a string, a directive or a comment. */
  readonly named: readonly string[];
  /** Imported although no manifest above the file declares them. */
  readonly undeclared: readonly string[];
  /** What is imported of other folders than the package's own, as paths without an ending. */
  readonly outside: readonly string[];
}

/** What the syntax tells; names of imports that may be types alone are to be asked for. */
export interface NamesSuspicion {
  readonly loaded: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
  readonly undeclared: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
  /** The packages whose imported names are asked for, one per name. */
  readonly open: readonly string[];
}

export function suspectNames(
  source: ast.SourceFile,
  { path, package: info }: FileView,
): { data: NamesSuspicion; symbols: Node[] } {
  const declared = declaredNames(info);
  const loaded = new Set<string>();
  const types = new Set<string>();
  const open: string[] = [];
  const symbols: Node[] = [];
  const spans = new Set<number>();
  const undeclared = new Set<string>();
  const outside = new Set<string>();
  for (const literal of specifiersOf(source)) {
    if (literal.text.startsWith('.')) {
      const target = posix.join(posix.dirname(path), literal.text);
      if (!target.startsWith(`${info.dir}/`)) outside.add(target);
    }
    const name = packageOfSpecifier(literal.text);
    if (name === undefined) continue;
    if (!declared.has(name)) {
      undeclared.add(name);
      continue;
    }
    spans.add(literal.getStart(source) + 1);
    const names = importedNames(literal);
    if (names === 'runtime') loaded.add(name);
    else if (names.length === 0) types.add(name);
    for (const each of names === 'runtime' ? [] : names) {
      open.push(name);
      symbols.push(each);
    }
  }
  return {
    data: { loaded, types, named: wordsIn(source.text, declared, spans), undeclared, outside, open },
    symbols,
  };
}

export function namesFact(
  { loaded, types, named, undeclared, outside, open }: NamesSuspicion,
  symbols: readonly (TypeSymbol | undefined)[],
  questions: TypeQuestions,
): NamesFact {
  const atRunTime = new Set(loaded);
  for (const [index, name] of open.entries()) if (hasValue(symbols[index], questions)) atRunTime.add(name);
  const erased = [...types, ...open].filter((name) => !atRunTime.has(name));
  return {
    kind: 'names',
    loaded: [...atRunTime],
    types: [...new Set(erased)],
    named: [...named],
    undeclared: [...undeclared],
    outside: [...outside],
  };
}

/**
 * What an import brings in that may be a type, none where all of it is by its syntax. A name in lower case is a value,
 * and so is a whole module.
 */
function importedNames(literal: Node): readonly Node[] | 'runtime' {
  const { parent } = literal;
  if (parent.parent !== undefined && is.isImportTypeNode(parent.parent)) return [];
  if (is.isExportDeclaration(parent)) return parent.isTypeOnly ? [] : 'runtime';
  if (!is.isImportDeclaration(parent) || parent.importClause === undefined) return 'runtime';
  const { name, namedBindings, phaseModifier } = parent.importClause;
  if (phaseModifier === SyntaxKind.TypeKeyword) return [];
  if (name !== undefined || namedBindings === undefined || !is.isNamedImports(namedBindings))
    return 'runtime';
  const values = namedBindings.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  const mayBeTypes = values.every((each) => /^[A-Z]/.test((each.propertyName ?? each.name).text));
  return mayBeTypes ? values.map((each) => each.name) : 'runtime';
}

function hasValue(symbol: TypeSymbol | undefined, { checker }: TypeQuestions): boolean {
  if (symbol === undefined) return true;
  const target = (symbol.flags & SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  return target.declarations.length === 0 || (target.flags & SymbolFlags.Value) !== 0;
}

const quoted = /['"`~!\s](?:node_modules\/)?((?:@[\w.-]+\/)?\w[\w.-]*)(?=['"`/:@!\s]|$)/g;

/** Declared names that stand in a text otherwise than as a specifier; a mention in a comment counts, as it may be a directive. */
function wordsIn(text: string, declared: ReadonlySet<string>, specifiers: ReadonlySet<number>): Set<string> {
  const words = new Set<string>();
  quoted.lastIndex = 0;
  for (let match = quoted.exec(text); match !== null; match = quoted.exec(text)) {
    const name = match[1] as string;
    if (!declared.has(name) || specifiers.has(match.index + match[0].length - name.length)) continue;
    // A plain word names a package only where it is quoted by itself: prose is full of `debug` and `request`.
    if (/\s/.test(match[0][0] as string) && !/[-/@.]/.test(name)) continue;
    words.add(name);
  }
  return words;
}

const remembered = new WeakMap<PackageInfo, ReadonlySet<string>>();

/** All that a file of the package can load by what manifests say, and what `@types` packages describe. */
function declaredNames(info: PackageInfo): ReadonlySet<string> {
  let names = remembered.get(info);
  if (names === undefined) {
    const own = [info.dependencies, info.devDependencies, info.peerDependencies, info.optionalDependencies]
      .flatMap((section) => Object.keys(section))
      .flatMap((name) => [name, describedBy(name) ?? name]);
    names = new Set([...own, ...(info.outer === null ? [] : declaredNames(info.outer))]);
    remembered.set(info, names);
  }
  return names;
}

/** The package that an `@types` package describes. */
export function describedBy(name: string): string | undefined {
  const described = /^@types\/(.+)$/.exec(name)?.[1];
  return described?.replace(/^(.+)__(.+)$/, '@$1/$2');
}
