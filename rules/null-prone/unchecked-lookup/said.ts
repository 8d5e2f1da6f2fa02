import { bindingOf } from '../../engine/typescript/presence/bindings.ts';
import { knownAt } from '../../engine/typescript/presence/known.ts';
import { enclosingFunction, foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { is, type Node } from '../../engine/typescript.ts';
import { literalText } from './identity.ts';
import type { Lookup } from './lookups.ts';

/** Whether names and texts around a look-up say that there is something to find, where no test does. */
export function isSaidToBeThere(lookup: Lookup): boolean {
  return isForKnown(lookup.node) || isJustMade(lookup) || isInAddress(lookup);
}

/** `existingUser(id)`, `getKnown(id)`: the function is for what is there. */
function isForKnown(node: Node): boolean {
  const fn = enclosingFunction(node);
  const holder = is.isArrowFunction(fn) || is.isFunctionExpression(fn) ? fn.parent : fn;
  const { name } = holder as { name?: Node };
  return name !== undefined && /(^|[a-z_])([Kk]nown|[Ee]xisting)(?![a-z])/.test(name.getText());
}

/** `const { id } = await createPage(); pages.get(id)!`: whoever makes it puts it there before it answers. */
function isJustMade({ key }: Lookup): boolean {
  const name = key && unwrap(key);
  if (name === undefined || !is.isIdentifier(name)) return false;
  const binding = bindingOf(name);
  const source = binding?.kind === 'value' ? unwrap(binding.source) : undefined;
  if (source === undefined || !is.isAwaitExpression(source)) return false;
  return /(\b|[._])(create|open|attach|register|insert)|Create|Open|Attach|Register/.test(
    foldedText(source.expression),
  );
}

/** `url.includes('?path=')` before `searchParams.get('path')!`. */
function isInAddress({ node, key }: Lookup): boolean {
  const name = literalText(key);
  if (name === undefined) return false;
  for (const known of knownAt(node)) {
    if (known.kind === 'condition' && known.holds && foldedText(known.expression).includes(`${name}=`)) {
      return true;
    }
  }
  return false;
}
