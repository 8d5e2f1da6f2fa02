import {
  type Disposable,
  ProcessExecution,
  Task,
  TaskGroup,
  type TaskProvider,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { diagnosticSource } from '../server/protocol.ts';

const type = 'code-coach';
/** Reads the lines of `--format compact`. */
const problemMatcher = '$code-coach';

/** What `tasks.json` may say of such a task. */
interface CoachTask {
  readonly type: typeof type;
  /** Further arguments of `code-coach scan`. */
  readonly args?: readonly string[];
}

/**
 * Offers the scan as a task: the one of the terminal, whose findings land in the Problems panel.
 * @param cli absolute path of the terminal's script, which the extension brings along.
 */
export function scanTasks(cli: string): Disposable {
  const provider: TaskProvider = {
    provideTasks: () => (workspace.workspaceFolders ?? []).map((folder) => scanTask(cli, { type }, folder)),
    resolveTask: ({ definition, scope }) =>
      scanTask(cli, definition as unknown as CoachTask, isFolder(scope) ? scope : undefined),
  };
  return tasks.registerTaskProvider(type, provider);
}

function scanTask(cli: string, definition: CoachTask, folder: WorkspaceFolder | undefined): Task {
  const args = [cli, 'scan', '--format', 'compact', ...(definition.args ?? [])];
  const execution = new ProcessExecution(process.execPath, args, {
    ...(folder !== undefined && { cwd: folder.uri.fsPath }),
    // VS Code's own Node runs it, so that none has to be installed.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new Task(
    { ...definition },
    folder ?? TaskScope.Workspace,
    'scan',
    diagnosticSource,
    execution,
    problemMatcher,
  );
  task.group = TaskGroup.Test;
  task.detail = 'Scan with Code Coach, as in the terminal and in CI';
  return task;
}

function isFolder(scope: WorkspaceFolder | TaskScope | undefined): scope is WorkspaceFolder {
  return typeof scope === 'object';
}
