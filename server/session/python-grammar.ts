import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PythonGrammar } from '../../rules/engine/python.ts';

/**
 * The parser's WebAssembly: packaged in `python/` beside the bundle, whose chunks lie one folder deeper, else as npm installed it.
 * Throws an Error that says what is missing.
 */
export function readPythonGrammar(): PythonGrammar {
  const here = dirname(fileURLToPath(import.meta.url));
  const packaged = [join(here, 'python'), join(here, '..', 'python')].find((folder) =>
    existsSync(join(folder, 'runtime.wasm')),
  );
  if (packaged !== undefined) {
    return {
      runtime: readFileSync(join(packaged, 'runtime.wasm')),
      grammar: readFileSync(join(packaged, 'grammar.wasm')),
    };
  }
  const { resolve } = createRequire(import.meta.url);
  return {
    runtime: readFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm')),
  };
}
