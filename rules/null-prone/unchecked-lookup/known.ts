import { bindingOf } from '../../engine/typescript/presence/bindings.ts';
import { tellsAbsence } from '../../engine/typescript/presence/conditions.ts';
import { isKeyKnown } from '../../engine/typescript/presence/keys.ts';
import { type Known, knownAt } from '../../engine/typescript/presence/known.ts';
import { hasWord, isIndexKnown, isLengthKnown } from '../../engine/typescript/presence/lengths.ts';
import { originsOf, referenceText } from '../../engine/typescript/presence/origins.ts';
import { isMatchKnown } from '../../engine/typescript/presence/patterns.ts';
import { enclosingFunction, findAncestor, foldedText, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Lookup, soughtProperty } from './lookups.ts';
import { isSaidToBeThere } from './said.ts';

/** Whether the code around a look-up shows that it finds something, or that somebody has seen to it. */
export function isKnownToBeThere(lookup: Lookup): boolean {
  const { form, node, receiver, key } = lookup;
  if (isInAssertion(node) || takesNothing(node) || isExplained(node) || isAskedBefore(lookup)) return true;
  if (isSaidToBeThere(lookup)) return true;
  switch (form) {
    case 'key':
    case 'outside':
      return key !== undefined && isKeyKnown({ node, collection: receiver, key });
    case 'find':
    case 'record':
      return key !== undefined && isEntryKnown(receiver, key, node);
    case 'match':
      return key !== undefined && isMatchKnown({ node, pattern: key, text: receiver });
    case 'end':
      return isLengthKnown(receiver, node);
    case 'index':
      return (
        key !== undefined &&
        (isIndexKnown(receiver, key, node) || isKeyKnown({ node, collection: receiver, key }))
      );
    case 'element':
      return isRootOfPage(node) || isWrittenHere(node);
    case 'env':
      return false;
  }
}

/** Whether somebody has seen to a value under its name: in a condition or an assertion that the compiler does not follow. */
export function isNameKnown(name: ast.Expression): boolean {
  const text = referenceText(name);
  if (isInAssertion(name) || isExplained(name) || takesNothing(name)) return true;
  for (const known of knownAt(name)) {
    const said = known.kind === 'condition' || isAssertionStatement(known.node);
    if (said && hasWord(referenceText(known.kind === 'condition' ? known.expression : known.node), text))
      return true;
  }
  return false;
}

/**
 * What is the case while a map is being filled says nothing about later: `counts.get(word) ?? 0` beside
 * `counts.set(word, …)`.
 */
export function isBeingFilled({ receiver, node }: Lookup): boolean {
  const name = referenceText(receiver);
  let found = false;
  walk(enclosingFunction(node), (at) => {
    if (found) return 'skip';
    found =
      is.isPropertyAccessExpression(at) &&
      /^(set|add|push)$/.test(at.name.text) &&
      referenceText(at.expression) === name;
    return undefined;
  });
  return found;
}

/** `options.indexOf(current!)`, `JSON.parse(stored!)`: nothing in, nothing out. A comparison with nothing is false. */
function takesNothing(name: ast.Expression): boolean {
  let at: Node = name;
  while (is.isNonNullExpression(at.parent) || is.isParenthesizedExpression(at.parent)) at = at.parent;
  const { parent } = at;
  if (is.isBinaryExpression(parent)) return /^(?:[!=]==?|[<>]=?)$/.test(parent.operatorToken.getText());
  if (!is.isCallExpression(parent) || parent.expression === at) return false;
  const callee = parent.expression;
  return (
    is.isPropertyAccessExpression(callee) && /^(indexOf|includes|has|delete|parse)$/.test(callee.name.text)
  );
}

/** A comment on the line, on the one above, or behind the statement or member, that gives a reason; one for a linter gives none. */
function isExplained(node: Node): boolean {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  const lineStart = source.text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = source.text.indexOf('\n', node.end);
  const before = source.text.slice(source.text.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
  const line = source.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd) + tailOf(node);
  const comments = [/^\s*(?:\/\/|\*|\/\*)(.*)/.exec(before)?.[1], /\s\/\/(.*)/.exec(line)?.[1]];
  return comments.some((comment) => comment !== undefined && reason.test(comment));
}

/** The rest of the line on which the statement or member around a node ends. */
function tailOf(node: Node): string {
  const whole = findAncestor(
    node,
    (at): at is Node =>
      is.isVariableStatement(at) ||
      is.isExpressionStatement(at) ||
      is.isReturnStatement(at) ||
      is.isPropertyDeclaration(at),
  );
  return whole === undefined ? '' : (/^.*/.exec(node.getSourceFile().text.slice(whole.end))?.[0] ?? '');
}

const reason =
  /\b(always|guarantee[ds]?|ensure[ds]?|exists?|never|safe|must|sure|know[ns]?|cannot|can't|checked|asserted|because|since|defined|non-?null|present|there)\b/i;

/** The same look-up was tested before, asserted by a helper, or used so that it would have thrown. */
function isAskedBefore({ node, form }: Lookup): boolean {
  const text = referenceText(node);
  for (const known of knownAt(node)) {
    if (known.kind === 'condition') {
      if (hasWord(referenceText(known.expression), text) || isAboutItsName(known, text)) return true;
    } else if (form !== 'end') {
      const before = foldedText(known.node).replace(/\s+/g, '');
      if (before.includes(`${text}!`) || before.includes(`${text}.`)) return true;
      if (isAssertionStatement(known.node) && before.includes(text)) return true;
    }
  }
  return false;
}

/** `const session = sessions.get(id); if (!session) return;` before `sessions.get(id)!`. */
function isAboutItsName(
  { expression, holds }: Known & { readonly kind: 'condition' },
  text: string,
): boolean {
  if (tellsAbsence(expression, holds)) return false;
  let found = false;
  walk(expression, (node) => {
    if (found || !is.isIdentifier(node)) return;
    const binding = bindingOf(node);
    found = binding?.kind === 'value' && referenceText(binding.source) === text;
  });
  return found;
}

/** `assert(user)`, `invariant(sessions.has(id))`: a statement whose whole point is to check. */
function isAssertionStatement(node: Node): boolean {
  return (
    is.isExpressionStatement(node) && is.isCallExpression(node.expression) && isAssertion(node.expression)
  );
}

/** `nullthrows(users.find(…)!)`: the helper says what is wrong. */
function isInAssertion(node: Node): boolean {
  let at = node.parent;
  while (is.isNonNullExpression(at) || is.isParenthesizedExpression(at) || is.isAwaitExpression(at))
    at = at.parent;
  return is.isCallExpression(at) && isAssertion(at);
}

/** Whether a call, by its name, is there to check what it is given. */
export function isAssertion({ expression }: ast.CallExpression): boolean {
  const name = is.isPropertyAccessExpression(expression) ? referenceText(expression) : expression.getText();
  return /(^|\.)(assert|expect|invariant|ensure|nullthrows|must|required|check)/i.test(name);
}

/**
 * Whether the entry that is looked for comes from the list itself, or was put there before: `list.find(x => x.id === first.id)`
 * where `first` is one of the list.
 */
function isEntryKnown(list: ast.Expression, predicate: ast.Expression, node: Node): boolean {
  const name = referenceText(list);
  const sought = soughtProperty(predicate)?.value;
  const from = originsOf(sought ?? predicate);
  // What the predicate is called with is one of the list, of course.
  if (sought === undefined) from.delete(name);
  for (const origin of originsOf(list)) if (origin !== 'this' && from.has(origin)) return true;
  const predicateText = referenceText(predicate);
  for (const known of knownAt(node)) {
    if (known.kind === 'condition') {
      const text = referenceText(known.expression);
      if (known.holds && (text.includes(predicateText) || asksForAny(text, name, from))) return true;
    } else if (putsEntry(known.node, name) || (sought !== undefined && picks(known.node, sought)))
      return true;
  }
  return false;
}

/** `ids.includes(id)`, `list.some(x => x.id === id)`. */
function asksForAny(text: string, list: string, wanted: ReadonlySet<string>): boolean {
  const asks = /\.(some|includes|has|indexOf|findIndex)\(/.test(text);
  return asks && (hasWord(text, list) || [...wanted].some((each) => hasWord(text, each)));
}

/** `links.filter((link) => known.has(link.source))`: what is left was asked about. */
function picks(statement: Node, sought: ast.Expression): boolean {
  const text = foldedText(statement).replace(/\s+/g, '');
  return (
    text.includes('.filter(') &&
    new RegExp(`\\.(has|includes)\\(${escapeForPattern(referenceText(sought))}\\)`).test(text)
  );
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function putsEntry(statement: Node, list: string): boolean {
  let found = false;
  walk(statement, (node) => {
    if (found) return 'skip';
    if (is.isPropertyAccessExpression(node) && /^(push|unshift|concat)$/.test(node.name.text)) {
      found = referenceText(node.expression) === list;
    }
    return undefined;
  });
  return found;
}

/** `document.getElementById('root')!` where a page starts: without it there is no page to show an error on. */
function isRootOfPage(node: Node): boolean {
  if (!is.isCallExpression(node)) return false;
  const [id] = node.arguments;
  const isById =
    id !== undefined && is.isStringLiteral(id) && /^#?(root|app|main|__next|container)$/i.test(id.text);
  return isById && is.isSourceFile(enclosingFunction(node));
}

/** Markup that the same function writes has the elements that it then looks for. */
function isWrittenHere(node: Node): boolean {
  let found = false;
  walk(enclosingFunction(node), (at) => {
    if (found) return 'skip';
    const name = is.isPropertyAccessExpression(at) ? at.name.text : '';
    found =
      /^(innerHTML|outerHTML|insertAdjacentHTML|appendChild|append|createElement|setContent|parseFromString)$/.test(
        name,
      );
    return undefined;
  });
  return found;
}
