import { commands, type ExtensionContext } from 'vscode';
import { commands as commandIds, type SuppressArguments } from '../server/protocol.ts';
import { scanWorkspace } from './scan.ts';
import { CoachServer } from './server.ts';
import { suppress, turnOff } from './silence.ts';
import { StatusItem } from './status.ts';

let server: CoachServer | undefined;

/** Called by VS Code once, for the first file or command that concerns Code Coach. */
export async function activate(context: ExtensionContext): Promise<void> {
  const status = new StatusItem();
  const coach = new CoachServer(context.asAbsolutePath('dist/server.js'), status);
  server = coach;
  context.subscriptions.push(
    status,
    coach,
    commands.registerCommand(commandIds.scanWorkspace, () => scanWorkspace(coach)),
    commands.registerCommand(commandIds.clearScan, () => coach.clearScan()),
    commands.registerCommand(commandIds.restartServer, () => coach.restart()),
    commands.registerCommand(commandIds.showOutput, () => coach.showOutput()),
    commands.registerCommand(commandIds.suppress, (argument: SuppressArguments) => suppress(coach, argument)),
    commands.registerCommand(commandIds.turnOff, turnOff),
  );
  await coach.start();
}

/** Resolves when the server has shut down in an orderly way, so that no compiler outlives the window. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
