import type { Refusal, TextEdit } from '../../../engine/finding.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { indentationAt, newLineOf, nodeAt, walk } from '../../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind } from '../../../engine/typescript.ts';
import { constructionFact, suspectLiteral } from '../constructions.ts';
import type { ConstructionFact } from '../facts.ts';
import type { Located } from '../verdict.ts';
import { type TaggedSplit, tagFor } from './invented-tag.ts';
import { quoted, quoteOf } from './layout.ts';

/** Gives every object that is built, also by tests, the value that tells its variant. */
export function tagEdits(
  type: string,
  constructions: readonly Located<ConstructionFact>[],
  split: TaggedSplit,
  context: TypeScriptFixContext,
): TextEdit[] | Refusal {
  const edits: TextEdit[] = [];
  for (const { file, fact } of [...constructions, ...builtByTests(type, split, context)]) {
    const tag = tagFor(fact, split);
    if (tag === null) continue;
    const view = context.view(file);
    const literal = view && nodeAt(view.source, fact.span, SyntaxKind.ObjectLiteralExpression);
    if (view === undefined || literal === undefined || !is.isObjectLiteralExpression(literal))
      return { refused: 'A place that builds one is no longer where it was.' };
    if (tag === undefined) {
      const line = view.source.text.slice(0, fact.span.start).split('\n').length;
      return { refused: `Line ${line} of ${nameOf(file)} builds a mixture that is none of the variants.` };
    }
    const isTyped = context.questions(file)?.contextualType(literal) !== undefined;
    const value = quoted(tag, quoteOf(view.source.text)) + (isTyped ? '' : ' as const');
    edits.push({
      file,
      ...insertion(literal, `${split.discriminant}: ${value}`, view),
      label: 'Constructions',
    });
  }
  return edits;
}

/** Test files give no evidence, but they have to compile. */
function builtByTests(
  type: string,
  { involved }: TaggedSplit,
  context: TypeScriptFixContext,
): Located<ConstructionFact>[] {
  const found: Located<ConstructionFact>[] = [];
  for (const file of context.files()) {
    const text = context.text(file);
    if (text === undefined || !involved.some((name) => text.includes(name))) continue;
    const view = context.view(file);
    const questions = context.questions(file);
    if (view === undefined || questions === undefined || !view.isTest) continue;
    walk(view.source, (node) => {
      const suspect = suspectLiteral(node);
      if (suspect === undefined) return;
      const answers = {
        types: suspect.types.map((each) => questions.typeAt(each)),
        symbols: suspect.symbols.map((each) => questions.symbolAt(each)),
      };
      const fact = constructionFact(suspect.data, answers, questions, view);
      if (fact?.type === type) found.push({ file, fact });
    });
  }
  return found;
}

/** In front of the other members, but behind what is spread in, which may bring a value of its own. */
function insertion(
  literal: ast.ObjectLiteralExpression,
  member: string,
  { source: { text } }: FileView,
): Pick<TextEdit, 'span' | 'newText'> {
  const { properties } = literal;
  const [first] = properties;
  if (first === undefined) {
    return { span: { start: literal.getStart(), end: literal.end }, newText: `{ ${member} }` };
  }
  const start = first.getStart();
  const isOnOwnLine = text.slice(literal.getStart(), start).includes('\n');
  const spread = properties.findLast(is.isSpreadAssignment);
  const gap = isOnOwnLine ? newLineOf(text) + indentationAt(text, start) : ' ';
  if (spread === undefined) return { span: { start, end: start }, newText: `${member},${gap}` };
  return { span: { start: spread.end, end: spread.end }, newText: `,${gap}${member}` };
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
