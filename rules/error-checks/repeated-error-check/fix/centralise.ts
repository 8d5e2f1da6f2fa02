import type { EditPlan, Refusal } from '../../../engine/finding.ts';
import { type CommonCode, declareOnce, type Home } from '../../../engine/typescript/codemods/common-code.ts';
import type { Declaration } from '../../../engine/typescript/codemods/declare.ts';
import { mostFrequent, type Target, targetsFor } from '../../../engine/typescript/codemods/target.ts';
import { errorClassText } from '../../../engine/typescript/errors/error-class.ts';
import { modelFor } from '../../../engine/typescript/fragments/fragment.ts';
import { outerNames } from '../../../engine/typescript/fragments/outer-names.ts';
import { needsOwnObject } from '../../../engine/typescript/fragments/own-object.ts';
import { commonParameters, type Parameter } from '../../../engine/typescript/fragments/parameters.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import { checkNameFor, errorNameFor, type GuardGroup } from '../groups.ts';
import { builtInError } from '../thrown.ts';
import { assertionOf } from './assertion.ts';
import { checkFunctionText, hasMultilineTemplate } from './check-function.ts';
import { replacementOf } from './replacement.ts';
import type { Site } from './site.ts';
import { errorClassOf } from './thrown-class.ts';

/**
 * Declares the common check in the best place that takes it and calls it from the given sites.
 * @param all every place of the group: the check is made so that it serves them all.
 */
export function centralise(
  all: readonly Site[],
  replaced: readonly Site[],
  group: GuardGroup,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  return declareOnce(
    { all, replaced },
    targetsOf(all, group, context),
    (home) => commonCheck(home, all, group, context),
    'There is no module that could hold the common check.',
    context,
  );
}

function targetsOf(all: readonly Site[], group: GuardGroup, context: TypeScriptFixContext): Target[] {
  const main = mostFrequent(all);
  // A check that needs names or an object of its file stays there.
  if (all.some(({ shape }) => shape.isBoundToFile || needsOwnObject(shape)))
    return [{ file: main.path, view: main }];
  const users = all.map(({ view, fragment: { node } }) => ({ view, node }));
  const identifier = errorNameFor(group) === null ? checkNameFor(group) : 'errors';
  return targetsFor(users, group.errorModules, identifier, context);
}

function commonCheck(
  home: Home,
  all: readonly Site[],
  group: GuardGroup,
  context: TypeScriptFixContext,
): CommonCode<Site> | string {
  const site = modelFor(home.file, all);
  if (hasMultilineTemplate(site)) return 'The check holds a text of several lines.';
  const parameters = commonParameters(site, all);
  if (typeof parameters === 'string') return parameters;
  const error = errorNameFor(group);
  return {
    names: [...(error === null ? [] : [error]), checkNameFor(group)],
    declare: (names) => declarationsOf(site, names, parameters, home),
    // The class of the check takes the place of the built-in error.
    imports: () =>
      outerNames(site, parameters, home, context, builtInError(site.fragment, site.lookup)?.expression),
    use: replacementOf,
    gone: ({ fragment: { node }, view }) => spanOf(node, view.source),
  };
}

/** The class, where the check has one of its own, and the function. */
function declarationsOf(
  site: Site,
  names: readonly string[],
  parameters: readonly Parameter[],
  { isTypeScript, isShared, isCommonJs, style }: Home,
): Declaration[] {
  const [check = '', error] = [...names].reverse();
  const roles = parameters.slice(0, site.shape.roles.length);
  const errorClass = error === undefined ? undefined : errorClassOf(site, error, roles);
  const assertion = assertionOf(site, parameters, isShared && isCommonJs);
  const text = checkFunctionText(
    site,
    { name: check, parameters, assertion, errorClass },
    isTypeScript,
    style,
  );
  return [
    ...(errorClass === undefined
      ? []
      : [{ name: errorClass.name, text: errorClassText(errorClass, isTypeScript, style) }]),
    { name: check, text },
  ];
}
