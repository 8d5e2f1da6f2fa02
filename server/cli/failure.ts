/** Something the person at the terminal must know and can act on: one line on stderr, exit code 2. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
}

/** The command line itself is wrong. */
export class UsageError extends Failure {
  override readonly name = 'UsageError';
}

export const exitCodes = { clean: 0, findings: 1, failure: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
