import type { Account } from '../account.ts';
import type { FindingDraft, RuleId } from '../finding.ts';
import type { Fact } from '../rule.ts';
import type { ast, Node, Project, SourceFile, SyntaxKind, TypeSymbol } from '../typescript.ts';
import { symbolsAt, typesAt } from './batch.ts';
import { type Answers, type FileView, isProgramRule, type JudgeContext, type Rule } from './rule.ts';
import { walk } from './syntax.ts';
import { isUnresolved, type TypeQuestions } from './types.ts';

/** A rule that threw on a file: it loses that file, nothing else does. */
export interface RuleFailure {
  readonly rule: RuleId;
  readonly file: string;
  readonly error: Error;
}

export interface FileAnalysis {
  /** Findings that were decided within the file, with the rule that made each. */
  readonly findings: readonly { readonly rule: RuleId; readonly draft: FindingDraft }[];
  /** What program rules extracted, per rule id; serialisable. */
  readonly facts: Readonly<Partial<Record<RuleId, readonly Fact[]>>>;
  /** Files of the program that this one imports, as the compiler names them. */
  readonly imports: readonly string[];
  /** Module names that mean nothing to the compiler. */
  readonly unresolved: readonly string[];
  /** What the file declares is seen without an import, so anything may depend on it. */
  readonly isGlobal: boolean;
  readonly failures: readonly RuleFailure[];
  /** Rules that asked the compiler more than `askBudget` questions beyond the batch. */
  readonly heavy: readonly RuleId[];
}

/** How many questions a rule may ask about one file before it is too slow for every keystroke; some 0.1 s of work. */
export const askBudget = 1000;

/** Rules arranged by the kinds of node they want to see, so that one walk serves all of them. */
export interface RuleTable {
  readonly rules: readonly Rule[];
  readonly byKind: ReadonlyMap<SyntaxKind, readonly Rule[]>;
}

export function arrangeRules(rules: readonly Rule[]): RuleTable {
  const byKind = new Map<SyntaxKind, Rule[]>();
  for (const rule of rules) {
    for (const kind of rule.kinds) {
      const list = byKind.get(kind);
      if (list === undefined) byKind.set(kind, [rule]);
      else list.push(rule);
    }
  }
  return { rules, byKind };
}

/**
 * Runs all rules on one file: a walk that collects suspects, one request for the types and one for the
 * symbols that all suspects ask for, then the judgements.
 * @param without rules that are left out.
 */
export function analyseFile(
  table: RuleTable,
  file: FileView,
  project: Project,
  questions: TypeQuestions,
  options: (rule: RuleId) => Readonly<Record<string, number>>,
  account: Account,
  without: ReadonlySet<RuleId> = new Set(),
): FileAnalysis {
  const failures: RuleFailure[] = [];
  const failed = new Set<RuleId>(without);
  const asked = new Map<RuleId, number>();
  const fail = (rule: RuleId, thrown: unknown): void => {
    failed.add(rule);
    failures.push({
      rule,
      file: file.path,
      error: thrown instanceof Error ? thrown : new Error(String(thrown)),
    });
  };

  const open = collectSuspects(table, file, failed, fail, account);
  const { answers, modules, isModule } = askAll(open, file.source, project, account);

  const findings: { rule: RuleId; draft: FindingDraft }[] = [];
  const facts = new Map<RuleId, Fact[]>();
  for (const [index, { rule, suspect }] of open.entries()) {
    const { id } = rule.meta;
    if (failed.has(id)) continue;
    const started = performance.now();
    const context: JudgeContext = { file, questions, options: options(id) };
    const answer = answers[index] as Answers;
    const askedBefore = questions.asked;
    try {
      if (isProgramRule(rule)) {
        const extracted = rule.extract(suspect.data, answer, context);
        if (extracted !== undefined) listOf(facts, id).push(...asList(extracted));
      } else {
        const judged = rule.judge(suspect.data, answer, context);
        if (judged !== undefined) findings.push(...asList(judged).map((draft) => ({ rule: id, draft })));
      }
    } catch (thrown) {
      fail(id, thrown);
    }
    account.of(id).judgeMs += performance.now() - started;
    const more = questions.asked - askedBefore;
    if (more > 0) asked.set(id, (asked.get(id) ?? 0) + more);
  }
  return {
    findings: findings.filter((finding) => !failed.has(finding.rule)),
    facts: Object.fromEntries([...facts].filter(([rule]) => !failed.has(rule))),
    ...importsOf(file, modules),
    isGlobal: !isModule || declaresForOthers(file),
    failures,
    heavy: [...asked].filter(([, count]) => count > askBudget).map(([rule]) => rule),
  };
}

function importsOf(
  file: FileView,
  modules: readonly (TypeSymbol | undefined)[],
): Pick<FileAnalysis, 'imports' | 'unresolved'> {
  const specifiers = file.source.imports;
  const imports = new Set<string>();
  const unresolved = new Set<string>();
  for (const [index, module] of modules.entries()) {
    const path = module?.declarations[0]?.path;
    if (path !== undefined) imports.add(path);
    else unresolved.add((specifiers[index] as ast.StringLiteral).text);
  }
  return { imports: [...imports], unresolved: [...unresolved] };
}

/** Whether a module declares something outside itself. */
function declaresForOthers({ source }: FileView): boolean {
  return source.moduleAugmentations.length > 0 || source.ambientModuleNames.length > 0;
}

interface OpenSuspect {
  readonly rule: Rule;
  readonly suspect: NonNullable<ReturnType<Rule['suspect']>>;
}

function collectSuspects(
  table: RuleTable,
  file: FileView,
  failed: ReadonlySet<RuleId>,
  fail: (rule: RuleId, thrown: unknown) => void,
  account: Account,
): OpenSuspect[] {
  const open: OpenSuspect[] = [];
  walk(file.source, (node) => {
    account.nodes += 1;
    for (const rule of table.byKind.get(node.kind) ?? []) {
      const { id, inTests } = rule.meta;
      if ((file.isTest && inTests !== true) || failed.has(id)) continue;
      const started = performance.now();
      const costs = account.of(id);
      try {
        const suspect = rule.suspect(node, file);
        if (suspect !== undefined) {
          costs.suspects += 1;
          open.push({ rule, suspect });
        }
      } catch (thrown) {
        fail(id, thrown);
      }
      costs.suspectMs += performance.now() - started;
    }
  });
  return open;
}

/**
 * One request for all types and one for all symbols of a file, however many suspects ask, those of its imports and of the
 * file itself included: a module has a symbol, a script has none, and what JavaScript is only the compiler knows.
 */
function askAll(
  open: readonly OpenSuspect[],
  source: SourceFile,
  project: Project,
  account: Account,
): { answers: Answers[]; modules: readonly (TypeSymbol | undefined)[]; isModule: boolean } {
  const specifiers = source.imports;
  const typeNodes: Node[] = [];
  const symbolNodes: Node[] = [source, ...specifiers];
  for (const { suspect } of open) {
    typeNodes.push(...(suspect.types ?? []));
    symbolNodes.push(...(suspect.symbols ?? []));
  }
  const types = typesAt(project, typeNodes);
  const symbols = symbolsAt(project, symbolNodes);
  account.typesAsked += types.length;
  for (const type of types) if (isUnresolved(type)) account.typesUnresolved += 1;
  let nextType = 0;
  let nextSymbol = 1 + specifiers.length;
  const answers = open.map(({ suspect }) => {
    const typeCount = suspect.types?.length ?? 0;
    const symbolCount = suspect.symbols?.length ?? 0;
    const answer = {
      types: types.slice(nextType, nextType + typeCount),
      symbols: symbols.slice(nextSymbol, nextSymbol + symbolCount),
    };
    nextType += typeCount;
    nextSymbol += symbolCount;
    return answer;
  });
  return {
    answers,
    modules: symbols.slice(1, 1 + specifiers.length),
    isModule: symbols[0] !== undefined,
  };
}

function listOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const existing = lists.get(key);
  if (existing !== undefined) return existing;
  const created: V[] = [];
  lists.set(key, created);
  return created;
}

function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
