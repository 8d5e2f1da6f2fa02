import type { Target } from './arguments.ts';

/** Whether `--rule` and `--habit` let a finding through; a finding passes where either names it, or neither is given. */
export function isSelected(
  { rule, habit }: { readonly rule: string; readonly habit: string },
  { rules, habits }: Pick<Target, 'rules' | 'habits'>,
): boolean {
  if (rules.length === 0 && habits.length === 0) return true;
  return rules.includes(rule) || habits.some((each) => each === habit);
}
