import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { makesNewArray } from '../../engine/typescript/arrays/fresh.ts';
import { hasMethod } from '../../engine/typescript/arrays/support.ts';
import { isReceiver } from '../../engine/typescript/codemods/calls.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { foldedText, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { marksOf } from './marks.ts';
import { type Recursion, rootNames } from './recursion.ts';

type Turned = { edits: LocalEdit[] } | Refusal;

/** A loop over the neighbours that runs from the last to the first. */
export function reversedLoop(
  loop: ast.ForOfStatement | ast.ForStatement | ast.CallExpression,
  recursion: Recursion,
  context: JudgeContext,
): Turned {
  if (is.isForStatement(loop)) return reversedCount(loop);
  if (is.isForOfStatement(loop)) {
    if (loop.awaitModifier !== undefined) return { refused: 'The loop waits for each entry.' };
    return reversedEntries(loop.expression, recursion, context);
  }
  const callee = loop.expression as ast.PropertyAccessExpression;
  if (callee.name.text !== 'forEach' || !is.isExpressionStatement(loop.parent)) {
    return { refused: `The calls are made within \`${callee.name.text}\`, which looks at what they return.` };
  }
  const [callback] = loop.arguments;
  if ((callback as ast.ArrowFunction).parameters.length > 1) {
    return { refused: 'The callback takes the index of each entry, too.' };
  }
  return reversedEntries(callee.expression, recursion, context);
}

function reversedEntries(entries: ast.Expression, recursion: Recursion, context: JudgeContext): Turned {
  const { questions } = context;
  const type = questions.typeAt(entries);
  if (isUnresolved(type)) return { refused: `What \`${foldedText(entries)}\` holds is not known.` };
  const changed = new Set(
    marksOf(recursion.body).marks.flatMap(({ collection }) => rootNames(collection).slice(0, 1)),
  );
  if (rootNames(entries).some((name) => changed.has(name)))
    return { refused: `\`${foldedText(entries)}\` may change while \`${recursion.name}\` walks over it.` };
  const { start, end } = spanOf(entries);
  const value = unwrap(entries);
  if (makesNewArray(value)) return { edits: [{ span: { start: end, end }, newText: '.reverse()' }] };
  if (questions.isArray(type) && hasMethod('toReversed', type, context.file, questions)) {
    const [before, after] = isReceiver(entries) ? ['', ''] : ['(', ')'];
    return {
      edits: [
        { span: { start, end: start }, newText: before },
        { span: { start: end, end }, newText: `${after}.toReversed()` },
      ],
    };
  }
  return {
    edits: [
      { span: { start, end: start }, newText: '[...' },
      { span: { start: end, end }, newText: '].reverse()' },
    ],
  };
}

/** `for (let at = 0; at < count; at += 1)` as `for (let at = count - 1; at >= 0; at -= 1)`. */
function reversedCount({ initializer, condition, incrementor }: ast.ForStatement): Turned {
  const refused = { refused: 'The loop does not simply count up from 0.' };
  if (initializer === undefined || condition === undefined || incrementor === undefined) return refused;
  const declaration = is.isVariableDeclarationList(initializer) ? initializer.declarations[0] : undefined;
  const start = declaration?.initializer;
  if (declaration === undefined || start === undefined || start.getText() !== '0') return refused;
  const name = declaration.name.getText();
  if (
    !is.isBinaryExpression(condition) ||
    condition.operatorToken.getText() !== '<' ||
    condition.left.getText() !== name
  )
    return refused;
  const step = incrementor.getText();
  if (!new RegExp(`^(?:${name}\\+\\+|\\+\\+${name}|${name} \\+= 1)$`).test(step)) return refused;
  const limit = condition.right;
  const isSimple =
    is.isIdentifier(limit) || is.isPropertyAccessExpression(limit) || is.isNumericLiteral(limit);
  if (!isSimple) return refused;
  return {
    edits: [
      replace(start, `${limit.getText()} - 1`),
      replace(condition, `${name} >= 0`),
      replace(incrementor, step.replace('++', '--').replace('+=', '-=')),
    ],
  };
}

function replace(node: Node, newText: string): LocalEdit {
  return { span: spanOf(node), newText };
}
