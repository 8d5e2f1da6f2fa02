import {
  type Command,
  commands,
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  commands as commandIds,
  documentSelector,
  type Problem,
  type StatusParams,
} from '../server/protocol.ts';

/** Not in the palette: only the status item leads there. */
const showProblems = 'codeCoach.showProblems';

const scan: Command = { command: commandIds.scanWorkspace, title: 'Scan Workspace' };
const trust: Command = { command: 'workbench.trust.manage', title: 'Manage Workspace Trust' };
const output: Command = { command: commandIds.showOutput, title: 'Show Output' };

/** The entry behind `{}` in the status bar: idle, analysing n of m, or what keeps the analysis from its work. */
export class StatusItem {
  private readonly item: LanguageStatusItem;
  private readonly command: Disposable;
  private problems: readonly Problem[] = [];

  constructor() {
    this.item = languages.createLanguageStatusItem('codeCoach.status', documentSelector);
    this.item.name = 'Code Coach';
    this.command = commands.registerCommand(showProblems, () => this.openProblem());
    this.starting();
  }

  starting(): void {
    this.set('Code Coach', 'starting', output, { busy: true });
  }

  stopped(reason: string): void {
    const restart = { command: commandIds.restartServer, title: 'Restart Server' };
    this.set('Code Coach is stopped', reason, restart, { severity: LanguageStatusSeverity.Error });
  }

  show({ state, done, total, problems, postponed }: StatusParams): void {
    this.problems = problems;
    if (state === 'analysing') {
      const detail = total > 0 ? `analysing ${done} of ${total} files` : 'analysing';
      this.set('Code Coach', detail, output, { busy: true });
      return;
    }
    const [first, ...others] = problems;
    if (state === 'idle' || first === undefined) {
      if (workspace.isTrusted) this.set('Code Coach', postponedDetail(postponed), scan, {});
      else this.set('Code Coach', 'restricted to rules that need no types', trust, {});
      return;
    }
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const show = { command: showProblems, title: others.length === 0 ? 'Open File' : 'Show All' };
    this.set('Code Coach', `${first.message}${more}`, show, { severity: LanguageStatusSeverity.Warning });
  }

  dispose(): void {
    this.item.dispose();
    this.command.dispose();
  }

  private set(
    text: string,
    detail: string,
    command: Command,
    look: { readonly busy?: boolean; readonly severity?: LanguageStatusSeverity },
  ): void {
    this.item.text = text;
    this.item.detail = detail;
    this.item.command = command;
    this.item.busy = look.busy ?? false;
    this.item.severity = look.severity ?? LanguageStatusSeverity.Information;
  }

  private async openProblem(): Promise<void> {
    const [first, ...others] = this.problems;
    if (first === undefined) return;
    const chosen = others.length === 0 ? first : await pick(this.problems);
    if (chosen === undefined) return;
    const line = chosen.line ?? 0;
    await window.showTextDocument(Uri.file(chosen.file), { selection: new Range(line, 0, line, 0) });
  }
}

/** What the item says when nothing is the matter. */
function postponedDetail(postponed: StatusParams['postponed']): string {
  const [first, ...others] = postponed;
  if (first === undefined) return 'idle';
  const file = Uri.parse(first.uri).path.split('/').at(-1);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${first.rule} is slow on ${file} and waits until it is saved${more}`;
}

async function pick(problems: readonly Problem[]): Promise<Problem | undefined> {
  const items = problems.map((problem) => ({ label: problem.message, description: problem.file, problem }));
  const chosen = await window.showQuickPick(items, { title: 'What keeps Code Coach from its work' });
  return chosen?.problem;
}
