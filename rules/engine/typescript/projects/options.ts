import { absolute } from './paths.ts';

/** Options as a configuration file writes them. */
export type WrittenOptions = Record<string, unknown>;

/**
 * Translates options, as an older TypeScript means them, into ones that mean the same to the compiler in use.
 * `raw` holds the compiler's numbers and absolute paths; `major` is the version that the project is written for.
 */
export function translateOptions(raw: Readonly<Record<string, unknown>>, major: number): WrittenOptions {
  const written: WrittenOptions = {};
  for (const [name, value] of Object.entries(raw)) {
    if (!emitOnly.has(name) && !gone.has(name)) written[name] = value;
  }
  if (typeof raw['jsx'] === 'number') written['jsx'] = jsxNames[raw['jsx']];
  if (typeof raw['moduleDetection'] === 'number') {
    written['moduleDetection'] = detectionNames[raw['moduleDetection']];
  }
  if (Array.isArray(raw['lib'])) written['lib'] = raw['lib'].map((file) => libName(String(file)));
  translateTargetAndModule(raw, major, written);
  const paths = translatePaths(raw);
  if (paths !== undefined) written['paths'] = paths;
  if (major < 6) {
    written['strict'] ??= false;
    written['types'] ??= ['*'];
    written['noUncheckedSideEffectImports'] ??= false;
  }
  return { ...written, noEmit: true, skipLibCheck: true };
}

/** Whether null checks and implicit `any` are in force, which is what rules rely on. */
export function isStrict(written: WrittenOptions): boolean {
  const strict = written['strict'] !== false;
  return ['strictNullChecks', 'noImplicitAny'].every((name) => (written[name] ?? strict) === true);
}

/** The same options with the strictness that rules rely on. */
export function strictOptions(written: WrittenOptions, hasJavaScript: boolean): WrittenOptions {
  return {
    ...written,
    strict: true,
    strictNullChecks: true,
    noImplicitAny: true,
    ...(hasJavaScript ? { allowJs: true, checkJs: true } : {}),
  };
}

/** They decide what is written to disk, and nothing is: some of them only forbid others. */
const emitOnly = new Set([
  ...['composite', 'declaration', 'declarationDir', 'declarationMap', 'emitBOM', 'emitDeclarationOnly'],
  ...['importHelpers', 'incremental', 'inlineSourceMap', 'inlineSources', 'isolatedDeclarations', 'mapRoot'],
  ...[
    'newLine',
    'noEmit',
    'noEmitHelpers',
    'noEmitOnError',
    'outDir',
    'outFile',
    'removeComments',
    'rootDir',
  ],
  ...['sourceMap', 'sourceRoot', 'stripInternal', 'tsBuildInfoFile'],
]);

/** Unknown to the compiler in use, without a bearing on types, or about how the compiler reports. */
const gone = new Set([
  ...['allowSyntheticDefaultImports', 'alwaysStrict', 'baseUrl', 'configFilePath', 'downlevelIteration'],
  ...['esModuleInterop', 'ignoreDeprecations', 'noCheck', 'pathsBasePath', 'plugins', 'traceResolution'],
  ...[
    'assumeChangesOnlyAffectDirectDependencies',
    'disableReferencedProjectLoad',
    'disableSolutionSearching',
  ],
  ...['disableSourceOfProjectReferenceRedirect', 'skipDefaultLibCheck', 'noErrorTruncation'],
]);

const jsxNames: Readonly<Record<number, string>> = {
  1: 'preserve',
  2: 'react-native',
  3: 'react',
  4: 'react-jsx',
  5: 'react-jsxdev',
};

const detectionNames: Readonly<Record<number, string>> = { 1: 'auto', 2: 'legacy', 3: 'force' };

const targetNames: Readonly<Record<number, string>> = {
  2: 'es2015',
  3: 'es2016',
  4: 'es2017',
  5: 'es2018',
  6: 'es2019',
  7: 'es2020',
  8: 'es2021',
  9: 'es2022',
  10: 'es2023',
  11: 'es2024',
  12: 'es2025',
  99: 'esnext',
};

/** AMD, UMD and SystemJS are gone; CommonJS is the one that allows the same syntax. */
const moduleNames: Readonly<Record<number, string>> = {
  1: 'commonjs',
  2: 'commonjs',
  3: 'commonjs',
  4: 'commonjs',
  5: 'es2015',
  6: 'es2020',
  7: 'es2022',
  99: 'esnext',
  100: 'node16',
  101: 'node18',
  102: 'node20',
  199: 'nodenext',
  200: 'preserve',
};

/** What each module kind implies where `target` is absent, from TypeScript 5 on. */
const targetOfModule: Readonly<Record<number, number>> = { 100: 9, 101: 9, 102: 10, 199: 99 };

const es5 = 1;
const classic = 1;
const node10 = 2;

function translateTargetAndModule(
  raw: Readonly<Record<string, unknown>>,
  major: number,
  written: WrittenOptions,
): void {
  const givenModule = numberOf(raw['module']);
  const target =
    numberOf(raw['target']) ?? (major < 6 ? (targetOfModule[givenModule ?? -1] ?? es5) : undefined);
  if (target !== undefined) written['target'] = targetNames[target] ?? 'es2015';
  if (target === es5 && raw['lib'] === undefined && raw['noLib'] !== true) {
    written['lib'] = ['es5', 'dom', 'webworker.importscripts', 'scripthost'];
  }
  const module = givenModule ?? (major < 6 ? ((target ?? es5) >= 2 ? 5 : 1) : undefined);
  if (module !== undefined) written['module'] = moduleNames[module] ?? 'esnext';
  translateResolution(numberOf(raw['moduleResolution']) ?? impliedResolution(module, major), written);
}

function impliedResolution(module: number | undefined, major: number): number | undefined {
  if (module === undefined || module >= 100 || major >= 6) return undefined;
  return module === 1 ? node10 : classic;
}

function translateResolution(resolution: number | undefined, written: WrittenOptions): void {
  if (resolution === undefined) return;
  if (resolution > node10) {
    written['moduleResolution'] = { 3: 'node16', 99: 'nodenext' }[resolution] ?? 'bundler';
    return;
  }
  written['moduleResolution'] = 'bundler';
  written['resolveJsonModule'] ??= false;
  if (resolution === node10) {
    // The older resolution read neither `exports` nor `imports` of a package: deep imports past them are legal.
    written['resolvePackageJsonExports'] ??= false;
    written['resolvePackageJsonImports'] ??= false;
  }
}

/**
 * `baseUrl` as a pattern: it was tried for every name that is not relative and that no pattern of `paths` matches.
 * Where no target exists the compiler goes on to node_modules, as it did.
 */
function translatePaths(raw: Readonly<Record<string, unknown>>): Record<string, string[]> | undefined {
  const baseUrl = typeof raw['baseUrl'] === 'string' ? raw['baseUrl'] : undefined;
  const base = baseUrl ?? (typeof raw['pathsBasePath'] === 'string' ? raw['pathsBasePath'] : '/');
  const given = (raw['paths'] ?? {}) as Readonly<Record<string, readonly string[]>>;
  const paths: Record<string, string[]> = {};
  for (const [pattern, targets] of Object.entries(given)) {
    paths[pattern] = targets.map((target) => absolute(base, target));
  }
  if (baseUrl !== undefined) paths['*'] ??= [absolute(baseUrl, '*')];
  return Object.keys(paths).length === 0 ? undefined : paths;
}

function libName(file: string): string {
  return file.replace(/^.*\blib\./, '').replace(/\.d\.ts$/, '');
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
