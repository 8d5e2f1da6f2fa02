import type { AnyRule } from '../../rules/engine/any-rule.ts';
import type { RuleId } from '../../rules/engine/finding.ts';
import { isPythonManifest } from '../../rules/engine/python/packages/manifest.ts';
import { Compiler } from '../../rules/engine/typescript/compiler.ts';
import { rules } from '../../rules/registry.ts';
import { Analyzer, type ExportedFacts, type IdentifiedFinding, type Typing } from './analyzer.ts';
import { baselineFileName } from './baseline.ts';
import { Baselines } from './baselines.ts';
import { AnalysisCache } from './cache/analysis-cache.ts';
import { explain, findingAt } from './explain.ts';
import { FixAll } from './fix-all/fix-all.ts';
import { Fixer, type WantedFix } from './fixer.ts';
import { onlyNames } from './mentions.ts';
import type { WorkerOptions } from './messages.ts';
import { type FileFindings, type Reported, reportFile, resultIdOf } from './report.ts';
import type {
  BaselineRequest,
  BaselineUpdate,
  Change,
  CheckedFix,
  EditorSettings,
  ExplainRequest,
  Explanation,
  FileReport,
  FixAllRequest,
  FixAllResult,
  FixRequest,
  Problem,
  ScanReport,
  SessionEvent,
  Suppressing,
  SuppressRequest,
} from './session.ts';
import { isLoudEnough, type LoadedSettings, loadSettings, severityFor } from './settings.ts';
import { settingsFileName } from './settingsFile.ts';
import { type SuppressingText, suppressingText } from './suppress.ts';
import { suppressingHash, suppressingPython } from './suppress-python.ts';
import { readText, Texts } from './texts.ts';
import { Workspace } from './workspace.ts';

/** A whole session within one thread: texts, settings, projects, analysis and fixes over one compiler. */
export class LocalSession {
  readonly #emit: (event: SessionEvent) => void;
  readonly #options: WorkerOptions;
  readonly #compiler: Compiler;
  readonly #texts = new Texts();
  readonly #workspace: Workspace;
  readonly #analyzer: Analyzer;
  readonly #fixer: Fixer;
  readonly #fixAll: FixAll;
  /** Rules that do not run, as they ask the compiler: a comment that silences one of them may be of use. */
  readonly #idle: ReadonlySet<string>;
  /** Until it has been read and written once: later sessions are served best by what is on disk. */
  #cache: AnalysisCache | undefined;
  #folders: readonly string[];
  #editorSettings: EditorSettings;
  #settings: LoadedSettings;
  #baselines: Baselines;
  #opened = false;
  /** Changes are taken in when somebody asks, so that a burst of typing costs one snapshot. */
  readonly #dirty = new Set<string>();
  #mustReopen = false;
  #settling: Promise<void> | undefined;
  #background = false;
  #openMs = 0;
  #lastProblems = '';

  constructor(options: WorkerOptions, emit: (event: SessionEvent) => void) {
    this.#options = options;
    this.#emit = emit;
    this.#folders = options.folders;
    this.#editorSettings = options.settings;
    this.#settings = this.#loadSettings();
    this.#baselines = this.#readBaselines();
    this.#compiler = new Compiler(options.compiler, options.folders[0] ?? process.cwd(), options.checksFixes);
    const restricted = options.restricted === true;
    this.#workspace = new Workspace(
      this.#compiler,
      this.#texts,
      this.#folders,
      (file) => this.#settings.isExcluded(file),
      restricted,
    );
    // Of Python there is nothing but syntax.
    const asksNothing = ({ meta }: AnyRule): boolean =>
      meta.syntaxOnly === true || meta.language === 'python';
    const running = restricted ? rules.filter(asksNothing) : rules;
    this.#idle = new Set(rules.filter((rule) => !running.includes(rule)).map(({ meta }) => meta.id));
    this.#analyzer = new Analyzer(
      this.#workspace,
      running,
      (file) => this.#settings.settingsFor(file),
      this.#typing(),
      {
        log: (level, message) => emit({ kind: 'log', level, message }),
        changed: (files) => emit({ kind: 'changed', files }),
        postponed: (postponed) => emit({ kind: 'postponed', rules: postponed }),
      },
    );
    if (options.cache !== undefined && !options.checksFixes) {
      this.#cache = new AnalysisCache(options.cache, this.#workspace, (file) =>
        this.#settings.settingsFor(file),
      );
    }
    this.#fixer = new Fixer(this.#workspace, this.#analyzer, this.#texts);
    this.#fixAll = new FixAll(
      {
        scan: (files, stopped, progress) => this.scan(files, stopped, progress),
        findings: (file) => this.#findingsNow(file),
        fix: (request) => this.fix(request),
        take: (change) => this.#take(change),
      },
      this.#texts,
    );
  }

  get compilerPid(): number | undefined {
    return this.#compiler.pid;
  }

  compilerLives(): boolean {
    try {
      this.#compiler.ping();
      return true;
    } catch (thrown) {
      this.#emit({ kind: 'log', level: 'error', message: `The compiler does not answer: ${String(thrown)}` });
      return false;
    }
  }

  /** Loads what calls that cannot wait will need. */
  async ready(): Promise<void> {
    this.#catchUp();
    if (this.#workspace.lacksPython) await this.#workspace.loadPython();
  }

  applyChanges(changes: readonly Change[]): void {
    this.#fixAll.end();
    for (const change of changes) this.#take(change);
    if (this.#background) this.#settleInBackground();
  }

  findings(file: string): FileReport {
    const report = this.#findingsNow(file);
    this.#background = true;
    this.#settleInBackground();
    return report;
  }

  async scan(
    paths: readonly string[] | null,
    stopped: () => boolean,
    progress: (done: number, total: number) => void,
  ): Promise<ScanReport> {
    const started = performance.now();
    this.#catchUp();
    const analyseStarted = performance.now();
    const complete = await this.#settle(stopped, progress);
    const within = (file: string): boolean =>
      paths === null || paths.some((path) => file === path || file.startsWith(`${path}/`));
    const reports = this.#analyzer
      .filesWithResults()
      .filter(within)
      .map((file) => this.#report(file, this.#analyzer.knownFindingsOf(file)));
    const findings = reports.flatMap(({ reported }) => reported.map(({ finding }) => finding));
    const { account } = this.#analyzer;
    const counts = new Map<RuleId, number>();
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return {
      files: this.#workspace
        .files()
        .filter((file) => within(file) && (complete || this.#analyzer.isAnalysed(file))).length,
      findings,
      skipped: this.#workspace.skipped,
      skippedCounts: this.#workspace.skippedCounts,
      problems: this.#problems(),
      silenced: reports.flatMap(({ silenced }) => silenced),
      durationMs: performance.now() - started,
      complete,
      stats: {
        rules: rules.map(({ meta: { id } }) => ({
          rule: id,
          ...account.of(id),
          findings: counts.get(id) ?? 0,
        })),
        nodes: account.nodes,
        typesAsked: account.typesAsked,
        typesUnresolved: account.typesUnresolved,
        requests: this.#compiler.requests,
        reductions: account.reductions,
        openMs: this.#openMs,
        analyseMs: performance.now() - analyseStarted,
        suppressed: reports.reduce((sum, { suppressed }) => sum + suppressed, 0),
      },
    };
  }

  /** Several fixes of the workspace as it is, each as if it were the only one; checked together where they can be. */
  fixes(requests: readonly FixRequest[]): CheckedFix[] {
    this.#catchUp();
    this.#workspace.openFor(this.#workspace.files());
    const reports = new Map<string, FileFindings>();
    for (const { file } of requests)
      if (!reports.has(file)) reports.set(file, this.#report(file, this.#analyzer.findingsOf(file)));
    const wanted = requests.flatMap(({ file, fingerprint, fix }): WantedFix[] => {
      const { reported = [] } = reports.get(file) ?? {};
      const found = reported.find(({ finding }) => finding.fingerprint === fingerprint);
      return found === undefined ? [] : [{ finding: found.identified, index: fix }];
    });
    this.#fixer.checkTogether(wanted);
    return requests.map((request) => this.fix(request));
  }

  fix({ file, fingerprint, fix }: FixRequest): CheckedFix {
    this.#catchUp();
    // All at once: a fix looks at files of several projects, and what it holds must outlive none of these looks.
    this.#workspace.openFor(this.#workspace.files());
    const { reported } = this.#report(file, this.#analyzer.findingsOf(file));
    const finding = reported.find((each) => each.finding.fingerprint === fingerprint);
    return this.#fixer.fix(finding?.identified, fix);
  }

  explain(request: ExplainRequest): Explanation | null {
    const { file } = request;
    const finding = findingAt(this.#findingsNow(file).findings, request);
    if (finding === undefined) return null;
    const { fingerprint } = finding;
    return explain(finding, this.#texts, (fix) => this.fix({ file, fingerprint, fix }));
  }

  /** Resolves once no fixes are being rehearsed. */
  undisturbed(): Promise<void> {
    return this.#fixAll.undisturbed();
  }

  /** Rejects with AbortError where something changed meanwhile or `stopped` says so. */
  fixAll(request: FixAllRequest, stopped: () => boolean): Promise<FixAllResult> {
    return this.#fixAll.run(request, stopped);
  }

  suppress({ file, fingerprint, scope, reason }: SuppressRequest): Suppressing {
    this.#catchUp();
    const finding = this.#analyzer.findingsOf(file).find((each) => each.fingerprint === fingerprint);
    if (finding === undefined) return { refused: 'The code has changed: this finding is no longer there.' };
    const text = this.#suppressing(file, finding, scope, reason);
    if (text === undefined) {
      return {
        refused: 'There is no room for a comment in this file. Turn the rule off in the settings instead.',
      };
    }
    if ('refused' in text) return text;
    const range = this.#texts.range(file, { start: text.offset, end: text.offset });
    const version = this.#texts.version(file);
    return { edits: [{ file, range, newText: text.newText, create: false, label: null, version }] };
  }

  #suppressing(
    file: string,
    { draft: { span }, rule }: IdentifiedFinding,
    scope: 'line' | 'file',
    reason: string,
  ): SuppressingText | undefined {
    const python = this.#workspace.python(file);
    if (python !== undefined) return suppressingPython(python, span, rule, scope, reason);
    const manifest = isPythonManifest(file) ? this.#workspace.text(file) : undefined;
    if (manifest !== undefined) return suppressingHash(manifest, span, rule, scope, reason);
    const source = this.#workspace.view(file)?.view.source;
    return source && suppressingText(source, span, rule, scope, reason);
  }

  /** Rejects with AbortError where `stopped` says so: part of the findings would make a wrong baseline. */
  async baseline(request: BaselineRequest, stopped: () => boolean): Promise<readonly BaselineUpdate[]> {
    this.#catchUp();
    const complete = await this.#settle(stopped, () => undefined);
    if (!complete) throw new DOMException('The scan for the baseline was cancelled.', 'AbortError');
    const findings = this.#analyzer
      .filesWithResults()
      .flatMap((file) => this.#unsilenced(file, this.#analyzer.knownFindingsOf(file)).reported)
      .map(({ finding }) => finding);
    return this.#baselines.update(this.#folders, findings, request);
  }

  /** Facts of the whole workspace; brings everything up to date first. */
  async exportFacts(stopped: () => boolean): Promise<ExportedFacts> {
    this.#catchUp();
    await this.#settle(stopped, () => undefined);
    return this.#analyzer.exportFacts();
  }

  importFacts(facts: ExportedFacts): void {
    this.#catchUp();
    this.#analyzer.importFacts(facts);
  }

  #findingsNow(file: string): FileReport {
    this.#catchUp();
    const { reported } = this.#report(file, this.#analyzer.findingsOf(file));
    const findings = reported.map(({ finding }) => finding);
    return { file, version: this.#texts.version(file), findings, resultId: resultIdOf(findings) };
  }

  /** The findings of a file that its author did not silence and no baseline knows. */
  #report(file: string, identified: readonly IdentifiedFinding[]): FileFindings {
    const report = this.#unsilenced(file, identified);
    const reported = report.reported.filter(({ finding }) => !this.#baselines.knows(finding));
    return { ...report, reported: this.#options.restricted === true ? reported.map(withoutFixes) : reported };
  }

  #unsilenced(file: string, identified: readonly IdentifiedFinding[]): FileFindings {
    const settings = this.#settings.settingsFor(file);
    const report = reportFile(
      file,
      identified,
      () => this.#workspace.commented(file),
      this.#texts,
      this.#analyzer.isSettled,
      (rule) => this.#idle.has(rule) || severityFor(settings, rule as RuleId) === 'off',
    );
    // After the comments that silence have had their turn: one that silences a hidden finding is of use.
    return {
      ...report,
      reported: report.reported.filter(({ finding }) => isLoudEnough(settings, finding.severity)),
    };
  }

  /** Ends the compiler. */
  close(): void {
    this.#compiler.close();
  }

  #take(change: Change): void {
    switch (change.kind) {
      case 'opened':
      case 'edited': {
        const before = this.#texts.text(change.file);
        this.#texts.open(change.file, change.version, change.text);
        if (before === change.text) break;
        if (before !== undefined && !this.#dirty.has(change.file))
          this.#analyzer.remember(change.file, before);
        this.#changed(change.file);
        break;
      }
      case 'closed': {
        const before = this.#texts.text(change.file);
        this.#texts.close(change.file);
        this.#analyzer.closed(change.file);
        if (before !== this.#texts.text(change.file)) this.#changed(change.file);
        break;
      }
      case 'changed':
        this.#texts.changed(change.file);
        if (this.#opened && this.#workspace.hasTurned(change.file)) this.#mustReopen = true;
        // A save: what was kept for as long as the file was typed is looked at now.
        if (!this.#texts.isOpen(change.file) || this.#analyzer.isHeld(change.file))
          this.#changed(change.file);
        break;
      case 'created':
      case 'deleted':
        this.#texts.changed(change.file);
        this.#dirty.add(change.file);
        if (!onlyNames(change.file)) this.#mustReopen = true;
        break;
      case 'settings':
        this.#editorSettings = change.settings;
        this.#mustReopen = true;
        break;
      case 'folders':
        this.#folders = change.folders;
        this.#mustReopen = true;
        break;
    }
  }

  #changed(file: string): void {
    this.#dirty.add(file);
    if (decidesProjects(file)) this.#mustReopen = true;
  }

  #catchUp(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    if (!this.#opened || this.#mustReopen) {
      const started = performance.now();
      this.#opened = true;
      this.#mustReopen = false;
      this.#settings = this.#loadSettings();
      this.#baselines = this.#readBaselines();
      this.#fixer.forget();
      this.#workspace.open(this.#folders, dirty);
      this.#analyzer.invalidateAll();
      this.#openWhatWaits();
      this.#openMs += performance.now() - started;
      this.#sayProblems();
      return;
    }
    if (dirty.length === 0) return;
    this.#fixer.forget();
    this.#workspace.apply(dirty);
    this.#analyzer.invalidate(dirty);
  }

  /** Takes what holds of earlier results, and opens the projects of the rest. */
  #openWhatWaits(): void {
    const known = this.#cache?.load() ?? new Map();
    this.#analyzer.adopt(known);
    const waiting = this.#analyzer.waitingFiles;
    this.#workspace.openFor(waiting);
    if (known.size === 0 || waiting.length === 0) return;
    const opened = this.#workspace.analysisConfigs().filter(({ path }) => this.#workspace.isOpen(path));
    if (this.#cache?.hasOtherPrograms(opened.map(({ path }) => path)) !== true) return;
    this.#analyzer.distrust();
    this.#workspace.openFor(this.#analyzer.waitingFiles);
  }

  #saveCache(): void {
    const cache = this.#cache;
    this.#cache = undefined;
    if (cache === undefined || this.#analyzer.account.files === 0) return;
    const problem = cache.save(this.#analyzer.results);
    if (problem !== undefined) this.#emit({ kind: 'log', level: 'warning', message: problem });
  }

  #settleInBackground(): void {
    this.#settling ??= this.#settle(
      () => false,
      (done, total) => this.#emit({ kind: 'status', busy: true, done, total }),
    )
      .then(
        () => this.#emit({ kind: 'status', busy: false, done: 0, total: 0 }),
        (thrown: unknown) => {
          this.#emit({
            kind: 'log',
            level: 'error',
            message: `Background analysis failed: ${String(thrown)}`,
          });
          // A dead compiler ends the thread, and the facade starts another.
          this.#compiler.ping();
        },
      )
      .finally(() => {
        this.#settling = undefined;
      });
  }

  async #settle(stopped: () => boolean, progress: (done: number, total: number) => void): Promise<boolean> {
    const complete = await this.#analyzer.settle(
      () => {
        this.#catchUp();
        return this.#texts.openFiles();
      },
      stopped,
      progress,
    );
    if (complete) this.#saveCache();
    return complete;
  }

  #problems(): readonly Problem[] {
    return [...this.#settings.problems, ...this.#baselines.problems, ...this.#workspace.problems];
  }

  /** The terminal compares with a baseline itself. */
  #readBaselines(): Baselines {
    return new Baselines(this.#editorSettings.baseline === true ? this.#folders : []);
  }

  /** Fixes are checked on what is there, however it reads for the moment. */
  #typing(): Typing {
    if (this.#options.checksFixes) return { isOpen: () => false, isUnsaved: () => false };
    return {
      isOpen: (file) => this.#texts.isOpen(file),
      isUnsaved: (file) => this.#texts.isOpen(file) && this.#texts.openText(file) !== readText(file),
    };
  }

  /** A problem is said when it comes up and when the list changes, not at every look. */
  #sayProblems(): void {
    const problems = this.#problems();
    const text = JSON.stringify(problems);
    if (text === this.#lastProblems) return;
    this.#lastProblems = text;
    this.#emit({ kind: 'problems', problems });
  }

  #loadSettings(): LoadedSettings {
    return loadSettings(
      this.#folders,
      this.#options.configFile,
      this.#editorSettings,
      rules.map(({ meta }) => meta),
    );
  }
}

/** Files whose content decides which files belong to which project, or what the rules know of a package. */
function decidesProjects(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return (
    /^(?:[tj]sconfig.*|package|package-lock)\.json$/.test(name) ||
    name === settingsFileName ||
    name === baselineFileName ||
    ['.gitignore', '.nvmrc', '.node-version', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'].includes(name)
  );
}

/** Where nothing may be read that could check them. */
function withoutFixes({ identified, finding }: Reported): Reported {
  return {
    identified: { ...identified, draft: { ...identified.draft, fixes: [] } },
    finding: { ...finding, fixes: [] },
  };
}
