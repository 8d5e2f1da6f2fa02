import type { EditPlan, Refusal } from '../../../engine/finding.ts';
import { type CommonCode, declareOnce, type Home } from '../../../engine/typescript/codemods/common-code.ts';
import { mostFrequent, type Target, targetsFor } from '../../../engine/typescript/codemods/target.ts';
import { commentsIn } from '../../../engine/typescript/fragments/comments.ts';
import { modelFor } from '../../../engine/typescript/fragments/fragment.ts';
import { outerNames } from '../../../engine/typescript/fragments/outer-names.ts';
import { needsOwnObject } from '../../../engine/typescript/fragments/own-object.ts';
import { commonParameters } from '../../../engine/typescript/fragments/parameters.ts';
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
  replaced: readonly Site[],
  group: CatchGroup,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  return declareOnce(
    { all, replaced },
    targetsOf(all, group, context),
    (home) => commonHandler(home, all, replaced, group, context),
    'There is no module that could hold the common handler.',
    context,
  );
}

function targetsOf(all: readonly Site[], group: CatchGroup, context: TypeScriptFixContext): Target[] {
  const main = mostFrequent(all);
  // A handler that needs names or an object of its file stays there.
  if (all.some(({ shape }) => shape.isBoundToFile || needsOwnObject(shape)))
    return [{ file: main.path, view: main }];
  const users = all.map(({ view, fragment: { node } }) => ({ view, node }));
  const isLocal = all.every(({ view }) => view === main);
  const wanted = isLocal ? [main.path, ...group.errorModules] : group.errorModules;
  return targetsFor(users, wanted, group.name, context);
}

function commonHandler(
  home: Home,
  all: readonly Site[],
  replaced: readonly Site[],
  group: CatchGroup,
  context: TypeScriptFixContext,
): CommonCode<Site> | string {
  const site = modelFor(home.file, all);
  const parameters = commonParameters(site, all);
  if (typeof parameters === 'string') return parameters;
  // The compiler takes from declarations and imports that a call never returns, not from what is required.
  const isNarrowing = !(home.isShared && home.isCommonJs);
  const { leaving } = site.fragment;
  const returns = leaving === 'returns' || (leaving === 'throws' && (!isNarrowing || site.shape.awaits));
  if (returns && replaced.some(cannotReturn))
    return 'One of the places stands where nothing can be returned.';
  const moved = new Set(commentsIn(site.fragment.node));
  return {
    names: [group.name],
    declare: ([name = '']) => [
      { name, text: handlerFunctionText(site, name, parameters, home.isTypeScript, home.style) },
    ],
    imports: () => outerNames(site, parameters, home, context),
    use: (each, name) => callOf(each, name, isNarrowing, moved),
    gone: ({ fragment: { node }, view }) => spanOf(node, view.source),
  };
}
