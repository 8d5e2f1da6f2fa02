import type { TextEdit } from '../../../engine/finding.ts';
import { indentationAt, newLineOf } from '../../../engine/python/codemods/declare.ts';
import type { Site } from './site.ts';

/** The call of the common check in the place of a guard; comments of the guard speak of the place, so they go before the call. */
export function callAt({ guard, view, template }: Site, check: string): TextEdit {
  const args = template.roles.filter(({ self }) => self === undefined).map(({ name }) => name);
  const lead = newLineOf(view.text) + indentationAt(view.text, guard.node.start);
  const comments = guard.node.below(['comment']).map(({ text }) => text.trimEnd() + lead);
  return {
    file: view.path,
    span: { start: guard.node.start, end: guard.node.end },
    newText: `${comments.join('')}${check}(${args.join(', ')})`,
    label: 'Call sites',
  };
}
