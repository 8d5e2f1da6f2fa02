import { isBuiltin } from 'node:module';
import { specifiersOf } from '../engine/typescript/codemods/import-uses.ts';
import { walk } from '../engine/typescript/syntax.ts';
import { is, type SourceFile } from '../engine/typescript.ts';
import type { RunsIn } from './engines.ts';

/** Reads off a file's own text whether it runs in Node or in a browser. */
export function runsIn(source: SourceFile): RunsIn {
  const importsNode = specifiersOf(source).some(({ text }) => isBuiltin(text) && !portable.has(text));
  return { importsNode, usesDom: !importsNode && usesDom(source) };
}

/** Modules of Node that bundlers put packages in the place of. */
const portable: ReadonlySet<string> = new Set([
  'assert',
  'buffer',
  'events',
  'punycode',
  'querystring',
  'url',
  'util',
]);

function usesDom(source: SourceFile): boolean {
  if (!/\b(?:document|window|navigator)\b/.test(source.text)) return false;
  let found = false;
  walk(source, (node) => {
    if (found) return 'skip';
    found =
      is.isPropertyAccessExpression(node) &&
      is.isIdentifier(node.expression) &&
      /^(?:document|window|navigator)$/.test(node.expression.text);
    return undefined;
  });
  return found;
}
