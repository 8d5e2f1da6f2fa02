import { aroundArguments, isReceiver } from '../../engine/typescript/codemods/calls.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, unknownUse } from './codemod.ts';

/**
 * `leftPad(text, width, fill)` → `text.padStart(width, fill)`. The package makes a string of anything with `+ ''`,
 * and repeats a fill of several characters once for every place, where `padStart` cuts it to the width.
 */
export const leftPad: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    if (site.subpath !== '' || memberPath(use) !== '' || call === null || !is.isCallExpression(call)) {
      return unknownUse(use);
    }
    const [text, width, fill] = call.arguments;
    const hasSpread = call.arguments.some((each) => is.isSpreadElement(each));
    if (text === undefined || width === undefined || call.arguments.length > 3 || hasSpread)
      return unknownUse(use);
    const kind = kindOfText(text, site);
    const [open, close] = kind !== 'string' ? ['String(', ')'] : isReceiver(text) ? ['', ''] : ['(', ')'];
    const rest = fill === undefined ? [null] : fillParts(fill, site);
    const edits = aroundArguments(call, [open, `${close}.padStart(`, ...rest]);
    if (edits === undefined) return unknownUse(use);
    const differences = [
      ...(kind === 'unknown' ? ['an object is padded as its `toString` gives it, not its `valueOf`'] : []),
      ...(isNumber(width, site) ? [] : ['the width has to be a number']),
      ...(fill === undefined || isOneCharacter(fill, site) ? [] : ['a longer fill is cut to the width']),
    ];
    return { edits, differences };
  },
};

function kindOfText(node: ast.Expression, { questions }: Site): 'string' | 'primitive' | 'unknown' {
  const type = questions.typeAt(node);
  if (isUnresolved(type)) return 'unknown';
  const parts = questions.constituents(type);
  if (parts.every(({ flags }) => flags & TypeFlags.StringLike)) return 'string';
  return parts.every(({ flags }) => flags & convertedAlike) ? 'primitive' : 'unknown';
}

/** What `String(x)` and `x + ''` make the same text of. */
const convertedAlike =
  TypeFlags.StringLike |
  TypeFlags.NumberLike |
  TypeFlags.BooleanLike |
  TypeFlags.BigIntLike |
  TypeFlags.Null |
  TypeFlags.Undefined;

function isNumber(node: ast.Expression, { questions }: Site): boolean {
  const type = questions.typeAt(node);
  if (isUnresolved(type)) return false;
  return questions.constituents(type).every(({ flags }) => flags & TypeFlags.NumberLike);
}

/** A number as fill is a digit; `padStart` takes it as text only. */
function fillParts(fill: ast.Expression, site: Site): (string | null)[] {
  if (isDigit(fill)) return [", '", "')"];
  const type = site.questions.typeAt(fill);
  const isText = !isUnresolved(type) && (type.flags & TypeFlags.StringLike) !== 0;
  return isText || isUnresolved(type) ? [null, null] : [', String(', '))'];
}

function isOneCharacter(fill: ast.Expression, { questions }: Site): boolean {
  if (isDigit(fill)) return true;
  const type = questions.typeAt(fill);
  if (isUnresolved(type)) return false;
  return questions.constituents(type).every((part) => {
    const value = part.isStringLiteralType() ? part.value : undefined;
    return typeof value === 'string' && value.length === 1;
  });
}

function isDigit(node: ast.Expression): boolean {
  return is.isNumericLiteral(node) && /^\d$/.test(node.text);
}
