import type { LocalEdit } from '../../../engine/local-edits.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../../engine/typescript/types.ts';
import { type ast, is, type Node, TypeFlags } from '../../../engine/typescript.ts';
import type { Verdict } from '../codemod.ts';
import { array, isAll, type LodashCall, onReceiver, receiverOf, shortCall } from './call.ts';

/**
 * `_.map(list, run)` → `list.map(run)`, with the function as it is, or made of the name of a property or of
 * properties with texts and truth values. Other conditions and paths are for a person to write out.
 * @param extra conditions that hold for this method beyond the array's.
 */
export function withIteratee(method: string, lodash: LodashCall, extra: readonly string[] = []): Verdict {
  const { call, args } = lodash;
  const [list, iteratee] = args;
  if (list === undefined || iteratee === undefined || args.length !== 2) {
    return { blocked: `\`${shortCall(call)}\` does not name a list and a function` };
  }
  const found = functionOf(iteratee, list, lodash);
  if ('blocked' in found) return found;
  const verdict = onReceiver(lodash, array, () => [`.${method}(`, null], [...found.differences, ...extra]);
  return 'edits' in verdict ? { ...verdict, edits: [...verdict.edits, ...found.edits] } : verdict;
}

interface Iteratee {
  readonly edits: readonly LocalEdit[];
  readonly differences: readonly string[];
}

function functionOf(
  node: ast.Expression,
  list: ast.Expression,
  { site }: LodashCall,
): Iteratee | { readonly blocked: string } {
  const asItIs: Iteratee = { edits: [], differences: [] };
  if (is.isArrowFunction(node) || is.isFunctionExpression(node)) return asItIs;
  if (is.isStringLiteral(node)) {
    if (!/^[a-z_$][\w$]*$/i.test(node.text)) return { blocked: `\`${node.getText()}\` is a path` };
    const edit = { span: spanOf(node), newText: `(each) => each.${node.text}` };
    const isThere = hasEntries(list, site);
    return {
      edits: [edit],
      differences: isThere ? [] : [`an entry that is missing throws at \`${node.text}\``],
    };
  }
  const condition = is.isObjectLiteralExpression(node) ? conditionOf(node, site) : undefined;
  if (condition !== undefined) {
    const edit = { span: spanOf(node), newText: `(each) => ${condition}` };
    return { edits: [edit], differences: hasEntries(list, site) ? [] : ['an entry that is missing throws'] };
  }
  const type = site.questions.typeAt(node);
  if (isUnresolved(type)) return { blocked: `what \`${node.getText().slice(0, 24)}\` is cannot be told` };
  const isFunction = site.questions
    .constituents(type)
    .every((part) => site.questions.callSignatures(part).length > 0);
  return isFunction
    ? asItIs
    : { blocked: `\`${node.getText().slice(0, 24)}\` is a condition to be written out` };
}

/** `{ kind: provider }` as `each.kind === provider`; undefined unless each value is a text or a truth value. */
function conditionOf(node: ast.ObjectLiteralExpression, site: LodashCall['site']): string | undefined {
  const tests = node.properties.map((property) => {
    const isShort = is.isShorthandPropertyAssignment(property);
    if ((!isShort && !is.isPropertyAssignment(property)) || !is.isIdentifier(property.name)) return undefined;
    const value = isShort ? property.name : property.initializer;
    const isNamed = is.isIdentifier(value) && value.text !== 'each';
    const isLiteral =
      is.isStringLiteral(value) || is.isNumericLiteral(value) || /^(?:true|false)$/.test(value.getText());
    const isExact =
      isLiteral || (isNamed && isAll(value, TypeFlags.StringLike | TypeFlags.BooleanLike, site));
    return isExact ? `each.${property.name.text} === ${value.getText()}` : undefined;
  });
  return tests.length > 0 && tests.every((each) => each !== undefined) ? tests.join(' && ') : undefined;
}

/** Whether the types show that no entry of a list is `null` or `undefined`. */
function hasEntries(list: ast.Expression, site: LodashCall['site']): boolean {
  const { questions } = site;
  const receiver = receiverOf(list, array, site);
  const type = questions.typeAt(list);
  if (receiver === undefined || receiver.condition !== null || type === undefined) return false;
  const arrays = questions.constituents(questions.nonNullable(type));
  const entries = arrays.flatMap((each) =>
    each.isTypeReference() ? questions.checker.getTypeArguments(each) : [],
  );
  const missing = TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Unknown | TypeFlags.TypeParameter;
  return (
    entries.length > 0 &&
    entries.every(
      (entry) =>
        !isUnresolved(entry) && questions.constituents(entry).every(({ flags }) => (flags & missing) === 0),
    )
  );
}

/** Whether a callback certainly never gives `false`, by which lodash's `forEach` ends early. */
export function neverEnds(callback: ast.Expression, { site }: LodashCall): boolean {
  const isInline = is.isArrowFunction(callback) || is.isFunctionExpression(callback);
  if (isInline && is.isBlock(callback.body as Node)) {
    return !/\breturn\b\s*[^;\s}]/.test((callback.body as Node).getText());
  }
  const { questions } = site;
  const type = questions.typeAt(callback);
  const [signature] = isUnresolved(type) ? [] : questions.callSignatures(type);
  const result = signature && questions.checker.getReturnTypeOfSignature(signature);
  if (isUnresolved(result)) return false;
  const mayBeFalse = TypeFlags.BooleanLike | TypeFlags.Unknown | TypeFlags.TypeParameter;
  return questions.constituents(result).every(({ flags }) => (flags & mayBeFalse) === 0);
}
