/**
 * Text from code or file names made harmless for a terminal: control characters (which could move the cursor or
 * hide text), overrides of the writing direction and halves of surrogate pairs are spelled out. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** As `visible`, on one line. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\r\n|[\r\n]/g, ' ').replaceAll('\t', ' '));
}

/** JSON that holds no raw control character, also none of those that JSON itself allows in a string. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const unsafe = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]',
    '[\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb]',
    '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
    '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  ].join('|'),
  'g',
);
