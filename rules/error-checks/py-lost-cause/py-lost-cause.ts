import { opensScope, type PythonNode } from '../../engine/python/node.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython, walkPython } from '../../engine/python/syntax.ts';
import lesson from './lesson.md';

interface Replacement {
  readonly raised: PythonNode;
  /** The class as written, `errors.NotFound`. */
  readonly error: string;
  /** The name that the caught exception has. */
  readonly caught: string;
}

/** A new exception raised in an `except` that has a name for the old one and does not say that it is the cause. */
export const pyLostCause = definePythonRule<{ readonly node: PythonNode } & Replacement>({
  meta: {
    id: 'error-checks/py-lost-cause',
    title: 'An exception that does not name its cause',
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['raise_statement'],
  suspect(node, file) {
    const replacement = replacementIn(node);
    return replacement && !runsOnPython2(file.root) ? { node, ...replacement } : undefined;
  },
  judge({ node, raised, error, caught }, { file: { path } }) {
    const end = raised.end;
    return {
      file: path,
      span: spanOfPython(node),
      message: `\`${error}\` is raised in place of \`${caught}\` without naming it as its cause. The traceback then reads as if handling \`${caught}\` had failed by accident, and \`__cause__\`, which logs and error trackers follow, stays empty. Write \`from ${caught}\` behind it.`,
      // An exception that tells nothing of the caught one may be a signal, and no failure that has a cause; one that is given it beside
      // other things keeps it, though where nobody looks.
      ...((!tellsOf(raised, caught) || isOneOfSeveral(raised, caught)) && { severity: 'hint' as const }),
      ...identifyPython(node),
      fixes: [
        {
          title: `Name the cause: \`from ${caught}\` (the traceback says so, and \`__cause__\` is set)`,
          kind: 'review',
          edits: () => ({ edits: [{ file: path, span: { start: end, end }, newText: ` from ${caught}` }] }),
        },
      ],
    };
  },
});

function replacementIn(node: PythonNode): Replacement | undefined {
  const [raised, ...others] = node.named;
  if (raised?.type !== 'call' || others.length > 0) return undefined;
  const error = raised.child('function')?.text;
  // What is no class by its name may be a function that gives the caught exception back, or sets its cause.
  if (error === undefined || !/^(?:\w+\.)*_*[A-Z]\w*$/.test(error) || isNoFailure(error)) return undefined;
  const clause = handlerOf(node);
  const caught = clause && nameOfCaught(clause);
  if (clause === undefined || caught === undefined || isGivenAnother(clause, caught)) return undefined;
  return takesCause(raised, caught) ? undefined : { raised, error, caught };
}

function tellsOf(raised: PythonNode, caught: string): boolean {
  return raised.below(['identifier']).some((name) => name.text === caught);
}

/** `Failed('parse', error)` */
function isOneOfSeveral(raised: PythonNode, caught: string): boolean {
  const args = raised.child('arguments')?.named ?? [];
  return args.length > 1 && args.some(({ text }) => text === caught);
}

/** Exceptions that end something as it should end. */
function isNoFailure(error: string): boolean {
  const name = error.slice(error.lastIndexOf('.') + 1);
  return /^(?:SystemExit|KeyboardInterrupt|GeneratorExit|Stop\w*|Exit|Abort|Reject|Retry|Ignore)$/.test(name);
}

/** The innermost `except` whose body the statement runs in. */
function handlerOf(node: PythonNode): PythonNode | undefined {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (opensScope(outer)) return undefined;
    if (outer.type.startsWith('except')) return outer.children[1]?.type === '*' ? undefined : outer;
  }
  return undefined;
}

function nameOfCaught(clause: PythonNode): string | undefined {
  const pattern = clause.named.find((child) => child.type === 'as_pattern');
  const name = pattern?.child('alias')?.text;
  return name !== undefined && /^\w+$/.test(name) ? name : undefined;
}

/** Whether the name is bound again, or deleted, in the clause: then it may be another exception, or none. */
function isGivenAnother(clause: PythonNode, name: string): boolean {
  const body = clause.named.find((child) => child.type === 'block');
  let found = false;
  if (!body) return true;
  walkPython(body, (node) => {
    if (found) return 'skip';
    found = node.type === 'identifier' && node.text === name && isTarget(node);
    return undefined;
  });
  return found;
}

function isTarget(node: PythonNode): boolean {
  let target = node;
  while (
    target.parent !== null &&
    /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|expression_list)$/.test(
      target.parent.type,
    )
  )
    target = target.parent;
  const { parent } = target;
  if (parent === null) return false;
  if (/^(?:as_pattern_target|delete_statement|global_statement|nonlocal_statement)$/.test(parent.type))
    return true;
  return ['left', 'name', 'alias'].some(
    (field) => parent.type !== 'keyword_argument' && parent.child(field) === target,
  );
}

/** An argument called so, or one with a name that is the exception itself (`original=error`), says that the class keeps the cause in its own way. */
function takesCause(call: PythonNode, caught: string): boolean {
  const args = call.child('arguments')?.named ?? [];
  return args.some(
    (arg) =>
      arg.type === 'keyword_argument' &&
      (/^_*(?:cause|from_?)_*$/.test(arg.child('name')?.text ?? '') || arg.child('value')?.text === caught),
  );
}

/** `raise … from` is no syntax of Python 2, which code that imports these still means to run on. */
function runsOnPython2(root: PythonNode): boolean {
  // The grammar reads both, so such a file parses.
  if (root.below(['print_statement', 'exec_statement']).length > 0) return true;
  return root.named.some(
    (statement) =>
      (statement.type === 'future_import_statement' && !/\bannotations\b/.test(statement.text)) ||
      /^(?:import|from) six\b/.test(statement.text),
  );
}
