import { type ParseError, parse as parseJson } from 'jsonc-parser';
import { applyEdits } from '../../rules/engine/edits.ts';
import {
  type FindingDraft,
  type FixDraft,
  isRefusal,
  type RuleId,
  type TextEdit,
} from '../../rules/engine/finding.ts';
import { isPythonManifest } from '../../rules/engine/python/packages/manifest.ts';
import { parseToml } from '../../rules/engine/python/packages/toml.ts';
import type { PythonFixContext } from '../../rules/engine/python/rule.ts';
import type { TypeScriptFixContext } from '../../rules/engine/typescript/rule.ts';
import type { FileAnalysis } from '../../rules/engine/typescript/runner.ts';
import { TypeQuestions } from '../../rules/engine/typescript/types.ts';
import type { Project } from '../../rules/engine/typescript.ts';
import type { Analyzer, IdentifiedFinding } from './analyzer.ts';
import { disjointBatches } from './disjoint-batches.ts';
import { newDiagnostic } from './new-diagnostic.ts';
import type { CheckedFix, Edit } from './session.ts';
import { suppressionRule } from './suppression-fix.ts';
import type { Texts } from './texts.ts';
import { isPython, type Workspace } from './workspace.ts';

/** A fix that somebody wants: an index into the finding's fixes. */
export interface WantedFix {
  readonly finding: IdentifiedFinding;
  readonly index: number;
}

interface Candidate {
  readonly finding: IdentifiedFinding;
  readonly key: string;
  /** The touched files as they would be. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Computes fixes and checks each before anybody sees it: the product's first promise. */
export class Fixer {
  readonly #workspace: Workspace;
  readonly #analyzer: Analyzer;
  readonly #texts: Texts;

  /** What was found of edits that several findings of a group offer alike; holds until something changes. */
  readonly #verdicts = new Map<string, string | null>();
  /** Findings of program rules as they are, reduced once for all fixes that are compared with them. */
  #reduced: ReturnType<Analyzer['reduceWith']> | undefined;

  constructor(workspace: Workspace, analyzer: Analyzer, texts: Texts) {
    this.#workspace = workspace;
    this.#analyzer = analyzer;
    this.#texts = texts;
  }

  /** Texts or projects changed: what was checked before says nothing any more. */
  forget(): void {
    this.#verdicts.clear();
    this.#reduced = undefined;
  }

  /**
   * Checks fixes of different files together, as most of them pass: those that fail are halved until each that is at
   * fault stands alone. `fix` then knows the verdict on those that passed, and judges the others by themselves.
   */
  checkTogether(wanted: readonly WantedFix[]): void {
    const seen = new Set(this.#verdicts.keys());
    const candidates = wanted.flatMap(({ finding, index }): Candidate[] => {
      const draft = finding.draft.fixes?.[index];
      const plan = draft?.edits(this.#context());
      if (plan === undefined || isRefusal(plan) || finding.rule === suppressionRule) return [];
      const edits = plan.edits.filter((edit) => edit.create || this.#changesText(edit));
      const key = verdictKey(finding, edits);
      if (edits.length === 0 || seen.has(key)) return [];
      seen.add(key);
      const texts = applyEdits(edits, (file) => this.#texts.text(file));
      const isOrdinary = [...texts.keys()].every((file) => isSource(file) && this.#workspace.isInside(file));
      return isOrdinary ? [{ finding, key, texts }] : [];
    });
    for (const batch of disjointBatches(candidates)) this.#checkBatch(batch);
  }

  #checkBatch(batch: readonly Candidate[]): void {
    if (batch.length < 2) return;
    const texts = new Map(batch.flatMap((candidate) => [...candidate.texts]));
    for (const file of texts.keys()) this.#analyzer.findingsOf(file);
    const findings = batch.map(({ finding }) => finding);
    if (this.#checkSources(findings, texts, new Map()) === null) {
      for (const { key } of batch) this.#verdicts.set(key, null);
      return;
    }
    const middle = batch.length >> 1;
    this.#checkBatch(batch.slice(0, middle));
    this.#checkBatch(batch.slice(middle));
  }

  /**
   * @param finding undefined where it is no longer there.
   * @param index into the finding's fixes.
   */
  fix(finding: IdentifiedFinding | undefined, index: number): CheckedFix {
    const draft = finding?.draft.fixes?.[index];
    if (finding === undefined || draft === undefined) {
      return refusal(
        { title: '', kind: 'review' },
        null,
        'The code has changed: this finding is no longer there.',
      );
    }
    const plan = draft.edits(this.#context());
    if (isRefusal(plan)) return refusal(draft, null, this.#workspace.withoutFolders(plan.refused));
    const edits = plan.edits.filter((edit) => edit.create || this.#changesText(edit));
    if (edits.length === 0) return refusal(draft, null, 'There is nothing left to change.');
    // A comment of our own means nothing to the compiler and to no rule.
    if (finding.rule === suppressionRule) return this.#accepted(draft, edits, 'parsed');
    return this.#check(finding, draft, edits);
  }

  #check(finding: IdentifiedFinding, draft: FixDraft, edits: readonly TextEdit[]): CheckedFix {
    const texts = applyEdits(edits, (file) => this.#texts.text(file));
    const outside = [...texts.keys()].find((file) => !this.#workspace.isInside(file));
    if (outside !== undefined) {
      return refusal(draft, null, `It would change ${outside}, which is outside the workspace.`);
    }
    for (const [file, text] of texts) {
      const format = brokenFormat(file, text);
      if (format !== undefined) {
        const named = this.#workspace.withoutFolders(file);
        return refusal(draft, 'parsed', `${named} would no longer be valid ${format}.`);
      }
    }
    const manifests = new Map(
      [...texts].filter(([file]) => file.endsWith('/package.json') || isPythonManifest(file)),
    );
    const python = new Map([...texts].filter(([file]) => isPython(file)));
    for (const file of python.keys()) this.#analyzer.findingsOf(file);
    if (python.size > 0) {
      const reason = this.#checkPython(finding, python, manifests);
      return reason === null ? this.#accepted(draft, edits, 'parsed') : refusal(draft, 'parsed', reason);
    }
    const sources = new Map([...texts].filter(([file]) => isSource(file)));
    // What is compared with the result must be known of every touched file.
    for (const file of sources.keys()) this.#analyzer.findingsOf(file);
    const reason =
      sources.size === 0
        ? this.#checkCounts([finding], new Map(), manifests)
        : this.#verdictOn(finding, edits, sources, manifests);
    const check = sources.size === 0 ? 'parsed' : 'types';
    return reason === null
      ? this.#accepted(draft, edits, check)
      : refusal(draft, check, this.#workspace.withoutFolders(reason));
  }

  /** Python has no checker here: the result has to parse, and the rules have to agree with it. */
  #checkPython(
    finding: IdentifiedFinding,
    texts: ReadonlyMap<string, string>,
    manifests: ReadonlyMap<string, string>,
  ): string | null {
    const analyses = new Map<string, FileAnalysis>();
    for (const [file, text] of texts) {
      const view = this.#workspace.python(file, text);
      if (view === undefined || (view.hasError && this.#workspace.python(file)?.hasError === false))
        return `${this.#workspace.withoutFolders(file)} would no longer parse.`;
      const analysis = this.#analyzer.analysePython(view);
      const failure = analysis.failures[0];
      if (failure !== undefined) return `Rule ${failure.rule} fails on the result: ${failure.error.message}`;
      analyses.set(file, analysis);
    }
    return this.#checkCounts([finding], analyses, manifests);
  }

  #accepted(draft: FixDraft, edits: readonly TextEdit[], check: CheckedFix['check']): CheckedFix {
    return {
      title: draft.title,
      kind: draft.kind,
      verified: true,
      check,
      reason: null,
      edits: edits.map((edit) => this.#toEdit(edit)),
    };
  }

  #verdictOn(
    finding: IdentifiedFinding,
    edits: readonly TextEdit[],
    sources: ReadonlyMap<string, string>,
    manifests: ReadonlyMap<string, string>,
  ): string | null {
    const key = verdictKey(finding, edits);
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) {
      verdict = this.#checkSources([finding], sources, manifests);
      this.#verdicts.set(key, verdict);
    }
    return verdict;
  }

  /** Compares every project that contains a touched file before and after, then runs the rules again. */
  #checkSources(
    findings: readonly IdentifiedFinding[],
    texts: ReadonlyMap<string, string>,
    manifests: ReadonlyMap<string, string>,
  ): string | null {
    const touched = [...texts.keys()];
    const views = this.#workspace.viewsOf(touched);
    if (views.length === 0)
      return 'No project contains the files that it would change, so it cannot be checked.';
    this.#workspace.openAlso(views.flatMap(({ configs }) => configs));
    const reach = this.#reachOf(touched);
    return this.#workspace.withCandidate(texts, (candidate) => {
      for (const { plan, configs } of views) {
        for (const config of configs) {
          const before = this.#workspace.compiler.project(config.path);
          const after = candidate(config.path);
          if (before === undefined || after === undefined) continue;
          const files =
            reach === 'everything' ? plan.files : [...reach].filter((file) => plan.contains(file));
          const added = newDiagnostic(before, after, [...new Set([...files, ...touched])]);
          if (added !== undefined) return `The compiler would object: ${added}`;
        }
      }
      return this.#checkRules(findings, touched, manifests, candidate);
    });
  }

  /** The findings are gone, no rule finds anything new in the touched files, and nothing is left to apply again. */
  #checkRules(
    findings: readonly IdentifiedFinding[],
    touched: readonly string[],
    manifests: ReadonlyMap<string, string>,
    candidate: (config: string) => Project | undefined,
  ): string | null {
    const analyses = new Map<string, FileAnalysis>();
    for (const file of touched) {
      const config =
        this.#workspace.analysisConfigOf(file) ??
        this.#workspace.analysisConfigOf(findings[0]?.draft.file ?? file);
      const project = config === undefined ? undefined : candidate(config);
      const opened = project && this.#workspace.viewIn(file, project, new TypeQuestions(project));
      if (opened === undefined) continue;
      const analysis = this.#analyzer.analyseCandidate(opened.view, opened.project, opened.questions);
      const failure = analysis.failures[0];
      if (failure !== undefined) return `Rule ${failure.rule} fails on the result: ${failure.error.message}`;
      analyses.set(file, analysis);
    }
    return this.#checkCounts(findings, analyses, manifests);
  }

  #checkCounts(
    findings: readonly IdentifiedFinding[],
    analyses: ReadonlyMap<string, FileAnalysis>,
    manifests: ReadonlyMap<string, string>,
  ): string | null {
    const mended = new Map<RuleId, number>();
    for (const { rule } of findings) mended.set(rule, (mended.get(rule) ?? 0) + 1);
    const files = new Set([...analyses.keys(), ...findings.map(({ draft }) => draft.file)]);
    const before = this.#countByRule(files, new Map(), new Map(), mended);
    const after = this.#countByRule(files, analyses, manifests, mended);
    for (const [rule, count] of mended) {
      if ((after.get(rule) ?? 0) > (before.get(rule) ?? 0) - count)
        return 'The finding would still be there afterwards.';
    }
    for (const [rule, count] of after) {
      if (!mended.has(rule) && count > (before.get(rule) ?? 0))
        return `It would bring a new finding of ${rule}.`;
    }
    return null;
  }

  /**
   * Findings per rule over the workspace, with the given analyses and manifests in place of the current ones. Hints of other rules do
   * not count: they teach and claim no fault, so no fix has to be refused for one.
   */
  #countByRule(
    files: ReadonlySet<string>,
    candidates: ReadonlyMap<string, FileAnalysis>,
    manifests: ReadonlyMap<string, string>,
    mended: ReadonlyMap<RuleId, number>,
  ): Map<RuleId, number> {
    const counts = new Map<RuleId, number>();
    const count = ({ rule, draft }: { rule: RuleId; draft: FindingDraft }): void => {
      if (!mended.has(rule) && this.#analyzer.ownSeverity(rule, draft) === 'hint') return;
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
    };
    for (const file of files) {
      const local = candidates.get(file)?.findings ?? this.#analyzer.localFindingsOf(file);
      for (const each of local) count(each);
    }
    for (const drafts of this.#reductionWith(candidates, manifests).values())
      for (const each of drafts) count(each);
    return counts;
  }

  #reductionWith(
    candidates: ReadonlyMap<string, FileAnalysis>,
    manifests: ReadonlyMap<string, string>,
  ): ReturnType<Analyzer['reduceWith']> {
    if (candidates.size > 0 || manifests.size > 0) return this.#analyzer.reduceWith(candidates, manifests);
    this.#reduced ??= this.#analyzer.reduceWith(candidates, manifests);
    return this.#reduced;
  }

  /** The files whose diagnostics an edit of the touched ones can change. */
  #reachOf(touched: readonly string[]): ReadonlySet<string> | 'everything' {
    for (const file of touched) {
      const source = this.#workspace.view(file)?.view.source;
      if (source === undefined) continue;
      const isScript = source.externalModuleIndicator === undefined && !/\.[cm]?jsx?$/.test(file);
      if (isScript || source.moduleAugmentations.length > 0) return 'everything';
    }
    return new Set([...touched, ...this.#analyzer.importersOf(touched)]);
  }

  #changesText({ file, span, newText }: TextEdit): boolean {
    return this.#texts.text(file)?.slice(span.start, span.end) !== newText;
  }

  #context(): TypeScriptFixContext & PythonFixContext {
    return {
      text: (file) => this.#texts.text(file),
      exists: (file) => this.#texts.text(file) !== undefined,
      view: (file) => this.#workspace.view(file)?.view,
      questions: (file) => this.#workspace.view(file)?.questions,
      python: (file) => this.#workspace.python(file),
      files: () => this.#workspace.files(),
      filesOfPackage: (dir) => this.#workspace.filesOfPackage(dir),
    };
  }

  #toEdit({ file, span, newText, create, label }: TextEdit): Edit {
    return {
      file,
      range: this.#texts.range(file, span),
      newText,
      create: create === true,
      // What a fix does to tests is another question than what it does to the code they test.
      label: this.#workspace.isTest(file) ? 'Tests' : (label ?? null),
      version: this.#texts.version(file),
    };
  }
}

/** Findings of a group share a fix, and so the verdict on it. */
function verdictKey(finding: IdentifiedFinding, edits: readonly TextEdit[]): string {
  return JSON.stringify([finding.rule, edits]);
}

function refusal(
  draft: Pick<FixDraft, 'title' | 'kind'>,
  check: CheckedFix['check'],
  reason: string,
): CheckedFix {
  return { title: draft.title, kind: draft.kind, verified: false, check, reason, edits: [] };
}

function isSource(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/** The format of a file of data that its text does not keep to. */
function brokenFormat(file: string, text: string): 'JSON' | 'TOML' | undefined {
  if (file.endsWith('.json')) return isJson(text) ? undefined : 'JSON';
  return file.endsWith('.toml') && parseToml(text) === undefined ? 'TOML' : undefined;
}

function isJson(text: string): boolean {
  const errors: ParseError[] = [];
  parseJson(text, errors, { allowTrailingComma: true });
  return errors.length === 0;
}
