import type { EditPlan, FixDraft, Refusal, TextEdit } from '../../engine/finding.ts';
import { inFile, type LocalEdit } from '../../engine/local-edits.ts';
import { fileOfModule } from '../../engine/python/imports.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonFixContext } from '../../engine/python/rule.ts';
import { editsIn } from './file-plan.ts';
import { builtInOf, type PythonUsage } from './usages.ts';

/** Everything in all files, and what one file has of it. */
export function fixesOf(usage: PythonUsage, file: string): FixDraft[] {
  const files = filesOf(usage);
  const everywhere: FixDraft = {
    title: titleOf(usage, files.length === 1 ? '' : ` in ${files.length} files`),
    kind: isSafe(usage) ? 'safe' : 'review',
    edits: (context) => usageEdits(usage, files, context as PythonFixContext),
  };
  if (files.length === 1 || usage.replacement.isWhole) return [everywhere];
  return [
    everywhere,
    {
      ...everywhere,
      title: titleOf(usage, ' in this file'),
      isPartial: true,
      edits: (context) => usageEdits(usage, [file], context as PythonFixContext),
    },
  ];
}

export function filesOf({ going, fallbacks }: PythonUsage): string[] {
  return [...new Set([...going, ...fallbacks].map(({ file }) => file))].sort();
}

/** Edits of all that can go in the files; a refusal where something outside of them rests on a name that goes. */
export function usageEdits(
  usage: PythonUsage,
  files: readonly string[],
  context: PythonFixContext,
): EditPlan | Refusal {
  const edits: TextEdit[] = [];
  const allGone = new Set<string>();
  for (const file of files) {
    const { edits: inside, gone } = changesIn(file, usage, context);
    const refused = gone.map((name) => restsOn(name, file, context)).find((each) => each !== undefined);
    if (refused !== undefined) return { refused };
    edits.push(...inFile(file, inside, 'Uses'));
    for (const { text } of gone) allGone.add(text);
  }
  const { module } = usage.replacement;
  const patched = usage.going.length === 0 ? undefined : patchedIn(module, allGone, context);
  if (patched !== undefined)
    return {
      refused: `${patched} replaces something of \`${module}\` by its name in a text, which would no longer be what the code calls.`,
    };
  return { edits };
}

const remembered = new WeakMap<
  PythonUsage,
  Map<string, { readonly text: string; readonly changes: Changes }>
>();

interface Changes {
  readonly edits: readonly LocalEdit[];
  readonly gone: readonly PythonNode[];
}

/** Worked out once for all findings of a usage, as long as the file stays as it is. */
function changesIn(file: string, usage: PythonUsage, context: PythonFixContext): Changes {
  const known =
    remembered.get(usage) ?? new Map<string, { readonly text: string; readonly changes: Changes }>();
  remembered.set(usage, known);
  const text = context.text(file) ?? '';
  const before = known.get(file);
  if (before?.text === text) return before.changes;
  const view = context.python(file);
  const changes =
    view === undefined
      ? { edits: [], gone: [] }
      : editsIn(view, usage.replacement.package, usage.minimum.version);
  known.set(file, { text, changes });
  return changes;
}

/** Names that others import from the file would be gone. */
function restsOn({ text: name }: PythonNode, file: string, context: PythonFixContext): string | undefined {
  const python = context.files().filter((each) => each.endsWith('.py'));
  const stem = file
    .replace(/\/__init__\.py$|\.py$/, '')
    .split('/')
    .at(-1) as string;
  const member = new RegExp(`\\b${stem}\\.${name}\\b`);
  const isPackage = file.endsWith('/__init__.py');
  const importing = new RegExp(
    `^[ \\t]*from[ \\t]+[.\\w]*(?:\\b${stem}${isPackage ? '|\\.' : ''})[ \\t]+import\\b`,
    'm',
  );
  let all: ReadonlySet<string> | undefined;
  for (const other of python) {
    const text = other === file ? undefined : context.text(other);
    if (text === undefined) continue;
    if (text.includes(`${stem}.${name}`) && member.test(text))
      return `${other} uses \`${stem}.${name}\`, which would be gone.`;
    if (!importing.test(text)) continue;
    all ??= new Set(python);
    for (const statement of context.python(other)?.root.below(['import_from_statement']) ?? []) {
      const takes =
        statement.named.some(({ type }) => type === 'wildcard_import') ||
        statement.childrenOf('name').some((each) => (each.child('name') ?? each).text === name);
      const module = statement.child('module_name')?.text ?? '';
      if (takes && fileOfModule(module, other, all) === file)
        return `${other} imports \`${name}\` from here, which would be gone.`;
    }
  }
  return undefined;
}

/** A test that puts something else in the place of a member, `patch("app.clock.pytz.timezone")`. */
function patchedIn(module: string, gone: ReadonlySet<string>, context: PythonFixContext): string | undefined {
  const names = [...gone].map((name) => `[\\w.]+\\.${name}`);
  const paths = [module.replaceAll('.', '\\.'), ...names].join('|');
  const pattern = new RegExp(
    `(?:patch(?:\\.\\w+)?|setattr|import_module|importorskip)\\(\\s*["'](?:${paths})(?:\\.[\\w.]+)?["']`,
  );
  return context.files().find((file) => file.endsWith('.py') && pattern.test(context.text(file) ?? ''));
}

/** What the fix does and what may change by it; `where` follows the part about the package. */
export function titleOf(usage: PythonUsage, where: string): string {
  const { replacement, going, fallbacks } = usage;
  const { package: name, differs } = replacement;
  const builtIn = builtInOf(usage);
  if (going.length === 0 && fallbacks.every(({ fact }) => !fact.prefersPackage))
    return `Import from Python's library alone, without the fallback to \`${name}\`${where}`;
  return `Use \`${builtIn}\` in place of \`${name}\`${where}; what may change: ${differs}`;
}

/** Half of a condition that never holds may go without anybody noticing. */
function isSafe({ going, fallbacks }: PythonUsage): boolean {
  return going.length === 0 && fallbacks.every(({ fact }) => !fact.prefersPackage);
}
