import type { PythonRule } from './python/rule.ts';
import type { Rule } from './typescript/rule.ts';

/** A rule of any language. What the session does with its findings is the same for all. */
export type AnyRule = Rule | PythonRule;

export function isPythonRule(rule: AnyRule): rule is PythonRule {
  return rule.meta.language === 'python';
}

export function isTypeScriptRule(rule: AnyRule): rule is Rule {
  return rule.meta.language === 'typescript';
}
