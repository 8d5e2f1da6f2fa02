import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import {
  type ast,
  is,
  type Node,
  SymbolFlags,
  SyntaxKind,
  type TypeSymbol,
} from '../../engine/typescript.ts';
import { environmentVariable, type Lookup, soughtProperty } from './lookups.ts';

/** The name by which the look-up's receiver or pattern is known; its symbol tells what is looked into. */
export function holderOf(lookup: Lookup): Node {
  const holder = unwrap(lookup.form === 'match' && lookup.key !== undefined ? lookup.key : lookup.receiver);
  return is.isPropertyAccessExpression(holder) ? holder.name : holder;
}

/**
 * What makes two look-ups of the program the same one: the same map, the same list by the same property, the same
 * pattern, variable of the environment or selector. Null where that cannot be told.
 */
export function identityOf(
  lookup: Lookup,
  holder: TypeSymbol | undefined,
  questions: TypeQuestions,
): string | null {
  const { form, node, key } = lookup;
  const declared = (): string | undefined => declarationOf(holder, questions);
  switch (form) {
    case 'env':
      return `env ${environmentVariable(node)}`;
    case 'key':
    case 'outside': {
      const place = declared();
      return place === undefined ? null : `key ${place}`;
    }
    case 'find': {
      const sought = soughtProperty(key);
      const place = declared();
      return sought === undefined || place === undefined ? null : `find ${place} ${sought.property}`;
    }
    case 'match': {
      const pattern = key && unwrap(key);
      if (pattern?.kind === SyntaxKind.RegularExpressionLiteral) return `match ${foldedText(pattern)}`;
      const place = declared();
      return place === undefined ? null : `match ${place}`;
    }
    case 'element':
      return key !== undefined && is.isStringLiteral(key) ? `element ${lookup.method} ${key.text}` : null;
    default:
      return null;
  }
}

/** Where a variable or field is declared; a local name of another function is another thing by that alone. */
function declarationOf(symbol: TypeSymbol | undefined, questions: TypeQuestions): string | undefined {
  if (symbol === undefined) return undefined;
  const target =
    (symbol.flags & SymbolFlags.Alias) !== 0 ? questions.checker.getAliasedSymbol(symbol) : symbol;
  const [declaration] = target.declarations;
  // What a package or the platform declares is shared by objects that have nothing to do with each other.
  if (declaration === undefined || /\/node_modules\/|^bundled:|\.d\.[cm]?ts$/.test(declaration.path))
    return undefined;
  return `${declaration.path}:${declaration.index}`;
}

/** The text of a literal, quotes left out. */
export function literalText(node: ast.Expression | undefined): string | undefined {
  return node !== undefined && (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node))
    ? node.text
    : undefined;
}
