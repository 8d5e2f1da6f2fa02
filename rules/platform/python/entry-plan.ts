import type { LocalEdit } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { laterOf, type PythonVersion } from '../../engine/python/packages/version.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { replaced } from './calls.ts';
import { type ImportEntry, within } from './entries.ts';
import { type NameWriter, partsOf } from './name-writer.ts';
import { isCounterpart, isKept, type Target } from './replacement.ts';

/** What becomes of one imported name and all its uses, if Python is new enough. */
export interface EntryPlan {
  readonly entry: ImportEntry;
  /** The version that has all of it. */
  readonly since: PythonVersion;
  /** Why it stays as it is, whatever the version: follows "because". */
  readonly reason: string | null;
  readonly edits: readonly LocalEdit[];
  /** Import statements that take its place. */
  readonly imports: readonly string[];
}

export function planEntry(entry: ImportEntry, view: PythonView, writer: NameWriter): EntryPlan {
  const reason = reasonToStay(entry, view);
  if (reason !== null) return stays(entry, '3.0', reason);
  let since: PythonVersion = entry.uses.reduce<PythonVersion>(
    (latest, { member }) => (member === undefined || isKept(member) ? latest : laterOf(latest, member.since)),
    '3.0',
  );
  const own = ownMember(entry);
  if (own !== undefined && isCounterpart(own)) since = laterOf(since, own.since);
  for (const { path, member, node } of entry.uses) {
    const name = `\`${path}\``;
    if (member === undefined) return stays(entry, since, `${name} has no counterpart`);
    if (isKept(member)) return stays(entry, since, member.kept);
    const why = isCounterpart(member) ? member.unless?.(node) : undefined;
    if (why !== undefined) return stays(entry, since, why);
  }
  const anew = own !== undefined && isCounterpart(own) ? importAnew(entry, own.to, writer) : undefined;
  if (anew !== undefined) return { entry, since, reason: null, edits: [], imports: anew };
  if (entry.uses.length === 0) return stays(entry, since, 'nothing in the file uses it, so others may');
  return rewriteUses(entry, since, writer);
}

function rewriteUses(entry: ImportEntry, since: PythonVersion, writer: NameWriter): EntryPlan {
  const edits: LocalEdit[] = [];
  const imports = new Set<string>();
  const isFrom = entry.statement.type === 'import_from_statement';
  for (const { node, path, member } of entry.uses) {
    if (member === undefined || isKept(member)) return stays(entry, since, `\`${path}\` has no counterpart`);
    const write = (target: Target): string | undefined => {
      const prefersMember = isFrom || target.startsWith('datetime:');
      const written = writer.write(target, node, prefersMember && !target.endsWith(':'));
      if (written?.imports != null) imports.add(written.imports);
      return written?.text;
    };
    if (!isCounterpart(member)) {
      const result = member.rewrite(node, write);
      if (typeof result === 'string') return stays(entry, since, result);
      edits.push(...result);
      continue;
    }
    const text = write(member.to);
    if (text === undefined) return stays(entry, since, `the file has another \`${lastOf(member.to)}\``);
    edits.push(replaced(node, text));
  }
  return { entry, since, reason: null, edits, imports: [...imports] };
}

/** Imports that give the same name to what takes the member's place, so that its uses stay as they are. */
function importAnew(entry: ImportEntry, to: Target, writer: NameWriter): string[] | undefined {
  const local = entry.local.text;
  const { module, members } = partsOf(to);
  const [member, ...more] = members;
  if (module === 'builtins')
    return member === local && more.length === 0 && writer.write(to, entry.node, true) !== undefined
      ? []
      : undefined;
  if (more.length > 0) return undefined;
  if (member !== undefined)
    return [`from ${module} import ${member === local ? member : `${member} as ${local}`}`];
  const parent = module.slice(0, Math.max(0, module.lastIndexOf('.')));
  if (module === local) return [`import ${module}`];
  if (module === `${parent}.${local}`) return [`from ${parent} import ${local}`];
  // `import tomli` becomes `import tomllib`, and its uses with it.
  if (
    entry.node.type !== 'aliased_import' &&
    !module.includes('.') &&
    writer.isFree(module) &&
    entry.uses.length > 0
  )
    return undefined;
  return [`import ${module} as ${local}`];
}

/** What the bound name itself is of the package. */
function ownMember({ path, replacement }: ImportEntry): ImportEntry['uses'][number]['member'] {
  const below = within(path, replacement.module);
  return below !== undefined && Object.hasOwn(replacement.members, below)
    ? replacement.members[below]
    : undefined;
}

function reasonToStay(
  { statement, local, isAmbiguous }: ImportEntry,
  { root, names }: PythonView,
): string | null {
  if (isAmbiguous) return `\`${local.text}\` is more than this import`;
  if (names.hasStarImport && statement.hasToken('*')) return 'all of its names are taken';
  const tried = guardOf(statement);
  if (tried !== undefined) return 'the code is ready to do without it';
  const isPublic = root
    .below(['assignment'], true)
    .some(
      (each) =>
        each.child('left')?.text === '__all__' &&
        each.below(['string_content']).some(({ text }) => text === local.text),
    );
  return isPublic ? `\`__all__\` names \`${local.text}\`` : null;
}

/** The `try` that an import may fail in, or whose handler it stands in. */
function guardOf(statement: PythonNode): PythonNode | undefined {
  for (let node: PythonNode = statement; node.parent !== null; node = node.parent) {
    if (node.type === 'function_definition') return undefined;
    if (node.parent.type === 'try_statement' && node.field === 'body') {
      const handlers = node.parent.named.filter(({ type }) => type === 'except_clause');
      if (
        handlers.some((each) =>
          /^except(?:\s*:|.*\b(?:ImportError|ModuleNotFoundError|Exception)\b)/.test(each.text),
        )
      )
        return node.parent;
    }
    if (
      node.type === 'except_clause' &&
      /^except(?:\s*:|.*\b(?:ImportError|ModuleNotFoundError|Exception)\b)/.test(node.text)
    )
      return node.parent;
  }
  return undefined;
}

function stays(entry: ImportEntry, since: PythonVersion, reason: string): EntryPlan {
  return { entry, since, reason, edits: [], imports: [] };
}

function lastOf(target: Target): string {
  const { module, members } = partsOf(target);
  return members[0] ?? module;
}
