import { commands, type ExtensionContext, workspace } from 'vscode';
import { commands as commandIds, type SuppressArguments } from '../server/protocol.ts';
import type { CodeCoachApi } from './api/api.ts';
import { createApi } from './api/create.ts';
import { writeBaseline } from './baseline.ts';
import { explain } from './explain/explain.ts';
import { findingsView } from './findings/view.ts';
import { reportCommands } from './report.ts';
import { reportProblem } from './reportProblem.ts';
import { scanWorkspace } from './scan.ts';
import { CoachServer } from './server.ts';
import { suppress, turnOff } from './silence.ts';
import { StatusItem } from './status.ts';
import { scanTasks } from './tasks.ts';
import { languageModelTools } from './tools/tools.ts';

let server: CoachServer | undefined;

/** Called by VS Code once, for the first file or command that concerns Code Coach. What it returns is for other extensions. */
export async function activate(context: ExtensionContext): Promise<CodeCoachApi> {
  const status = new StatusItem();
  const coach = new CoachServer(context.asAbsolutePath('dist/server.js'), status);
  server = coach;
  context.subscriptions.push(
    status,
    coach,
    findingsView(coach),
    reportCommands(coach, context.workspaceState),
    commands.registerCommand(commandIds.scanWorkspace, () => scanWorkspace(coach)),
    commands.registerCommand(commandIds.clearScan, () => coach.clearScan()),
    commands.registerCommand(commandIds.restartServer, () => coach.restart()),
    commands.registerCommand(commandIds.showOutput, () => coach.showOutput()),
    commands.registerCommand(commandIds.reportProblem, () => reportProblem(context)),
    scanTasks(context.asAbsolutePath('dist/cli.js')),
    commands.registerCommand(commandIds.explain, (argument?: unknown) => explain(coach, argument)),
    commands.registerCommand(commandIds.updateBaseline, () => writeBaseline(coach, false)),
    commands.registerCommand(commandIds.pruneBaseline, () => writeBaseline(coach, true)),
    commands.registerCommand(commandIds.suppress, (argument: SuppressArguments) => suppress(coach, argument)),
    commands.registerCommand(commandIds.turnOff, turnOff),
    // The server reads more from now on, so it begins anew.
    workspace.onDidGrantWorkspaceTrust(() => coach.restart()),
    ...languageModelTools(coach),
  );
  const api = createApi(coach, context.subscriptions);
  await coach.start();
  return api;
}

/** Resolves when the server has shut down in an orderly way, so that no compiler outlives the window. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
