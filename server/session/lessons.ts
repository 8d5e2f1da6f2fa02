import { rules } from '../../rules/registry.ts';

export interface Lesson {
  /** The rule's own title: one line that names the flaw. */
  readonly title: string;
  /** The whole of `lesson.md`, Markdown. */
  readonly text: string;
}

/** What a rule teaches; undefined for an id that no rule has. */
export function lessonOf(ruleId: string): Lesson | undefined {
  const meta = rules.find((rule) => rule.meta.id === ruleId)?.meta;
  return meta && { title: meta.title, text: meta.lesson };
}
