import type { FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import { asLoop } from './as-loop.ts';
import { asStack } from './as-stack.ts';
import { type Growth, growthOf } from './growth.ts';
import lesson from './lesson.md';
import { type Recursion, recursionOf } from './recursion.ts';

interface Deep {
  readonly recursion: Recursion;
  readonly growth: Growth;
}

/** Recursion one call deeper for each entry of data that nothing bounds, so that large input meets the recursion limit. */
export const pyDeepRecursion = definePythonRule<Deep>({
  meta: {
    id: 'stack-shaped/py-deep-recursion',
    title: 'Recursion as deep as the data is long',
    severity: 'hint',
    language: 'python',
    lesson,
  },
  kinds: ['function_definition'],
  suspect(node, file) {
    // Who moves the limit has thought about the depth, and who names the function so wants it to be recursive.
    if (file.isTest || file.text.includes('setrecursionlimit')) return undefined;
    if (/recur/i.test(node.child('name')?.text ?? '')) return undefined;
    const recursion = recursionOf(node, file);
    const growth = recursion && growthOf(recursion);
    return recursion === undefined || growth === undefined ? undefined : { recursion, growth };
  },
  judge({ recursion, growth }, { file }) {
    const [call, ...others] = growth.calls;
    if (call === undefined) return undefined;
    return {
      file: file.path,
      span: spanOfPython(call),
      message: messageFor(recursion, growth),
      ...identifyPython(call),
      evidence: others.map((node) => ({
        file: file.path,
        span: spanOfPython(node),
        message: 'also goes one call deeper',
      })),
      fixes: growth.kind === 'own-link' ? [] : [fixFor(recursion, growth)],
    };
  },
});

function messageFor({ name }: Recursion, { kind, per }: Growth): string {
  const what = `\`${name}\` goes one call deeper for ${per}, and Python stops at about a thousand calls with \`RecursionError\`.`;
  switch (kind) {
    case 'link':
    case 'own-link':
      return `${what} Follow the links in a loop.`;
    case 'tail':
    case 'index':
      return `${what} Go through the entries in a loop.`;
    case 'graph':
    case 'grid':
      return `${what} Keep what is still to be visited on a stack of your own, a list with \`append\` and \`pop\`.`;
  }
}

function fixFor(recursion: Recursion, growth: Growth): FixDraft {
  const { view, name, isMethod } = recursion;
  const overridden = isMethod ? `; a subclass's own \`${name}\` is no longer asked on the way` : '';
  if (growth.kind === 'graph' || growth.kind === 'grid') {
    const walked = asStack(recursion, growth);
    const check =
      'refused' in walked || walked.check === undefined
        ? ''
        : `; it also stops where \`${walked.check}\` holds at the start`;
    return {
      title: `Walk with a stack of its own in \`${name}\`${check}${overridden}`,
      kind: 'review',
      edits: () => ('refused' in walked ? walked : { edits: inFile(view.path, walked.edits, 'Walk') }),
    };
  }
  const looped = asLoop(recursion);
  return {
    title: `Turn \`${name}\` into a loop${overridden}`,
    kind: 'review',
    edits: () => ('refused' in looped ? looped : { edits: inFile(view.path, looped, 'Loop') }),
  };
}
