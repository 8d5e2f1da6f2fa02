import { posix } from 'node:path';
import { isInManifestComment } from '../../rules/engine/python/packages/comments.ts';
import { isPythonManifest } from '../../rules/engine/python/packages/manifest.ts';
import { isInPythonComment } from '../../rules/engine/python/syntax.ts';
import { PythonView } from '../../rules/engine/python/view.ts';
import { PythonParser } from '../../rules/engine/python.ts';
import type { PackageInfo } from '../../rules/engine/rule.ts';
import type { Compiler, ConfigText, FileChange } from '../../rules/engine/typescript/compiler.ts';
import { type ProjectPlan, planProjects } from '../../rules/engine/typescript/projects/plan.ts';
import type { FileView } from '../../rules/engine/typescript/rule.ts';
import { TypeQuestions } from '../../rules/engine/typescript/types.ts';
import { viewOf } from '../../rules/engine/typescript/view.ts';
import { ast, type Project, type SourceFile, SyntaxKind } from '../../rules/engine/typescript.ts';
import { InstalledPackages } from './installed.ts';
import { classify, type Inventory, isNamedLikeSource, isTestFile, takeInventory } from './inventory.ts';
import { Mentions } from './mentions.ts';
import { PackageStore } from './packages.ts';
import { readPythonGrammar } from './python-grammar.ts';
import { PythonPackages } from './python-packages.ts';
import type { Problem, Skipped } from './session.ts';
import { type PackageSources, type PackageView, packageView, packageViewWith } from './surroundings.ts';
import type { Texts } from './texts.ts';

/** A file in the current snapshot, with everything that rules may ask about it. */
export interface OpenedFile {
  readonly view: FileView;
  readonly project: Project;
  readonly questions: TypeQuestions;
}

/** A text and where comments stand in it, whatever its language. */
export interface CommentedText {
  readonly text: string;
  isInComment(offset: number): boolean;
}

/**
 * The files of the workspace, the projects they belong to and the compiler that has these open. Owns the
 * compiler; what `view` returns is valid until the next call that changes anything.
 */
export class Workspace {
  readonly compiler: Compiler;
  readonly #texts: Texts;
  readonly #excluded: (file: string) => boolean;
  readonly #isolated: boolean;
  #folders: readonly string[];
  #inventory: Inventory | undefined;
  /** The source files of the inventory. */
  #sources: ReadonlySet<string> = new Set();
  #packages: PackageStore | undefined;
  #packageSources: PackageSources | undefined;
  #packageView: PackageView | undefined;
  #plans: readonly ProjectPlan[] = [];
  readonly #owner = new Map<string, ProjectPlan>();
  readonly #pythonFiles = new Set<string>();
  #python: PythonParser | undefined;
  /** Configurations that the compiler has open, with their texts. */
  readonly #configs = new Map<string, string>();
  /** Views and answers of the current snapshot. */
  readonly #views = new Map<string, OpenedFile>();
  readonly #questions = new Map<string, TypeQuestions>();
  #problems: readonly Problem[] = [];
  /** Files that the compiler may have looked at as existing ones. */
  readonly #seen = new Set<string>();

  /** @param isolated nothing is read but the analysed files. */
  constructor(
    compiler: Compiler,
    texts: Texts,
    folders: readonly string[],
    excluded: (file: string) => boolean,
    isolated = false,
  ) {
    this.compiler = compiler;
    this.#texts = texts;
    this.#folders = folders;
    this.#excluded = excluded;
    this.#isolated = isolated;
  }

  /** Takes stock of the disk and opens every project; again after folders, configurations or manifests changed. */
  open(folders: readonly string[], changed: readonly string[]): void {
    this.#folders = folders;
    // The compiler lists folders for itself, so it must know of what came and went before it parses a configuration.
    if (changed.length > 0) this.apply(changed);
    const inventory = takeInventory(folders, { excluded: this.#excluded });
    const readFile = (file: string): string | undefined => this.#texts.text(file);
    const packages = new PackageStore(folders, readFile);
    const { plans, problems } = planProjects({
      folders,
      configs: inventory.configs,
      files: inventory.files.filter((file) => !isPython(file)),
      isolated: this.#isolated,
      packageDirOf: (file) => packages.of(file).dir,
      parse: (config) => this.compiler.parseConfig(config),
      readFile,
    });
    this.#inventory = inventory;
    this.#sources = new Set(inventory.files);
    this.#packages = packages;
    this.#packageSources = {
      folders,
      manifests: inventory.manifests,
      mentions: new Mentions(folders, (file) => this.isAnalysed(file), readFile),
      installed: new InstalledPackages(),
      python: new PythonPackages(folders, readFile),
      text: readFile,
      files: () => this.files(),
    };
    this.#packageView = undefined;
    this.#plans = plans;
    this.#owner.clear();
    this.#pythonFiles.clear();
    for (const file of inventory.files) if (isPython(file)) this.#pythonFiles.add(file);
    for (const plan of plans) for (const file of plan.owned) this.#owner.set(file, plan);
    this.#problems = [...inventory.problems, ...problems];
    this.#closeOthers(plans.map((plan) => plan.analysis));
    for (const file of inventory.files) this.#seen.add(file);
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  files(): readonly string[] {
    return [...this.#owner.keys(), ...this.#pythonFiles];
  }

  /** The configurations that the analysis looks at, whether the compiler has them open or not. */
  analysisConfigs(): readonly ConfigText[] {
    return this.#plans.map(({ analysis }) => analysis);
  }

  /** Whether the compiler has the configuration open. */
  isOpen(config: string): boolean {
    return this.#configs.has(config);
  }

  /** Opens the projects that these files are analysed in, all at once. */
  openFor(files: Iterable<string>): void {
    const plans = new Set([...files].flatMap((file) => this.#owner.get(file) ?? []));
    this.openAlso([...plans].map(({ analysis }) => analysis));
  }

  isAnalysed(file: string): boolean {
    return this.#owner.has(file) || this.#pythonFiles.has(file);
  }

  /** Whether what stands on disk by now decides otherwise than before whether a file is analysed: it may say that a program wrote it. */
  hasTurned(file: string): boolean {
    if (!isNamedLikeSource(file)) return false;
    const kind = classify(file, this.#folders, { excluded: this.#excluded });
    return (kind === 'source') !== this.#sources.has(file);
  }

  /** Whether a file of Python waits for its parser, which takes a moment to load and is not loaded where there is none. */
  get lacksPython(): boolean {
    return this.#python === undefined && this.#pythonFiles.size > 0;
  }

  async loadPython(): Promise<void> {
    this.#python ??= await PythonParser.load(readPythonGrammar());
  }

  /** A file of Python, or what it would be with another text; undefined where it is none or cannot be parsed yet. */
  python(file: string, text = this.text(file)): PythonView | undefined {
    if (text === undefined || !isPython(file) || this.#python === undefined) return undefined;
    const described = { path: file, text, isTest: this.isTest(file), package: this.packageOf(file) };
    return new PythonView(described, this.#python.parse(text));
  }

  /** The text that findings of a file speak of, and where its comments are; undefined for one that has none, such as a package.json. */
  commented(file: string): CommentedText | undefined {
    if (this.#pythonFiles.has(file)) {
      const python = this.python(file);
      return python && { text: python.text, isInComment: (offset) => isInPythonComment(python.root, offset) };
    }
    if (isPythonManifest(file)) {
      const text = this.text(file);
      return text === undefined
        ? undefined
        : { text, isInComment: (offset) => isInManifestComment(file, text, offset) };
    }
    const source = this.view(file)?.view.source;
    return source && { text: source.text, isInComment: (offset) => isInComment(source, offset) };
  }

  isTest(file: string): boolean {
    return isTestFile(file, this.#folders);
  }

  packageOf(file: string): PackageInfo {
    if (this.#packages === undefined) throw new Error('The workspace is not open.');
    return this.#packages.of(file);
  }

  /** The packages as reductions see them; as they would be with `manifests` in place of the texts of these. */
  packages(manifests?: ReadonlyMap<string, string>): PackageView {
    if (this.#packages === undefined || this.#packageSources === undefined)
      throw new Error('The workspace is not open.');
    if (manifests !== undefined && manifests.size > 0)
      return packageViewWith(manifests, this.#packageSources);
    this.#packageView ??= packageView(this.#packages, this.#packageSources);
    return this.#packageView;
  }

  text(file: string): string | undefined {
    return this.#texts.text(file);
  }

  /** What a file is called in fingerprints: its package and its path within it, the same in editor and terminal. */
  homeOf(file: string): string {
    const { name, dir } = this.packageOf(file);
    return `${name ?? ''}:${posix.relative(dir, file)}`;
  }

  get problems(): readonly Problem[] {
    return [...this.#problems, ...(this.#packages?.problems ?? [])];
  }

  get skipped(): readonly Skipped[] {
    return this.#inventory?.skipped ?? [];
  }

  get skippedCounts(): Readonly<Record<string, number>> {
    return this.#inventory?.skippedCounts ?? {};
  }

  /** The file in the project that owns it; undefined if no project has it. */
  view(file: string): OpenedFile | undefined {
    const known = this.#views.get(file);
    if (known !== undefined) return known;
    const plan = this.#owner.get(file);
    if (plan !== undefined) this.openAlso([plan.analysis]);
    const project = plan && this.compiler.project(plan.analysis.path);
    const opened = project && this.viewIn(file, project);
    if (opened !== undefined) this.#views.set(file, opened);
    return opened;
  }

  /** The file as a given project sees it, for instance one of a candidate snapshot. */
  viewIn(file: string, project: Project, questions = this.questionsOf(project)): OpenedFile | undefined {
    const source = project.program.getSourceFile(file);
    if (source === undefined) return undefined;
    return { view: viewOf(file, source, this.packageOf(file), this.isTest(file)), project, questions };
  }

  /** Every project that contains one of the files, in its own view and in the strict one beside it. */
  viewsOf(
    files: readonly string[],
  ): { readonly plan: ProjectPlan; readonly configs: readonly ConfigText[] }[] {
    return this.#plans
      .filter((plan) => files.some((file) => plan.contains(file)))
      .map((plan) => ({ plan, configs: plan.strict === null ? [plan.own] : [plan.own, plan.strict] }));
  }

  /** The configuration whose project a file is analysed in. */
  analysisConfigOf(file: string): string | undefined {
    const plan = this.#owner.get(file);
    return plan?.analysis.path;
  }

  /** The text of that configuration. */
  analysisTextOf(file: string): string | undefined {
    return this.#owner.get(file)?.analysis.text;
  }

  /** Opens configurations beside those that are open. */
  openAlso(configs: readonly ConfigText[]): void {
    const missing = configs.filter(({ path }) => !this.#configs.has(path));
    if (missing.length === 0) return;
    for (const { path, text } of missing) this.#configs.set(path, text);
    this.#forgetSnapshot();
    this.compiler.update({ open: missing });
  }

  /** Takes in texts that changed; files and projects stay the ones that they are. */
  apply(files: Iterable<string>): void {
    const changes = this.#takeIn(files);
    this.#forgetSnapshot();
    if (changes.some(({ file }) => !this.isAnalysed(file))) this.#packageSources?.mentions.forget();
    if (changes.some(({ file }) => isPythonManifest(file))) this.#packageSources?.python.forget();
    // A manifest or lockfile that changed speaks of an install: what is in node_modules is another now.
    const installed = changes.some(({ file }) =>
      /\/(?:package(?:-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/.test(file),
    );
    this.compiler.update(installed ? { changes: 'everything' } : { changes });
  }

  /** Runs `look` on a snapshot with these texts, then withdraws them. */
  withCandidate<T>(
    texts: ReadonlyMap<string, string>,
    look: (project: (config: string) => Project | undefined) => T,
  ): T {
    try {
      return this.compiler.withCandidate(texts, look);
    } finally {
      this.#forgetSnapshot();
    }
  }

  /** Whether a file lies in one of the workspace folders. */
  isInside(file: string): boolean {
    return this.#folders.some((folder) => file.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
  }

  /** A text for the reader, with files named from their workspace folder on. */
  withoutFolders(text: string): string {
    return this.#folders.reduce((told, folder) => told.replaceAll(folder.replace(/\/?$/, '/'), ''), text);
  }

  /** All files of the package at `dir` that are analysed. */
  filesOfPackage(dir: string): readonly string[] {
    return this.files().filter((file) => this.packageOf(file).dir === dir);
  }

  questionsOf(project: Project): TypeQuestions {
    let questions = this.#questions.get(project.id);
    if (questions === undefined) {
      questions = new TypeQuestions(project);
      this.#questions.set(project.id, questions);
    }
    return questions;
  }

  /** @throws if the compiler's process is gone, so that its death is not taken for a defect of a rule. */
  assertCompilerLives(): void {
    this.compiler.ping();
  }

  /** Leaves no others open than these; one whose text changed is read again. What is not open is opened when it is looked at. */
  #closeOthers(wanted: readonly ConfigText[]): void {
    const paths = new Set(wanted.map(({ path }) => path));
    const changed = wanted.filter(
      ({ path, text }) => this.#configs.has(path) && this.#configs.get(path) !== text,
    );
    const close = [...this.#configs.keys()].filter((path) => !paths.has(path));
    for (const path of close) this.#configs.delete(path);
    for (const { path, text } of changed) {
      this.#configs.set(path, text);
      this.compiler.setOverlay(path, text);
    }
    this.#forgetSnapshot();
    if (close.length === 0 && changed.length === 0) return;
    this.compiler.update({
      close,
      changes: changed.map(({ path }) => ({ kind: 'changed', file: path })),
    });
  }

  /** Puts open texts before the disk's, and says what happened to each file since the compiler last looked. */
  #takeIn(files: Iterable<string>): FileChange[] {
    return [...files].map((file) => {
      const exists = this.#texts.text(file) !== undefined;
      this.compiler.setOverlay(file, this.#texts.openText(file) ?? null);
      const known = this.#seen.has(file);
      if (exists) this.#seen.add(file);
      else this.#seen.delete(file);
      return { kind: !exists ? 'deleted' : known ? 'changed' : 'created', file };
    });
  }

  #forgetSnapshot(): void {
    this.#views.clear();
    this.#questions.clear();
  }
}

/** Whether the language is Python, as far as a file's name tells. */
export function isPython(file: string): boolean {
  return file.endsWith('.py');
}

function isInComment(source: SourceFile, offset: number): boolean {
  const token = ast.getTokenAtPosition(source, offset);
  // A documentation comment takes in the comments before it, and says that it starts where they do.
  return token.kind === SyntaxKind.JSDoc || offset < token.getStart(source);
}
