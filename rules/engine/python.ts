/** The only import of tree-sitter. Its WebAssembly is loaded when the first Python file has to be read, never before. */
import { Language, Parser, type Node as SyntaxNode, type Tree } from 'web-tree-sitter';

export type PythonNode = SyntaxNode;

/** The parser's two WebAssembly modules, as whoever may read the disk found them. */
export interface PythonGrammar {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** A parser of Python; one for a thread. */
export class PythonParser {
  readonly #parser: Parser;

  private constructor(parser: Parser) {
    this.#parser = parser;
  }

  static async load({ runtime, grammar }: PythonGrammar): Promise<PythonParser> {
    await Parser.init({ wasmBinary: runtime });
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
    return new PythonParser(parser);
  }

  /**
   * Runs `look` on the syntax of a text. The tree lies in memory that nothing collects, so it ends with the call: no node may
   * be kept.
   */
  withTree<T>(text: string, look: (root: PythonNode) => T): T {
    const tree: Tree | null = this.#parser.parse(text);
    if (tree === null) throw new Error('The Python parser gave no tree.');
    try {
      return look(tree.rootNode);
    } finally {
      tree.delete();
    }
  }
}
