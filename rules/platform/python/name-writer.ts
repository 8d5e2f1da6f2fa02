import { bindingAt } from '../../engine/python/binding.ts';
import { type ImportedName, importedBy } from '../../engine/python/imports.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { namesByText } from './entries.ts';
import type { Target } from './replacement.ts';

/** How members of Python's library are written in a file: by the imports that it has, or by new ones. */
export class NameWriter {
  readonly #names: ReadonlyMap<string, readonly PythonNode[]>;
  readonly #view: PythonView;
  /** Names that the imports which go no longer bind. */
  readonly #freed: ReadonlySet<PythonNode>;

  /** Names that one import alone binds. */
  readonly #imports: readonly {
    readonly text: string;
    readonly binding: PythonNode;
    readonly imported: ImportedName;
  }[];

  constructor(view: PythonView, freed: ReadonlySet<PythonNode>) {
    this.#view = view;
    this.#names = namesByText(view);
    this.#freed = freed;
    this.#imports = [...this.#names].flatMap(([text, nodes]) => {
      const [binding, ...others] = nodes.filter((node) => bindingAt(node) !== undefined);
      const imported = binding && others.length === 0 ? importedBy(binding) : undefined;
      return binding === undefined || imported === undefined ? [] : [{ text, binding, imported }];
    });
  }

  /**
   * The expression for a member at a place, with the import that it needs; undefined where its names are taken.
   * @param prefersMember whether a new import takes the member out of its module.
   */
  write(
    target: Target,
    at: PythonNode,
    prefersMember: boolean,
  ): { readonly text: string; readonly imports: string | null } | undefined {
    const { module, members } = partsOf(target);
    const [first] = members;
    if (module === 'builtins' && first !== undefined)
      return this.#isFree(first) ? { text: members.join('.'), imports: null } : undefined;
    const known = this.#known(module, null, at);
    if (known !== undefined) return { text: [known, ...members].join('.'), imports: null };
    const knownMember = first === undefined ? undefined : this.#known(module, first, at);
    if (knownMember !== undefined)
      return { text: [knownMember, ...members.slice(1)].join('.'), imports: null };
    const byMember =
      first !== undefined && this.isFree(first)
        ? { text: members.join('.'), imports: `from ${module} import ${first}` }
        : undefined;
    const byModule = this.isFree(module.split('.', 1)[0] as string)
      ? { text: [module, ...members].join('.'), imports: `import ${module}` }
      : undefined;
    return prefersMember ? (byMember ?? byModule) : (byModule ?? byMember);
  }

  /** Whether nothing of the file has the name, but for imports that go. */
  isFree(name: string): boolean {
    return (this.#names.get(name) ?? []).every((node) => this.#isFreed(node));
  }

  /** A builtin is read without being bound. */
  #isFree(name: string): boolean {
    return (
      !this.#view.names.hasStarImport &&
      (this.#names.get(name) ?? []).every((node) => bindingAt(node) === undefined || this.#freed.has(node))
    );
  }

  #isFreed(node: PythonNode): boolean {
    const bindings = this.#view.names.resolve(node)?.bindings ?? [];
    return bindings.length > 0 && bindings.every(({ name }) => this.#freed.has(name));
  }

  /** The name that an import at the top of the file gives a module or a member, where nothing else has that name and it runs before. */
  #known(module: string, member: string | null, at: PythonNode): string | undefined {
    for (const { text, binding, imported } of this.#imports) {
      if (this.#freed.has(binding)) continue;
      const isIt =
        member === null
          ? namesModule(imported, module)
          : imported.module === module && imported.member === member;
      const statement = isIt ? binding.closest('import_statement', 'import_from_statement') : undefined;
      if (statement?.parent !== this.#view.root) continue;
      const runsLater = at.closest('function_definition', 'lambda') !== undefined;
      if (statement.end > at.start && !runsLater) continue;
      return member === null && imported.member === null && imported.module !== module ? module : text;
    }
    return undefined;
  }
}

/** `import a`, `from a import b` for `a.b`. */
function namesModule(imported: ImportedName, module: string): boolean {
  return imported.member === null
    ? imported.module === module
    : `${imported.module}.${imported.member}` === module;
}

export function partsOf(target: Target): { readonly module: string; readonly members: readonly string[] } {
  const [module = '', path = ''] = target.split(':');
  return { module, members: path === '' ? [] : path.split('.') };
}
