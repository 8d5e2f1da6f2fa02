import { dirname, join } from 'node:path/posix';
import { parse as parseJson } from 'jsonc-parser';
import { type Candidate, nearestHome, unreferenced } from './discover.ts';
import { translateOptions, type WrittenOptions } from './options.ts';
import { isWithin } from './paths.ts';
import type { PlanInput, ProjectPlan, ReadFile } from './types.ts';
import { viewsOf } from './views.ts';

interface Group {
  readonly dir: string;
  readonly guide: Candidate | undefined;
  readonly files: string[];
}

/**
 * Projects for files that no configuration names: one per nearest package.json. The nearest tsconfig.json still
 * tells how names resolve there, as tests and scripts that it leaves out are run with the same aliases.
 */
export function inferredPlans(
  orphans: readonly string[],
  candidates: readonly Candidate[],
  input: PlanInput,
  majorOf: (dir: string) => number,
): ProjectPlan[] {
  const guides = candidates.filter(
    ({ rank, parsed }) => rank !== unreferenced && parsed.fileNames.length > 0,
  );
  const groups = new Map<string, Group>();
  for (const file of orphans) {
    const packageDir = input.packageDirOf(file);
    const guide = nearestHome(
      file,
      guides.filter(({ dir }) => isWithin(file, dir) && isWithin(dir, packageDir)),
    );
    const dir = guide?.dir ?? installingDir(packageDir, input);
    const group = groups.get(dir);
    if (group === undefined) groups.set(dir, { dir, guide, files: [file] });
    else group.files.push(file);
  }
  return [...groups.values()]
    .sort((a, b) => (a.dir < b.dir ? -1 : 1))
    .map((group) => planOf(group, majorOf(group.dir)));
}

/**
 * One project for each workspace folder that reads the analysed files, our own declarations of the language, and nothing
 * else: no configuration, no import, no package.
 */
export function isolatedPlans({ files, folders }: PlanInput): ProjectPlan[] {
  const inner = [...folders].sort((a, b) => b.length - a.length);
  const byDir = new Map<string, string[]>();
  for (const file of files) {
    const dir = inner.find((folder) => isWithin(file, folder)) ?? dirname(file);
    byDir.set(dir, [...(byDir.get(dir) ?? []), file]);
  }
  return [...byDir].map(([dir, own]) => {
    const stem = join(dir, '.code-coach.isolated');
    const known = new Set(own);
    return {
      id: stem,
      config: null,
      dir,
      files: own,
      contains: (file) => known.has(file),
      owned: own,
      ...viewsOf(stem, { ...looseOptions({}), noResolve: true, types: [] }, own, []),
    };
  });
}

function planOf({ dir, guide, files }: Group, major: number): ProjectPlan {
  const stem = join(dir, '.code-coach.inferred');
  const ambient = guide?.parsed.fileNames.filter((file) => /\.d\.[cm]?ts$/.test(file)) ?? [];
  const options = looseOptions(translateOptions(guide?.parsed.options ?? {}, major));
  const known = new Set(files);
  return {
    id: stem,
    config: null,
    dir,
    files,
    contains: (file) => known.has(file),
    owned: files,
    ...viewsOf(stem, options, [...files, ...ambient], guide?.references ?? []),
  };
}

/**
 * A manifest without dependencies, which only marks a folder as ES modules or serves a test as a fixture, installs
 * nothing: what can be imported there is decided by the package around it, and so is the project.
 */
function installingDir(packageDir: string, input: PlanInput): string {
  let dir = packageDir;
  while (!hasDependencies(join(dir, 'package.json'), input.readFile)) {
    const outer = input.packageDirOf(dir);
    const isInWorkspace = input.folders.some((folder) => isWithin(outer, folder));
    if (outer === dir || !isWithin(dir, outer) || !isInWorkspace) break;
    dir = outer;
  }
  return dir;
}

function hasDependencies(manifest: string, readFile: ReadFile): boolean {
  const json: unknown = parseJson(readFile(manifest) ?? '');
  return (
    typeof json === 'object' &&
    json !== null &&
    ['dependencies', 'devDependencies', 'peerDependencies', 'workspaces'].some((field) => field in json)
  );
}

/** Resolves both `require` and `import`, with or without file extensions, as bundlers and test runners do. */
function looseOptions(guide: WrittenOptions): WrittenOptions {
  const options: WrittenOptions = {
    ...guide,
    allowJs: true,
    allowImportingTsExtensions: true,
    module: 'preserve',
    moduleResolution: 'bundler',
    resolvePackageJsonExports: true,
    resolvePackageJsonImports: true,
    resolveJsonModule: true,
    jsx: guide['jsx'] ?? 'preserve',
    target: 'esnext',
    lib: ['esnext', 'dom', 'dom.iterable'],
    types: ['*', ...((guide['types'] ?? []) as readonly string[]).filter((name) => name !== '*')],
  };
  for (const name of ['verbatimModuleSyntax', 'isolatedModules', 'maxNodeModuleJsDepth'])
    delete options[name];
  return options;
}
