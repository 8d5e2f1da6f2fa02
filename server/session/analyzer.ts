import { Account } from '../../rules/engine/account.ts';
import { type AnyRule, isPythonRule, isTypeScriptRule } from '../../rules/engine/any-rule.ts';
import type { FindingDraft, RuleId, Severity } from '../../rules/engine/finding.ts';
import { fingerprint } from '../../rules/engine/fingerprint.ts';
import { isPythonManifest } from '../../rules/engine/python/packages/manifest.ts';
import type { PythonRule } from '../../rules/engine/python/rule.ts';
import { analysePythonFile } from '../../rules/engine/python/runner.ts';
import type { PythonView } from '../../rules/engine/python/view.ts';
import type { FileFacts, IsSpokenFor, Reducer } from '../../rules/engine/rule.ts';
import {
  analyseFile,
  arrangeRules,
  type FileAnalysis,
  type RuleTable,
} from '../../rules/engine/typescript/runner.ts';
import { ImportGraph } from './import-graph.ts';
import { LastGood } from './last-good.ts';
import type { Settings } from './session.ts';
import { optionsFor, severityFor } from './settings.ts';
import { spokenForBy, thoseThatYieldLast } from './spoken-for.ts';
import type { PackageView } from './surroundings.ts';
import { isPython, type OpenedFile, type Workspace } from './workspace.ts';

/** A finding with its identity and the severity that it has for this user. */
export interface IdentifiedFinding {
  readonly rule: RuleId;
  readonly draft: FindingDraft;
  readonly severity: Severity;
  readonly fingerprint: string;
}

export interface AnalyzerEvents {
  log(level: 'trace' | 'info' | 'warning' | 'error', message: string): void;
  /** Findings of these files are no longer what was last said of them. */
  changed(files: readonly string[]): void;
  /** These rules are too slow to run at every keystroke in these files, and wait until they are saved. */
  postponed(rules: readonly PostponedRule[]): void;
}

export interface PostponedRule {
  readonly file: string;
  readonly rule: RuleId;
}

/** What is being typed; nothing is where nobody types, as in the terminal. */
export interface Typing {
  isOpen(file: string): boolean;
  /** Whether the file is open with a text that the disk does not have. */
  isUnsaved(file: string): boolean;
}

/** Facts of all files, to be handed to a second analyzer over the same texts. */
export type ExportedFacts = readonly (readonly [
  file: string,
  facts: FileAnalysis['facts'],
  imports: readonly string[],
])[];

/**
 * What is known about every file of a workspace, kept up to date: analyses the files whose own text or whose
 * imports changed, and reduces the facts of all files to findings.
 */
export class Analyzer {
  readonly account = new Account();
  readonly #workspace: Workspace;
  readonly #events: AnalyzerEvents;
  readonly #rules: readonly AnyRule[];
  readonly #table: RuleTable;
  readonly #pythonRules: readonly PythonRule[];
  readonly #settingsFor: (file: string) => Settings;
  readonly #results = new Map<string, FileAnalysis>();
  readonly #imports = new ImportGraph();
  readonly #typing: Typing;
  readonly #lastGood: LastGood;
  /** Rules that are too slow for every keystroke, per open file. */
  readonly #heavy = new Map<string, ReadonlySet<RuleId>>();
  /** Files that were never analysed or whose own text changed: nothing may be said of them before they are. */
  readonly #stale = new Set<string>();
  /** Files that import a changed one: what is known of them holds until the workspace settles. */
  readonly #shaken = new Set<string>();
  /** Files whose results come from an earlier session: nothing is wrong with them, but their fixes have no edits. */
  readonly #borrowed = new Set<string>();
  /** Files that were written while they were read: the compiler saw another text than everybody else. */
  readonly #uncertain = new Set<string>();
  /** Files whose own findings came out otherwise than last said, until somebody is told. */
  readonly #differing = new Set<string>();
  #reduced = new Map<string, { rule: RuleId; draft: FindingDraft }[]>();
  /** The texts that findings in manifests were made of; those of analysed files are the snapshot's. */
  #reducedTexts = new Map<string, string | undefined>();
  #reductionIsCurrent = false;
  /** What each rule last made of the facts; a rule whose facts stay as they are is not asked again. */
  readonly #reducedBy = new Map<RuleId, readonly FindingDraft[]>();
  #everSettled = false;

  constructor(
    workspace: Workspace,
    rules: readonly AnyRule[],
    settingsFor: (file: string) => Settings,
    typing: Typing,
    events: AnalyzerEvents,
  ) {
    this.#workspace = workspace;
    this.#typing = typing;
    this.#lastGood = new LastGood((file) => workspace.text(file));
    this.#rules = rules;
    this.#table = arrangeRules(rules.filter(isTypeScriptRule));
    this.#pythonRules = rules.filter(isPythonRule);
    this.#settingsFor = settingsFor;
    this.#events = events;
  }

  /** A file is about to change from this text; called before `invalidate`. */
  remember(file: string, text: string): void {
    if (this.#results.has(file) && !this.#stale.has(file)) this.#lastGood.remember(file, text);
  }

  /** The file is closed: nobody types in it, so no rule has to wait. */
  closed(file: string): void {
    this.#postpone(file, noRules);
  }

  /** Whether what is said of the file is not of its present text, because it is being typed. */
  isHeld(file: string): boolean {
    return this.#lastGood.heldIn(file) !== undefined;
  }

  /** The texts of these files changed, or the files came or went. */
  invalidate(files: Iterable<string>): void {
    for (const file of files) {
      if (this.#workspace.isAnalysed(file)) this.#stale.add(file);
      else {
        this.#forget(file);
        // A manifest, or anything else that reductions look at beyond the facts.
        this.#reducedBy.clear();
      }
      // A setup.py is both: it is analysed, and says what its package needs.
      if (isPythonManifest(file)) this.#reducedBy.clear();
      for (const importer of this.#imports.importersOf([file])) this.#shaken.add(importer);
    }
    this.#reductionIsCurrent = false;
  }

  /** Projects were opened, closed or changed: nothing that was known can be relied on. */
  invalidateAll(): void {
    for (const file of this.#results.keys()) if (!this.#workspace.isAnalysed(file)) this.#forget(file);
    for (const file of this.#workspace.files()) this.#stale.add(file);
    this.#everSettled = false;
    this.#reductionIsCurrent = false;
    this.#reducedBy.clear();
  }

  /** Takes results of an earlier session for files that wait. */
  adopt(analyses: ReadonlyMap<string, FileAnalysis>): void {
    for (const [file, analysis] of analyses) {
      if (!this.#stale.delete(file)) continue;
      this.#results.set(file, analysis);
      this.#imports.set(file, analysis.imports);
      this.#borrowed.add(file);
    }
    this.#reducedBy.clear();
    this.#reductionIsCurrent = false;
  }

  /** Analyses again what was taken from an earlier session. */
  distrust(): void {
    for (const file of this.#borrowed) this.#stale.add(file);
    this.#borrowed.clear();
  }

  /** What is known of every file, for a later session; call when settled. */
  get results(): ReadonlyMap<string, FileAnalysis> {
    const isCertain = (file: string): boolean => !this.#uncertain.has(file) && !this.#typing.isUnsaved(file);
    return new Map([...this.#results].filter(([file]) => isCertain(file)));
  }

  /** The files that wait to be analysed. */
  get waitingFiles(): readonly string[] {
    return [...this.#stale];
  }

  /** How many files wait to be analysed. */
  get waiting(): number {
    const leftAlone = this.#leftAlone();
    const shaken = [...this.#shaken].filter((file) => !this.#stale.has(file) && !leftAlone.has(file));
    return this.#stale.size + shaken.length;
  }

  get total(): number {
    return this.#workspace.files().length;
  }

  /** Whether the file has been looked at; what was found may be out of date. */
  isAnalysed(file: string): boolean {
    return this.#results.has(file);
  }

  /** Brings one file up to date and tells its findings; those of program rules once all facts are known. */
  findingsOf(file: string): IdentifiedFinding[] {
    if (!this.#workspace.isAnalysed(file)) {
      this.#reduce();
      return this.#identify(file);
    }
    const isShaken = this.#shaken.has(file) && !this.#leftAlone().has(file);
    const isCurrent = this.#results.has(file) && !this.#borrowed.has(file);
    if (this.#stale.has(file) || isShaken || !isCurrent) this.#analyse(file);
    this.#differing.delete(file);
    this.#reduce();
    return this.#identify(file);
  }

  /** Files that something is known of, in order; findings may stand in a manifest, which is not analysed itself. */
  filesWithResults(): string[] {
    this.#reduce();
    return [...new Set([...this.#results.keys(), ...this.#reduced.keys()])].sort();
  }

  /** What is known of a file without looking at it again; call when settled. */
  knownFindingsOf(file: string): IdentifiedFinding[] {
    return this.#identify(file);
  }

  /**
   * Analyses waiting files, those of `first` before the others, giving way between files.
   * @returns false if `stop` asked to end before everything was done.
   */
  async settle(
    first: () => readonly string[],
    stop: () => boolean,
    progress: (done: number, total: number) => void,
  ): Promise<boolean> {
    const total = this.total;
    for (let next = this.#next(first()); next !== undefined; next = this.#next(first())) {
      if (stop()) return false;
      if (isPython(next) && this.#workspace.lacksPython) await this.#workspace.loadPython();
      this.#analyse(next);
      progress(total - this.waiting, total);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Also where a cache spared all of the parsing: comments that silence a finding are read once there is one to silence.
    if (this.#workspace.lacksPython) await this.#workspace.loadPython();
    this.#everSettled = true;
    this.#reduce();
    const differing = [...this.#differing];
    this.#differing.clear();
    if (differing.length > 0) this.#events.changed(differing);
    return true;
  }

  get isSettled(): boolean {
    return this.#everSettled && this.waiting === 0;
  }

  importersOf(files: Iterable<string>): Set<string> {
    return this.#imports.importersOf(files);
  }

  /** Facts that are kept of an older text are left out: a fix would take their positions for those of the present one. */
  exportFacts(): ExportedFacts {
    return [...this.#results]
      .filter(([file]) => !this.isHeld(file))
      .map(([file, { facts }]) => [file, facts, this.#imports.importsOf(file)]);
  }

  /** Takes the facts of another analyzer over the same texts, so that only asked files are analysed here. */
  importFacts(exported: ExportedFacts): void {
    for (const [file, facts, imports] of exported) {
      if (!this.#workspace.isAnalysed(file)) continue;
      this.#results.set(file, {
        findings: [],
        facts,
        imports,
        unresolved: [],
        isGlobal: false,
        failures: [],
        heavy: [],
      });
      this.#imports.set(file, imports);
      // Findings of the file itself did not come along, so they are made when somebody asks.
      this.#stale.delete(file);
      this.#shaken.add(file);
    }
    this.#everSettled = true;
    this.#reducedBy.clear();
    this.#reductionIsCurrent = false;
  }

  /** Findings that were decided within the file, as of its last analysis. */
  localFindingsOf(file: string): FileAnalysis['findings'] {
    return this.#results.get(file)?.findings ?? [];
  }

  /** What the rules would say if these analyses, and these texts of manifests, stood in place of the current ones. */
  reduceWith(
    candidates: ReadonlyMap<string, FileAnalysis>,
    manifests: ReadonlyMap<string, string>,
  ): Map<string, { rule: RuleId; draft: FindingDraft }[]> {
    return this.#reduction(new Map([...this.#results, ...candidates]), this.#workspace.packages(manifests));
  }

  analyseCandidate(
    view: Parameters<typeof analyseFile>[1],
    project: Parameters<typeof analyseFile>[2],
    questions: Parameters<typeof analyseFile>[3],
  ): FileAnalysis {
    return analyseFile(
      this.#table,
      view,
      project,
      questions,
      (rule) => this.#optionsOf(view.path, rule),
      new Account(),
    );
  }

  /** One file of Python, whether as it is or as a fix would make it. */
  analysePython(view: PythonView, account = new Account()): FileAnalysis {
    return analysePythonFile(this.#pythonRules, view, (rule) => this.#optionsOf(view.path, rule), account);
  }

  #next(first: readonly string[]): string | undefined {
    const leftAlone = this.#leftAlone();
    const isShaken = (file: string): boolean => this.#shaken.has(file) && !leftAlone.has(file);
    return (
      first.find((file) => this.#stale.has(file) || isShaken(file)) ??
      firstOf(this.#stale) ??
      firstOf(this.#shaken, isShaken)
    );
  }

  /** Importers of a file that does not parse for the moment are left alone until it does: they would lose its types. */
  #leftAlone(): ReadonlySet<string> {
    const { broken } = this.#lastGood;
    return broken.length === 0 ? noFiles : this.#imports.importersOf(broken);
  }

  #analyse(file: string): void {
    // Until its parser is there, a file of Python waits.
    if (isPython(file) && this.#workspace.lacksPython) return;
    this.#stale.delete(file);
    this.#shaken.delete(file);
    this.#reductionIsCurrent = false;
    if (isPython(file)) {
      this.#analysePython(file);
      return;
    }
    const opened = this.#workspace.view(file);
    if (opened === undefined) {
      this.#forget(file);
      return;
    }
    const isUnsaved = this.#typing.isUnsaved(file);
    if (isUnsaved && !parses(opened) && this.#lastGood.hold(file, 'all')) return;
    const postponed = isUnsaved ? this.#heavy.get(file) : undefined;
    const without = postponed !== undefined && this.#lastGood.hold(file, postponed) ? postponed : noRules;
    if (without.size === 0) this.#lastGood.release(file);
    this.account.files += 1;
    this.#borrowed.delete(file);
    if (opened.view.source.text === this.#workspace.text(file)) this.#uncertain.delete(file);
    else this.#uncertain.add(file);
    const fresh = analyseFile(
      this.#table,
      opened.view,
      opened.project,
      opened.questions,
      (rule) => this.#optionsOf(file, rule),
      this.account,
      without,
    );
    const analysis = withKept(fresh, this.#results.get(file), without);
    this.#postpone(file, without.size > 0 ? without : new Set(fresh.heavy));
    this.#keep(file, analysis);
    // Whatever it declares for everybody was not known when the others were analysed.
    if (analysis.isGlobal) this.distrust();
  }

  #analysePython(file: string): void {
    const view = this.#workspace.isAnalysed(file) ? this.#workspace.python(file) : undefined;
    if (view === undefined) {
      this.#forget(file);
      return;
    }
    if (view.hasError && this.#typing.isUnsaved(file) && this.#lastGood.hold(file, 'all')) return;
    const analysis = this.analysePython(view, this.account);
    this.#lastGood.release(file);
    this.account.files += 1;
    this.#borrowed.delete(file);
    this.#keep(file, analysis);
  }

  #keep(file: string, analysis: FileAnalysis): void {
    this.#events.log(
      'trace',
      `Analysed ${file}: ${analysis.findings.length} findings by what it says itself.`,
    );
    const before = this.#results.get(file);
    for (const { rule, error } of analysis.failures) {
      this.#workspace.assertCompilerLives();
      this.#events.log(
        'error',
        `Rule ${rule} failed on ${file} and says nothing there: ${error.stack ?? error.message}`,
      );
    }
    if (summary(before?.findings) !== summary(analysis.findings)) this.#differing.add(file);
    this.#forgetReductionsOf(before, analysis);
    this.#results.set(file, analysis);
    this.#imports.set(file, analysis.imports);
  }

  /** Of the rules whose facts of a file are no longer the same. */
  #forgetReductionsOf(before: FileAnalysis | undefined, after: FileAnalysis): void {
    for (const rule of [...this.#reducedBy.keys()]) {
      if (JSON.stringify(before?.facts[rule]) !== JSON.stringify(after.facts[rule]))
        this.#reducedBy.delete(rule);
    }
  }

  #forget(file: string): void {
    if (this.#results.has(file)) this.#reducedBy.clear();
    this.#stale.delete(file);
    this.#shaken.delete(file);
    this.#borrowed.delete(file);
    this.#results.delete(file);
    this.#imports.delete(file);
    this.#lastGood.release(file);
    this.#postpone(file, noRules);
  }

  #postpone(file: string, rules: ReadonlySet<RuleId>): void {
    const before = this.#heavy.get(file) ?? noRules;
    const now = this.#typing.isOpen(file) ? rules : noRules;
    if ([...now].join() === [...before].join()) return;
    if (now.size === 0) this.#heavy.delete(file);
    else this.#heavy.set(file, now);
    this.#events.postponed(
      [...this.#heavy].flatMap(([each, all]) => [...all].map((rule) => ({ file: each, rule }))),
    );
  }

  /** Before all facts are known, program rules keep silent: part of the evidence would make wrong findings. */
  #reduce(): void {
    if (this.#reductionIsCurrent || !this.#everSettled) return;
    const before = this.#reduced;
    this.#reduced = this.#reduction(this.#results, this.#workspace.packages(), this.#reducedBy);
    this.#reducedTexts = new Map(
      [...this.#reduced.keys()]
        .filter((file) => !this.#workspace.isAnalysed(file))
        .map((file) => [file, this.#workspace.text(file)]),
    );
    this.#reductionIsCurrent = true;
    const differing = [...new Set([...before.keys(), ...this.#reduced.keys()])].filter(
      (file) => summary(before.get(file)) !== summary(this.#reduced.get(file)),
    );
    if (differing.length > 0) this.#events.changed(differing);
  }

  #reduction(
    results: ReadonlyMap<string, FileAnalysis>,
    { packageOf, around }: PackageView,
    known = new Map<RuleId, readonly FindingDraft[]>(),
  ): Map<string, { rule: RuleId; draft: FindingDraft }[]> {
    const byFile = new Map<string, { rule: RuleId; draft: FindingDraft }[]>();
    const files = [...results.keys()].sort();
    const unchanged = new Map(known);
    for (const rule of thoseThatYieldLast(this.#rules)) {
      if (!('reduce' in rule)) continue;
      const { id, yieldsTo = [] } = rule.meta;
      // A rule that yields is asked again where those before it may speak for other places than last time.
      const last = yieldsTo.every((before) => unchanged.has(before)) ? unchanged.get(id) : undefined;
      const isSpokenFor = spokenForBy(yieldsTo.flatMap((before) => this.#heard(before, known)));
      const drafts = last ?? this.#reduceRule(rule, files, results, { packageOf, around }, isSpokenFor);
      known.set(id, drafts);
      for (const draft of drafts) {
        const list = byFile.get(draft.file);
        if (list === undefined) byFile.set(draft.file, [{ rule: id, draft }]);
        else list.push({ rule: id, draft });
      }
    }
    return byFile;
  }

  /** What a rule found and says to this user. */
  #heard(rule: RuleId, found: ReadonlyMap<RuleId, readonly FindingDraft[]>): FindingDraft[] {
    return (found.get(rule) ?? []).filter(
      (draft) => this.#severityOf(rule, draft, this.#settingsFor(draft.file)) !== 'off',
    );
  }

  #reduceRule(
    rule: AnyRule & Reducer<unknown>,
    files: readonly string[],
    results: ReadonlyMap<string, FileAnalysis>,
    { packageOf, around }: PackageView,
    isSpokenFor: IsSpokenFor,
  ): readonly FindingDraft[] {
    const { id } = rule.meta;
    const started = performance.now();
    this.account.reductions += 1;
    const facts: FileFacts<unknown>[] = files.flatMap((file) => {
      const ofRule = results.get(file)?.facts[id];
      if (ofRule === undefined) return [];
      return { file, package: packageOf(file), isTest: this.#workspace.isTest(file), facts: ofRule };
    });
    try {
      return rule.reduce(facts, this.#optionsOf(files[0] ?? '', id), around, isSpokenFor);
    } catch (thrown) {
      const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      this.#events.log('error', `Rule ${id} failed over the program and says nothing: ${text}`);
      return [];
    } finally {
      this.account.of(id).reduceMs += performance.now() - started;
    }
  }

  #identify(file: string): IdentifiedFinding[] {
    const drafts = [...(this.#results.get(file)?.findings ?? []), ...this.#reducedOf(file)].flatMap(
      ({ rule, draft }) => {
        const placed = this.#lastGood.place(rule, draft);
        return placed === undefined ? [] : [{ rule, draft: placed }];
      },
    );
    return this.identify(file, drafts);
  }

  /** Nothing where a manifest has changed since: positions in the old text would be wrong in the new one. */
  #reducedOf(file: string): readonly { rule: RuleId; draft: FindingDraft }[] {
    const drafts = this.#reduced.get(file) ?? [];
    const isOutdated =
      this.#reducedTexts.has(file) && this.#reducedTexts.get(file) !== this.#workspace.text(file);
    return isOutdated ? [] : drafts;
  }

  /** Gives each finding of one file its fingerprint and severity, in order of position; drops what is off. */
  identify(
    file: string,
    drafts: readonly { readonly rule: RuleId; readonly draft: FindingDraft }[],
  ): IdentifiedFinding[] {
    const settings = this.#settingsFor(file);
    const home = this.#workspace.homeOf(file);
    const seen = new Map<string, number>();
    const identified: IdentifiedFinding[] = [];
    const ordered = [...drafts].sort(
      (a, b) => a.draft.span.start - b.draft.span.start || compare(a.rule, b.rule),
    );
    for (const { rule, draft } of ordered) {
      const severity = this.#severityOf(rule, draft, settings);
      if (severity === 'off') continue;
      const key = `${rule}\0${draft.symbol}\0${draft.syntax}`;
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      identified.push({ rule, draft, severity, fingerprint: fingerprint(rule, home, draft, ordinal) });
    }
    return identified;
  }

  #severityOf(rule: RuleId, draft: FindingDraft, settings: Settings): Severity | 'off' {
    return severityFor(settings, rule) ?? this.ownSeverity(rule, draft);
  }

  /** How loudly a rule says a finding, whatever the user's settings. */
  ownSeverity(rule: RuleId, draft: FindingDraft): Severity {
    return draft.severity ?? this.#rules.find(({ meta }) => meta.id === rule)?.meta.severity ?? 'info';
  }

  #optionsOf(file: string, rule: RuleId): Readonly<Record<string, number>> {
    const meta = this.#rules.find((each) => each.meta.id === rule)?.meta;
    return meta === undefined ? {} : optionsFor(this.#settingsFor(file), meta);
  }
}

const noFiles: ReadonlySet<string> = new Set();
const noRules: ReadonlySet<RuleId> = new Set();

function parses({ view, project }: OpenedFile): boolean {
  return project.program.getSyntacticDiagnostics(view.path).length === 0;
}

/** An analysis that went without some rules, with what these said of the file before. */
function withKept(
  fresh: FileAnalysis,
  before: FileAnalysis | undefined,
  without: ReadonlySet<RuleId>,
): FileAnalysis {
  if (without.size === 0 || before === undefined) return fresh;
  const facts = Object.entries(before.facts).filter(([rule]) => without.has(rule as RuleId));
  return {
    ...fresh,
    findings: [...before.findings.filter(({ rule }) => without.has(rule)), ...fresh.findings],
    facts: { ...Object.fromEntries(facts), ...fresh.facts },
  };
}

/** What makes two reductions of a file differ for a reader. */
function summary(drafts: readonly { rule: RuleId; draft: FindingDraft }[] | undefined): string {
  return JSON.stringify(
    drafts?.map(({ rule, draft }) => [rule, draft.span, draft.message, draft.evidence]) ?? [],
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstOf<T>(set: ReadonlySet<T>, fits: (value: T) => boolean = () => true): T | undefined {
  for (const value of set) if (fits(value)) return value;
  return undefined;
}
