import { isBuiltin } from 'node:module';
import { type Diagnostic, DiagnosticCategory, type Project } from '../../rules/engine/typescript.ts';

/**
 * The first error that `after` has and `before` has not, in words; undefined if there is none. Diagnostics are
 * compared by file, code and message, never by position, as an edit moves what follows it.
 */
export function newDiagnostic(before: Project, after: Project, files: readonly string[]): string | undefined {
  const known = new Map<string, number>();
  for (const diagnostic of files.flatMap((file) => errorsIn(before, file))) {
    const key = keyOf(diagnostic);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  for (const diagnostic of files.flatMap((file) => errorsIn(after, file))) {
    const key = keyOf(diagnostic);
    const left = known.get(key) ?? 0;
    if (left === 0) return describe(diagnostic, after);
    known.set(key, left - 1);
  }
  return undefined;
}

function errorsIn(project: Project, file: string): Diagnostic[] {
  if (project.program.getSourceFile(file) === undefined) return [];
  return [
    ...project.program.getSyntacticDiagnostics(file),
    ...project.program.getSemanticDiagnostics(file),
  ].filter((diagnostic) => diagnostic.category === DiagnosticCategory.Error && !isAboutNodeTypes(diagnostic));
}

/**
 * JavaScript whose project has no `@types/node` imports Node's own modules all the same: that their types are
 * missing says nothing about what the code does.
 */
function isAboutNodeTypes(diagnostic: Diagnostic): boolean {
  const { fileName } = diagnostic;
  return fileName !== undefined && /\.[cm]?jsx?$/.test(fileName) && untypedOfNode(diagnostic) !== undefined;
}

/** What of Node the project has no types for; undefined where the diagnostic is about something else. */
function untypedOfNode({ code, text }: Diagnostic): string | undefined {
  const name = /'([^']+)'/.exec(text)?.[1];
  const isNodes = name !== undefined && (isBuiltin(name) ? missingModule.has(code) : nodeName.has(code));
  return isNodes ? name : undefined;
}

/** "Cannot find module" and "no declaration file", and "cannot find name" for one that is a module's too, such as `process`. */
const missingModule: ReadonlySet<number> = new Set([2307, 2580, 2591, 7016]);

/** "Cannot find name" with advice to install types for Node. */
const nodeName: ReadonlySet<number> = new Set([2580, 2591]);

function keyOf(diagnostic: Diagnostic): string {
  return `${diagnostic.fileName ?? ''}\0${diagnostic.code}\0${diagnostic.text}`;
}

function describe(diagnostic: Diagnostic, project: Project): string {
  const { fileName, pos, code, text } = diagnostic;
  const source = fileName === undefined ? undefined : project.program.getSourceFile(fileName);
  const line = source === undefined ? '' : `:${source.getLineAndCharacterOfPosition(pos).line + 1}`;
  const name = fileName?.slice(fileName.lastIndexOf('/') + 1) ?? 'the project';
  const place = `(TS${code}, ${name}${line})`;
  const untyped = untypedOfNode(diagnostic);
  if (untyped === undefined) return `${text} ${place}`;
  return `This project has no types for Node's \`${untyped}\`. Install \`@types/node\`, and name \`node\` where tsconfig.json lists its \`types\`. ${place}`;
}
