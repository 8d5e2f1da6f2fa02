import { shortened } from '../../engine/shortened.ts';
import type { Lookup } from './lookups.ts';
import type { Usage } from './usage.ts';

/** What can be missing, how that shows, and what to do about it. */
export function message({ form, node, nothing, subjects }: Lookup, { shown, assignment }: Usage): string {
  const code = `\`${shortened(node.text.replace(/\s+/g, ' '), 60)}\``;
  if (form === 'next') {
    return `${code} raises \`StopIteration\` where ${nothing}, and out of a generator that comes as "RuntimeError: generator raised StopIteration", which says nothing of the reason. Give \`next\` a default and decide what it means, or catch \`StopIteration\`.`;
  }
  const name = assignment?.child('left')?.text;
  const used =
    name === undefined
      ? `\`${shown}\``
      : `\`${name}${shown.startsWith('.') || shown.startsWith('[') ? shown : ''}\``;
  return `${code} is \`None\` where ${nothing}; ${used} then fails with ${failure(shown)}, which does not say what was looked for. ${advice(form, subjects[0]?.text ?? '')}`;
}

function failure(shown: string): string {
  if (shown.startsWith('.')) return `"'NoneType' object has no attribute '${shown.slice(1)}'"`;
  if (shown === '[…]') return `"'NoneType' object is not subscriptable"`;
  if (/^(?:int|float)\(/.test(shown)) return `a \`TypeError\` about 'NoneType'`;
  return shown.startsWith('len')
    ? `"object of type 'NoneType' has no len()"`
    : `a \`TypeError\` about 'NoneType'`;
}

function advice(form: Lookup['form'], subject: string): string {
  switch (form) {
    case 'key':
      return 'Look it up with `[…]`, whose `KeyError` names the key, or check for `None`.';
    case 'env':
      return 'Look it up with `os.environ[…]`, whose `KeyError` names the variable, or give it a default.';
    default:
      return `Check for \`None\` and raise an error that names \`${shortened(subject, 40)}\`.`;
  }
}
