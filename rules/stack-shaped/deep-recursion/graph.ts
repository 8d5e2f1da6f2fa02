import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { Growth } from './growth.ts';
import { type Mark, marksOf } from './marks.ts';
import { isRepeated, parameterNames, type Recursion } from './recursion.ts';

/**
 * A walk that writes down where it has been and asks before it goes on: what it walks may lead back, so it is a graph,
 * and its longest path may lead through every node.
 */
export function graphGrowth(recursion: Recursion): Growth | undefined {
  if (!recursion.calls.every((call) => isRepeated(call, recursion))) return undefined;
  const names = parameterNames(recursion);
  const at = names.findIndex(
    (name, index) =>
      name !== undefined && recursion.calls.every((call) => isOther(call.arguments[index], name)),
  );
  const name = names[at];
  const parameter = recursion.parameters[at];
  if (name === undefined || parameter === undefined) return undefined;
  if (readsNesting(recursion, name)) return undefined;
  const found = visitedBy(recursion, name, at);
  if (found === undefined) return undefined;
  return {
    kind: 'graph',
    per: `each \`${name}\` on the longest path`,
    calls: recursion.calls,
    visited: foldedText(found),
    types: [parameter.name, found],
    accepts: ([node, visited], questions) => isGraphNode(node, questions) && keeps(visited, questions),
  };
}

/** The collection that is both written and asked with the node, or with the one that is next. */
function visitedBy(recursion: Recursion, name: string, at: number): ast.Expression | undefined {
  const { marks, checks, unmarked } = marksOf(recursion.body);
  const nexts = new Set([name, ...recursion.calls.map((call) => foldedText(call.arguments[at] as Node))]);
  const isOfNode = ({ key, collection }: Mark): boolean =>
    !unmarked.has(foldedText(collection)) &&
    nexts.has(foldedText(is.isPropertyAccessExpression(key) ? key.expression : key));
  const asked = new Set(
    checks
      .filter((check) => isOfNode(check) && decides(check.node, recursion))
      .map(({ collection }) => foldedText(collection)),
  );
  return marks.find((mark) => isOfNode(mark) && asked.has(foldedText(mark.collection)))?.collection;
}

/** Whether a check stands in a condition. */
function decides(node: Node, { body }: Recursion): boolean {
  for (let at = node; at !== body; at = at.parent) {
    const { parent } = at;
    if (is.isIfStatement(parent)) return parent.expression === at;
    if (is.isConditionalExpression(parent)) return parent.condition === at;
    if (is.isArrowFunction(parent)) return parent.body === at;
    if (
      is.isBinaryExpression(parent) &&
      parent.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken &&
      parent.left === at
    )
      return true;
  }
  return false;
}

function isOther(argument: ast.Expression | undefined, name: string): boolean {
  if (argument === undefined) return false;
  const value = unwrap(argument);
  return (!is.isIdentifier(value) || value.text !== name) && !isShortened(value, name);
}

/** `text.replace(letter, '')`: a rest, which is remembered for its result and leads nowhere else. */
function isShortened(value: ast.Expression, name: string): boolean {
  if (!is.isCallExpression(value) || !is.isPropertyAccessExpression(value.expression)) return false;
  const { expression, name: method } = value.expression;
  return foldedText(expression) === name && /^(?:replace|slice|substring|substr|trim\w*)$/.test(method.text);
}

/** Whether the walk goes down into whatever an object has, into its parts, or into files: a nesting, which somebody made by hand. */
function readsNesting({ fn }: Recursion, name: string): boolean {
  const text = foldedText(fn);
  if (new RegExp(`Object\\.\\w+\\(${name}\\)| in ${name}\\)|Reflect\\.\\w+\\(${name}`).test(text))
    return true;
  // What it goes to is named as a part of what it is at; that it marks where it was is for duplicates, or for safety.
  if (new RegExp(`\\b${name}\\??\\.(?:child|first|sub_?[A-Z]|nested|descendants)`).test(text)) return true;
  return /\b(?:readFile|readdir|existsSync|statSync|readFileSync|readdirSync|require|forEachChild|childNodes|getElement)\b/.test(
    text,
  );
}

/** Not a library's type: syntax trees, documents and schemas are bounded by who wrote them. */
function isGraphNode(type: Type | undefined, questions: TypeQuestions): boolean {
  if (isUnresolved(type)) return false;
  const bare = questions.nonNullable(type);
  const { flags } = bare;
  if ((flags & (TypeFlags.Unknown | TypeFlags.NonPrimitive)) !== 0) return false;
  if ((flags & (TypeFlags.StringLike | TypeFlags.NumberLike)) !== 0) return true;
  if (bare.isUnionType() || questions.isArray(bare)) return false;
  if (
    /schema|ast\b|expression|statement|plugin|module|package|route|component|directory|folder|file|element|record</i.test(
      questions.text(bare),
    )
  )
    return false;
  const declared = bare.getSymbol()?.declarations ?? [];
  return (
    declared.length > 0 && declared.every(({ path }) => !/\/node_modules\/|\/lib\.[\w.]+\.d\.ts$/.test(path))
  );
}

/** A weak set only guards against a cycle in something nested. */
function keeps(type: Type | undefined, questions: TypeQuestions): boolean {
  return !isUnresolved(type) && !questions.text(type).startsWith('Weak');
}
