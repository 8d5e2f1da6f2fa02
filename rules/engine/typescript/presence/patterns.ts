import { matchesAlways } from '../../always-matches.ts';
import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { unwrap, walk } from '../syntax.ts';
import { bindingOf } from './bindings.ts';
import { knownAt } from './known.ts';
import { originsOf, referenceText } from './origins.ts';

/** `pattern.exec(text)`, `text.match(pattern)`. */
export interface MatchLookup {
  readonly node: ast.Expression;
  readonly pattern: ast.Expression;
  readonly text: ast.Expression;
}

/** Whether a match cannot fail, or the text was looked at before in any way that may have been about its form. */
export function isMatchKnown({ node, pattern, text }: MatchLookup): boolean {
  const literal = literalOf(pattern);
  if (literal !== undefined && matchesAlways(literal)) return true;
  const names = new Set([referenceText(text), ...originsOf(text)]);
  for (const known of knownAt(node)) {
    if (known.kind === 'condition' && known.holds && looksAt(known.expression, names)) return true;
    if (known.kind === 'condition' && !known.holds && looksAt(known.expression, names, true)) return true;
  }
  return false;
}

function literalOf(pattern: ast.Expression): string | undefined {
  const inner = unwrap(pattern);
  if (inner.kind === SyntaxKind.RegularExpressionLiteral) return inner.getText();
  const binding = is.isIdentifier(inner) ? bindingOf(inner) : undefined;
  if (binding?.kind !== 'value') return undefined;
  const value = unwrap(binding.source);
  return value.kind === SyntaxKind.RegularExpressionLiteral ? value.getText() : undefined;
}

/** Whether a condition asks about a text, or about where in it something was found: `end < 0` of `end = text.indexOf('.')`. */
function looksAt(condition: ast.Expression, names: ReadonlySet<string>, onlyCompared = false): boolean {
  if (onlyCompared && !is.isBinaryExpression(unwrap(condition))) return false;
  let found = false;
  walk(condition, (node: Node) => {
    if (found) return 'skip';
    if (is.isCallExpression(node)) found = isAbout(node, names);
    else if (is.isIdentifier(node)) {
      const binding = bindingOf(node);
      const source = binding?.kind === 'value' ? unwrap(binding.source) : undefined;
      found = source !== undefined && is.isCallExpression(source) && isAbout(source, names);
    }
    return undefined;
  });
  return found;
}

function isAbout({ expression, arguments: given }: ast.CallExpression, names: ReadonlySet<string>): boolean {
  const callee = unwrap(expression);
  const about = is.isPropertyAccessExpression(callee) ? [callee.expression, ...given] : given;
  return about.some((argument) => names.has(referenceText(argument)));
}
