import { codeStyle } from '../../engine/typescript/codemods/imports.ts';
import type { SourceFile } from '../../engine/typescript.ts';

/** The quote that a file puts around its texts; read off once, however many texts a fix writes. */
export function quoteOf(source: SourceFile): "'" | '"' {
  let quote = remembered.get(source);
  if (quote === undefined) {
    ({ quote } = codeStyle(source));
    remembered.set(source, quote);
  }
  return quote;
}

const remembered = new WeakMap<SourceFile, "'" | '"'>();
