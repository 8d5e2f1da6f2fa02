import { basename, join } from 'node:path/posix';
import { type Candidate, discoverConfigs, nearestHome } from './discover.ts';
import { inferredPlans, isolatedPlans } from './inferred.ts';
import { translateOptions } from './options.ts';
import type { PlanInput, ProjectPlan, ProjectPlans } from './types.ts';
import { typescriptMajor } from './version.ts';
import { viewsOf } from './views.ts';

export type { ConfigProblem, ParsedConfig, PlanInput, ProjectPlan, ProjectPlans } from './types.ts';

/**
 * Decides which compiler projects are opened and what each of them says, so that every file of the workspace is
 * analysed in exactly one. Opens nothing; equal inputs give equal plans, in equal order.
 */
export function planProjects(input: PlanInput): ProjectPlans {
  if (input.isolated === true) {
    const plans = isolatedPlans(input);
    return { plans, problems: [], ...indexOf(plans) };
  }
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
    const owner = nearestHome(file, namedBy.get(file) ?? []);
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
