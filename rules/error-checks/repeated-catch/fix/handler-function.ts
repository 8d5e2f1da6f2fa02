import type { Span } from '../../../engine/finding.ts';
import type { CodeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { movedText, roleEdits } from '../../../engine/typescript/fragments/moved-text.ts';
import type { Parameter } from '../../../engine/typescript/fragments/parameters.ts';
import { indentationAt } from '../../../engine/typescript/syntax.ts';
import type { Leaving } from '../handler.ts';
import type { Site } from './site.ts';

/** The declaration of the common handler, without `export`: the body of one place with its roles as parameters. */
export function handlerFunctionText(
  site: Site,
  name: string,
  parameters: readonly Parameter[],
  isTypeScript: boolean,
  style: CodeStyle,
): string {
  const { newLine } = style;
  const isAsync = site.shape.awaits;
  const result = resultOf(site.fragment.leaving);
  const returns = result !== undefined && isAsync ? `Promise<${result}>` : result;
  const keyword = isAsync ? 'async function' : 'function';
  const lines: string[] = [];
  if (isTypeScript) {
    const list = parameters.map((each) => `${each.name}: ${each.type}`).join(', ');
    lines.push(`${keyword} ${name}(${list})${returns === undefined ? '' : `: ${returns}`} {`);
  } else {
    const tags = parameters.map((each) => ` * @param {${each.type}} ${each.name}`);
    const returned = returns === undefined ? [] : [` * @returns {${returns}}`];
    if (tags.length + returned.length > 0) lines.push('/**', ...tags, ...returned, ' */');
    lines.push(`${keyword} ${name}(${parameters.map((each) => each.name).join(', ')}) {`);
  }
  const { source } = site.view;
  const piece = insideOf(site);
  const outer = indentationAt(source.text, piece.start);
  lines.push(movedText(source, piece, roleEdits(site, parameters), outer, style), '}');
  return lines.join(newLine);
}

/** What stands between the braces of a body, comments included. */
export function insideOf({ fragment: { node }, view: { source } }: Site): Span {
  const from = node.getStart(source) + 1;
  const inside = source.text.slice(from, node.end - 1);
  const lead = inside.length - inside.trimStart().length;
  return { start: from + lead, end: from + inside.trimEnd().length };
}

/** Undefined where the values that are given back tell it. */
function resultOf(leaving: Leaving): string | undefined {
  if (leaving === 'throws') return 'never';
  return leaving === 'falls' ? 'void' : undefined;
}
