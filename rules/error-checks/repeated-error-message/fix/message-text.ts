import type { CodeStyle } from '../../../engine/typescript/codemods/imports.ts';
import type { HoleFact } from '../fact.ts';

/** The message as the class makes it: a literal in the file's quotes, or a template over its fields. */
export function messageText(
  texts: readonly string[],
  fields: readonly HoleFact[],
  { quote }: Pick<CodeStyle, 'quote'>,
): string {
  if (fields.length === 0) {
    const text = (texts[0] ?? '').replaceAll('\\', '\\\\');
    // The other quotes where that saves escaping, as formatters have it.
    const other = quote === "'" ? '"' : "'";
    const best = text.includes(quote) && !text.includes(other) ? other : quote;
    return best + text.replaceAll(best, `\\${best}`) + best;
  }
  const parts = texts.map((text) => text.replace(/[\\`]|\$(?=\{)/g, '\\$&'));
  return `\`${parts.map((part, index) => part + (index < fields.length ? `\${${fields[index]?.name}}` : '')).join('')}\``;
}
