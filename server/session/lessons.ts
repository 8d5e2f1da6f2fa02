import { rules } from '../../rules/registry.ts';
import type { Lesson } from './session.ts';

/** What a rule teaches; undefined for an id that no rule has. */
export function lessonOf(ruleId: string): Lesson | undefined {
  const meta = rules.find((rule) => rule.meta.id === ruleId)?.meta;
  return meta && { title: meta.title, text: meta.lesson };
}
