import type { EditPlan, Refusal, TextEdit } from '../../../engine/finding.ts';
import { changeImports } from '../../../engine/typescript/codemods/change-imports.ts';
import { declareIn, declares } from '../../../engine/typescript/codemods/declare.ts';
import { codeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { namedIn, namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { importBetween } from '../../../engine/typescript/codemods/new-module.ts';
import {
  mostFrequent,
  planInFirst,
  type Target,
  targetsFor,
} from '../../../engine/typescript/codemods/target.ts';
import { commentsIn } from '../../../engine/typescript/fragments/comments.ts';
import { outerNames } from '../../../engine/typescript/fragments/outer-names.ts';
import { type Parameter, parametersOf } from '../../../engine/typescript/fragments/parameters.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import type { CatchGroup } from '../groups.ts';
import { callOf, cannotReturn } from './call.ts';
import { handlerFunctionText } from './handler-function.ts';
import type { Site } from './site.ts';

/**
 * Declares the common handler in the best place that takes it and calls it from the given sites.
 * @param all every place of the group: the handler is made so that it serves them all.
 */
export function centralise(
  all: readonly Site[],
  sites: readonly Site[],
  group: CatchGroup,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const main = mostFrequent(all);
  const own: Target = { file: main.path, view: main };
  const users = all.map(({ view, fragment: { node } }) => ({ view, node }));
  const isLocal = all.every(({ view }) => view === main);
  const targets = all.some(({ shape }) => shape.isBoundToFile)
    ? [own]
    : targetsFor(
        users,
        isLocal ? [main.path, ...group.errorModules] : group.errorModules,
        group.name,
        context,
      );
  return planInFirst(
    targets,
    (target) => planFor(target, all, sites, group, context),
    'There is no module that could hold the common handler.',
  );
}

function planFor(
  target: Target,
  all: readonly Site[],
  sites: readonly Site[],
  group: CatchGroup,
  context: TypeScriptFixContext,
): EditPlan | string {
  const main = mostFrequent(all);
  const site = all.find(({ view }) => view.path === target.file) ?? all.find(({ view }) => view === main);
  if (site === undefined) return 'One of the places has changed.';
  const existing = target.view ?? context.view(target.file);
  const home: Target = { file: target.file, view: existing };
  const view = existing ?? site.view;
  const style = codeStyle(view.source);
  const parameters = parametersFor(site, all);
  if (typeof parameters === 'string') return parameters;
  const users = [...new Set(sites.map((each) => each.view))];
  const isShared = all.some((each) => each.view.path !== target.file);
  const isNarrowing = !(isShared && view.isCommonJs);
  const returns = site.fragment.leaving === 'returns' || !isNarrowing || site.shape.awaits;
  if (returns && site.fragment.leaving !== 'falls' && sites.some(cannotReturn)) {
    return 'One of the places stands where nothing can be returned.';
  }
  const textFor = (name: string): string =>
    handlerFunctionText(site, name, parameters, !view.isJavaScript, style);
  const isThere =
    existing !== undefined &&
    isShared &&
    declares(existing.source, [{ name: group.name, text: textFor(group.name) }]);
  const name = isThere
    ? group.name
    : unusedName(group.name, namedIn([...users, ...(existing ? [existing] : [])]));
  const edits: TextEdit[] = [];
  if (!isThere) {
    const outer = outerNames(site, parameters, home, context);
    if (typeof outer === 'string') return outer;
    const declared = declareIn(
      home,
      [{ name, text: textFor(name) }],
      outer.imports,
      isShared,
      site.view,
      style,
    );
    if (declared === undefined) return `${home.file} exports in a way that nothing can be added to.`;
    edits.push(...declared);
  }
  const moved = new Set(commentsIn(site.fragment.node));
  for (const each of sites) edits.push(callOf(each, name, isNarrowing, moved));
  for (const user of users) {
    if (user.path === home.file) continue;
    const gone = sites.flatMap((each) => (each.view === user ? spanOf(each.fragment.node, user.source) : []));
    edits.push(...changeImports(user, [importBetween(user, home.file, name, context)], gone));
  }
  return { edits };
}

/** The roles in order, then the text where places differ in one. */
function parametersFor(site: Site, all: readonly Site[]): Parameter[] | string {
  const taken = new Set([...namesIn(site.view.source)].filter((name) => /^[A-Z]/.test(name)));
  const roles = parametersOf(site, all, taken);
  if (typeof roles === 'string' || site.hole === undefined) return roles;
  const used = new Set(roles.map(({ name }) => name));
  const name = unusedName('message', (each) => used.has(each));
  return [...roles, { name, type: 'string', typeSymbol: null }];
}
