import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RuleId } from '../../../rules/engine/finding.ts';
import { isRecord } from '../../../rules/engine/record.ts';
import type { Fact } from '../../../rules/engine/rule.ts';
import { replaceFile } from '../replace-file.ts';
import { isFileError } from '../texts.ts';

/** What was found in one file, without what only lives in a snapshot. */
export interface CachedFile {
  /** Hash of the text that was analysed. */
  readonly hash: string;
  readonly imports: readonly string[];
  /** What it declares is seen without an import. */
  readonly isGlobal: boolean;
  readonly unresolved: readonly string[];
  readonly findings: readonly CachedFinding[];
  readonly facts: Readonly<Partial<Record<RuleId, readonly Fact[]>>>;
}

/** A draft whose fixes are title and kind alone. */
export interface CachedFinding {
  readonly rule: RuleId;
  readonly draft: Readonly<Record<string, unknown>>;
}

export interface CacheContent {
  /** Of the product, its compiler and everything else that is the same for all files; another one makes all of it void. */
  readonly environment: string;
  /** Per file and folder beyond the analysed files what the results rest on there. */
  readonly surroundings: Readonly<Record<string, string>>;
  /** Per configuration the files of its program that are not analysed. */
  readonly programs: Readonly<Record<string, readonly string[]>>;
  readonly files: Readonly<Record<string, CachedFile>>;
}

/** The content of a cache; undefined where there is none, or where it is not one of ours. */
export function readCache(file: string): CacheContent | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isContent(content) ? content : undefined;
  } catch (thrown) {
    if (isFileError(thrown) || thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/**
 * @returns why it could not be written; the work goes on without.
 */
export function writeCache(file: string, content: CacheContent): string | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, JSON.stringify(content), 0o600);
    return undefined;
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
    return `The cache ${file} cannot be written (${thrown.code}), so the next scan begins anew.`;
  }
}

function isContent(value: unknown): value is CacheContent {
  if (!isRecord(value)) return false;
  const { environment, surroundings, programs, files } = value;
  return (
    typeof environment === 'string' &&
    isRecord(surroundings) &&
    isRecord(programs) &&
    isRecord(files) &&
    Object.values(files).every(isCachedFile)
  );
}

function isCachedFile(value: unknown): value is CachedFile {
  if (!isRecord(value)) return false;
  const { hash, imports, isGlobal, unresolved, findings, facts } = value;
  return (
    typeof hash === 'string' &&
    typeof isGlobal === 'boolean' &&
    [imports, unresolved, findings].every(Array.isArray) &&
    isRecord(facts)
  );
}
