import type { EditPlan, Refusal, TextEdit } from '../../../engine/finding.ts';
import { type CommonCode, declareOnce, type Home } from '../../../engine/typescript/codemods/common-code.ts';
import { declares } from '../../../engine/typescript/codemods/declared-alike.ts';
import { targetsFor } from '../../../engine/typescript/codemods/target.ts';
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
  replaced: readonly Site[],
  group: MessageGroup,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const users = all.map(({ view, made }) => ({ view, node: made }));
  return declareOnce(
    { all, replaced },
    targetsFor(users, group.errorModules, 'errors', context),
    (home) => commonClass(home, all, group),
    'There is no module that could hold the class.',
    context,
  );
}

function commonClass(home: Home, all: readonly Site[], group: MessageGroup): CommonCode<Site> | string {
  const { className, taken } = group;
  const declarationOf = (name: string) => ({
    name,
    text: errorClassText(classFor(name, all, group), home.isTypeScript, home.style),
  });
  const isThere = home.view !== undefined && declares(home.view.source, [declarationOf(className)]);
  if (taken !== null && !isThere)
    return `There is a class \`${className}\` already; whether it fits is for you to say.`;
  return {
    names: [className],
    declare: ([name = '']) => [declarationOf(name)],
    imports: () => [],
    use: replacement,
    gone: () => null,
  };
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
