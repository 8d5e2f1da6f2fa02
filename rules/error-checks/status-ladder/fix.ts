import type { EditPlan, FixContext, FixDraft, Refusal, Span, TextEdit } from '../../engine/finding.ts';
import { linesOf } from '../../engine/local-edits.ts';
import { fixesByReach } from '../../engine/repetition.ts';
import { changeImports } from '../../engine/typescript/codemods/change-imports.ts';
import { importBetween } from '../../engine/typescript/codemods/new-module.ts';
import { targetsFor } from '../../engine/typescript/codemods/target.ts';
import type { FileView, TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { nodeAt } from '../../engine/typescript/syntax.ts';
import type { DeclarationFact } from './fact.ts';
import type { LadderGroup, LadderPlace } from './groups.ts';

/** A table or function that is declared as a whole. */
interface Declared extends DeclarationFact {
  readonly file: string;
}

/**
 * One declaration stays and others are imported from it, where they say the same in the same words: all of them, or the one
 * at this place. Everything else wants a decision of a person: which notation, and what for all other keys.
 */
export function fixesOf(group: LadderGroup): (place: LadderPlace) => FixDraft[] {
  const all = inTheSameWords(group);
  const kept = all.find(({ isExported }) => isExported) ?? all[0];
  if (kept === undefined || all.length < 2) return () => [];
  const others = all.filter((each) => each !== kept);
  const where = others.length === 1 ? 'the other' : `${others.length} others`;
  const everywhere = draft(`Keep \`${kept.name}\` in one place and import it in ${where}`, kept, others);
  return ({ file }) => {
    const here = others.find((each) => each.file === file);
    if (here === undefined) return [everywhere];
    return fixesByReach(others, here, (some, reach) =>
      reach === 'everywhere' ? everywhere : draft(`Import \`${kept.name}\` here`, kept, some),
    );
  };
}

/** The most declarations that one could stand for, each in a file of its own. */
function inTheSameWords({ places }: LadderGroup): Declared[] {
  const byText = new Map<string, Declared[]>();
  for (const { file, fact } of places) {
    if (fact.declaration === null) continue;
    const alike = byText.get(fact.declaration.text) ?? [];
    byText.set(fact.declaration.text, [...alike, { ...fact.declaration, file }]);
  }
  return [...byText.values()]
    .filter((alike) => new Set(alike.map(({ file }) => file)).size === alike.length)
    .reduce((most, each) => (each.length > most.length ? each : most), []);
}

function draft(title: string, kept: Declared, others: readonly Declared[]): FixDraft {
  const isShared = kept.isTable && !/asconst|freeze|Readonly/.test(kept.text);
  return {
    title: isShared ? `${title}; they then share one object` : title,
    kind: isShared ? 'review' : 'safe',
    edits: (context: FixContext) => keepOne(kept, others, context as TypeScriptFixContext),
  };
}

function keepOne(
  kept: Declared,
  others: readonly Declared[],
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const home = context.view(kept.file);
  const views = others.map(({ file }) => context.view(file));
  const changed = { refused: 'One of the places has changed.' };
  if (home === undefined || nodeAt(home.source, kept.span) === undefined) return changed;
  if (home.isCommonJs) return { refused: 'What `module.exports` gives is for you to extend.' };
  const users = others.flatMap(({ span }, index) => {
    const view = views[index];
    const node = view && nodeAt(view.source, span);
    return view === undefined || node === undefined ? [] : [{ view, node }];
  });
  if (users.length < others.length) return changed;
  const published = others.find(({ isExported }) => isExported);
  if (published !== undefined) {
    return {
      refused: `\`${published.name}\` is exported from a second file too, and others may import it there.`,
    };
  }
  if (targetsFor(users, [kept.file], kept.name, context)[0]?.file !== kept.file) {
    return { refused: `The other files cannot import \`${kept.name}\` without a cycle.` };
  }
  const edits = others.flatMap((each, index) => replaced(each, kept, views[index] as FileView, context));
  return { edits: [...(kept.isExported ? [] : [exporting(kept)]), ...edits] };
}

function exporting({ file, span: { start } }: Declared): TextEdit {
  return { file, span: { start, end: start }, newText: 'export ', label: 'Definition' };
}

function replaced(
  { name, span, file }: Declared,
  kept: Declared,
  view: FileView,
  context: TypeScriptFixContext,
): TextEdit[] {
  const { text } = view.source;
  const gone = linesOf(text, withComment(text, span));
  const imported = importBetween(view, kept.file, kept.name, context);
  return [
    ...changeImports(view, [{ ...imported, local: name }], [span]),
    { file, span: gone, newText: '', label: 'Call sites' },
  ];
}

/** The comment directly above a declaration goes with it, unless a file begins with its lines: these may be about the file. */
function withComment(text: string, { start, end }: Span): Span {
  const before = text.slice(0, start);
  if (/^(?:\/\/.*\r?\n)*$/.test(before)) return { start, end };
  const comment =
    /(?:^|(?<=\n))[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*\*\/\r?\n$/.exec(before) ??
    /(?<=\n)(?:[ \t]*\/\/.*\r?\n)+[ \t]*$/.exec(before);
  return { start: comment === null ? start : comment.index, end };
}
