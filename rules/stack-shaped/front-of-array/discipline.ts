import type { ArrayUse, Insertion, Removal } from '../../engine/typescript/arrays/array-uses.ts';
import { nameOf, type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { loopAround } from '../../engine/typescript/loops.ts';
import { contains, enclosingFunction, hasModifier, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

export interface FrontStack {
  readonly array: Stored;
  readonly uses: readonly ArrayUse[];
  readonly insertions: readonly (Insertion & { readonly access: ast.Expression })[];
  readonly removals: readonly (Removal & { readonly access: ast.Expression })[];
}

/**
 * The array as a stack whose top is its front, if that is what it is: everything goes in and out at the front,
 * and it goes in and out in turns. A queue, both ends in use, a list built back to front and trimmed once, or
 * input that is read from its front, with a look-ahead put back or the rest handed on, are none.
 */
export function frontStack(array: Stored, uses: readonly ArrayUse[]): FrontStack | undefined {
  if (array.kind !== 'field' && array.isVisibleOutside) return undefined;
  const insertions = uses.filter((use) => use.role === 'insertion');
  const removals = uses.filter((use) => use.role === 'removal');
  if (insertions.length === 0 || removals.length === 0) return undefined;
  if (uses.some(({ role }) => role === 'changes-elsewhere')) return undefined;
  if (copies([...insertions, ...removals]) && !mayStopCopying(array, uses)) return undefined;
  const cameFilled = contentsOf(array, uses).some((content) => !isOwn(content));
  if (cameFilled && uses.some(({ role }) => role === 'reads-in-order' || role === 'escapes'))
    return undefined;
  const fresh = cameFilled ? insertions.filter((each) => !putsBack(each, removals)) : insertions;
  const inTurns = fresh.some((insertion) =>
    removals.some((removal) => takesTurns(insertion.node, removal.node, array, cameFilled)),
  );
  return inTurns ? { array, uses, insertions, removals } : undefined;
}

/** Everything that the array starts as or is set to; undefined stands for what a caller hands in. */
export function contentsOf(array: Stored, uses: readonly ArrayUse[]): (ast.Expression | undefined)[] {
  const contents: (ast.Expression | undefined)[] = uses.flatMap((use) =>
    use.role === 'content' ? [use.value] : [],
  );
  if (array.kind === 'parameter') contents.push(undefined);
  if (array.initializer !== undefined) contents.push(array.initializer);
  return contents;
}

/** A list of entries that is spelled out on the spot, so that nothing was in it before. */
export function isOwn(content: ast.Expression | undefined): boolean {
  const value = content && unwrap(content);
  if (value === undefined) return false;
  if (is.isArrayLiteralExpression(value)) return !value.elements.some(is.isSpreadElement);
  return is.isNewExpression(value) && value.expression.getText() === 'Array' && !value.arguments?.length;
}

/**
 * Whether insertions and removals alternate: in one loop, in calls of one function while the array outlives
 * them, in two functions such as `enter` and `leave`, or a loop that fills before a loop that empties. Of an
 * array that came filled from elsewhere only the first two say so, since it may as well be input being read.
 */
function takesTurns(insertion: Node, removal: Node, array: Stored, cameFilled: boolean): boolean {
  const into = enclosingFunction(insertion);
  const outOf = enclosingFunction(removal);
  const scope = enclosingFunction(array.declaration);
  // A constructor runs once for each array, so what it adds is what the array starts with.
  const outlives = array.kind === 'field' ? !is.isConstructorDeclaration(into) : into !== scope;
  const loop = loopAround(insertion, array.declaration);
  const emptying = loopAround(removal, array.declaration);
  if (into === outOf) {
    if (loop !== undefined && contains(loop, removal)) return true;
    if (emptying !== undefined && contains(emptying, insertion)) return true;
    if (outlives) return true;
    // What comes out in a loop of its own has to be used: what is merely thrown away was trimmed off a list.
    return (
      !cameFilled && loop !== undefined && emptying !== undefined && !is.isExpressionStatement(removal.parent)
    );
  }
  return !cameFilled && (loop !== undefined || outlives);
}

/**
 * Whether an insertion only gives back what was just taken out, or the rest of it: a look ahead. Several entries
 * made of one, as in `open.unshift(...folder.folders)`, are something else.
 */
function putsBack(insertion: Insertion, removals: readonly Removal[]): boolean {
  const within = enclosingFunction(insertion.node);
  const near = removals.filter(({ node }) => enclosingFunction(node) === within);
  const taken = new Set(near.flatMap(({ node }) => nameGivenTo(node) ?? []));
  return insertion.values.every(
    (value) =>
      near.some(({ node }) => value === node) || (!is.isSpreadElement(value) && mentions(value, taken)),
  );
}

function mentions(expression: Node, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(expression, (node) => {
    if (is.isIdentifier(node) && names.has(node.text)) found = true;
    return found ? 'skip' : undefined;
  });
  return found;
}

/** `token` in `const token = tokens.shift()` and `token = tokens.shift()`. */
function nameGivenTo(removal: ast.Expression): string | undefined {
  const { parent } = withWrappers(removal);
  if (is.isVariableDeclaration(parent)) return nameOf(parent.name)?.text;
  return is.isBinaryExpression(parent) ? nameOf(parent.left)?.text : undefined;
}

function copies(changes: readonly (Insertion | Removal)[]): boolean {
  return changes.some(({ form }) => form === 'copy');
}

/**
 * Copies may be made on purpose, for whoever compares or still holds the former array: a framework that renders
 * a field, a closure, a caller. Nobody does where nothing but the code in sight has the array.
 */
function mayStopCopying(array: Stored, uses: readonly ArrayUse[]): boolean {
  if (uses.some(({ role }) => role === 'escapes')) return false;
  if (!contentsOf(array, uses).every(isOwn)) return false;
  if (array.kind !== 'field') return true;
  if (array.isVisibleOutside) return false;
  const { parent } = array.declaration;
  const decorated = [array.declaration, parent].some((each) => hasModifier(each, SyntaxKind.Decorator));
  const heritage = is.isClassLikeDeclaration(parent) ? (parent.heritageClauses?.length ?? 0) : 0;
  return !decorated && heritage === 0;
}
