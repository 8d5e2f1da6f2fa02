import { posix } from 'node:path';
import type { TextEdit } from '../../finding.ts';
import { canonicalPath, importedPath } from '../fragments/template.ts';
import type { PythonNode } from '../node.ts';
import type { PythonView } from '../view.ts';

/** How a file names something of elsewhere, as its imports are now. */
export function nameFor(path: string, view: PythonView, files: ReadonlySet<string>): string | undefined {
  if (path.startsWith(`${view.path}#`)) return path.slice(view.path.length + 1);
  for (const [name, bindings] of view.names.module.bindings) {
    if (!bindings.every(({ kind }) => kind === 'import')) continue;
    const imported = importedPath({ name, scope: view.names.module, bindings });
    if (imported === undefined || bindings.some(({ name: each }) => isForTypes(each))) continue;
    const known = canonicalPath(imported, false, view.path, files);
    if (known === path) return name;
    const rest = known.endsWith('#') ? path.slice(known.length) : path.slice(known.length + 1);
    const isOwner = path.startsWith(known.endsWith('#') ? known : `${known}.`);
    if (isOwner && rest !== '') return `${name}.${rest}`;
  }
  return undefined;
}

/**
 * The edits that import a name from a module of the workspace, in the way the file imports others; undefined where nothing tells how the
 * module is called.
 */
export function importEdits(
  view: PythonView,
  home: string,
  name: string,
  files: ReadonlySet<string>,
): TextEdit[] | undefined {
  const statements = view.root.named.filter(({ type }) => type === 'import_from_statement');
  const known = statements.find((each) => {
    const module = each.child('module_name')?.text ?? '';
    const isWhole = each.childrenOf('name').length > 0 && !each.text.includes('#');
    return isWhole && canonicalPath(module, false, view.path, files) === `${home}#`;
  });
  if (known !== undefined) {
    const last = known.childrenOf('name').at(-1);
    if (last === undefined) return undefined;
    const isOnLines = /\n/.test(known.text);
    const indent = /(\r?\n[ \t]*)\S[^\n]*$/.exec(view.text.slice(known.start, last.end))?.[1];
    const separator = isOnLines && indent !== undefined ? `,${indent}` : ', ';
    return [insertion(view.path, last.end, separator + name)];
  }
  const module = moduleOf(view, home, statements, files);
  if (module === undefined) return undefined;
  const newLine = view.text.includes('\r\n') ? '\r\n' : '\n';
  const line = `from ${module} import ${name}`;
  const anchor = anchorFor(module, view.root);
  if (anchor === undefined) return undefined;
  return anchor.isBefore
    ? [insertion(view.path, anchor.node.start, line + newLine)]
    : [insertion(view.path, endOfLine(view.text, anchor.node.end), newLine + line)];
}

function insertion(file: string, at: number, newText: string): TextEdit {
  return { file, span: { start: at, end: at }, newText, label: 'Imports' };
}

/** Relative where the file imports its neighbours so; else by the packages that the module lies in. */
function moduleOf(
  view: PythonView,
  home: string,
  statements: readonly PythonNode[],
  files: ReadonlySet<string>,
): string | undefined {
  const written = statements.map((each) => each.child('module_name')?.text ?? '');
  const relative = written.filter((each) => each.startsWith('.')).length;
  const parts = dottedParts(home, files);
  const own = dottedParts(view.path, files);
  if (parts.length < 2 || own.length < 2 || parts[0] !== own[0]) {
    // Without packages around both, only modules side by side find one another.
    return relative === 0 &&
      parts.length === 1 &&
      own.length === 1 &&
      posix.dirname(home) === posix.dirname(view.path)
      ? parts[0]
      : undefined;
  }
  if (relative === 0) {
    const top = written.some((each) => each === parts[0] || each.startsWith(`${parts[0]}.`));
    return top || written.every((each) => !each.startsWith('.')) ? parts.join('.') : undefined;
  }
  const isInit = posix.basename(view.path) === '__init__.py';
  const from = isInit ? own : own.slice(0, -1);
  let common = 0;
  while (common < from.length && common < parts.length - 1 && from[common] === parts[common]) common += 1;
  return '.'.repeat(from.length - common + 1) + parts.slice(common).join('.');
}

/** `pkg.sub.errors` by the folders that are packages. */
function dottedParts(file: string, files: ReadonlySet<string>): string[] {
  const base = posix.basename(file, '.py');
  const parts = base === '__init__' ? [] : [base];
  for (let folder = posix.dirname(file); files.has(`${folder}/__init__.py`); folder = posix.dirname(folder))
    parts.unshift(posix.basename(folder));
  return parts;
}

/** Where an import goes that keeps an order by module, if the file has one; else behind the last import. */
function anchorFor(module: string, root: PythonNode): { node: PythonNode; isBefore: boolean } | undefined {
  const imports: PythonNode[] = [];
  for (const node of root.named) {
    if (/^(?:import_statement|import_from_statement|future_import_statement)$/.test(node.type))
      imports.push(node);
    else if (!/^(?:expression_statement|if_statement|try_statement)$/.test(node.type)) break;
  }
  const group = module.startsWith('.') ? '.' : (module.split('.')[0] ?? '');
  const ofGroup = imports.filter((each) => {
    const written = each.type === 'import_from_statement' ? (each.child('module_name')?.text ?? '') : '';
    return group === '.' ? written.startsWith('.') : written === group || written.startsWith(`${group}.`);
  });
  const next = ofGroup.find((each) => (each.child('module_name')?.text ?? '') > module);
  if (next !== undefined) return { node: next, isBefore: true };
  const last = ofGroup.at(-1) ?? imports.at(-1);
  return last && { node: last, isBefore: false };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  const line = end === -1 ? text.length : end;
  return text[line - 1] === '\r' ? line - 1 : line;
}

function isForTypes(name: PythonNode): boolean {
  const around = name.closest('if_statement');
  return around !== undefined && /TYPE_CHECKING/.test(around.child('condition')?.text ?? '');
}
