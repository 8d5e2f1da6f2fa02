import { writeFileSync } from 'node:fs';
import { type Runner, reporters, type Test } from 'mocha';

/** Starts every line that is the suite's own; the launcher shows these and keeps VS Code's own talk to itself. */
const mark = '[test] ';

/**
 * A reporter for mocha that works where there is no terminal: one line per test as soon as it has ended.
 * Its counts go to the file that `CODE_COACH_RESULTS` names, for the script that runs several suites.
 */
export class LineReporter extends reporters.Base {
  constructor(runner: Runner) {
    super(runner);
    const counts = { passed: 0, failed: 0 };
    runner.on('pass', (test: Test) => {
      counts.passed += 1;
      say(`✔ ${titleOf(test)} (${test.duration} ms)`);
    });
    runner.on('fail', (test: Test, error: unknown) => {
      counts.failed += 1;
      say(`✖ ${titleOf(test)}\n${explain(error)}`);
    });
    runner.once('end', () => {
      const file = process.env['CODE_COACH_RESULTS'];
      if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
    });
  }
}

function titleOf(test: Test): string {
  return test.titlePath().join(': ');
}

function say(text: string): void {
  // biome-ignore lint/suspicious/noConsole: VS Code carries the console of its extension host to the outside.
  console.log(`${mark}${text}`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  const values =
    expected === undefined
      ? ''
      : `\nexpected: ${JSON.stringify(expected)}\nactual:   ${JSON.stringify(actual)}`;
  return `${error.stack ?? error.message}${values}`;
}
