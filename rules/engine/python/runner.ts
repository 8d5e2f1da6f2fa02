import type { Account } from '../account.ts';
import type { FindingDraft, RuleId } from '../finding.ts';
import type { Fact } from '../rule.ts';
import type { FileAnalysis, RuleFailure } from '../typescript/runner.ts';
import type { PythonNode } from './node.ts';
import { isPythonProgramRule, type PythonContext, type PythonRule } from './rule.ts';
import { walkPython } from './syntax.ts';
import type { PythonView } from './view.ts';

/** Runs all Python rules on one file, in one walk. A file that does not parse is said nothing of. */
export function analysePythonFile(
  rules: readonly PythonRule[],
  file: PythonView,
  options: (rule: RuleId) => Readonly<Record<string, number>>,
  account: Account,
): FileAnalysis {
  const failures: RuleFailure[] = [];
  const failed = new Set<RuleId>();
  const findings: { rule: RuleId; draft: FindingDraft }[] = [];
  const facts = new Map<RuleId, Fact[]>();
  const wanting = byKind(rules.filter(({ meta }) => !file.isTest || meta.inTests === true));
  const run = (rule: PythonRule, node: PythonNode): void => {
    const { id } = rule.meta;
    const costs = account.of(id);
    const started = performance.now();
    try {
      const suspect = rule.suspect(node, file);
      costs.suspectMs += performance.now() - started;
      if (suspect === undefined) return;
      costs.suspects += 1;
      const judging = performance.now();
      const context: PythonContext = { file, options: options(id) };
      if (isPythonProgramRule(rule)) {
        const extracted = asList(rule.extract(suspect, context));
        if (extracted.length > 0) facts.set(id, [...(facts.get(id) ?? []), ...extracted]);
      } else {
        findings.push(...asList(rule.judge(suspect, context)).map((draft) => ({ rule: id, draft })));
      }
      costs.judgeMs += performance.now() - judging;
    } catch (thrown) {
      failed.add(id);
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      failures.push({ rule: id, file: file.path, error });
    }
  };
  if (!file.hasError) {
    walkPython(file.root, (node) => {
      account.nodes += 1;
      for (const rule of wanting.get(node.type) ?? []) if (!failed.has(rule.meta.id)) run(rule, node);
      return undefined;
    });
  }
  return {
    findings: findings.filter(({ rule }) => !failed.has(rule)),
    facts: Object.fromEntries([...facts].filter(([rule]) => !failed.has(rule))),
    imports: [],
    unresolved: [],
    isGlobal: false,
    failures,
    heavy: [],
  };
}

function byKind(rules: readonly PythonRule[]): Map<string, PythonRule[]> {
  const wanting = new Map<string, PythonRule[]>();
  for (const rule of rules)
    for (const kind of rule.kinds) wanting.set(kind, [...(wanting.get(kind) ?? []), rule]);
  return wanting;
}

function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
