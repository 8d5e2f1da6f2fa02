import { isBuiltin } from 'node:module';
import { gte, minVersion, validRange } from 'semver';
import type { LocalEdit } from '../../local-edits.ts';
import { type ast, is, type Node, type SourceFile } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { walk } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';
import { specifiersOf } from './import-uses.ts';
import { addImports, type WantedImport } from './imports.ts';
import { unusedName } from './names.ts';
import type { ImportNode } from './package-uses.ts';
import { replaceImports } from './replace-imports.ts';

/** A function of one of Node's modules: `rm` of `fs`, or of `fs/promises` where `isPromised`. */
export interface BuiltinMember {
  readonly module: string;
  readonly member: string;
  readonly isPromised?: boolean;
}

/** A name at the top of a file that a Node module, or one member of it, is bound to. */
interface Binding {
  readonly specifier: string;
  readonly name: ast.Identifier;
  /** null for the module as a whole. */
  readonly member: string | null;
}

/**
 * Takes imports out of one file and brings in what replaces them from Node's own modules, in the file's style:
 * `import` or `require`, its quotes and semicolons, with `node:` unless the file's own imports go without.
 */
export class BuiltinImports {
  readonly #view: FileView;
  readonly #questions: TypeQuestions;
  readonly #removed: readonly ImportNode[];
  readonly #usesRequire: boolean;
  /** `node:` may be left out by the file's habit, and has to be on a Node that does not know it. */
  readonly #prefix: string;
  /** Whether there is `fs/promises` beside `fs.promises`. */
  readonly #hasPromiseModules: boolean;
  readonly #known: readonly Binding[];
  /** Names that stand anywhere in the file, and those given out here. */
  readonly #taken: Set<string>;
  /** New named imports per specifier: member to local name. */
  readonly #members = new Map<string, Map<string, string>>();
  /** New names for whole modules, per specifier. */
  readonly #modules = new Map<string, string>();
  /** Names of modules that are not Node's. */
  readonly #others: WantedImport[] = [];

  /** @param removed what declares the names that are no longer needed; may be empty. */
  constructor(view: FileView, questions: TypeQuestions, removed: readonly ImportNode[]) {
    this.#view = view;
    this.#questions = questions;
    this.#removed = removed;
    const { statements } = view.source;
    const hasImports = statements.some((each) => is.isImportDeclaration(each));
    this.#usesRequire = view.isCommonJs || (!hasImports && removed.some(is.isVariableDeclaration));
    const ofNode = specifiersOf(view.source).filter(({ text }) => isBuiltin(text));
    const isBare = ofNode.length > 0 && ofNode.every(({ text }) => !text.startsWith('node:'));
    this.#prefix = isBare || !runsOn('14.18.0', view) ? '' : 'node:';
    this.#hasPromiseModules = runsOn('14.0.0', view);
    this.#known = statements
      .flatMap(bindingsOf)
      .filter(({ specifier, name }) => isBuiltin(specifier) && !this.#isRemoved(name));
    this.#taken = namesIn(view.source, removed);
  }

  /** How to write the function at a place of the file; what it needs is imported by `edits`. */
  expression({ module, member, isPromised = false }: BuiltinMember, at: Node): string {
    const submodule = isPromised ? `${module}/promises` : module;
    for (const { specifier, name, member: bound } of this.#known) {
      const from = specifier.replace(/^node:/, '');
      if ((from !== submodule && from !== module) || !this.#means(name, at)) continue;
      if (bound !== null) {
        if (from === submodule && bound === member) return name.text;
        continue;
      }
      return from === submodule ? `${name.text}.${member}` : `${name.text}.promises.${member}`;
    }
    // A module is required whole, unless its usual name means something else: then by the one member.
    if (this.#usesRequire && (this.#modules.has(`${this.#prefix}${module}`) || this.#isFree(module))) {
      const local = this.#once(this.#modules, `${this.#prefix}${module}`, module);
      return isPromised ? `${local}.promises.${member}` : `${local}.${member}`;
    }
    if (isPromised && !this.#hasPromiseModules) {
      return `${this.expression({ module, member: 'promises' }, at)}.${member}`;
    }
    const specifier = `${this.#prefix}${submodule}`;
    const members = this.#members.get(specifier) ?? new Map<string, string>();
    this.#members.set(specifier, members);
    return this.#once(members, member, member);
  }

  /** A name from a module of the project itself. */
  add(wanted: WantedImport): void {
    this.#others.push(wanted);
  }

  /** Whether a name at a place is declared by an import that goes. */
  removes(name: string, at: Node): boolean {
    const symbol = this.#questions.localSymbol(name, at);
    if (symbol === undefined) return false;
    return this.#questions.declarations(symbol).some((node) => this.#isRemoved(node));
  }

  /** Removes the imports and adds the new ones. */
  edits(): LocalEdit[] {
    const fresh: WantedImport[] = [...this.#modules].map(([specifier, local]) => ({
      specifier,
      imported: '*',
      local,
    }));
    fresh.push(...this.#others);
    const joining: WantedImport[] = [];
    for (const [specifier, members] of this.#members) {
      const list = this.#hasNamedImports(specifier) ? joining : fresh;
      list.push(...[...members].map(([imported, local]) => ({ specifier, imported, local })));
    }
    return [
      ...addImports({ ...this.#view, isCommonJs: this.#usesRequire }, joining),
      ...replaceImports(this.#view, this.#removed, fresh, this.#usesRequire),
    ];
  }

  /** Whether a name is spelled nowhere, or only by what the imports that go declare: `fs` of `graceful-fs`. */
  #isFree(name: string): boolean {
    if (!this.#taken.has(name)) return true;
    let isOurs = true;
    walk(this.#view.source, (node) => {
      if (is.isIdentifier(node) && node.text === name && !isMemberName(node)) {
        isOurs &&= this.#isRemoved(node) || this.removes(name, node);
      }
      return isOurs ? undefined : 'skip';
    });
    if (isOurs) this.#taken.delete(name);
    return isOurs;
  }

  #isRemoved(node: Node): boolean {
    return this.#removed.some((each) => each.pos <= node.pos && node.end <= each.end);
  }

  /** Whether a name means this binding at a place, and not something that shadows it. */
  #means(name: ast.Identifier, at: Node): boolean {
    const bound = this.#questions.symbolAt(name);
    return bound !== undefined && this.#questions.localSymbol(name.text, at)?.id === bound.id;
  }

  #once(names: Map<string, string>, key: string, wanted: string): string {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = unusedName(wanted, (each) => !this.#isFree(each));
    this.#taken.add(name);
    names.set(key, name);
    return name;
  }

  /** Whether the file has names from the module in braces that stay and that more names can join. */
  #hasNamedImports(specifier: string): boolean {
    if (this.#usesRequire) {
      return this.#known.some((each) => each.specifier === specifier && each.member !== null);
    }
    return this.#view.source.statements.some((statement) => {
      if (!is.isImportDeclaration(statement) || this.#removed.includes(statement)) return false;
      const { importClause, moduleSpecifier } = statement;
      if (!is.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== specifier) return false;
      const bindings = importClause?.phaseModifier === undefined ? importClause?.namedBindings : undefined;
      return bindings !== undefined && is.isNamedImports(bindings) && bindings.elements.length > 0;
    });
  }
}

/** Whether the package asks for this version of Node or a later one; taken for granted where it says nothing. */
export function runsOn(version: string, { package: { nodeRange } }: FileView): boolean {
  const lowest = nodeRange === null || validRange(nodeRange) === null ? null : minVersion(nodeRange);
  return lowest === null || gte(lowest, version);
}

function bindingsOf(statement: Node): Binding[] {
  if (is.isImportDeclaration(statement)) return ofImport(statement);
  if (!is.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }): Binding[] => {
    const specifier = initializer && requiredBy(initializer);
    if (specifier === undefined) return [];
    if (is.isIdentifier(name)) return [{ specifier, name, member: null }];
    return name.elements.flatMap((element): Binding[] => {
      if (!is.isBindingElement(element) || element.name === undefined) return [];
      const key = element.propertyName ?? element.name;
      if (!is.isIdentifier(element.name) || !is.isIdentifier(key)) return [];
      return [{ specifier, name: element.name, member: key.text }];
    });
  });
}

function ofImport({ importClause: clause, moduleSpecifier }: ast.ImportDeclaration): Binding[] {
  if (clause === undefined || clause.phaseModifier !== undefined || !is.isStringLiteral(moduleSpecifier))
    return [];
  const specifier = moduleSpecifier.text;
  const bindings: Binding[] = [];
  if (clause.name !== undefined) bindings.push({ specifier, name: clause.name, member: null });
  const named = clause.namedBindings;
  if (named === undefined) return bindings;
  if (is.isNamespaceImport(named)) return [...bindings, { specifier, name: named.name, member: null }];
  const values = named.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  return [
    ...bindings,
    ...values.map(({ name, propertyName }) => ({ specifier, name, member: (propertyName ?? name).text })),
  ];
}

function requiredBy(node: Node): string | undefined {
  if (!is.isCallExpression(node) || !is.isIdentifier(node.expression)) return undefined;
  const [argument] = node.arguments;
  const isRequire = node.expression.text === 'require' && argument !== undefined;
  return isRequire && is.isStringLiteral(argument) ? argument.text : undefined;
}

/** Every name that could shadow another or be shadowed by it; those that only the removed imports spell do not. */
function namesIn(source: SourceFile, removed: readonly ImportNode[]): Set<string> {
  const names = new Set<string>();
  walk(source, (node) => {
    if (removed.some((each) => each === node)) return 'skip';
    if (is.isIdentifier(node) && !isMemberName(node)) names.add(node.text);
    return undefined;
  });
  return names;
}

/** `rm` in `x.rm` or `{ rm: 1 }` names nothing that could be shadowed. */
function isMemberName(node: Node): boolean {
  const { parent } = node;
  return (is.isPropertyAccessExpression(parent) || is.isPropertyAssignment(parent)) && parent.name === node;
}
