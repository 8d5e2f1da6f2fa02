import type { LocalEdit } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { laterOf, type PythonVersion } from '../../engine/python/packages/version.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { entriesOf, fullPath, type ImportEntry, within } from './entries.ts';
import { isCounterpart } from './replacement.ts';

/** Code that imports a module of Python's library where there is one, and a package for it where there is none. */
export interface Fallback {
  /** The whole `try` or `if`. */
  readonly node: PythonNode;
  /** The statements that are left once the version is there. */
  readonly kept: PythonNode;
  readonly package: string;
  /** What the package is imported for. */
  readonly entries: readonly ImportEntry[];
  /** From this version on one half is never run, or not needed. */
  readonly since: PythonVersion;
  /** The package goes first, so that another module is used afterwards where it is installed. */
  readonly prefersPackage: boolean;
}

/** The fallbacks of a file for packages with a replacement. */
export function fallbacksIn(view: PythonView): Fallback[] {
  const found: Fallback[] = [];
  for (const node of view.root.below(['try_statement', 'if_statement'])) {
    const fallback = node.type === 'try_statement' ? ofTry(node, view) : ofCondition(node, view);
    if (fallback !== undefined && !found.some((each) => each.node.contains(node))) found.push(fallback);
  }
  return found;
}

/** The statements that are left take the place of the whole, with its indentation. */
export function withoutFallback({ node, kept }: Fallback, text: string): LocalEdit {
  const column = indentAt(text, node.start);
  const inner = indentAt(text, kept.start);
  const newText = text
    .slice(kept.start, kept.end)
    .split('\n')
    .map((line, index) => (index > 0 && line.startsWith(inner) ? column + line.slice(inner.length) : line))
    .join('\n');
  // The parser takes the first half of a line's end for a part of the comment before it.
  const isCut = text[node.end - 1] === '\r' && newText.endsWith('\r');
  return {
    span: { start: node.start, end: isCut ? node.end - 1 : node.end },
    newText: newText.replace(/\r$/, ''),
  };
}

function ofTry(node: PythonNode, view: PythonView): Fallback | undefined {
  const [body, clause, ...others] = node.named;
  const handler = clause?.named.at(-1);
  if (
    body?.type !== 'block' ||
    clause?.type !== 'except_clause' ||
    handler?.type !== 'block' ||
    others.length > 0
  )
    return undefined;
  if (!/^except(?:\s*:|\s*\(?\s*(?:ImportError|ModuleNotFoundError)\b)/.test(clause.text)) return undefined;
  const later = compare(body, handler, view);
  if (later !== undefined) return { node, kept: body, prefersPackage: false, ...later };
  const first = compare(handler, body, view);
  return first && { node, kept: handler, prefersPackage: true, ...first };
}

function ofCondition(node: PythonNode, view: PythonView): Fallback | undefined {
  const [condition, body, clause, ...others] = node.named;
  const other = clause?.type === 'else_clause' ? clause.child('body') : undefined;
  const asked = /^sys\.version_info(?:\[:2\])?\s*(>=|<)\s*\((3),\s*(\d+)(?:,[\s\d,]*)?\)$/.exec(
    condition?.text ?? '',
  );
  if (
    condition === undefined ||
    body?.type !== 'block' ||
    other === undefined ||
    others.length > 0 ||
    asked === null
  )
    return undefined;
  const [, operator, major, minor] = asked;
  const [kept, dead] = operator === '>=' ? [body, other] : [other, body];
  const compared = compare(kept, dead, view);
  if (compared === undefined) return undefined;
  // Whatever the package is for, the condition says since when it is not.
  const since: PythonVersion = `${Number(major)}.${Number(minor)}`;
  return { node, kept, prefersPackage: false, ...compared, since };
}

/** Both halves import the same names: one from Python's library, one from a package that has a counterpart for each. */
function compare(
  library: PythonNode,
  other: PythonNode,
  view: PythonView,
): Pick<Fallback, 'package' | 'entries' | 'since'> | undefined {
  const statements = other.named;
  const entries = statements.flatMap((each) => (isImport(each) ? entriesOf(each, view) : []));
  const [first] = entries;
  const count = statements.reduce((sum, each) => sum + each.childrenOf('name').length, 0);
  // Anything else that stands there does something.
  if (
    first === undefined ||
    entries.length !== count ||
    !statements.every(isImport) ||
    !library.named.every(isImport)
  )
    return undefined;
  const paths = pathsIn(library);
  if (paths.size !== entries.length) return undefined;
  let since: PythonVersion = '3.0';
  for (const { replacement, path, local } of entries) {
    const below =
      replacement.package === first.replacement.package ? within(path, replacement.module) : undefined;
    const member =
      below !== undefined && Object.hasOwn(replacement.members, below)
        ? replacement.members[below]
        : undefined;
    if (member === undefined && below === '' && sameModule(paths.get(local.text), replacement.builtIn))
      continue;
    if (member === undefined || !isCounterpart(member)) return undefined;
    if (member.to.replace(/:$/, '').replace(':', '.') !== paths.get(local.text)) return undefined;
    since = laterOf(since, member.since);
  }
  return { package: first.replacement.package, entries, since };
}

function sameModule(path: string | undefined, builtIn: string): boolean {
  return path === builtIn;
}

/** By bound name what it stands for. */
function pathsIn(block: PythonNode): Map<string, string> {
  return new Map(
    block.named.flatMap((statement) =>
      statement.childrenOf('name').map((node): [string, string] => {
        const dotted = node.type === 'aliased_import' ? node.child('name') : node;
        const local = node.type === 'aliased_import' ? node.child('alias') : node.children[0];
        const path = dotted === undefined ? '' : fullPath(statement, dotted);
        const binds =
          statement.type === 'import_statement' && node.type !== 'aliased_import'
            ? (local?.text ?? '')
            : path;
        return [local?.text ?? '', binds];
      }),
    ),
  );
}

function isImport({ type }: PythonNode): boolean {
  return type === 'import_statement' || type === 'import_from_statement';
}

function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}
