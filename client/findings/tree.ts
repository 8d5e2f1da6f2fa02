import {
  DiagnosticSeverity,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from 'vscode';
import { counted } from '../counted.ts';
import { byHabit, type FileGroup, type HabitGroup, type RuleGroup, type TreeFinding } from './grouping.ts';
import { type Shown, shownFindings } from './shown.ts';

export type Node = HabitGroup<Shown> | RuleGroup<Shown> | FileGroup<Shown> | TreeFinding<Shown>;

/** The findings that VS Code shows, by habit, rule and file. */
export class FindingsTree implements TreeDataProvider<Node> {
  private readonly changed = new EventEmitter<undefined>();
  private habits: HabitGroup<Shown>[] | undefined;
  private words = '';
  /** What `habits` was made of. */
  private known = '';

  readonly onDidChangeTreeData = this.changed.event;

  get filter(): string {
    return this.words;
  }

  set filter(words: string) {
    this.words = words.trim();
    this.rebuild();
  }

  /** How many findings are shown, those aside that the filter hides. */
  get count(): number {
    return this.groups().reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * Takes up what is shown by now. Where that is what was shown before, the rows stay: while VS Code builds new ones, a
   * click on one of the old leads nowhere.
   */
  refresh(): void {
    const shown = JSON.stringify(shownFindings());
    if (shown === this.known) return;
    this.known = shown;
    this.rebuild();
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) return this.groups();
    if ('rules' in node) return [...node.rules];
    if ('files' in node) return [...node.files];
    return 'findings' in node ? [...node.findings] : [];
  }

  getTreeItem(node: Node): TreeItem {
    if ('rules' in node) {
      return groupItem(node.habit, node.count, 'habit', TreeItemCollapsibleState.Expanded);
    }
    if ('files' in node) {
      const name = node.rule.slice(node.rule.indexOf('/') + 1);
      return groupItem(name, node.count, 'rule', TreeItemCollapsibleState.Collapsed);
    }
    return 'findings' in node ? fileItem(node) : findingItem(node);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private rebuild(): void {
    this.habits = undefined;
    this.changed.fire(undefined);
  }

  private groups(): HabitGroup<Shown>[] {
    this.habits ??= byHabit(shownFindings(), this.words);
    return this.habits;
  }
}

function groupItem(
  label: string,
  count: number,
  contextValue: string,
  state: TreeItemCollapsibleState,
): TreeItem {
  const item = new TreeItem(label, state);
  item.id = `${contextValue}:${label}`;
  item.description = `${count}`;
  item.contextValue = contextValue;
  item.accessibilityInformation = { label: `${label}, ${counted(count, 'finding')}` };
  return item;
}

function fileItem({ path, findings }: FileGroup<Shown>): TreeItem {
  const [first] = findings;
  const item = new TreeItem(path.slice(path.lastIndexOf('/') + 1), TreeItemCollapsibleState.Collapsed);
  item.resourceUri = first?.place.uri ?? Uri.file(path);
  item.iconPath = ThemeIcon.File;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  item.description = folder === '' ? `${findings.length}` : `${findings.length} · ${folder}`;
  item.contextValue = 'file';
  return item;
}

function findingItem({ message, rule, place: { uri, range, severity } }: TreeFinding<Shown>): TreeItem {
  const item = new TreeItem(message.replaceAll('`', ''));
  item.description = `line ${range.start.line + 1}`;
  item.tooltip = new MarkdownString(`${message}\n\n${rule}`);
  item.iconPath = iconOf(severity);
  item.contextValue = 'finding';
  item.command = { command: 'vscode.open', title: 'Open', arguments: [uri, { selection: range }] };
  return item;
}

function iconOf(severity: DiagnosticSeverity): ThemeIcon {
  if (severity === DiagnosticSeverity.Error) {
    return new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground'));
  }
  if (severity === DiagnosticSeverity.Warning) {
    return new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground'));
  }
  if (severity === DiagnosticSeverity.Information) {
    return new ThemeIcon('info', new ThemeColor('problemsInfoIcon.foreground'));
  }
  return new ThemeIcon('lightbulb');
}
