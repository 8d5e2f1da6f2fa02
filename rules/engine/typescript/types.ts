import {
  type ast,
  type Checker,
  type Node,
  type Project,
  type Signature,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
  type TypeSymbol,
} from '../typescript.ts';
import { unlessPanic } from './batch.ts';

/**
 * Questions about types and symbols beyond the batch of a rule's first phase. Every answer about a type is
 * remembered by the type's id: valid within one snapshot, so an instance lives no longer than its snapshot.
 * Where the compiler cannot describe an answer (see `isPanic`), the rule gets that of a type of which nothing is known.
 */
export class TypeQuestions {
  readonly #project: Project;
  readonly #remembered = new Map<string, unknown>();
  /** How often the compiler was asked; its answers are remembered, so that this measures work and no time. */
  asked = 0;

  constructor(project: Project) {
    this.#project = project;
  }

  /** Whether modules are looked for as Node does it, which takes no specifier without its extension from a module. */
  get resolvesLikeNode(): boolean {
    const { module, moduleResolution } = this.#project.compilerOptions;
    // By their numbers in the compiler's own enumerations: `node16` to `nodenext`, which the like-named `module` implies.
    const resolution = Number(moduleResolution ?? 0);
    return (
      resolution === 3 ||
      resolution === 99 ||
      (resolution === 0 && Number(module ?? 0) >= 100 && Number(module) <= 199)
    );
  }

  get checker(): Checker {
    this.asked += 1;
    return this.#project.checker;
  }

  /** The members of a union, or the type itself; also of a union that the compiler cannot take apart. */
  constituents(type: Type): readonly Type[] {
    const parts = (): readonly Type[] => (type.isUnionType() ? type.getTypes() : [type]);
    return this.#onceOr(`constituents:${type.id}`, [type], parts);
  }

  properties(type: Type): readonly TypeSymbol[] {
    return this.#once(`properties:${type.id}`, () => this.checker.getPropertiesOfType(type));
  }

  property(type: Type, name: string): TypeSymbol | undefined {
    return this.#once(`property:${type.id}:${name}`, () => this.checker.getPropertyOfType(type, name));
  }

  typeOfProperty(type: Type, name: string): Type | undefined {
    return this.#onceOr<Type | undefined>(`typeOfProperty:${type.id}:${name}`, undefined, () => {
      const symbol = this.property(type, name);
      return symbol && this.typeOfSymbol(symbol);
    });
  }

  /** Types that are made of each other share their members' symbols, so this is asked far less often than of the types. */
  typeOfSymbol(symbol: TypeSymbol): Type | undefined {
    return this.#onceOr<Type | undefined>(`typeOfSymbol:${symbol.id}`, undefined, () =>
      this.checker.getTypeOfSymbol(symbol),
    );
  }

  callSignatures(type: Type): readonly Signature[] {
    return this.#once(`calls:${type.id}`, () => this.checker.getSignaturesOfType(type, SignatureKind.Call));
  }

  /** Whether the type is `T[]`, `readonly T[]` or a tuple. */
  isArray(type: Type): boolean {
    return this.#once(
      `array:${type.id}`,
      () => this.checker.isArrayType(type) || this.checker.isTupleType(type),
    );
  }

  /** The type as a person would write it. */
  text(type: Type): string {
    return this.#once(`text:${type.id}`, () => this.checker.typeToString(type));
  }

  /** The type without `null` and `undefined`. */
  nonNullable(type: Type): Type {
    return this.#onceOr(`nonNullable:${type.id}`, type, () => this.checker.getNonNullableType(type) ?? type);
  }

  /** What a type parameter or another type that is not known yet is at least; undefined without a bound. */
  constraint(type: Type): Type | undefined {
    return this.#once(`constraint:${type.id}`, () => this.checker.getBaseConstraintOfType(type));
  }

  /** What `await` makes of a `Promise<T>`; any other type as it is. */
  awaited(type: Type): Type {
    return this.#onceOr(`awaited:${type.id}`, type, () => {
      if (!type.isTypeReference() || type.getSymbol()?.name !== 'Promise') return type;
      return this.checker.getTypeArguments(type)[0] ?? type;
    });
  }

  typeAt(node: Node): Type | undefined {
    return unlessPanic(() => this.checker.getTypeAtLocation(node), undefined);
  }

  /** What the code around an expression expects of it. */
  contextualType(node: ast.Expression): Type | undefined {
    return unlessPanic(() => this.checker.getContextualType(node), undefined);
  }

  /** `T` of `T[]`; of a tuple the type of its first element. */
  elementType(list: Type): Type | undefined {
    return this.#onceOr(`element:${list.id}`, undefined, () =>
      list.isTypeReference() ? this.checker.getTypeArguments(list)[0] : undefined,
    );
  }

  symbolAt(node: Node): TypeSymbol | undefined {
    return this.checker.getSymbolAtLocation(node);
  }

  /** What a name means at a node by a declaration of the file or its imports; undefined for a global. */
  localSymbol(name: string, node: Node): TypeSymbol | undefined {
    const symbol = this.checker.resolveName(name, SymbolFlags.Value | SymbolFlags.Alias, node, true);
    // `require` and `arguments` are given by the runtime: symbols that nothing declares.
    return symbol === undefined || symbol.declarations.length === 0 ? undefined : symbol;
  }

  /** The declarations of a symbol as nodes, also in other files of the program. */
  declarations(symbol: TypeSymbol): readonly Node[] {
    return symbol.declarations.flatMap((handle) => handle.resolve(this.#project) ?? []);
  }

  /** The declaration that a name means, behind the import that brings it in; undefined where a package declares it. */
  declarationOf(symbol: TypeSymbol): Node | undefined {
    return this.#once(`declarationOf:${symbol.id}`, () => {
      const isAlias = (symbol.flags & SymbolFlags.Alias) !== 0;
      const target = isAlias ? this.checker.getAliasedSymbol(symbol) : symbol;
      const [handle] = target.declarations;
      if (
        handle === undefined ||
        handle.path.includes('/node_modules/') ||
        /\.d\.[cm]?ts$/.test(handle.path)
      ) {
        return undefined;
      }
      return handle.resolve(this.#project);
    });
  }

  /** All uses of a symbol in one file, the declaration included. */
  references(symbol: TypeSymbol, file: string): readonly Node[] {
    return this.checker
      .getReferencesToSymbolInFile(file, symbol)
      .flatMap((handle) => handle.resolve(this.#project) ?? []);
  }

  #once<T>(key: string, ask: () => T): T {
    if (this.#remembered.has(key)) return this.#remembered.get(key) as T;
    const answer = ask();
    this.#remembered.set(key, answer);
    return answer;
  }

  /** The same, with the answer for where the compiler cannot describe what it would say. */
  #onceOr<T>(key: string, unknown: T, ask: () => T): T {
    return this.#once(key, () => unlessPanic(ask, unknown));
  }
}

/** No types, no report: `any`, an unresolved name, or no answer at all. */
export function isUnresolved(type: Type | undefined): type is undefined {
  return type === undefined || (type.flags & TypeFlags.Any) !== 0 || type.isErrorType();
}

/** Whether the type itself is `null`, `undefined` or `void`; not whether a union contains one. */
export function isNullish(type: Type): boolean {
  return (type.flags & (TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void)) !== 0;
}
