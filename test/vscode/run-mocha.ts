import Mocha from 'mocha';
import { LineReporter } from './report.ts';

/** Each test waits for events; one that waits longer than this has failed. */
const timeout = 120_000;

/**
 * Runs the tests that `load` defines, or those that match `CODE_COACH_GREP`, one after the other.
 * Resolves with the number of failures.
 */
export async function runMocha(load: () => Promise<unknown>): Promise<number> {
  const grep = process.env['CODE_COACH_GREP'];
  const mocha = new Mocha({ ui: 'tdd', timeout, reporter: LineReporter, ...(grep && { grep }) });
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await load();
  return await new Promise((resolve) => {
    mocha.run(resolve);
  });
}
