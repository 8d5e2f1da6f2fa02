export interface ServedVscode {
  readonly port: number;
  /** Rejects when the server ends by itself. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** Added to the user settings of an empty profile. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Absolute path of a packaged extension to install first. */
  readonly vsix?: string;
  /** Lets it run a suite, and silences its notifications. */
  readonly testDriver?: boolean;
  readonly restricted?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

export function serveVscode(options?: ServeOptions): Promise<ServedVscode>;

export function workbenchUrl(
  port: number,
  path: string,
  payload?: readonly (readonly [string, string])[],
): string;
