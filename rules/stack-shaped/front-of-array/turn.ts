import type { FixKind, Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import type { ArrayUse } from '../../engine/typescript/arrays/array-uses.ts';
import { turnContent, turnDrain, turnInsertion, turnRemoval } from './changes.ts';
import { turnAt, turnEntry, turnReading } from './reads.ts';
import { lineOf, refuse, type Step, type Turning, unchanged } from './steps.ts';

export interface Turned {
  readonly kind: FixKind;
  readonly title: string;
  readonly edits: readonly LocalEdit[];
}

/** Turns the array round: what was its front becomes its end, in every place at once or in none. */
export function turnRound(turning: Turning): Turned | Refusal {
  const { array, uses } = turning.stack;
  const steps: Step[] = [];
  const starts: (Step | Refusal)[] = [];
  if (array.kind === 'parameter') starts.push(turnContent(undefined, turning));
  if (array.initializer !== undefined) starts.push(turnContent(array.initializer, turning));
  for (const step of [...starts, ...uses.map((use) => turnUse(use, turning))]) {
    if ('refused' in step) return step;
    steps.push(step);
  }
  const edits = steps.flatMap((step) => step.edits);
  if (overlap(edits)) return refuse(`Uses of \`${array.name}\` stand within one another.`);
  const changes = changesIn(steps, array.name);
  const title = `Turn \`${array.name}\` round to \`push\` and \`pop\` at its end`;
  return changes.length === 0
    ? { kind: 'safe', title, edits }
    : { kind: 'review', title: `${title}; ${changes.join('; ')}`, edits };
}

export function isTurned(turned: Turned | Refusal): turned is Turned {
  return !('refused' in turned);
}

function turnUse(use: ArrayUse, turning: Turning): Step | Refusal {
  switch (use.role) {
    case 'insertion':
      return turnInsertion(use, turning);
    case 'removal':
      return turnRemoval(use, turning);
    case 'content':
      return turnContent(use.value, turning);
    case 'entry':
      return turnEntry(use, turning);
    case 'at':
      return turnAt(use, turning);
    case 'reads-in-order':
      return turnReading(use, turning);
    case 'drained':
      return turnDrain(use.call);
    case 'orderless':
    case 'part':
      return unchanged;
    case 'changes-elsewhere':
      return refuse(`It is changed other than at its front on ${lineOf(use.node, turning)}.`);
    case 'escapes':
      return refuse(
        `\`${turning.stack.array.name}\` is ${use.how} on ${lineOf(use.access, turning)}, where the order of its entries may be seen.`,
      );
  }
}

/** What the title of a fix that is to be reviewed says. */
function changesIn(steps: readonly Step[], name: string): string[] {
  const reversed = steps.filter(({ isReversed }) => isReversed).length;
  const changes: string[] = [];
  if (steps.some(({ reversesContent }) => reversesContent))
    changes.push('what it starts with is put in reverse');
  if (reversed > 0) {
    changes.push(`${reversed === 1 ? 'one place reads' : `${reversed} places read`} it in reverse`);
  }
  if (steps.some(({ writesTop }) => writesTop)) {
    changes.push(`writing \`${name}[0]\` must not happen while it is empty`);
  }
  return changes;
}

function overlap(edits: readonly LocalEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return sorted.some(({ span }, index) => {
    const next = sorted[index + 1]?.span;
    return next !== undefined && next.start < span.end;
  });
}
