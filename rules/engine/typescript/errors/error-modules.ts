import { posix } from 'node:path';
import type { FileFacts } from '../../rule.ts';
import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { distance } from '../codemods/new-module.ts';
import type { FileView } from '../rule.ts';

/** A class of errors in a file that is there for errors: by its name, or because it holds hardly anything else. */
export interface ErrorClassFact {
  readonly is: 'error-class';
  readonly name: string;
}

/** What else a rule extracts beside the classes of errors. */
interface OtherFact {
  readonly is: string;
}

/** A class of errors where others of the project may go; its base tells by name, as types of all classes would cost too much. */
export function errorClassFact(node: ast.ClassDeclaration, { path }: FileView): ErrorClassFact | undefined {
  const { parent: source, name } = node;
  if (name === undefined || !is.isSourceFile(source) || !isErrorClass(node)) return undefined;
  const own = source.statements.filter((each) => !is.isImportDeclaration(each));
  const isHome =
    /(error|exception)s?\b[^/]*$|\/(errors|exceptions)\//i.test(path) ||
    own.filter(isErrorClass).length * 2 > own.length;
  return isHome ? { is: 'error-class', name: name.text } : undefined;
}

/** Where errors are thrown that could be of one class. */
export interface ThrowingPlace {
  readonly file: string;
  readonly packageDir: string;
  /** The class that is thrown there, as written; null where none is named. */
  readonly thrown: string | null;
}

/**
 * Finds, per package, the files where errors live, as far as they serve the part of the project that the place is in. The
 * module of the thrown class comes first, then the one nearest to the place.
 */
export function errorModulesOf(
  files: readonly FileFacts<ErrorClassFact | OtherFact>[],
): (place: ThrowingPlace) => string[] {
  const byPackage = new Map<string, ErrorModule[]>();
  for (const {
    file,
    package: { dir },
    facts,
  } of files) {
    const classes = new Set(facts.flatMap((fact) => (isErrorClassFact(fact) ? fact.name : [])));
    if (classes.size === 0) continue;
    const modules = byPackage.get(dir);
    if (modules === undefined) byPackage.set(dir, [{ file, classes }]);
    else modules.push({ file, classes });
  }
  return ({ file: from, packageDir, thrown }) => {
    const rank = ({ file, classes }: ErrorModule): number =>
      (classes.has(thrown ?? '') ? 0 : 1000) +
      distance(from, posix.dirname(file)) -
      Math.min(classes.size, 5) / 10;
    const modules = (byPackage.get(packageDir) ?? []).filter(
      ({ file, classes }) => classes.has(thrown ?? '') || isSharedWith(file, from),
    );
    return [...modules].sort((a, b) => rank(a) - rank(b)).map(({ file }) => file);
  };
}

/** A file with its classes of errors. */
interface ErrorModule {
  readonly file: string;
  readonly classes: ReadonlySet<string>;
}

function isErrorClassFact(fact: ErrorClassFact | OtherFact): fact is ErrorClassFact {
  return fact.is === 'error-class';
}

function isErrorClass(node: Node): boolean {
  if (!is.isClassDeclaration(node)) return false;
  const clause = node.heritageClauses?.find(({ token }) => token === SyntaxKind.ExtendsKeyword);
  return /(Error|Exception)$/.test(clause?.types[0]?.expression.getText() ?? '');
}

/** Whether a module is for all of a part of the project that a file is in, and not of another part. */
function isSharedWith(module: string, file: string): boolean {
  let folder = posix.dirname(module);
  while (sharedFolder.test(folder)) folder = posix.dirname(folder);
  return file.startsWith(`${folder}/`);
}

/** What folders are called whose files serve those around them. */
const sharedFolder =
  /\/(?:errors?|exceptions?|utils?|utilities|libs?|common|shared|helpers?|core|base|support|types|internals?|src)$/;
