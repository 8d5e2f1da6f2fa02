import { basename, dirname } from 'node:path/posix';
import { type ConfigFile, readConfigFile } from './configFile.ts';
import { isWithin } from './paths.ts';
import type { ConfigProblem, ParsedConfig, PlanInput } from './types.ts';

/** A configuration of the workspace that is about files of it. */
export interface Candidate {
  readonly config: string;
  readonly dir: string;
  readonly parsed: ParsedConfig;
  readonly references: readonly string[];
  /** Among the candidates of one folder, which comes first as the home of a file. */
  readonly rank: number;
}

export interface Discovery {
  /** In an order that depends on nothing but the paths. */
  readonly candidates: readonly Candidate[];
  readonly problems: readonly ConfigProblem[];
}

/** Reads all configurations, follows references to those of any name, and names each fault once. */
export function discoverConfigs(input: PlanInput): Discovery {
  const read = readAll(input);
  const problems = [...read.values()].flatMap((file) => file.problems);
  problems.push(...cycles(read));
  // What an installed package ships is not the user's to mend, and the compiler makes of it what it can.
  const ours = (): ConfigProblem[] => problems.filter(({ file }) => !file.includes('/node_modules/'));
  const bases = new Set([...read.values()].flatMap((file) => file.extended));
  const inWorkspace = [...read.keys()].filter((config) => isOwnConfig(config, input.folders)).sort();
  const referenced = referenceOrder(inWorkspace, read);
  const candidates: Candidate[] = [];
  const refused = new Set<string>();
  for (const config of inWorkspace) {
    const file = read.get(config);
    if (file === undefined) continue;
    const rank = rankOf(config, referenced);
    // A configuration that others extend and that names no files of its own is no project, whatever it would include.
    if (rank === unreferenced && bases.has(config) && !file.namesFiles) continue;
    const parsed = parse(config, file, input, problems);
    if (parsed === undefined) refused.add(config);
    else candidates.push({ config, dir: dirname(config), parsed, references: file.references, rank });
  }
  const isSound = (config: string): boolean =>
    !reaches(config, read, (each) => refused.has(each) || !read.has(each));
  return {
    candidates: candidates.map((each) => ({ ...each, references: each.references.filter(isSound) })),
    problems: unique(ours()),
  };
}

/** The rank of a configuration that editors would not find: neither named by convention nor referenced. */
export const unreferenced = Number.MAX_SAFE_INTEGER;

/** The nearest configuration above the file, `tsconfig.json` before others of its folder; then any of them. */
export function nearestHome(file: string, candidates: readonly Candidate[]): Candidate | undefined {
  const depthOf = ({ dir }: Candidate): number => (isWithin(file, dir) ? dir.length : -1);
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    const nearer = best === undefined ? 1 : depthOf(candidate) - depthOf(best);
    if (best === undefined || nearer > 0 || (nearer === 0 && candidate.rank < best.rank)) best = candidate;
  }
  return best;
}

/** Everything reachable from the listed configurations through `references` and `extends`. */
function readAll(input: PlanInput): Map<string, ConfigFile> {
  const read = new Map<string, ConfigFile>();
  const waiting = [...input.configs].sort();
  for (let config = waiting.shift(); config !== undefined; config = waiting.shift()) {
    if (read.has(config)) continue;
    const file = readConfigFile(config, input.readFile);
    read.set(config, file);
    waiting.push(...file.extended, ...file.references.filter((path) => input.readFile(path) !== undefined));
  }
  return read;
}

function isOwnConfig(config: string, folders: readonly string[]): boolean {
  return !config.includes('/node_modules/') && folders.some((folder) => isWithin(config, folder));
}

/** Where each configuration stands among the references to it; what nobody references is not in the map. */
function referenceOrder(
  configs: readonly string[],
  read: ReadonlyMap<string, ConfigFile>,
): Map<string, number> {
  const order = new Map<string, number>();
  for (const config of configs) {
    for (const reference of read.get(config)?.references ?? []) {
      if (!order.has(reference)) order.set(reference, order.size + 2);
    }
  }
  return order;
}

function rankOf(config: string, referenced: ReadonlyMap<string, number>): number {
  if (basename(config) === 'tsconfig.json') return 0;
  if (basename(config) === 'jsconfig.json') return 1;
  return referenced.get(config) ?? unreferenced;
}

function parse(
  config: string,
  file: ConfigFile,
  input: PlanInput,
  problems: ConfigProblem[],
): ParsedConfig | undefined {
  try {
    return input.parse(config);
  } catch (thrown) {
    // A file that cannot be read was named when its text was asked for.
    if (file.problems.length > 0) return undefined;
    // The compiler appends where in itself it gave up, which tells a reader nothing.
    const [reason] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
    problems.push({
      file: config,
      message: `Says nothing about any file: the compiler refuses it (${reason}).`,
      line: null,
    });
    return undefined;
  }
}

/** Whether a configuration or one that it references, however far, is such a one: opening it opens them all. */
function reaches(
  start: string,
  read: ReadonlyMap<string, ConfigFile>,
  isSuch: (config: string) => boolean,
): boolean {
  const seen = new Set<string>();
  const follow = (config: string): boolean => {
    if (isSuch(config)) return true;
    if (seen.has(config)) return false;
    seen.add(config);
    return (read.get(config)?.references ?? []).some(follow);
  };
  return follow(start);
}

/** One problem per circle of `extends`, at the member that comes first by path. */
function cycles(read: ReadonlyMap<string, ConfigFile>): ConfigProblem[] {
  const found = new Map<string, ConfigProblem>();
  for (const start of read.keys()) {
    const circle = circleFrom(start, read);
    const [first] = [...(circle ?? [])].sort();
    if (circle === undefined || first === undefined) continue;
    const names = [...circle, circle[0]].map((path) => basename(path ?? '')).join(' → ');
    if (!found.has(first)) {
      found.set(first, { file: first, message: `Extends itself (${names}); the circle is cut.`, line: null });
    }
  }
  return [...found.values()];
}

function circleFrom(start: string, read: ReadonlyMap<string, ConfigFile>): string[] | undefined {
  const seen = new Set<string>();
  const follow = (config: string, path: readonly string[]): string[] | undefined => {
    if (config === start && path.length > 0) return [...path];
    if (seen.has(config)) return undefined;
    seen.add(config);
    for (const next of read.get(config)?.extended ?? []) {
      const circle = follow(next, [...path, config]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  return follow(start, []);
}

function unique(problems: readonly ConfigProblem[]): ConfigProblem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText.values()];
}
