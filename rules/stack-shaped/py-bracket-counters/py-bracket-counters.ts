import { nounFor } from '../../engine/brackets/kinds.ts';
import { inFile } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { type Counted, countedIn } from './counted.ts';
import { type Counter, countersIn } from './counters.ts';
import lesson from './lesson.md';
import { Unknown } from './model/values.ts';
import { stackBody } from './stack-body.ts';

/**
 * Counters for pairs of several kinds, which cannot tell what was opened last. The function is worked through on
 * short texts, so that what is said is what it does; one that does anything unknown with them is left alone.
 */
export const pyBracketCounters = definePythonRule<PythonNode>({
  meta: {
    id: 'stack-shaped/py-bracket-counters',
    title: 'Brackets or tags of several kinds counted, so that wrong nesting is accepted',
    severity: 'warning',
    language: 'python',
    lesson,
  },
  kinds: ['function_definition'],
  suspect(checker) {
    const { text } = checker;
    // A function that matches pairs is short, and most have no opener in quotes.
    const isShort = text.length < 4_000;
    return isShort &&
      /["'][^"'\n]{0,12}[[({<]|["'](?:end|close)/.test(text) &&
      /[-+]=|\.count\(| [-+] 1\b/.test(text)
      ? checker
      : undefined;
  },
  judge(checker, { file }) {
    const counters = countersIn(checker);
    const [first, ...others] = counters;
    const name = checker.child('name')?.text ?? '';
    if (first === undefined || isAboutAnEnd(name) || !hasOnlyBuiltins(checker, file)) return undefined;
    const counted = orUnknown(() => countedIn(checker));
    if (counted === undefined) return undefined;
    const { kinds, wrong } = counted;
    return {
      file: file.path,
      span: spanOfPython(first.node),
      message: messageFor(name, counted, counters),
      // That as many open as close is often meant as a first look.
      ...(counters.every(({ isTotal }) => isTotal) && { severity: 'info' as const }),
      ...identifyPython(first.node),
      evidence: others.map((other) => ({
        file: file.path,
        span: spanOfPython(other.node),
        message: `\`${other.name}\` is counted here, too`,
      })),
      fixes: [
        {
          title: `Match ${nounFor(kinds)} with a stack and a dictionary of pairs; \`${wrong}\` and all other wrong nesting is then rejected`,
          kind: 'review',
          edits() {
            const edit = orUnknown(() => stackBody(checker, counted, file)) ?? {
              refused: 'What it does with other characters is not known.',
            };
            return 'refused' in edit ? edit : { edits: inFile(file.path, [edit], 'Stack') };
          },
        },
      ],
    };
  },
});

/** What is the matter with counting, in the reader's names, with the shortest text that gets through. */
function messageFor(
  name: string,
  { kinds, wrong, isInverted }: Counted,
  counters: readonly Counter[],
): string {
  const noun = nounFor(kinds);
  const verdict = isInverted ? `finds no fault with \`${wrong}\`` : `accepts \`${wrong}\``;
  const isTotal = counters.every((counter) => counter.isTotal);
  const told = isTotal
    ? `how many ${noun} open and close, but not in which order, nor which of the ${kinds.length} kinds was opened last`
    : `how many ${noun} are open, but not which of the ${kinds.length} kinds was opened last`;
  const names = counters.map((counter) => `\`${counter.name}\``);
  const shown = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `\`${name}\` ${verdict}: ${shown} ${names.length < 2 ? 'tells' : 'tell'} ${told}. Put what opens on a stack, and let each closer meet the one on top.`;
}

/** Whether a text is right as far as it goes, the name says, and only asked for its end: for that, as many closers as openers are enough. */
function isAboutAnEnd(name: string): boolean {
  return /trunc|complete|partial|stream|unfinished/i.test(name);
}

/** Functions that are called by their names have to be Python's own, as they are worked through. */
function hasOnlyBuiltins(checker: PythonNode, { names }: PythonView): boolean {
  return checker.below(['call']).every((call) => {
    const callee = call.child('function');
    return callee?.type !== 'identifier' || /Error|Exception/.test(callee.text) || names.isBuiltin(callee);
  });
}

function orUnknown<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Unknown) return undefined;
    throw thrown;
  }
}
