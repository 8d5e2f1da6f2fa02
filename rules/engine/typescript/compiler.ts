import { API, type FileSystem, type Project, type Snapshot } from '../typescript.ts';
import { inOwnProcessGroup } from './process-group.ts';

/** A configuration that stands nowhere on disk; its folder is real, so that relative paths mean what they say. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

export interface FileChange {
  readonly kind: 'created' | 'changed' | 'deleted';
  readonly file: string;
}

export interface UpdateRequest {
  readonly open?: readonly ConfigText[];
  readonly close?: readonly string[];
  /** 'everything' makes the compiler look at all of the disk again. */
  readonly changes?: readonly FileChange[] | 'everything';
}

/**
 * One compiler process and its current snapshot. Snapshots are owned here and nowhere else: an update
 * disposes the one before, so nothing may keep a `Type` or `Node` across `update`.
 */
export class Compiler {
  readonly #api: API;
  /** Texts that win over the disk: virtual configurations, open documents, candidate fixes. */
  readonly #overlay = new Map<string, string>();
  #snapshot: Snapshot | undefined;
  #requests = 0;

  /**
   * @param cwd any existing folder; the compiler resolves nothing against it that we pass as absolute.
   * @param candidates whether fixes are checked here, which may create files. Only then is the compiler told of files that
   * stand nowhere on disk: every look for a module would cost a question more, a third of the time to open a project.
   */
  constructor(binary: string, cwd: string, candidates: boolean) {
    const fs: FileSystem = { readFile: (file) => this.#overlay.get(file) };
    if (candidates) fs.fileExists = (file) => (this.#overlay.has(file) ? true : undefined);
    this.#api = inOwnProcessGroup(() => new API({ tsserverPath: binary, cwd, fs }));
    countRequests(this.#api, () => {
      this.#requests += 1;
    });
  }

  /** Process id, so that another thread can end the compiler while this one is blocked in a request. */
  get pid(): number | undefined {
    return (this.#api as unknown as { client: { channel: { child: { pid?: number } } } }).client.channel.child
      .pid;
  }

  /** Requests sent so far: the measure of work that tests assert. */
  get requests(): number {
    return this.#requests;
  }

  /** Options as raw numbers and absolute file names, `extends` resolved; also for options this compiler dropped. */
  parseConfig(path: string): { options: Record<string, unknown>; fileNames: string[] } {
    return this.#api.parseConfigFile(path);
  }

  overlay(file: string): string | undefined {
    return this.#overlay.get(file);
  }

  /** Puts a text before the disk's, or with null takes it away again; visible after the next `update`. */
  setOverlay(file: string, text: string | null): void {
    if (text === null) this.#overlay.delete(file);
    else this.#overlay.set(file, text);
  }

  /** Opens configurations beside those that are open, closes others, and takes in changed files. */
  update(request: UpdateRequest): void {
    const previous = this.#snapshot;
    this.#snapshot = this.#next(request);
    previous?.dispose();
  }

  project(config: string): Project | undefined {
    return this.#snapshot?.getProject(config);
  }

  /**
   * Runs `look` on a snapshot in which the given texts stand in place of the current ones, then withdraws them.
   * During `look`, `project` still answers from the snapshot before; the candidate's projects come as argument.
   */
  withCandidate<T>(
    texts: ReadonlyMap<string, string>,
    look: (project: (config: string) => Project | undefined) => T,
  ): T {
    const before = new Map([...texts.keys()].map((file) => [file, this.#overlay.get(file)]));
    const changes: FileChange[] = [...texts.keys()].map((file) => ({
      kind: before.get(file) === undefined && !this.#knows(file) ? 'created' : 'changed',
      file,
    }));
    for (const [file, text] of texts) this.#overlay.set(file, text);
    const candidate = this.#next({ changes });
    try {
      return look((config) => candidate.getProject(config));
    } finally {
      for (const [file, text] of before) this.setOverlay(file, text ?? null);
      const restored = this.#next({
        changes: changes.map(({ kind, file }) => ({ kind: kind === 'created' ? 'deleted' : kind, file })),
      });
      candidate.dispose();
      this.#snapshot?.dispose();
      this.#snapshot = restored;
    }
  }

  /** @throws if the process does not answer. */
  ping(): void {
    (this.#api as unknown as { client: { echo(text: string): string } }).client.echo('ping');
  }

  close(): void {
    this.#api.close();
  }

  #next(request: UpdateRequest): Snapshot {
    for (const config of request.open ?? []) this.#overlay.set(config.path, config.text);
    return this.#api.updateSnapshot({
      openProjects: (request.open ?? []).map((config) => config.path),
      closeProjects: [...(request.close ?? [])],
      fileChanges: request.changes === 'everything' ? { invalidateAll: true } : byKind(request.changes ?? []),
    });
  }

  #knows(file: string): boolean {
    return (this.#snapshot?.getProjects() ?? []).some(
      (project) => project.program.getSourceFile(file) !== undefined,
    );
  }
}

function byKind(changes: readonly FileChange[]): Record<'created' | 'changed' | 'deleted', string[]> {
  const lists = { created: [] as string[], changed: [] as string[], deleted: [] as string[] };
  for (const { kind, file } of changes) lists[kind].push(file);
  return lists;
}

function countRequests(api: API, count: () => void): void {
  const client = (api as unknown as { client: Record<string, (...args: unknown[]) => unknown> }).client;
  for (const name of ['apiRequest', 'apiRequestBinary']) {
    const send = client[name];
    if (!send)
      throw new Error(`The compiler's client has no ${name}: this version of its API is not the pinned one.`);
    client[name] = (...args) => {
      count();
      return send.apply(client, args);
    };
  }
}
