import type { EditPlan, Refusal, TextEdit } from '../../../engine/finding.ts';
import { changeImports } from '../../../engine/typescript/codemods/change-imports.ts';
import { type Declaration, declareIn, declares } from '../../../engine/typescript/codemods/declare.ts';
import { codeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { namedIn, namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { importBetween } from '../../../engine/typescript/codemods/new-module.ts';
import {
  mostFrequent,
  planInFirst,
  type Target,
  targetsFor,
  type User,
} from '../../../engine/typescript/codemods/target.ts';
import { errorClassText } from '../../../engine/typescript/errors/error-class.ts';
import { outerNames } from '../../../engine/typescript/fragments/outer-names.ts';
import { type Parameter, parametersOf } from '../../../engine/typescript/fragments/parameters.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import type { Node } from '../../../engine/typescript.ts';
import { checkNameFor, errorNameFor, type GuardGroup } from '../groups.ts';
import { builtInError } from '../thrown.ts';
import { assertionOf } from './assertion.ts';
import { type CheckFunction, checkFunctionText, hasMultilineTemplate } from './check-function.ts';
import { replacementOf } from './replacement.ts';
import type { Site } from './site.ts';
import { errorClassOf } from './thrown-class.ts';

/**
 * Declares the common check in the best place that takes it and calls it from the given sites.
 * @param all every place of the group: the check is made so that it serves them all.
 */
export function centralise(
  all: readonly Site[],
  sites: readonly Site[],
  group: GuardGroup,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const names = { check: checkNameFor(group), error: errorNameFor(group) };
  const targets = all.some(({ shape }) => shape.isBoundToFile)
    ? [ownFile(all)]
    : targetsFor(all.map(userOf), group.errorModules, names.error === null ? names.check : 'errors', context);
  return planInFirst(
    targets,
    (target) => planFor(target, all, sites, names, context),
    'There is no module that could hold the common check.',
  );
}

function planFor(
  target: Target,
  all: readonly Site[],
  sites: readonly Site[],
  names: Names,
  context: TypeScriptFixContext,
): EditPlan | string {
  const main = mostFrequent(all);
  const site = all.find(({ view }) => view.path === target.file) ?? all.find(({ view }) => view === main);
  if (site === undefined || hasMultilineTemplate(site)) return 'The check holds a text of several lines.';
  const existing = target.view ?? context.view(target.file);
  const home: Target = { file: target.file, view: existing };
  const users = [...new Set(sites.map(({ view }) => view))];
  const isShared = all.some(({ view }) => view.path !== target.file);
  const isTaken = namedIn([
    ...users.filter(({ path }) => path !== home.file),
    ...(existing ? [existing] : []),
  ]);
  const wanted = definitionOf(site, all, names.check, names.error, home);
  if (typeof wanted === 'string') return wanted;
  const isThere = existing !== undefined && isShared && declares(existing.source, wanted.declarations);
  const check = isThere ? names.check : unusedName(names.check, isTaken);
  const error = names.error === null || isThere ? names.error : unusedName(names.error, isTaken);
  const definition = definitionOf(site, all, check, error, home);
  if (typeof definition === 'string') return definition;
  const edits: TextEdit[] = [];
  if (!isThere) {
    const outer = outerNames(site, definition.parameters, home, context, thrownIn(site));
    if (typeof outer === 'string') return outer;
    const style = codeStyle((existing ?? site.view).source);
    const declared = declareIn(home, definition.declarations, outer.imports, isShared, site.view, style);
    if (declared === undefined) return `${home.file} exports in a way that nothing can be added to.`;
    edits.push(...declared);
  }
  for (const each of sites) edits.push(replacementOf(each, check));
  for (const user of users) {
    if (user.path === home.file) continue;
    const gone = sites.flatMap((each) => (each.view === user ? spanOf(each.fragment.node, user.source) : []));
    edits.push(...changeImports(user, [importBetween(user, home.file, check, context)], gone));
  }
  return { edits };
}

/** A check that needs names of its file stays there. */
function ownFile(all: readonly Site[]): Target {
  const view = mostFrequent(all);
  return { file: view.path, view };
}

function userOf({ view, fragment: { node } }: Site): User {
  return { view, node };
}

/** The name of the built-in error, which the class of the check takes the place of. */
function thrownIn({ fragment, lookup }: Site): Node | undefined {
  return builtInError(fragment, lookup)?.expression;
}

/** What the function and its class of errors are to be called, where these names are free. */
interface Names {
  readonly check: string;
  readonly error: string | null;
}

interface Definition {
  readonly parameters: readonly Parameter[];
  readonly declarations: readonly Declaration[];
}

function definitionOf(
  site: Site,
  all: readonly Site[],
  check: string,
  error: string | null,
  target: Target,
): Definition | string {
  const names = namesIn(site.view.source);
  const outer = new Set([...names].filter((name) => /^[A-Z]/.test(name)));
  const roles = parametersOf(site, all, outer);
  if (typeof roles === 'string') return roles;
  const used = new Set(roles.map(({ name }) => name));
  const message: Parameter[] =
    site.hole === undefined
      ? []
      : [{ name: unusedName('message', (name) => used.has(name)), type: 'string', typeSymbol: null }];
  const parameters = [...roles, ...message];
  const view = target.view ?? site.view;
  const isShared = all.some((each) => each.view.path !== target.file);
  const isTypeScript = !view.isJavaScript;
  const style = codeStyle(view.source);
  const errorClass = error === null ? undefined : errorClassOf(site, error, roles);
  const functionText: CheckFunction = {
    name: check,
    parameters,
    assertion: assertionOf(site, parameters, isShared && view.isCommonJs),
    errorClass,
  };
  return {
    parameters,
    declarations: [
      ...(errorClass === undefined
        ? []
        : [{ name: errorClass.name, text: errorClassText(errorClass, isTypeScript, style) }]),
      { name: check, text: checkFunctionText(site, functionText, isTypeScript, style) },
    ],
  };
}
