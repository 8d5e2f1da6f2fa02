import { importPath } from '../../engine/python/imports.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { mappingOf } from './mappings.ts';
import { canFail } from './patterns.ts';
import { soleAssignment, unwrapPython } from './values.ts';

/** An expression that gives `None` where there is nothing to find. */
export interface Lookup {
  readonly form: LookupForm;
  readonly node: PythonNode;
  /** What decides whether something is found: the text, the key, what is looked into. */
  readonly subjects: readonly PythonNode[];
  /** Follows "where" in the message. */
  readonly nothing: string;
}

export type LookupForm =
  /** `ports.get(name)` on what surely is a dict. */
  | 'key'
  /** `os.environ.get("PORT")`. */
  | 'env'
  /** `re.match(pattern, text)`, `PATTERN.search(text)`. */
  | 'match'
  /** `shutil.which("git")` and the like. */
  | 'module'
  /** `urlsplit(url).hostname`. */
  | 'host'
  /** `next(iter(rows))` in a generator. */
  | 'next';

const found: Readonly<Record<string, string>> = {
  'shutil.which': 'there is no such program on the path',
  'inspect.getmodule': 'the module cannot be told',
  'inspect.getdoc': 'there is no docstring',
  'inspect.getcomments': 'there is no comment',
  'inspect.getsourcefile': 'the source file cannot be told',
  'ast.get_docstring': 'there is no docstring',
  'importlib.util.find_spec': 'there is no such module',
  'importlib.util.spec_from_file_location': 'no loader takes the file',
  'mimetypes.guess_extension': 'the type is not known',
  'ctypes.util.find_library': 'there is no such library',
};

const matching: Readonly<Record<string, 'match' | 'search' | 'fullmatch'>> = {
  match: 'match',
  search: 'search',
  fullmatch: 'fullmatch',
};

const names = new Set([
  'get',
  'getenv',
  'next',
  ...Object.keys(matching),
  ...Object.keys(found).map((path) => path.slice(path.lastIndexOf('.') + 1)),
]);

/** Whether a name is called that may be a look-up's: what can be asked of every call at no cost. */
export function mayBeLookup(node: PythonNode): boolean {
  if (node.type === 'attribute') return node.child('attribute')?.text === 'hostname';
  const callee = node.child('function');
  const name = callee?.type === 'attribute' ? callee.child('attribute') : callee;
  return name?.type === 'identifier' && names.has(name.text);
}

export function readLookup(node: PythonNode, file: PythonView): Lookup | undefined {
  if (node.type === 'attribute') return readHost(node, file);
  const callee = node.child('function');
  const given = node.child('arguments');
  if (callee === undefined || given?.type !== 'argument_list') return undefined;
  const args = given.named;
  // Most calls of `get` have a default, or are used so that `None` would do: that costs least to see.
  if (!isUsedAtOnce(node) && callee.text !== 'next') return undefined;
  const name = callee.child('attribute')?.text;
  if (name === 'get' && (args.length === 0 || args.length > 2 || isGiven(args[1]))) return undefined;
  // A pattern that is a member, or put together, is not judged.
  if (
    name !== 'get' &&
    /^(?:attribute|call|binary_operator)$/.test(args[0]?.type ?? '') &&
    callee.text.startsWith('re.')
  )
    return undefined;
  if (args.some(({ type }) => type.endsWith('_splat'))) return undefined;
  const path = importPath(callee, file.names);
  if (path !== undefined) {
    const [first] = args;
    const nothing = Object.hasOwn(found, path) ? found[path] : undefined;
    if (nothing !== undefined && first !== undefined)
      return { form: 'module', node, subjects: [first], nothing };
    if (/^(?:os\.environ\.get|os\.getenv)$/.test(path)) return readEnvironment(node, args);
    if (path.startsWith('re.')) return readMatch(node, path.slice(3), args[0], args[1], file);
  }
  if (callee.type === 'identifier') return readNext(node, callee, args, file);
  const object = callee.child('object');
  const method = callee.child('attribute')?.text ?? '';
  if (object === undefined) return undefined;
  if (Object.hasOwn(matching, method) && object.type === 'identifier') {
    const made = soleAssignment(object, file.names);
    if (made?.type !== 'call' || importPath(made.child('function') ?? made, file.names) !== 're.compile')
      return undefined;
    return readMatch(node, method, made.child('arguments')?.named[0], args[0], file, object);
  }
  return method === 'get' ? readKey(node, object, args, file) : undefined;
}

/** Whether what is around a call may rely on its value. */
function isUsedAtOnce({ parent, field }: PythonNode): boolean {
  switch (parent?.type) {
    case 'attribute':
    case 'subscript':
    case 'parenthesized_expression':
    case 'for_statement':
      return true;
    case 'argument_list':
      return parent.named.length === 1;
    case 'assignment':
      return field === 'right';
    default:
      return false;
  }
}

function readMatch(
  node: PythonNode,
  method: string,
  pattern: PythonNode | undefined,
  text: PythonNode | undefined,
  file: PythonView,
  compiled?: PythonNode,
): Lookup | undefined {
  if (!Object.hasOwn(matching, method) || pattern === undefined || text === undefined) return undefined;
  const constant = pattern.type === 'identifier' ? soleAssignment(pattern, file.names) : pattern;
  const flags = pattern.parent?.text.slice(pattern.end - pattern.parent.start) ?? '';
  if (constant === undefined || !canFail(constant, method, /\b(?:VERBOSE|X)\b/.test(flags))) return undefined;
  if (isFormOfAddress(constant, text)) return undefined;
  return {
    form: 'match',
    node,
    subjects: [text, ...(compiled ? [compiled] : [])],
    nothing: 'the text does not have the form of the pattern',
  };
}

/** `re.match(r"https?://[^/]+", url)`: what is called an address has the form of one. */
function isFormOfAddress(pattern: PythonNode, text: PythonNode): boolean {
  return /:(?:\\?\/){2}/.test(pattern.text) && /ur[li]|link|address|href/i.test(text.text);
}

/** What an operating system or a shell sets is as good as always there. */
const setBySystem =
  /^(?:PATH|HOME|USER|USERNAME|LOGNAME|SHELL|PWD|TERM|LANG|TE?MP|TMPDIR|APPDATA|LOCALAPPDATA|PROGRAMDATA|ALLUSERSPROFILE|USERPROFILE|HOMEDRIVE|HOMEPATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|COMPUTERNAME|PATHEXT|PROGRAM(?:FILES|W6432).*|PROCESSOR_\w+|COMMONPROGRAM\w+)$/i;

function readEnvironment(node: PythonNode, args: readonly PythonNode[]): Lookup | undefined {
  const [key, otherwise] = args;
  if (key === undefined || isGiven(otherwise) || args.length > 2) return undefined;
  const name = textOf(key);
  if (name === undefined || setBySystem.test(name)) return undefined;
  return { form: 'env', node, subjects: [key], nothing: 'the variable is not set' };
}

function readKey(
  node: PythonNode,
  object: PythonNode,
  args: readonly PythonNode[],
  file: PythonView,
): Lookup | undefined {
  const [key, otherwise] = args;
  if (key === undefined || isGiven(otherwise) || args.length > 2) return undefined;
  if (!mappingOf(object, file.names)) return undefined;
  return { form: 'key', node, subjects: [object, key], nothing: `\`${object.text}\` has no such key` };
}

/** `next` in a generator: a `StopIteration` there comes out as a `RuntimeError`. Elsewhere it is another matter. */
function readNext(
  node: PythonNode,
  callee: PythonNode,
  args: readonly PythonNode[],
  file: PythonView,
): Lookup | undefined {
  const [source] = args;
  if (callee.text !== 'next' || args.length !== 1 || source === undefined) return undefined;
  const fn = node.closest('function_definition', 'lambda', 'class_definition');
  if (fn?.type !== 'function_definition' || !isGenerator(fn)) return undefined;
  const ends = source.type === 'identifier' ? soleAssignment(source, file.names) : source;
  if (ends === undefined || !mayEnd(ends) || !file.names.isBuiltin(callee)) return undefined;
  return {
    form: 'next',
    node,
    subjects: [source, ...(ends.child('arguments')?.named ?? [])],
    nothing: 'nothing is left',
  };
}

function isGenerator(fn: PythonNode): boolean {
  return fn.below(['yield'], true).some((each) => each.closest('function_definition', 'lambda') === fn);
}

function mayEnd(source: PythonNode): boolean {
  if (source.type === 'generator_expression') return true;
  return (
    source.type === 'call' &&
    source.child('function')?.text === 'iter' &&
    source.child('arguments')?.named.length === 1
  );
}

/** `urlsplit(url).hostname`, also through a name for the parts. */
function readHost(node: PythonNode, file: PythonView): Lookup | undefined {
  const object = node.child('object');
  if (object === undefined) return undefined;
  const made = object.type === 'identifier' ? soleAssignment(object, file.names) : unwrapPython(object);
  const callee = made?.type === 'call' ? made.child('function') : undefined;
  const path = callee && importPath(callee, file.names);
  const [url] = made?.child('arguments')?.named ?? [];
  if (path === undefined || !/^urllib\.parse\.url(?:parse|split)$/.test(path) || url === undefined)
    return undefined;
  return { form: 'host', node, subjects: [url, object], nothing: 'the address names no host' };
}

function isGiven(otherwise: PythonNode | undefined): boolean {
  const value = otherwise?.type === 'keyword_argument' ? otherwise.child('value') : otherwise;
  return value !== undefined && value.type !== 'none';
}

function textOf(node: PythonNode): string | undefined {
  if (node.type !== 'string') return node.type === 'identifier' ? node.text : undefined;
  return node.named.find(({ type }) => type === 'string_content')?.text;
}
