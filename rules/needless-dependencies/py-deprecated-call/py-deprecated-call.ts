import type { FindingDraft, FixDraft, Span } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { importPath } from '../../engine/python/imports.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { isAtLeast, type PythonVersion } from '../../engine/python/packages/version.ts';
import { definePythonProgramRule, type PythonFixContext } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { type DeprecatedCall, deprecatedCall, deprecatedNames } from './calls.ts';
import lesson from './lesson.md';
import { isReadAtOnce, replacementEdits } from './replacement-edits.ts';

interface Fact {
  /** The path of the function, `datetime.datetime.utcnow`. */
  readonly path: string;
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** Nothing but a part of the result is used, which is the same whether it knows its time zone or not. */
  readonly isReadAtOnce: boolean;
}

/**
 * Calls of Python's library that are deprecated and have a sure replacement on every version that the project supports. Facts are the
 * calls; whether the replacement is there depends on the manifest, so it is judged over the program.
 */
export const pyDeprecatedCall = definePythonProgramRule<
  { readonly call: PythonNode; readonly path: string },
  Fact
>({
  meta: {
    id: 'needless-dependencies/py-deprecated-call',
    title: "Deprecated call of Python's library",
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['call'],
  suspect(node, file) {
    const called = node.child('function');
    const name = called?.type === 'attribute' ? called.child('attribute')?.text : called?.text;
    if (called === undefined || name === undefined || !deprecatedNames.has(name)) return undefined;
    const path = importPath(called, file.names);
    return path !== undefined && deprecatedCall(path, node) !== undefined ? { call: node, path } : undefined;
  },
  extract({ call, path }) {
    return { path, span: spanOfPython(call), isReadAtOnce: isReadAtOnce(call), ...identifyPython(call) };
  },
  reduce(files, _options, around) {
    return files.flatMap(({ file, facts }) => {
      const minimum = around.pythonPackageOf(file)?.minimum;
      if (minimum == null) return [];
      return facts.flatMap(({ path, isReadAtOnce: isRead, ...place }): FindingDraft[] => {
        const deprecated = deprecatedCall(path);
        if (deprecated === undefined || !isAtLeast(minimum.version, deprecated.since)) return [];
        return [
          {
            file,
            ...place,
            message: messageOf(path, deprecated, minimum.version),
            fixes: fixesOf(file, place.span, deprecated, isRead),
          },
        ];
      });
    });
  },
});

function messageOf(path: string, { deprecated, why, shown }: DeprecatedCall, minimum: PythonVersion): string {
  return `\`${path}\` is deprecated since Python ${deprecated}: ${why}. The project runs on Python ${minimum} and later, where \`${shown}\` does it.`;
}

/** A time that goes on to other code stays one without a zone, unless the reader wants it otherwise. */
function fixesOf(file: string, span: Span, deprecated: DeprecatedCall, isRead: boolean): FixDraft[] {
  const { shown, differs, argument } = deprecated;
  const make = (title: string, kind: FixDraft['kind'], suffix: string): FixDraft => ({
    title,
    kind,
    edits: (context) => {
      const view = (context as PythonFixContext).python(file);
      const edits = view && editsAt(view, span, deprecated, suffix);
      if (edits === undefined) return { refused: 'The code has changed: the call is no longer there.' };
      return typeof edits === 'string' ? { refused: edits } : { edits: inFile(file, edits, 'Uses') };
    },
  });
  if (differs === null) return [make(`Write \`${shown}\``, 'safe', '')];
  const other = make(`Write \`${shown}\`; what changes: ${differs}`, 'review', '');
  if (argument === null || isRead) return [other];
  const naive = '.replace(tzinfo=None)';
  return [
    make(`Write \`${shown}${naive}\`; the value stays as it is, without a time zone`, 'review', naive),
    other,
  ];
}

function editsAt(
  view: PythonView,
  { start, end }: Span,
  deprecated: DeprecatedCall,
  suffix: string,
): ReturnType<typeof replacementEdits> | undefined {
  let call: PythonNode | null = view.root.at(start);
  while (call !== null && !(call.type === 'call' && call.start === start && call.end === end))
    call = call.parent;
  return call === null ? undefined : replacementEdits(call, deprecated, view, suffix);
}
