import type { EditPlan, Refusal, TextEdit } from '../../../engine/finding.ts';
import { changeImports } from '../../../engine/typescript/codemods/change-imports.ts';
import { declareIn, declares } from '../../../engine/typescript/codemods/declare.ts';
import { codeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { namedIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { importBetween } from '../../../engine/typescript/codemods/new-module.ts';
import {
  mostFrequent,
  planInFirst,
  type Target,
  targetsFor,
} from '../../../engine/typescript/codemods/target.ts';
import { type ErrorClass, errorClassText } from '../../../engine/typescript/errors/error-class.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import type { MessageGroup } from '../groups.ts';
import { messageText } from './message-text.ts';
import type { Site } from './site.ts';

/**
 * Declares the class in the best place that takes it and throws it at the given sites.
 * @param all every place of the group: the class is made so that it serves them all.
 */
export function giveClass(
  all: readonly Site[],
  sites: readonly Site[],
  group: MessageGroup,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const users = all.map(({ view, made }) => ({ view, node: made }));
  const targets = targetsFor(users, group.errorModules, 'errors', context);
  return planInFirst(
    targets,
    (target) => planFor(target, all, sites, group, context),
    'There is no module that could hold the class.',
  );
}

function planFor(
  target: Target,
  all: readonly Site[],
  sites: readonly Site[],
  group: MessageGroup,
  context: TypeScriptFixContext,
): EditPlan | string {
  const main = mostFrequent(all);
  const existing = target.view ?? context.view(target.file);
  const home: Target = { file: target.file, view: existing };
  const style = codeStyle((existing ?? main).source);
  const textOf = (name: string): string =>
    errorClassText(classFor(name, all, group), !(existing ?? main).isJavaScript, style);
  const isShared = all.some(({ view }) => view.path !== home.file);
  const wanted = { name: group.className, text: textOf(group.className) };
  const isThere = existing !== undefined && isShared && declares(existing.source, [wanted]);
  if (group.taken !== null && !isThere) {
    return `There is a class \`${group.className}\` already; whether it fits is for you to say.`;
  }
  const users = [...new Set(sites.map(({ view }) => view))].filter(({ path }) => path !== home.file);
  const name = isThere
    ? wanted.name
    : unusedName(wanted.name, namedIn([...users, ...(existing ? [existing] : [])]));
  const edits: TextEdit[] = [];
  if (!isThere) {
    const declared = declareIn(home, [{ name, text: textOf(name) }], [], isShared, main, style);
    if (declared === undefined) return `${home.file} exports in a way that nothing can be added to.`;
    edits.push(...declared);
  }
  for (const user of users) {
    edits.push(...changeImports(user, [importBetween(user, home.file, name, context)], []));
  }
  edits.push(...sites.map((site) => replacement(site, name)));
  return { edits };
}

function classFor(name: string, all: readonly Site[], { fields }: MessageGroup): ErrorClass {
  const [first] = all as [Site, ...Site[]];
  const withOptions = all.filter(({ made }) => made.arguments?.length === 2).length;
  return {
    name,
    base: first.base.text,
    message: (style) => messageText(first.message.texts, fields, style),
    options: withOptions === 0 ? 'none' : 'optional',
    fields: fields.map((field) => ({ ...field, value: field.name })),
  };
}

/** `new UserNotFoundError(id)`, with the options that the place has. */
function replacement({ made, message, view }: Site, name: string): TextEdit {
  const { source, path } = view;
  const given = [...message.holes, ...(made.arguments ?? []).slice(1)];
  const texts = given.map((each) => each.getText(source));
  return {
    file: path,
    span: spanOf(made, source),
    newText: `new ${name}(${texts.join(', ')})`,
    label: 'Call sites',
  };
}
