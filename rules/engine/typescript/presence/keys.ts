import { type ast, is, type Node } from '../../typescript.ts';
import { contains, enclosingFunction, unwrap, walk } from '../syntax.ts';
import { bindingOf } from './bindings.ts';
import { tellsAbsence } from './conditions.ts';
import { knownAt } from './known.ts';
import { originsOf, referenceText } from './origins.ts';

/** A look into a collection by key: `sessions.get(id)`, `counts[word]`. */
export interface KeyedLookup {
  readonly node: ast.Expression;
  readonly collection: ast.Expression;
  readonly key: ast.Expression;
}

/**
 * Whether the code around a look-up shows that the key is there: asked with `has`, put in before, one of the collection's
 * own keys, or from the same source that the collection was filled from in this function.
 */
export function isKeyKnown(lookup: KeyedLookup): boolean {
  const names = { collection: referenceText(lookup.collection), key: referenceText(lookup.key) };
  const from = originsOf(lookup.key);
  for (const known of knownAt(lookup.node)) {
    if (known.kind === 'condition') {
      if (saysPresent(known.expression, known.holds, names)) return true;
    } else if (putsIn(known.node, names, from) || picks(known.node, names)) return true;
  }
  return from.has(names.collection) || sources(lookup, names).some((source) => from.has(source));
}

interface Names {
  readonly collection: string;
  readonly key: string;
}

function saysPresent(condition: ast.Expression, holds: boolean, names: Names): boolean {
  if (tellsAbsence(condition, holds)) return false;
  let found = false;
  walk(condition, (node) => {
    if (found) return 'skip';
    found = isLookedUp(node, names) || (holds && isAskedAbout(node, names));
    return undefined;
  });
  return found;
}

/** `sessions.has(id)`, `sessions.get(id)`, `counts[word]`, `word in counts`. */
function isLookedUp(node: Node, { collection, key }: Names): boolean {
  if (is.isElementAccessExpression(node)) {
    return referenceText(node.expression) === collection && referenceText(node.argumentExpression) === key;
  }
  if (is.isBinaryExpression(node)) {
    return (
      node.operatorToken.getText() === 'in' &&
      referenceText(node.right) === collection &&
      referenceText(node.left) === key
    );
  }
  const call = methodCall(node);
  return (
    call !== undefined &&
    referenceText(call.receiver) === collection &&
    call.arguments.some((argument) => referenceText(argument) === key)
  );
}

/** Somebody else is asked about the key: `known.has(id)`, `ids.includes(id)`, `isOpen(id)`. */
function isAskedAbout(node: Node, { key }: Names): boolean {
  if (!is.isCallExpression(node)) return false;
  const callee = unwrap(node.expression);
  const name = is.isPropertyAccessExpression(callee) ? callee.name.text : referenceText(callee);
  return (
    /^(has|is|contains|includes|exists|some)/i.test(name) &&
    node.arguments.some((argument) => referenceText(argument) === key)
  );
}

/** `sessions.set(id, …)`, `counts[word] = …`, or a helper that is told to see to the key: `ensureSession(id)`. */
function putsIn(statement: Node, names: Names, from: ReadonlySet<string>): boolean {
  let found = false;
  walk(statement, (node) => {
    if (found) return 'skip';
    if (is.isBinaryExpression(node) && is.isElementAccessExpression(node.left)) {
      found = isLookedUp(node.left, names) && /^(\?\?|\|\|)?=$/.test(node.operatorToken.getText());
      return undefined;
    }
    if (!is.isCallExpression(node)) return undefined;
    const call = methodCall(node);
    const isOwn = call !== undefined && referenceText(call.receiver) === names.collection;
    const name = call?.name ?? referenceText(node.expression);
    if (isOwn) found = name === 'set' && node.arguments.some((argument) => mentions(argument, names.key));
    else if (helper.test(name)) {
      // The helper may be told what the key is made from: `addUser(name)` before `users.get(keyOf(name))`.
      found = node.arguments.some(
        (argument) => mentions(argument, names.key) || from.has(referenceText(argument)),
      );
    }
    return undefined;
  });
  return found;
}

const helper =
  /^(this\.#?)?(set|add|put|ensure|assert|invariant|create|init|register|track|expect|validate)/i;

/** `links.filter((link) => positions.has(link.source))` before: whoever works on what is left has the key. */
function picks(statement: Node, names: Names): boolean {
  let found = false;
  walk(statement, (node) => {
    if (found) return 'skip';
    const call = methodCall(node);
    if (call === undefined || !/^(filter|every|sort|toSorted)$/.test(call.name)) return undefined;
    for (const argument of call.arguments) {
      walk(argument, (inner) => {
        found ||= isLookedUp(inner, names);
      });
    }
    return undefined;
  });
  return found;
}

function mentions(argument: ast.Expression, key: string): boolean {
  const text = referenceText(argument);
  return text === key || (text.includes(key) && !/^\w+$/.test(text) && !/^['"]/.test(key));
}

/** What the collection was filled from: in this function, or where its name is declared. */
function sources({ node, collection }: KeyedLookup, names: Names): string[] {
  const inner = unwrap(collection);
  const binding = is.isIdentifier(inner) ? bindingOf(inner) : undefined;
  const found: string[] = [];
  if (binding?.kind === 'value') {
    found.push(...originsOf(binding.source));
    const text = referenceText(binding.source);
    // A key that is written out is there if the declaration has it.
    if (/^(['"`]).*\1$/.test(names.key) && text.includes(names.key)) return [names.key, ...found];
  }
  let scope = enclosingFunction(node);
  if (binding?.kind === 'value')
    while (!contains(scope, binding.declaration)) scope = enclosingFunction(scope);
  walk(scope, (at) => {
    const call = methodCall(at);
    if (
      call?.name === 'set' &&
      referenceText(call.receiver) === names.collection &&
      call.arguments[0] !== undefined
    ) {
      found.push(...originsOf(call.arguments[0]));
    }
    if (
      is.isBinaryExpression(at) &&
      is.isElementAccessExpression(at.left) &&
      referenceText(at.left.expression) === names.collection
    ) {
      found.push(...originsOf(at.left.argumentExpression));
    }
    return undefined;
  });
  return found;
}

interface MethodCall {
  readonly receiver: ast.Expression;
  readonly name: string;
  readonly arguments: readonly ast.Expression[];
}

function methodCall(node: Node): MethodCall | undefined {
  if (!is.isCallExpression(node)) return undefined;
  const callee = unwrap(node.expression);
  if (!is.isPropertyAccessExpression(callee)) return undefined;
  return { receiver: callee.expression, name: callee.name.text, arguments: node.arguments };
}
