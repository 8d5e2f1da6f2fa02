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

/** Whether a pattern matches every text, by the form of its source: each of its parts may be empty. */
export function matchesAlways(literal: string): boolean {
  const end = literal.lastIndexOf('/');
  const source = literal.startsWith('/') ? literal.slice(1, end) : literal;
  return alternatives(source).some((alternative) => {
    const parts = partsOf(alternative);
    if (parts === undefined) return false;
    const isHeld = parts.includes('^') && parts.includes('$');
    const takesAll = parts.some((part) =>
      /^\(?(\.|\[\^\]|\[\\s\\S\]|\[\\S\\s\]|\[\\d\\D\]|\[\\w\\W\])\*\??\)?$/.test(part),
    );
    return parts.every(mayBeEmpty) && (!isHeld || takesAll);
  });
}

function literalOf(pattern: ast.Expression): string | undefined {
  const inner = unwrap(pattern);
  if (inner.kind === SyntaxKind.RegularExpressionLiteral) return inner.getText();
  const binding = is.isIdentifier(inner) ? bindingOf(inner) : undefined;
  if (binding?.kind !== 'value') return undefined;
  const value = unwrap(binding.source);
  return value.kind === SyntaxKind.RegularExpressionLiteral ? value.getText() : undefined;
}

function alternatives(source: string): string[] {
  const found = [''];
  let depth = 0;
  for (const token of source.match(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g) ?? []) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) found.push('');
    else found[found.length - 1] += token;
  }
  return found;
}

/** Each atom with its quantifier; undefined where the source is not understood. */
function partsOf(source: string): string[] | undefined {
  const parts: string[] = [];
  for (let at = 0; at < source.length; ) {
    const atom = atomAt(source, at);
    if (atom === undefined) return undefined;
    const quantifier = /^(?:[*+?]|\{\d*,?\d*\})\??/.exec(source.slice(at + atom.length))?.[0] ?? '';
    parts.push(atom + quantifier);
    at += atom.length + quantifier.length;
  }
  return parts;
}

function atomAt(source: string, at: number): string | undefined {
  const simple = /^(?:\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|[\s\S])|\[(?:\\.|[^\]\\])*\]|[^()[\]])/.exec(
    source.slice(at),
  )?.[0];
  if (simple !== undefined) return simple;
  if (source[at] !== '(') return undefined;
  let depth = 0;
  let end = at;
  for (const token of source.slice(at).match(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g) ?? []) {
    end += token.length;
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return source.slice(at, end);
  }
  return undefined;
}

function mayBeEmpty(part: string): boolean {
  if (part === '^' || part === '$') return true;
  if (/(?:[*?]|\{0,\d*\})\??$/.test(part) && !/^\\.$/.test(part)) return true;
  const group = /^\((?:\?:|\?<[A-Za-z]\w*>)?((?!\?)[\s\S]*)\)$/.exec(part)?.[1];
  return group !== undefined && matchesAlways(group) && !/[\^$]/.test(group);
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
