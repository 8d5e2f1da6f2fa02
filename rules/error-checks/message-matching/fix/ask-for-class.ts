import type { EditPlan, Refusal, TextEdit } from '../../../engine/finding.ts';
import { declareIn } from '../../../engine/typescript/codemods/declare.ts';
import { addImports, codeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { namedIn, namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { importBetween } from '../../../engine/typescript/codemods/new-module.ts';
import { planInFirst, type Target, targetsFor } from '../../../engine/typescript/codemods/target.ts';
import { errorClassText } from '../../../engine/typescript/errors/error-class.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import { is } from '../../../engine/typescript.ts';
import type { MessageGroup } from '../groups.ts';
import { exportOf } from './exported-class.ts';
import { instanceofCheck } from './instanceof-check.ts';
import type { CheckSite, MadeSite } from './sites.ts';

/** Gives the errors of a group their own class, unless they have one, and lets the checks ask for it. */
export function askForClass(
  group: MessageGroup,
  checks: readonly CheckSite[],
  makers: readonly MadeSite[],
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  if (group.kind === 'own') return askForOwnClass(group, checks, context);
  const users = [...makers, ...checks];
  const home = group.made[0]?.fact.home ?? null;
  // A class of the project is known where it is declared, and where the errors are made.
  const places = home === null ? group.errorModules : [home, ...new Set(makers.map(({ view }) => view.path))];
  const targets = targetsFor(users, places, 'errors', context);
  const usable = home === null ? targets : targets.filter(({ file }) => places.includes(file));
  return planInFirst(
    usable,
    (target) => planFor(target, group, checks, makers, context),
    `There is no module that could hold \`${group.className}\` without importing itself.`,
  );
}

function planFor(
  { file, view }: Target,
  group: MessageGroup,
  checks: readonly CheckSite[],
  makers: readonly MadeSite[],
  context: TypeScriptFixContext,
): EditPlan | string {
  const users = [...new Set([...makers, ...checks].map((site) => site.view))];
  const existing = view ?? context.view(file);
  const views = existing === undefined ? users : [...new Set([...users, existing])];
  const name = unusedName(group.className, namedIn(views));
  const like = existing ?? (users[0] as FileView);
  const text = classText(name, makers, group, like);
  if (text === undefined) return 'An error of these is made with arguments that a new class cannot take.';
  const isShared = users.some((user) => user.path !== file);
  const target = { file, view: existing };
  const declared = declareIn(target, [{ name, text }], [], isShared, like, codeStyle(like.source));
  if (declared === undefined) return `${file} exports in a way that nothing can be added to.`;
  return {
    edits: [
      ...declared,
      ...makers.map((site) => ofNewClass(site, name)),
      ...checks.map((site) => instanceofCheck(site, name)),
      ...users.flatMap((user) => importFrom(file, name, user, context)),
    ],
  };
}

function askForOwnClass(
  { className, made }: MessageGroup,
  checks: readonly CheckSite[],
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const home = made[0]?.fact.home ?? '';
  const edits: TextEdit[] = checks.map((site) => instanceofCheck(site, className));
  for (const { view, node } of uniqueByView(checks)) {
    if (view.path === home || context.questions(view.path)?.localSymbol(className, node) !== undefined)
      continue;
    if (namesIn(view.source).has(className))
      return { refused: `\`${className}\` means something else in ${view.path}.` };
    const imported = exportOf(className, home, context);
    if (imported === undefined)
      return { refused: `\`${className}\` is not exported by the file that declares it.` };
    edits.push(...importFrom(home, className, view, context, imported));
  }
  return { edits };
}

function classText(
  name: string,
  makers: readonly MadeSite[],
  { kind, made }: MessageGroup,
  view: FileView,
): string | undefined {
  const base = made[0]?.fact.className ?? 'Error';
  if (kind === 'derived') return `class ${name} extends ${base} {}`;
  const counts = makers.map((site) => site.made.node.arguments?.length ?? 0);
  const spreads = makers.some((site) => site.made.node.arguments?.some(is.isSpreadElement));
  if (counts.some((count) => count > 2) || spreads) return undefined;
  const options = counts.every((count) => count < 2)
    ? 'none'
    : counts.every((count) => count === 2)
      ? 'required'
      : 'optional';
  return errorClassText(
    { name, base, message: null, options, fields: [] },
    !view.isJavaScript,
    codeStyle(view.source),
  );
}

function ofNewClass({ view, node, made }: MadeSite, name: string): TextEdit {
  const newText = is.isNewExpression(node) ? name : `new ${name}`;
  return { file: view.path, span: spanOf(made.className, view.source), newText, label: 'Throw sites' };
}

function importFrom(
  file: string,
  local: string,
  user: FileView,
  context: TypeScriptFixContext,
  imported = local,
): TextEdit[] {
  if (user.path === file) return [];
  return addImports(user, [{ ...importBetween(user, file, local, context), imported }]);
}

function uniqueByView(checks: readonly CheckSite[]): CheckSite[] {
  return [...new Map(checks.map((site) => [site.view, site])).values()];
}
