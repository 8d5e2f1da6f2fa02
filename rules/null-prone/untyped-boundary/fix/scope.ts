import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { type SourceFile, SymbolFlags, type TypeSymbol } from '../../../engine/typescript.ts';

/** Whether the name of a type means that type at the top level of a file. */
export function isInScope(symbol: TypeSymbol, source: SourceFile, { checker }: TypeQuestions): boolean {
  const found = checker.resolveName(symbol.name, SymbolFlags.Type | SymbolFlags.Alias, source, false);
  if (found === undefined) return false;
  const target = (found.flags & SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(found) : found;
  const [own, other] = [symbol.declarations[0], target.declarations[0]];
  return own !== undefined && other !== undefined && own.path === other.path && symbol.name === target.name;
}
