import { dirname, join } from 'node:path/posix';
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { absolute, isAbsolute } from './paths.ts';
import type { ConfigProblem, ReadFile } from './types.ts';

/** What planning reads from the text of a configuration itself; the compiler reads everything else. */
export interface ConfigFile {
  /** Absolute paths of the configurations that it references, in its order; they need not exist. */
  readonly references: readonly string[];
  /** Absolute paths of the configurations that it extends, where they were found. */
  readonly extended: readonly string[];
  /** It says itself which files it is about, instead of leaving that to whoever extends it. */
  readonly namesFiles: boolean;
  readonly problems: readonly ConfigProblem[];
}

export function readConfigFile(file: string, readFile: ReadFile): ConfigFile {
  const text = readFile(file);
  if (text === undefined) {
    return nothing({ file, message: 'Cannot be read, so it says nothing about any file.', line: null });
  }
  const source = text.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const problems: ConfigProblem[] = [];
  const complain = (offset: number, message: string): void => {
    problems.push({ file, message, line: lineOf(source, offset) });
  };
  const [first] = errors;
  if (first !== undefined) {
    complain(first.offset, `Is not valid JSON (${inWords(first)}). What could be read of it still counts.`);
  }
  if (root === undefined || root.type !== 'object') {
    if (root !== undefined && first === undefined) complain(root.offset, 'Must be a JSON object.');
    return { references: [], extended: [], namesFiles: false, problems };
  }
  return {
    references: referencesOf(root, file),
    extended: extendedBy(root, file, readFile, complain),
    namesFiles: ['files', 'include', 'references'].some(
      (name) => findNodeAtLocation(root, [name]) !== undefined,
    ),
    problems,
  };
}

function nothing(problem: ConfigProblem): ConfigFile {
  return { references: [], extended: [], namesFiles: false, problems: [problem] };
}

function referencesOf(root: Node, file: string): string[] {
  const references = findNodeAtLocation(root, ['references'])?.children ?? [];
  return references.flatMap((reference) => {
    const path = findNodeAtLocation(reference, ['path']);
    if (path?.type !== 'string') return [];
    const target = absolute(dirname(file), String(getNodeValue(path)).replaceAll('\\', '/'));
    return target.endsWith('.json') ? target : join(target, 'tsconfig.json');
  });
}

function extendedBy(
  root: Node,
  file: string,
  readFile: ReadFile,
  complain: (offset: number, message: string) => void,
): string[] {
  const property = findNodeAtLocation(root, ['extends']);
  const written = property?.type === 'array' ? (property.children ?? []) : property ? [property] : [];
  return written.flatMap((node) => {
    if (node.type !== 'string' || getNodeValue(node) === '') return [];
    const name = String(getNodeValue(node)).replaceAll('\\', '/');
    const found = resolveExtended(name, dirname(file), readFile);
    if (typeof found === 'string') return found;
    if (!found.inPackage) {
      complain(
        node.offset,
        `Extends "${name}", which was not found; none of its options count.${isPath(name) ? '' : ' Is it installed?'}`,
      );
    }
    return [];
  });
}

/**
 * Finds what `extends` names. How packages export configurations is left to the compiler: where the package is
 * installed but the file is not found in the plain places, `inPackage` says that nothing can be said.
 */
function resolveExtended(name: string, dir: string, readFile: ReadFile): string | { inPackage: boolean } {
  const existing = (path: string): string | undefined => {
    const candidates = [path, `${path}.json`, join(path, 'tsconfig.json')];
    return candidates.find((candidate) => readFile(candidate) !== undefined);
  };
  if (isPath(name)) return existing(absolute(dir, name)) ?? { inPackage: false };
  const packageName = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
  for (let at = dir; ; at = dirname(at)) {
    const found = existing(join(at, 'node_modules', name));
    if (found !== undefined) return found;
    if (readFile(join(at, 'node_modules', packageName, 'package.json')) !== undefined)
      return { inPackage: true };
    if (dirname(at) === at) return { inPackage: false };
  }
}

function isPath(name: string): boolean {
  return name.startsWith('.') || isAbsolute(name);
}

function inWords(error: ParseError): string {
  return printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}
