import type { EditPlan, Place, Refusal, TextEdit } from '../../../engine/finding.ts';
import { namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import { is, type Node } from '../../../engine/typescript.ts';
import { type BagDeclaration, propertiesOf } from '../declarations.ts';
import type { ReadFact } from '../facts.ts';
import type { Split } from '../variants.ts';
import type { Bag, Located } from '../verdict.ts';
import { type UnionPlan, unionText } from './declaration.ts';
import { expectedByTests } from './expected-by-tests.ts';
import { tagEdits } from './give-tag.ts';
import type { TaggedSplit } from './invented-tag.ts';
import { hasLooseComment } from './layout.ts';
import { leavesProgram } from './leaves-program.ts';
import { readEdits } from './rewrite-reads.ts';
import { variantSuffixes } from './variant-names.ts';

/** Writes the declaration as a union and leaves all other code as it is. Nothing changes when the program runs. */
export function toUnion(name: Place, split: Split, context: TypeScriptFixContext): EditPlan | Refusal {
  const plan = planUnion(name, split, context);
  return 'refused' in plan ? plan : { edits: [declarationEdit(name.file, plan)] };
}

/** The same, and the code that reads members asks for the variant instead. */
export function toUnionWithReads(
  name: Place,
  split: Split,
  reads: readonly Located<ReadFact>[],
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const plan = planUnion(name, split, context);
  if ('refused' in plan) return plan;
  const edits = readEdits(reads, split, context);
  if (edits.length === 0)
    return { refused: `No check of a member can be said as one of \`${split.discriminant}\`.` };
  return { edits: [declarationEdit(name.file, plan), ...edits] };
}

/** The same by a member that is new: every place that builds one gives it. */
export function toTaggedUnion(
  name: Place,
  split: TaggedSplit,
  { declarations, constructions, reads }: Pick<Bag, 'declarations' | 'constructions' | 'reads'>,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const plan = planUnion(name, split, context);
  const declared = declarations[0]?.fact;
  if ('refused' in plan || declared === undefined) return plan as Refusal;
  const { type } = declared;
  const way = leavesProgram(type, context);
  if (way !== undefined)
    return { refused: `${way} hands such objects to others, whose data a new member would change.` };
  const related = [name.file, ...constructions.map(({ file }) => file)];
  const expected = expectedByTests(declared, split, related, context);
  if (expected !== undefined) return { refused: `${expected}, which a new member would no longer equal.` };
  const tags = tagEdits(type, constructions, split, context);
  if ('refused' in tags) return tags;
  return { edits: [declarationEdit(name.file, plan), ...tags, ...readEdits(reads, split, context)] };
}

function declarationEdit(file: string, plan: UnionPlan): TextEdit {
  const { declaration, source } = plan;
  return {
    file,
    span: { start: declaration.getStart(source), end: declaration.end },
    newText: unionText(plan),
    label: 'Definition',
  };
}

function planUnion(name: Place, split: Split, context: TypeScriptFixContext): UnionPlan | Refusal {
  const source = context.view(name.file)?.source;
  const declaration = source && nodeAt(source, name.span)?.parent;
  if (source === undefined || declaration === undefined || !isBag(declaration)) {
    return { refused: 'The declaration is no longer where it was.' };
  }
  const members = propertiesOf(declaration);
  if (members === undefined) return { refused: 'The type has members that are not properties.' };
  if (hasLooseComment(declaration, members, source)) {
    return {
      refused: 'A comment at the end of the type belongs to no member, so it has no place in a variant.',
    };
  }
  const taken = namesIn(source);
  const own = declaration.name.text;
  const names = variantSuffixes(split).map((suffix) =>
    unusedName(`${own}${suffix}`, (each) => taken.has(each)),
  );
  const baseName = unusedName(`${own}Base`, (each) => taken.has(each));
  return { declaration, members, split, names, baseName, source };
}

function isBag(node: Node): node is BagDeclaration {
  return is.isInterfaceDeclaration(node) || is.isTypeAliasDeclaration(node);
}
