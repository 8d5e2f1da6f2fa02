import { nounFor } from '../../engine/brackets/kinds.ts';
import { is } from '../../engine/typescript.ts';
import type { Counter } from './counting.ts';
import type { Counted } from './fix.ts';
import type { Checker } from './model/verdict.ts';

/** What is the matter with counting, in the reader's names, with the shortest text that gets through. */
export function messageFor(
  checker: Checker,
  { kinds, wrong, isInverted, isTotal }: Counted,
  counters: readonly Counter[],
  isPart: boolean,
): string {
  const noun = nounFor(kinds);
  const name = nameOf(checker);
  const function_ = name === undefined ? 'this function' : `\`${name}\``;
  const subject = isPart ? `The count of ${noun} in ${function_}` : capitalised(function_);
  const verdict = isInverted ? `finds no fault with \`${wrong}\`` : `accepts \`${wrong}\``;
  const names = [...new Set(counters.map((counter) => `\`${counter.name}\``))];
  const [counts, tell] = names.length === 1 ? ['counts', 'tells'] : ['count', 'tell'];
  const reason = isTotal
    ? `${listed(names)} ${tell} how many ${noun} open and close, but not in which order, nor which of the ${kinds.length} kinds was opened last`
    : `${listed(names)} ${counts} how many ${noun} are open, but not which of the ${kinds.length} kinds was opened last`;
  return `${subject} ${verdict}: ${reason}. Put what opens on a stack, and let each closer meet the one on top.`;
}

/** The name that a function is known by. */
export function nameOf(checker: Checker): string | undefined {
  const { parent } = checker;
  const isNamed =
    is.isVariableDeclaration(parent) || is.isPropertyDeclaration(parent) || is.isPropertyAssignment(parent);
  const own = is.isArrowFunction(checker) ? undefined : checker.name;
  return (own ?? (isNamed ? parent.name : undefined))?.getText();
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
