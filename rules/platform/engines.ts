import semver from 'semver';
import type { PackageInfo } from '../engine/rule.ts';
import type { EngineVersions } from './replacements.ts';

/** Where a file runs, as far as its own text tells. */
export interface RunsIn {
  readonly importsNode: boolean;
  readonly usesDom: boolean;
}

/** Whether everything that a file has to run on has a built-in; `missing` is a clause that says why that is open. */
export type Support =
  | { readonly kind: 'yes'; readonly why: string }
  | { readonly kind: 'no' }
  | { readonly kind: 'unknown'; readonly missing: string };

/**
 * Decides from what the package declares, never from the machine at hand.
 * @param builtIn null for what needs no more than the code that it stands in for.
 */
export function supportOf(
  builtIn: EngineVersions | null,
  isNodeOnly: boolean,
  info: PackageInfo,
  file: RunsIn,
): Support {
  if (builtIn === null) return { kind: 'yes', why: 'wherever the package itself runs' };
  if (!isBrowserFile(isNodeOnly, info, file)) return nodeSupport(builtIn, info);
  const browsers = browserSupport(builtIn, info);
  if (browsers.kind !== 'yes' || info.nodeRange === null) return browsers;
  const node = nodeSupport(builtIn, info);
  return node.kind === 'yes' ? browsers : node;
}

/** Whether a file runs in browsers; one that imports Node's modules, or a package that does, does not. */
export function isBrowserFile(isNodeOnly: boolean, info: PackageInfo, file: RunsIn): boolean {
  return !isNodeOnly && !file.importsNode && (isBrowserPackage(info) || file.usesDom);
}

/** Whether the package is one whose code ends up in browsers. */
function isBrowserPackage(info: PackageInfo): boolean {
  if (info.browserslist !== null || info.hasBrowserEntry) return true;
  const names = [info.dependencies, info.devDependencies, info.peerDependencies].flatMap(Object.keys);
  if (names.some((name) => frameworks.has(name))) return true;
  return Object.values(info.scripts).some((command) => bundlesPages.test(command));
}

/** Commands that serve or bundle pages; a bundler that libraries for Node use as well counts only where it serves. */
const bundlesPages =
  /(?:^|[\s&|;])(?:astro|browserify|gatsby|ng|next|nuxt|parcel|react-scripts|rsbuild|snowpack|vite|vue-cli-service|webpack-dev-server|webpack serve)(?:\s|$)/;

/** Packages that are only there for code that runs in a browser, or in an engine that is not Node. */
const frameworks: ReadonlySet<string> = new Set([
  '@angular/core',
  '@remix-run/react',
  '@sveltejs/kit',
  'alpinejs',
  'backbone',
  'ember-source',
  'gatsby',
  'jquery',
  'lit',
  'next',
  'nuxt',
  'preact',
  'react',
  'react-dom',
  'react-native',
  'solid-js',
  'svelte',
  'vue',
]);

function nodeSupport(builtIn: EngineVersions, { nodeRange }: PackageInfo): Support {
  const needed = builtIn['nodejs'] === undefined ? null : semver.coerce(builtIn['nodejs']);
  if (needed === null) return { kind: 'no' };
  const lowest = nodeRange === null || !semver.validRange(nodeRange) ? null : semver.minVersion(nodeRange);
  if (lowest === null) return { kind: 'unknown', missing: 'package.json has no `engines.node`' };
  if (semver.lt(lowest, needed)) return { kind: 'no' };
  return {
    kind: 'yes',
    why: `since Node ${shortVersion(needed)}, and this package runs on Node \`${nodeRange}\``,
  };
}

function shortVersion({ major, minor, patch }: semver.SemVer): string {
  if (patch > 0) return `${major}.${minor}.${patch}`;
  return minor > 0 ? `${major}.${minor}` : `${major}`;
}

const browsers = ['chrome', 'firefox', 'safari'] as const;

/**
 * Versions that every query without a version of its own ("last 2 versions", "> 0.5%", "defaults") has long left
 * behind: the middle of 2020. A built-in that is younger counts as unknown for such a query.
 */
const leftBehind: EngineVersions = { chrome: '84', firefox: '78', safari: '13.1' };

/** Queries that name their browsers by age, share or features: "last 2 versions", "> 0.5%", "defaults". */
const withoutVersions =
  /^(?:[<>]|(?:last|since|cover|supports|fully|baseline|maintained|unreleased)\s|defaults$|firefox esr$)/i;

function browserSupport(builtIn: EngineVersions, { browserslist }: PackageInfo): Support {
  if (browsers.some((browser) => builtIn[browser] === undefined)) return { kind: 'no' };
  const unknown: Support = { kind: 'unknown', missing: 'package.json has no `browserslist` that says it' };
  if (browserslist === null || browserslist.length === 0) return unknown;
  const queries = browserslist.flatMap((each) => each.split(/\s*,\s*|\s+or\s+/i)).map((each) => each.trim());
  for (const query of queries) {
    if (/^not\s/i.test(query) || query === '') continue;
    const named = withoutVersions.test(query) ? null : /^(\w+)\s*(?:>=?|=)?\s*(\d[\d.]*)/.exec(query);
    if (named === null) {
      if (!withoutVersions.test(query)) return unknown;
      const isYoung = browsers.some((each) => isOlder(leftBehind[each], builtIn[each]));
      if (isYoung) return { kind: 'unknown', missing: `\`${query}\` in \`browserslist\` names no versions` };
      continue;
    }
    const engine = aliases.get((named[1] as string).toLowerCase());
    if (engine === undefined) return unknown;
    if (builtIn[engine] === undefined || isOlder(named[2], builtIn[engine])) return { kind: 'no' };
  }
  return { kind: 'yes', why: `in every browser that \`browserslist\` names` };
}

/** Names of engines in queries of browserslist, and in the data. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['chrome', 'chrome'],
  ['edge', 'edge'],
  ['firefox', 'firefox'],
  ['ff', 'firefox'],
  ['safari', 'safari'],
  ['ios', 'safari_ios'],
  ['ios_saf', 'safari_ios'],
  ['node', 'nodejs'],
  ['ie', 'ie'],
  ['explorer', 'ie'],
  ['opera', 'opera'],
  ['samsung', 'samsunginternet_android'],
]);

function isOlder(version: string | undefined, than: string | undefined): boolean {
  const [a, b] = [semver.coerce(version), semver.coerce(than)];
  return a === null || b === null || semver.lt(a, b);
}
