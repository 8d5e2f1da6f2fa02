import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { debuglog } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { rules as registry } from '../../rules/registry.ts';
import { compilerPath } from '../compilerPath.ts';
import { BaselineError } from '../session/baseline.ts';
import { GitError } from '../session/git.ts';
import { parseCommand } from './arguments.ts';
import { explain } from './explain.ts';
import { type ExitCode, exitCodes, Failure } from './failure.ts';
import { fix } from './fix/fix.ts';
import { helpText } from './help.ts';
import { listRules } from './listRules.ts';
import { Output } from './output.ts';
import { scan } from './scan.ts';
import type { Surroundings } from './session.ts';

/** Shown with NODE_DEBUG=code-coach: where an unexpected failure came from. */
const debug = debuglog('code-coach');

const bundleFolder = dirname(fileURLToPath(import.meta.url));
const output = new Output(process.stdout, process.stderr);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for the report.
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort();
    if (output.isInteractive) output.say('Stopping at the next file; once more stops at once.');
  });
}
const exitCode = await run(process.argv.slice(2));
await output.drain();
// Explicitly, since a worker that could not be ended must not keep the terminal waiting.
process.exit(exitCode);

async function run(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await execute(argv);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    debug('%s', error.stack);
    const isExpected = [Failure, GitError, BaselineError].some((kind) => error instanceof kind);
    if (interruption.signal.aborted) output.say('Interrupted before there was anything to report.');
    else
      output.say(isExpected ? error.message : `Failed: ${error.message} (NODE_DEBUG=code-coach shows where)`);
    return exitCodes.failure;
  }
}

async function execute(argv: readonly string[]): Promise<ExitCode> {
  const rules = registry.map(({ meta }) => meta);
  const command = parseCommand(
    argv,
    rules.map(({ id }) => id),
  );
  const surroundings: Surroundings = {
    installation: {
      version: packageJson.version,
      compiler: () => compilerPath(bundleFolder),
      worker: join(bundleFolder, 'worker.js'),
    },
    output,
    cwd: process.cwd(),
    signal: interruption.signal,
  };
  switch (command.name) {
    case 'scan':
      return scan(command, rules, surroundings);
    case 'fix':
      return fix(command, surroundings);
    case 'explain': {
      const rule = rules.find(({ id }) => id === command.rule);
      if (rule === undefined) throw new Failure(`There is no rule ${command.rule}.`);
      await explain(rule, output);
      return exitCodes.clean;
    }
    case 'rules':
      await listRules(rules, command.format, output);
      return exitCodes.clean;
    case 'version':
      await output.print(`${packageJson.version}\n`);
      return exitCodes.clean;
    case 'help':
      await output.print(helpText(command.topic));
      return exitCodes.clean;
  }
}
