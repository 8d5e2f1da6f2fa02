import type { FindingDraft, FixDraft } from '../../engine/finding.ts';
import { inFile, type LocalEdit } from '../../engine/local-edits.ts';
import { lastEntryByAt } from '../../engine/typescript/arrays/last-entry.ts';
import type { Stored } from '../../engine/typescript/arrays/stored.ts';
import { hasMethod } from '../../engine/typescript/arrays/support.ts';
import { roundsAround } from '../../engine/typescript/loops.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { enclosingFunction, findAncestor, identify, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import { constInsteadOfLet } from './never-assigned.ts';
import { isEmptyText, type TextUse, usesOfText } from './text-uses.ts';

type Push = Extract<TextUse, { role: 'push' }>;
type Pop = Extract<TextUse, { role: 'pop' }>;

/**
 * What to say of a text that characters go into and come out of again at the end, in one loop that looks at
 * nothing but its last character and its length. A text cannot be changed, so each step makes another one.
 */
export function copiedText(
  shortening: ast.BinaryExpression,
  stored: Stored,
  type: Type,
  context: JudgeContext,
): FindingDraft | undefined {
  if (stored.kind !== 'variable' || stored.isVisibleOutside || !isEmptyText(stored.initializer))
    return undefined;
  const uses = usesOfText(stored);
  const pushes = uses.filter((use): use is Push => use.role === 'push');
  const pops = uses.filter((use): use is Pop => use.role === 'pop');
  const [first] = pops;
  if (first === undefined || first.node !== shortening || pushes.length === 0) return undefined;
  const rounds = roundsAround(first.node, stored.declaration);
  const inRounds = (use: { readonly access: Node }): boolean =>
    roundsAround(use.access, stored.declaration) === rounds;
  if (rounds === undefined || ![...pushes, ...pops].every(inRounds)) return undefined;
  if (
    uses.some(
      (use) =>
        use.role === 'replaced' ||
        (use.role === 'whole' && inRounds(use) && !isOnWayOut(use.access, stored.declaration)),
    )
  )
    return undefined;
  const widths = pushes.map(({ value }) => widthOf(value, context));
  if (widths.includes(undefined)) return undefined;
  const { file } = context;
  return {
    file: file.path,
    span: spanOf(first.node, file.source),
    message:
      `\`${stored.name}\` is a stack of characters, but a text cannot be changed: each of the ${pushes.length + pops.length} places that add or take off a character makes another text, ` +
      `and the work grows with the square of its length. Keep the characters in an array, \`push\` and \`pop\`, and join them at the end.`,
    ...identify(first.node),
    evidence: [...pushes, ...pops.slice(1)].map(({ node, role }) => ({
      file: file.path,
      span: spanOf(node, file.source),
      message: role === 'push' ? 'adds a character' : 'takes one off, too',
    })),
    fixes: [fixFor(stored, type, uses, widths.includes('code point'), context)],
  };
}

/** What is thrown or returned is put together once, whatever loop that is in. */
function isOnWayOut(access: Node, declaration: Node): boolean {
  const exit = findAncestor(access, isExit);
  // A callback returns each time it is called, and the loop goes on.
  return exit !== undefined && enclosingFunction(exit) === enclosingFunction(declaration);
}

function isExit(node: Node): node is Node {
  return is.isThrowStatement(node) || is.isReturnStatement(node);
}

/**
 * Whether a value is one character: by code unit, as `text[index]` gives it, or by code point, as a loop over a
 * text does. Undefined where it may be longer, so that taking one off does not undo adding it.
 */
function widthOf(value: ast.Expression, context: JudgeContext): 'code unit' | 'code point' | undefined {
  const { questions } = context;
  const at = unwrap(value);
  if (is.isStringLiteral(at)) return at.text.length === 1 ? 'code unit' : undefined;
  if (is.isElementAccessExpression(at)) return isText(at.expression, context) ? 'code unit' : undefined;
  if (is.isCallExpression(at) && is.isPropertyAccessExpression(at.expression)) {
    const isCharacter = at.expression.name.text === 'charAt' && isText(at.expression.expression, context);
    return isCharacter ? 'code unit' : undefined;
  }
  const symbol = is.isIdentifier(at) ? questions.symbolAt(at) : undefined;
  const [declaration] = symbol === undefined ? [] : questions.declarations(symbol);
  if (declaration === undefined || !is.isVariableDeclaration(declaration)) return undefined;
  const loop = declaration.parent.parent;
  if (is.isForOfStatement(loop)) return isText(loop.expression, context) ? 'code point' : undefined;
  const { initializer } = declaration;
  return initializer !== undefined && !is.isIdentifier(initializer)
    ? widthOf(initializer, context)
    : undefined;
}

function isText(node: ast.Expression, { questions }: JudgeContext): boolean {
  const type = questions.typeAt(node);
  return type !== undefined && (type.flags & TypeFlags.StringLike) !== 0;
}

function fixFor(
  stored: Stored,
  type: Type,
  uses: readonly TextUse[],
  hasCodePoints: boolean,
  context: JudgeContext,
): FixDraft {
  const { file } = context;
  const title = `Keep the characters of \`${stored.name}\` in an array`;
  const { declaration, initializer } = stored;
  if (!is.isVariableDeclaration(declaration) || initializer === undefined) {
    return {
      title,
      kind: 'review',
      edits: () => ({ refused: `\`${stored.name}\` does not start as a text.` }),
    };
  }
  const edits: LocalEdit[] = [];
  const annotated = declaration.type;
  const written = file.isJavaScript ? '' : ': string[]';
  edits.push({
    span: {
      start: annotated === undefined ? declaration.name.end : annotated.getStart(),
      end: initializer.end,
    },
    newText: annotated === undefined ? `${written} = []` : 'string[] = []',
  });
  const hasAt = hasMethod('at', type, file, context.questions);
  for (const use of uses) edits.push(...editsOf(use, hasAt, context));
  if (!uses.some(({ role }) => role === 'cleared')) edits.push(...constInsteadOfLet(stored));
  const changed = hasCodePoints
    ? '; a character beyond the basic plane, such as an emoji, then comes off as a whole'
    : '';
  return {
    title: `${title}${changed}`,
    kind: hasCodePoints ? 'review' : 'safe',
    edits: () => ({ edits: inFile(file.path, edits, 'Stack') }),
  };
}

function editsOf(use: TextUse, hasAt: boolean, { questions }: JudgeContext): LocalEdit[] {
  const name = use.access.getText();
  switch (use.role) {
    case 'push':
      return [
        { span: { start: use.node.getStart(), end: use.value.getStart() }, newText: `${name}.push(` },
        { span: { start: use.value.end, end: use.value.end }, newText: ')' },
      ];
    case 'pop':
      return [{ span: spanOf(use.node), newText: `${name}.pop()` }];
    case 'cleared':
      return [{ span: spanOf(use.value), newText: '[]' }];
    case 'last': {
      const edit = hasAt ? lastEntryByAt(use.node, questions) : undefined;
      return edit === undefined ? [] : [edit];
    }
    case 'emptiness':
      return [{ span: spanOf(use.node), newText: `${name}.length ${use.isEmpty ? '===' : '>'} 0` }];
    case 'whole':
      return [{ span: { start: use.access.end, end: use.access.end }, newText: `.join('')` }];
    default:
      return [];
  }
}
