import { basename, join } from 'node:path/posix';
import type { ConfigText } from '../compiler.ts';
import { type Candidate, discoverConfigs } from './discover.ts';
import { isStrict, strictOptions, translateOptions, type WrittenOptions } from './options.ts';
import { isWithin } from './paths.ts';
import type { PlanInput, ProjectPlan, ProjectPlans } from './types.ts';
import { typescriptMajor } from './version.ts';

export type { ConfigProblem, ParsedConfig, PlanInput, ProjectPlan, ProjectPlans } from './types.ts';

/**
 * Decides which compiler projects are opened and what each of them says, so that every file of the workspace is
 * analysed in exactly one. Opens nothing; equal inputs give equal plans, in equal order.
 */
export function planProjects(input: PlanInput): ProjectPlans {
  const { candidates, problems } = discoverConfigs(input);
  const analysed = new Set(input.files);
  const namedBy = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const file of candidate.parsed.fileNames) {
      if (analysed.has(file)) push(namedBy, file, candidate);
    }
  }
  const ownedBy = new Map<Candidate, string[]>();
  const orphans: string[] = [];
  for (const file of input.files) {
    const owner = homeOf(file, namedBy.get(file) ?? []);
    if (owner === undefined) orphans.push(file);
    else push(ownedBy, owner, file);
  }
  const majors = new Map<string, number>();
  const majorOf = (dir: string): number => {
    const known = majors.get(dir) ?? typescriptMajor(dir, input.readFile);
    majors.set(dir, known);
    return known;
  };
  const plans = candidates
    .filter((candidate) => ownedBy.has(candidate))
    .map((candidate) =>
      planOfConfig(candidate, ownedBy.get(candidate) ?? [], analysed, majorOf(candidate.dir)),
    );
  plans.push(...inferredPlans(orphans, candidates, input, majorOf));
  return { plans, problems, ...indexOf(plans) };
}

/** The nearest configuration above the file, `tsconfig.json` before others of its folder; then any that names it. */
function homeOf(file: string, candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if (best === undefined || isBetterHome(candidate, best, file)) best = candidate;
  }
  return best;
}

function isBetterHome(a: Candidate, b: Candidate, file: string): boolean {
  const depthOf = (each: Candidate): number => (isWithin(file, each.dir) ? each.dir.length : -1);
  const nearer = depthOf(a) - depthOf(b);
  return nearer !== 0 ? nearer > 0 : a.rank < b.rank;
}

function planOfConfig(
  candidate: Candidate,
  owned: readonly string[],
  analysed: ReadonlySet<string>,
  major: number,
): ProjectPlan {
  const { config, dir, parsed } = candidate;
  const files = parsed.fileNames.filter((file) => analysed.has(file));
  // Declarations and generated TypeScript are not analysed, yet what they declare is seen everywhere.
  const roots = parsed.fileNames.filter((file) => analysed.has(file) || /\.[cm]?tsx?$/.test(file));
  const name = basename(config).replace(/\.json$/, '');
  return {
    id: config,
    config,
    dir,
    files,
    contains: contains(files),
    owned,
    ...viewsOf(
      join(dir, `.code-coach.${name}`),
      translateOptions(parsed.options, major),
      roots,
      candidate.references,
    ),
  };
}

/**
 * Files that no configuration names: one project per nearest package.json. The nearest tsconfig.json still tells
 * how names resolve there, as tests and scripts that it leaves out are run with the same aliases.
 */
function inferredPlans(
  orphans: readonly string[],
  candidates: readonly Candidate[],
  input: PlanInput,
  majorOf: (dir: string) => number,
): ProjectPlan[] {
  const groups = new Map<string, { dir: string; base: Candidate | undefined; files: string[] }>();
  for (const file of orphans) {
    const dir = input.packageDirOf(file);
    const base = guideOf(file, dir, candidates);
    const key = base?.config ?? dir;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { dir: base?.dir ?? dir, base, files: [file] });
    else group.files.push(file);
  }
  return [...groups.keys()].sort().flatMap((key) => {
    const group = groups.get(key);
    if (group === undefined) return [];
    const { dir, base, files } = group;
    const stem = join(dir, '.code-coach.inferred');
    const ambient = base?.parsed.fileNames.filter((file) => /\.d\.[cm]?ts$/.test(file)) ?? [];
    const options = inferredOptions(translateOptions(base?.parsed.options ?? {}, majorOf(dir)));
    return {
      id: stem,
      config: null,
      dir,
      files,
      contains: contains(files),
      owned: files,
      ...viewsOf(stem, options, [...files, ...ambient], base?.references ?? []),
    };
  });
}

function guideOf(file: string, packageDir: string, candidates: readonly Candidate[]): Candidate | undefined {
  const guides = candidates.filter(
    ({ rank, dir, parsed }) =>
      rank <= 1 && isWithin(file, dir) && isWithin(dir, packageDir) && parsed.fileNames.length > 0,
  );
  return homeOf(file, guides);
}

/** Resolves both `require` and `import`, with or without file extensions, as bundlers and test runners do. */
function inferredOptions(guide: WrittenOptions): WrittenOptions {
  const { verbatimModuleSyntax, isolatedModules, maxNodeModuleJsDepth, ...rest } = guide;
  const types = Array.isArray(rest['types']) ? [...new Set(['*', ...(rest['types'] as string[])])] : ['*'];
  return {
    ...rest,
    allowJs: true,
    module: 'preserve',
    moduleResolution: 'bundler',
    resolvePackageJsonExports: true,
    resolvePackageJsonImports: true,
    resolveJsonModule: true,
    allowImportingTsExtensions: true,
    jsx: rest['jsx'] ?? 'preserve',
    target: 'esnext',
    lib: ['esnext', 'dom', 'dom.iterable'],
    types,
  };
}

function viewsOf(
  stem: string,
  options: WrittenOptions,
  files: readonly string[],
  references: readonly string[],
): Pick<ProjectPlan, 'own' | 'strict' | 'analysis' | 'strictByItself'> {
  const hasJavaScript = files.some((file) => /\.[cm]?jsx?$/.test(file));
  const strictByItself = isStrict(options);
  const needsStrict = !strictByItself || (hasJavaScript && options['checkJs'] !== true);
  const write = (view: string, compilerOptions: WrittenOptions): ConfigText => ({
    path: `${stem}.${view}.json`,
    text: JSON.stringify(
      { compilerOptions, files, references: references.map((path) => ({ path })) },
      null,
      2,
    ),
  });
  const own = write('own', options);
  const strict = needsStrict ? write('strict', strictOptions(options, hasJavaScript)) : null;
  return { own, strict, analysis: strict ?? own, strictByItself };
}

function indexOf(plans: readonly ProjectPlan[]): Pick<ProjectPlans, 'ownerOf' | 'plansOf'> {
  const owners = new Map<string, ProjectPlan>();
  const containing = new Map<string, ProjectPlan[]>();
  for (const plan of plans) {
    for (const file of plan.owned) owners.set(file, plan);
    for (const file of plan.files) push(containing, file, plan);
  }
  return {
    ownerOf: (file) => owners.get(file),
    plansOf: (file) => {
      const owner = owners.get(file);
      const others = (containing.get(file) ?? []).filter((plan) => plan !== owner);
      return owner === undefined ? others : [owner, ...others];
    },
  };
}

function contains(files: readonly string[]): (file: string) => boolean {
  const set = new Set(files);
  return (file) => set.has(file);
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
