import type { ExportedFacts } from './analyzer.ts';
import type { CacheOptions } from './cache/analysis-cache.ts';
import type {
  BaselineRequest,
  BaselineUpdate,
  Change,
  CheckedFix,
  ExplainRequest,
  Explanation,
  FileReport,
  FixAllRequest,
  FixAllResult,
  FixRequest,
  ScanReport,
  SessionEvent,
  SessionOptions,
  Suppressing,
  SuppressRequest,
} from './session.ts';

/** What the facade may ask of a worker: name, argument, answer. */
export interface WorkerCalls {
  changes: { argument: readonly Change[]; answer: null };
  findings: { argument: string; answer: FileReport };
  scan: { argument: { readonly paths: readonly string[] | null }; answer: ScanReport };
  fix: { argument: FixRequest; answer: CheckedFix };
  fixes: { argument: readonly FixRequest[]; answer: readonly CheckedFix[] };
  explain: { argument: ExplainRequest; answer: Explanation | null };
  fixAll: { argument: FixAllRequest; answer: FixAllResult };
  suppress: { argument: SuppressRequest; answer: Suppressing };
  baseline: { argument: BaselineRequest; answer: readonly BaselineUpdate[] };
  exportFacts: { argument: null; answer: ExportedFacts };
  importFacts: { argument: ExportedFacts; answer: null };
}

export type CallName = keyof WorkerCalls;

export type ToWorker =
  | {
      [Name in CallName]: {
        readonly call: Name;
        readonly id: number;
        readonly argument: WorkerCalls[Name]['argument'];
      };
    }[CallName]
  | { readonly cancel: number };

export type FromWorker =
  | { readonly answer: number; readonly value: unknown }
  | { readonly failure: number; readonly name: string; readonly message: string; readonly stack: string }
  | { readonly progress: number; readonly done: number; readonly total: number }
  | { readonly event: SessionEvent }
  /** The compiler's process, so that the facade can end it while the worker is blocked in a request. */
  | { readonly compiler: number };

export interface WorkerOptions
  extends Pick<SessionOptions, 'folders' | 'configFile' | 'settings' | 'compiler' | 'restricted'> {
  /** Whether this worker is asked for fixes. */
  readonly checksFixes: boolean;
  readonly cache?: CacheOptions | undefined;
}
