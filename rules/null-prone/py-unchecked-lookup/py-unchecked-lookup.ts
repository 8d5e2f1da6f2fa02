import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { fixesFor } from './fixes.ts';
import { isKnownToBeThere } from './known.ts';
import lesson from './lesson.md';
import { type Lookup, mayBeLookup, readLookup } from './lookups.ts';
import { message } from './message.ts';
import { type Usage, usageOf } from './usage.ts';

interface Suspect {
  readonly lookup: Lookup;
  readonly usage: Usage;
}

/** A value that is `None` where there is nothing to find, used as if it were always there. */
export const pyUncheckedLookup = definePythonRule<Suspect>({
  meta: {
    id: 'null-prone/py-unchecked-lookup',
    title: 'A value that can be `None` is used without a check',
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['call', 'attribute'],
  suspect(node, file) {
    if (!mayBeLookup(node) || isWrittenForOneText(file.path)) return undefined;
    const lookup = readLookup(node, file);
    const usage = lookup && usageIn(lookup, file);
    return lookup && usage ? { lookup, usage } : undefined;
  },
  judge({ lookup, usage }, { file }) {
    if (isKnownToBeThere(lookup, lookup.node, file) || isKnownToBeThere(lookup, usage.at, file))
      return undefined;
    return {
      file: file.path,
      span: spanOfPython(lookup.node),
      message: message(lookup, usage),
      ...(isScript(file.path) && { severity: 'hint' as const }),
      ...identifyPython(lookup.node),
      fixes: fixesFor(lookup, usage, file),
    };
  },
});

/** `next` fails by itself; everything else where its value is used. */
function usageIn({ form, node }: Lookup, { names }: PythonView): Usage | undefined {
  return form === 'next' ? { shown: 'next(…)', at: node } : usageOf(node, names);
}

/** Scripts of a build look into files of their own project: what they do not find, their author sees at once. */
function isWrittenForOneText(path: string): boolean {
  return /\/(?:setup|conf|noxfile|fabfile|tasks|wscript)\.py$/.test(path);
}

/** What is run by hand, or shows how something is used. */
function isScript(path: string): boolean {
  return /\/(?:\w*scripts?|tools?|gen|examples?|docs?|contrib)\/(?:[^/]+\/)*[^/]+$/.test(path);
}
