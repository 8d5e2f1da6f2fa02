import type { TextEdit } from '../../../engine/finding.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt, spanOf } from '../../../engine/typescript/syntax.ts';
import { isNullish, type TypeQuestions } from '../../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, TypeFlags } from '../../../engine/typescript.ts';
import type { ReadFact } from '../facts.ts';
import type { Split } from '../variants.ts';
import type { Located } from '../verdict.ts';
import { quoted, quoteOf } from './layout.ts';
import { isNarrowed } from './narrowing.ts';
import { type Tags, tagsWith } from './tags.ts';

/**
 * Reads of members that a union makes simpler: a check of a member becomes a check of the discriminant, and a `!`
 * goes where the discriminant was tested before. What cannot be rewritten keeps compiling as it is.
 */
export function readEdits(
  reads: readonly Located<ReadFact>[],
  split: Split,
  context: TypeScriptFixContext,
): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { file, fact } of reads) {
    if (!split.involved.includes(fact.member)) continue;
    const view = context.view(file);
    const questions = context.questions(file);
    const access = view && nodeAt(view.source, fact.span, SyntaxKind.PropertyAccessExpression);
    if (
      questions === undefined ||
      access === undefined ||
      view === undefined ||
      !is.isPropertyAccessExpression(access)
    )
      continue;
    const edit =
      fact.use === 'asserted'
        ? withoutAssertion(access, split, questions)
        : fact.use === 'checked'
          ? checkOfTag(access, split, questions, (tag) => quoted(tag, quoteOf(view.source.text)))
          : undefined;
    if (edit !== undefined) edits.push({ file, ...edit, label: 'Checks' });
  }
  return edits;
}

type ReadEdit = Pick<TextEdit, 'span' | 'newText'>;

function withoutAssertion(
  access: ast.PropertyAccessExpression,
  split: Split,
  questions: TypeQuestions,
): ReadEdit | undefined {
  const assertion = access.parent;
  if (
    !is.isNonNullExpression(assertion) ||
    !isNarrowed(access, split, (node) => isAlwaysTruthy(node, questions))
  )
    return undefined;
  return { span: { start: access.end, end: assertion.end }, newText: '' };
}

/** `x.data` in a condition, `x.data !== undefined` anywhere: the test of the tag that says the same. */
function checkOfTag(
  access: ast.PropertyAccessExpression,
  split: Split,
  questions: TypeQuestions,
  literal: (tag: string) => string,
): ReadEdit | undefined {
  const { discriminant } = split;
  const tags = tagsWith(access.name.text, split);
  if (discriminant === null || tags === undefined || !isReference(access.expression)) return undefined;
  const object = access.getText().slice(0, access.name.getStart() - access.getStart());
  const isOptional = access.questionDotToken !== undefined || object.includes('?.');
  const test = (isSet: boolean): string | undefined =>
    testOf(`${object}${discriminant}`, tags, isSet, isOptional, literal);
  const { parent } = access;
  if (is.isBinaryExpression(parent) && isNullComparison(parent, access)) {
    // A comparison with one of the two is exact only where the other never occurs.
    const isSet =
      parent.operatorToken.kind === SyntaxKind.ExclamationEqualsToken ||
      parent.operatorToken.kind === SyntaxKind.ExclamationEqualsEqualsToken;
    const text = test(isSet);
    return text === undefined ? undefined : { span: spanOf(parent), newText: text };
  }
  if (!isAlwaysTruthy(access, questions)) return undefined;
  if (is.isPrefixUnaryExpression(parent)) {
    const text = test(false);
    if (text === undefined) return undefined;
    // `!!x.data`: a comparison binds weaker than the `!` before it.
    const needsParentheses = is.isPrefixUnaryExpression(parent.parent) && text.includes(' ');
    return { span: spanOf(parent), newText: needsParentheses ? `(${text})` : text };
  }
  if (!isCondition(access)) return undefined;
  const text = test(true);
  return text === undefined ? undefined : { span: spanOf(access), newText: text };
}

/** Where the object itself may be missing, `!x?.ok` would also hold without it, so values are compared. */
function testOf(
  member: string,
  { having, lacking }: Tags,
  isSet: boolean,
  isOptional: boolean,
  literal: (tag: string) => string,
): string | undefined {
  const equals = (tag: string, isEqual: boolean): string => {
    if (tag === 'true') return isEqual ? member : `!${member}`;
    if (tag === 'false' && !isOptional) return isEqual ? `!${member}` : member;
    return `${member} ${isEqual ? '===' : '!=='} ${literal(tag)}`;
  };
  const [one, ...more] = having;
  if (one !== undefined && more.length === 0) return equals(one, isSet);
  const [other, ...others] = lacking;
  return other !== undefined && others.length === 0 && !isOptional ? equals(other, !isSet) : undefined;
}

function isNullComparison(binary: ast.BinaryExpression, access: Node): boolean {
  const other = binary.left === access ? binary.right : binary.left;
  return (
    (other.kind === SyntaxKind.NullKeyword || (is.isIdentifier(other) && other.text === 'undefined')) &&
    binary.operatorToken.kind !== SyntaxKind.QuestionQuestionToken
  );
}

/** Empty texts and zero are there and yet false, so a test of truth says more than whether the member is set. */
function isAlwaysTruthy(access: Node, questions: TypeQuestions): boolean {
  const type = questions.typeAt(access);
  if (type === undefined) return false;
  const parts = questions.constituents(type).filter((part) => !isNullish(part));
  return parts.length > 0 && parts.every((part) => (part.flags & TypeFlags.Object) !== 0);
}

/** Where only the truth of the value counts, not the value. */
function isCondition(node: Node): boolean {
  const { parent } = node;
  if (is.isIfStatement(parent) || is.isWhileStatement(parent)) return parent.expression === node;
  if (is.isConditionalExpression(parent)) return parent.condition === node;
  if (is.isParenthesizedExpression(parent)) return isCondition(parent);
  if (is.isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.ExclamationToken;
  if (!is.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return (
    (kind === SyntaxKind.AmpersandAmpersandToken || kind === SyntaxKind.BarBarToken) && isCondition(parent)
  );
}

/** What the compiler follows from a test to a use: names and members of names. */
function isReference(node: ast.Expression): boolean {
  if (is.isIdentifier(node) || node.kind === SyntaxKind.ThisKeyword) return true;
  return is.isPropertyAccessExpression(node) && isReference(node.expression);
}
