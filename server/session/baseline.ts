import { readFileSync } from 'node:fs';
import { contentOf } from '../../rules/engine/fingerprint.ts';
import type { Finding } from './session.ts';
import { isFileError } from './texts.ts';

export const baselineFileName = 'code-coach-baseline.json';

/** One accepted finding. The fingerprint identifies it, so it survives moved lines; the file is for the reader. */
export interface BaselineEntry {
  /** Relative to the root of the scan, forward slashes. */
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
}

export interface BaselineResult {
  /** Findings that the baseline does not know. */
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** Entries that no finding answers to any more. */
  readonly gone: readonly BaselineEntry[];
}

/** A baseline that cannot be used; the message says what is wrong and what to do. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/**
 * Reads a baseline; undefined where there is no such file.
 * @throws BaselineError where it cannot be read or is no baseline, since taking it for empty would fail a build.
 */
export function readBaseline(file: string): BaselineEntry[] | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
    if (thrown.code === 'ENOENT') return undefined;
    throw new BaselineError(`The baseline ${file} cannot be read (${thrown.code}).`);
  }
  const entries = parse(text);
  if (entries === undefined) {
    throw new BaselineError(
      `${file} is not a baseline of version 1. Delete it and make it again with --update-baseline.`,
    );
  }
  return entries;
}

/**
 * Parts findings into known and fresh. Fingerprints are unique within a scan, so every entry answers for one.
 * @param exists whether the file of an entry is still there: one that is not was renamed where its finding turns up elsewhere.
 */
export function compareWithBaseline(
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  exists: (file: string) => boolean,
): BaselineResult {
  const byIdentity = new Map(entries.map((entry) => [identityOf(entry), entry]));
  const left = new Set(findings.filter((finding) => !byIdentity.delete(identityOf(finding))));
  const renamed = new Map<string, string[]>();
  for (const [key, entry] of byIdentity) {
    if (exists(entry.file)) continue;
    const keys = renamed.get(contentKeyOf(entry));
    if (keys === undefined) renamed.set(contentKeyOf(entry), [key]);
    else keys.push(key);
  }
  for (const finding of left) {
    const key = renamed.get(contentKeyOf(finding))?.pop();
    if (key === undefined) continue;
    byIdentity.delete(key);
    left.delete(finding);
  }
  return {
    fresh: [...left],
    known: findings.filter((finding) => !left.has(finding)),
    gone: [...byIdentity.values()],
  };
}

/** Equal for a finding and the entry that accepts it. */
export function identityOf({ rule, fingerprint }: Identified): string {
  return `${rule} ${fingerprint}`;
}

/** As `identityOf`, also when the file was renamed. */
export function contentKeyOf({ rule, fingerprint }: Identified): string {
  return `${rule} ${contentOf(fingerprint)}`;
}

type Identified = Pick<BaselineEntry, 'rule' | 'fingerprint'>;

/** The text of a baseline: sorted, and one finding a line, so that a change of it reads well in a review. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const unique = new Map(
    entries.map(({ file, rule, fingerprint }) => [
      JSON.stringify([file, rule, fingerprint]),
      { file, rule, fingerprint },
    ]),
  );
  const lines = [...unique]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => `    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

function parse(text: string): BaselineEntry[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.findings)) return undefined;
  const entries: unknown[] = value.findings;
  return entries.every(isEntry) ? entries : undefined;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value)) return false;
  return [value.file, value.rule, value.fingerprint].every((part) => typeof part === 'string');
}

type Unchecked = Partial<Record<'version' | 'findings' | keyof BaselineEntry, unknown>>;

function isRecord(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
