import type { EditPlan, FixDraft, TextEdit } from '../../engine/finding.ts';
import { unusedName } from '../../engine/typescript/codemods/names.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import { newLineOf, spanOf, walk } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { CauseSlot } from './cause-slot.ts';
import type { Discarding } from './discarded.ts';
import type { Handler } from './handler.ts';

/** Hands the caught error over, and names it first where the handler does not. */
export function fixFor(
  discarding: Discarding,
  slot: CauseSlot,
  file: FileView,
  questions: TypeQuestions,
): FixDraft {
  const { handler, made } = discarding;
  const name = nameFor(handler, file, questions);
  const given = slot.kind === 'argument' ? `\`${name}\`` : `\`${asProperty(name, 'cause')}\``;
  return {
    title: `Keep the caught error: hand ${given} to \`${made.expression.getText(file.source)}\``,
    kind: 'safe',
    edits: (): EditPlan => ({
      edits: [...binding(handler, name, file), handing(discarding, slot, name, file)],
    }),
  };
}

/** The name that is there; one that says that it is not used gets one that does not. */
function nameFor({ variable, body }: Handler, { source }: FileView, questions: TypeQuestions): string {
  if (variable !== undefined && !variable.text.startsWith('_')) return variable.text;
  const wanted = variable?.text.replace(/^_+/, '') || usualName(source);
  return unusedName(
    wanted,
    (name) => questions.localSymbol(name, body) !== undefined || declaresIn(body, name),
  );
}

/** What most of the handlers of the file call their error. */
function usualName(source: Node): string {
  const counts = new Map<string, number>();
  walk(source, (node) => {
    if (!is.isCatchClause(node) || node.variableDeclaration === undefined) return;
    const { name } = node.variableDeclaration;
    if (is.isIdentifier(name) && !name.text.startsWith('_'))
      counts.set(name.text, (counts.get(name.text) ?? 0) + 1);
  });
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'error';
}

function declaresIn(body: Node, name: string): boolean {
  let found = false;
  walk(body, (node) => {
    found ||= is.isIdentifier(node) && node.text === name;
    return found ? 'skip' : undefined;
  });
  return found;
}

function binding({ node, variable }: Handler, name: string, { path, source }: FileView): TextEdit[] {
  const edit = (start: number, end: number, newText: string): TextEdit[] => [
    { file: path, span: { start, end }, newText, label: 'Cause' },
  ];
  if (variable !== undefined) {
    const { start, end } = spanOf(variable, source);
    return variable.text === name ? [] : edit(start, end, name);
  }
  if (is.isCatchClause(node)) {
    const keyword = node.getStart(source) + 'catch'.length;
    return edit(keyword, keyword, ` (${name})`);
  }
  const inside = endOf(node, SyntaxKind.OpenParenToken, source);
  return edit(inside, inside, name);
}

/** Offset behind the first token of a kind in a node. */
function endOf(node: Node, kind: SyntaxKind, source: ast.SourceFile): number {
  let position = node.getStart(source);
  for (;;) {
    const token = ast.getTokenAtPosition(source, position);
    if (token.kind === kind || token.end >= node.end) return token.end;
    position = token.end;
  }
}

function handing({ made }: Discarding, slot: CauseSlot, name: string, { path, source }: FileView): TextEdit {
  const given = made.arguments ?? [];
  const argument = given[slot.index];
  if (slot.kind === 'property' && argument !== undefined && is.isObjectLiteralExpression(argument)) {
    const last = argument.properties.at(-1);
    if (last !== undefined) return after(last, asProperty(name, 'cause'), path, source);
    const { start, end } = spanOf(argument, source);
    return { file: path, span: { start, end }, newText: `{ ${asProperty(name, 'cause')} }`, label: 'Cause' };
  }
  const value = slot.kind === 'argument' ? name : `{ ${asProperty(name, 'cause')} }`;
  const texts = [...Array(slot.index - given.length).fill('undefined'), value].join(', ');
  const last = given.at(-1);
  if (last !== undefined) return after(last, texts, path, source);
  const inside = source.text[made.end - 1] === ')' && made.arguments !== undefined ? made.end - 1 : null;
  return inside === null
    ? { file: path, span: { start: made.end, end: made.end }, newText: `(${texts})`, label: 'Cause' }
    : { file: path, span: { start: inside, end: inside }, newText: texts, label: 'Cause' };
}

function asProperty(name: string, key: string): string {
  return name === key ? key : `${key}: ${name}`;
}

/** One more in a list: on a line of its own where the last one is. */
function after(last: Node, text: string, file: string, source: ast.SourceFile): TextEdit {
  const { start, end } = spanOf(last, source);
  const before = source.text.slice(source.text.lastIndexOf('\n', start - 1) + 1, start);
  const separator = /^[ \t]+$/.test(before) ? `,${newLineOf(source.text)}${before}` : ', ';
  return { file, span: { start: end, end }, newText: separator + text, label: 'Cause' };
}
