/** The only import of tree-sitter. Its WebAssembly is loaded when the first Python file has to be read, never before. */
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { PythonNode } from './python/node.ts';

/** The parser's two WebAssembly modules, as whoever may read the disk found them. */
export interface PythonGrammar {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

export interface PythonSyntax {
  readonly root: PythonNode;
  /** Whether anything in the text is not Python as the grammar knows it. */
  readonly hasError: boolean;
}

/** A parser of Python; one for a thread. */
export class PythonParser {
  readonly #parser: Parser;
  /** By the grammar's number of a type or field, as a text that crosses from WebAssembly is dear. */
  readonly #types: readonly { readonly type: string; readonly isNamed: boolean }[];
  readonly #fields: readonly (string | null)[];

  private constructor(parser: Parser, language: Language) {
    this.#parser = parser;
    this.#types = Array.from({ length: language.nodeTypeCount }, (_, id) => ({
      type: language.nodeTypeForId(id) ?? '',
      isNamed: language.nodeTypeIsNamed(id),
    }));
    this.#fields = Array.from({ length: language.fieldCount + 1 }, (_, id) => language.fieldNameForId(id));
  }

  static async load({ runtime, grammar }: PythonGrammar): Promise<PythonParser> {
    await Parser.init({ wasmBinary: runtime });
    const parser = new Parser();
    const language = await Language.load(grammar);
    parser.setLanguage(language);
    return new PythonParser(parser, language);
  }

  parse(text: string): PythonSyntax {
    const tree = this.#parser.parse(text);
    if (tree === null) throw new Error('The Python parser gave no tree.');
    const cursor = tree.walk();
    try {
      return { root: this.#copy(cursor, text), hasError: tree.rootNode.hasError };
    } finally {
      cursor.delete();
      tree.delete();
    }
  }

  /** Without recursion, as a long sum is a deep tree. */
  #copy(cursor: TreeCursor, text: string): PythonNode {
    const root = this.#node(cursor, text, null);
    let at = root;
    let isOpen = !root.isLeaf;
    for (;;) {
      if (isOpen && cursor.gotoFirstChild()) {
        const child = this.#node(cursor, text, at.node);
        at.children.push(child.node);
        at = { ...child, outer: at };
        isOpen = !child.isLeaf;
        continue;
      }
      if (at.outer === null) return root.node;
      if (cursor.gotoNextSibling()) {
        const outer: Open = at.outer;
        const sibling = this.#node(cursor, text, outer.node);
        outer.children.push(sibling.node);
        at = { ...sibling, outer };
        isOpen = !sibling.isLeaf;
        continue;
      }
      cursor.gotoParent();
      at = at.outer;
      isOpen = false;
    }
  }

  #node(cursor: TreeCursor, text: string, parent: PythonNode | null): Open {
    const { type, isNamed } = this.#types[cursor.nodeTypeId] ?? {
      type: cursor.nodeType,
      isNamed: cursor.nodeIsNamed,
    };
    const start = cursor.startIndex;
    // A token that is called as it is written has no parts and no other length, but for `not  in`, which may hold more space.
    const isToken = !isNamed && !type.includes(' ') && text.startsWith(type, start);
    const end = isToken ? start + type.length : cursor.endIndex;
    const field = this.#fields[cursor.currentFieldId] ?? null;
    const children: PythonNode[] = [];
    const node = new PythonNode(text, type, { start, end }, isNamed, field, parent, children);
    return { node, children, isLeaf: !isNamed || type === 'identifier', outer: null };
  }
}

interface Open {
  readonly node: PythonNode;
  readonly children: PythonNode[];
  readonly isLeaf: boolean;
  readonly outer: Open | null;
}
