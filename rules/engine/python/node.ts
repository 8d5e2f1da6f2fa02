/**
 * Python's syntax as plain objects: a concrete tree with every token, in the grammar's names. It is a copy of what tree-sitter holds in
 * memory that nothing collects, so that nodes may be kept, and parents and fields cost nothing to ask for.
 */
export class PythonNode {
  /** The grammar's name; a token that is no name or literal is called as it is written, `:=`. */
  readonly type: string;
  /** 0-based UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
  /** Whether it is more than punctuation or a keyword. */
  readonly isNamed: boolean;
  /** What the parent calls it: `left`, `body`. */
  readonly field: string | null;
  readonly parent: PythonNode | null;
  /** With all tokens and comments, in order. */
  readonly children: readonly PythonNode[];
  readonly #file: string;

  constructor(
    file: string,
    type: string,
    { start, end }: { readonly start: number; readonly end: number },
    isNamed: boolean,
    field: string | null,
    parent: PythonNode | null,
    children: readonly PythonNode[],
  ) {
    this.#file = file;
    this.type = type;
    this.start = start;
    this.end = end;
    this.isNamed = isNamed;
    this.field = field;
    this.parent = parent;
    this.children = children;
  }

  get text(): string {
    return this.#file.slice(this.start, this.end);
  }

  /** Children that are more than tokens, without comments. */
  get named(): PythonNode[] {
    return this.children.filter(({ isNamed, type }) => isNamed && type !== 'comment');
  }

  /** The first child that the grammar calls so. */
  child(field: string): PythonNode | undefined {
    return this.children.find((child) => child.field === field);
  }

  /** All children that the grammar calls so, `name` of an import for instance. */
  childrenOf(field: string): PythonNode[] {
    return this.children.filter((child) => child.field === field);
  }

  /** Whether a token stands directly in it, `async` in a function or `*` in a star import. */
  hasToken(token: string): boolean {
    return this.children.some(({ isNamed, type }) => !isNamed && type === token);
  }

  /** Itself or what encloses it, the first that is of one of the types. */
  closest(...types: readonly string[]): PythonNode | undefined {
    for (let node: PythonNode | null = this; node !== null; node = node.parent)
      if (types.includes(node.type)) return node;
    return undefined;
  }

  /** Whether the other node lies in this one, or is this one. */
  contains(other: PythonNode): boolean {
    return this.start <= other.start && other.end <= this.end;
  }

  /** The innermost node around an offset, tokens included. */
  at(offset: number): PythonNode {
    const childAt = (node: PythonNode): PythonNode | undefined =>
      node.children.find(({ start, end }) => start <= offset && offset < end);
    let node: PythonNode = this;
    for (let inner = childAt(node); inner !== undefined; inner = childAt(node)) node = inner;
    return node;
  }

  /** All nodes below it of the given types, in order, without those in functions and classes of their own where `own` is set. */
  below(types: readonly string[], own = false): PythonNode[] {
    const found: PythonNode[] = [];
    const open = this.children.filter(({ isNamed }) => isNamed).reverse();
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (types.includes(node.type)) found.push(node);
      if (own && opensScope(node)) continue;
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index];
        if (child?.isNamed === true) open.push(child);
      }
    }
    return found;
  }
}

/** A function, class or lambda: what is in it runs at another time, or has names of its own. */
export function opensScope({ type }: PythonNode): boolean {
  return type === 'function_definition' || type === 'class_definition' || type === 'lambda';
}
