import type { FixDraft, Refusal } from '../../engine/finding.ts';
import { inFile, type LocalEdit } from '../../engine/local-edits.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { is } from '../../engine/typescript.ts';
import { asLoop, tailStatements } from './as-loop.ts';
import { asStack } from './as-stack.ts';
import type { Growth } from './growth.ts';
import type { Recursion } from './recursion.ts';
import { mayBeOverridden } from './refusals.ts';

/**
 * A loop where each call is the last thing its function does; a stack where the calls come last and nobody looks at what
 * they return. What is still to be done after a call, with its result for instance, is for a person to arrange.
 */
export function fixesFor(recursion: Recursion, growth: Growth, context: JudgeContext): FixDraft[] {
  const { name, calls } = recursion;
  if (calls.length === 0) return [];
  const overridden = mayBeOverridden(recursion)
    ? ['a subclass that overrides it no longer has a say in each step']
    : [];
  const tails = tailStatements(recursion);
  if (tails !== undefined) {
    const title = [`Run \`${name}\` in a loop instead of in itself`, ...overridden].join('; ');
    return [draft(title, asLoop(recursion, tails, context.questions), context)];
  }
  if (!calls.every(({ parent }) => is.isExpressionStatement(parent))) return [];
  const made = asStack(recursion, growth.visited, context);
  const title = `Keep what \`${name}\` is still to visit on a stack of its own`;
  if ('refused' in made) return [draft(title, made, context)];
  const skipped =
    made.check === undefined ? [] : [`it does nothing where \`${made.check}\` holds from the start`];
  return [draft([title, ...skipped, ...overridden].join('; '), made.edits, context)];
}

function draft(title: string, made: readonly LocalEdit[] | Refusal, { file }: JudgeContext): FixDraft {
  return {
    title,
    kind: 'review',
    edits: () => ('refused' in made ? made : { edits: inFile(file.path, made, 'Recursion') }),
  };
}
