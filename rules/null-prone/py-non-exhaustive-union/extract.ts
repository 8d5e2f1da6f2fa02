import { pathOfClass } from '../../engine/python/classes.ts';
import { leaves } from '../../engine/python/flow.ts';
import { functionAround } from '../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import { literalValue, typeExpression, typeName } from '../../engine/python/types.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Choice } from './choices.ts';
import type { ChoiceFact, Flaw, LabelFact, Rest, SubjectType } from './facts.ts';

/** The facts of a choice within a function, where an annotation may tell what is chosen by. */
export function choiceFact(choice: Choice, view: PythonView): ChoiceFact | undefined {
  const { node, last, subject, form } = choice;
  const fn = functionAround(node);
  const type = fn && subjectType(subject, view);
  if (fn === undefined || type === undefined || type.is === 'other') return undefined;
  const labels = choice.labels.filter(({ by }) => by !== 'none').map((label) => labelFact(label, view));
  if (labels.includes(undefined) || isWithinOther(choice, fn)) return undefined;
  const rest = restOf(choice, fn);
  return {
    is: 'choice',
    form,
    span: { start: node.start, end: last.end },
    around: spanOfPython(fn.child('body') ?? fn),
    head: { start: node.start, end: (node.child('condition') ?? subject).end },
    symbol: identifyPython(node).symbol,
    syntax: `${form} ${subject.text}: ${choice.labels.map((label) => label.node.text).join(', ')}`,
    subject: subject.text,
    type,
    labels: labels as LabelFact[],
    rest,
    flaw: flawOf(choice, fn, rest, view),
    hasIdleBranch: choice.branches.some(({ body }) => isIdle(body)),
  };
}

/** Whether a block says that nothing is to be done, and gives no reason. */
export function isIdle(block: PythonNode): boolean {
  const [only, ...more] = block.children.filter(({ isNamed }) => isNamed);
  if (only === undefined || more.length > 0) return false;
  return only.type === 'pass_statement' || only.text === '...';
}

function subjectType(node: PythonNode, view: PythonView): SubjectType | undefined {
  if (node.type === 'attribute') {
    const object = node.child('object');
    const name = node.child('attribute')?.text;
    const of = object && subjectType(object, view);
    return of === undefined || name === undefined ? undefined : { is: 'field', of, name };
  }
  const resolved = view.names.resolve(node);
  if (resolved === undefined || resolved.scope.kind !== 'function') return undefined;
  const [binding, ...more] = resolved.bindings;
  if (binding?.kind === 'parameter') {
    if (more.length > 0) return undefined;
    const type = binding.by.child('type');
    if (type !== undefined) {
      // `*modes: Mode` is a tuple of them.
      const isStarred = binding.name.parent !== binding.by && binding.name.parent?.type.endsWith('_pattern');
      return isStarred === true ? undefined : typeExpression(type, view);
    }
    return binding.name.text === 'self' ? typeOfSelf(resolved.scope.node) : undefined;
  }
  const annotated = resolved.bindings.filter(({ by }) => by.child('type') !== undefined);
  const [only] = annotated;
  if (annotated.length !== 1 || only?.kind !== 'assignment') return undefined;
  if (resolved.bindings.some(({ kind }) => kind !== 'assignment')) return undefined;
  const type = only.by.child('type');
  return type && typeExpression(type, view);
}

function typeOfSelf(method: PythonNode): SubjectType | undefined {
  const definition = method.parent?.type === 'decorated_definition' ? method.parent : method;
  const owner = definition.parent?.parent;
  const path = owner?.type === 'class_definition' ? pathOfClass(owner) : undefined;
  return path === undefined ? undefined : { is: 'named', name: { path, from: 'file' } };
}

function labelFact({ by, node }: Choice['labels'][number], view: PythonView): LabelFact | undefined {
  if (by === 'literal') {
    const value = literalValue(node);
    return value === undefined ? undefined : { by, value };
  }
  const name = typeName(node, view);
  return name === undefined || by === 'none' ? undefined : { by, name };
}

/** Within a branch that asked about the same already, not all of the values are left. */
function isWithinOther({ node, subject }: Choice, fn: PythonNode): boolean {
  const asks = new RegExp(`(?<![\\w.])${subject.text.replaceAll('.', '\\.')}(?![\\w(])`);
  for (let at = node.parent; at !== null && at !== fn; at = at.parent) {
    const asked = at.child('condition') ?? at.child('subject');
    if (asked !== undefined && asks.test(asked.text)) return true;
    if (at.type === 'case_clause') return true;
  }
  return false;
}

function restOf({ node, last, branches, fallback }: Choice, fn: PythonNode): Rest {
  if (fallback !== undefined) return isIdle(fallback) || returnsNothing(fallback) ? 'swallowed' : 'handled';
  if (!branches.every(({ body }) => leaves(body))) return 'passes';
  const siblings = node.parent?.named ?? [];
  const next = siblings[siblings.indexOf(last) + 1];
  if (next !== undefined)
    return next === siblings.at(-1) && isBareReturn(next) && node.parent === fn.child('body')
      ? 'swallowed'
      : 'handled';
  if (node.parent !== fn.child('body')) return 'handled';
  return branches.every(({ body }) => returnsValue(body)) && !isGenerator(fn) ? 'drops off' : 'passes';
}

function returnsNothing(block: PythonNode): boolean {
  const [only, ...more] = block.children.filter(({ isNamed }) => isNamed);
  return only !== undefined && more.length === 0 && isBareReturn(only);
}

function isBareReturn({ type, named }: PythonNode): boolean {
  return type === 'return_statement' && (named[0] === undefined || named[0].type === 'none');
}

/** Whether a block ends with a value for the caller, or raises. */
function returnsValue(block: PythonNode): boolean {
  const last = block.named.at(-1);
  if (last?.type === 'raise_statement') return true;
  if (last?.type === 'return_statement') return last.named[0] !== undefined && last.named[0].type !== 'none';
  return last?.below(['return_statement'], true).every((each) => !isBareReturn(each)) ?? false;
}

function isGenerator(fn: PythonNode): boolean {
  return fn.below(['yield'], true).length > 0;
}

function flawOf(choice: Choice, fn: PythonNode, rest: Rest, view: PythonView): Flaw | null {
  if (rest === 'handled' || rest === 'swallowed') return null;
  if (rest === 'passes') return unassigned(choice, view);
  if (!choice.branches.some(({ body }) => body.below(['return_statement'], true).length > 0)) return null;
  const name = fn.child('name')?.text ?? '';
  const declared = fn.child('return_type')?.text ?? null;
  if (declared !== null && /\bNone\b|\bOptional\b|\bAny\b|\bobject\b|\bNoReturn\b/.test(declared))
    return { kind: 'may return None', fn: name };
  return { kind: 'returns None', fn: name, declared };
}

/** A variable that every branch sets, nothing before does, and that is read behind: Python raises there. */
function unassigned({ node, last, branches }: Choice, view: PythonView): Flaw | null {
  const going = branches.filter(({ body }) => !leaves(body));
  const [first] = going;
  if (first === undefined || going.length < 2) return null;
  for (const target of targetsOf(first.body)) {
    const resolved = view.names.resolve(target);
    if (resolved === undefined || resolved.scope.kind !== 'function') continue;
    if (!going.every(({ body }) => targetsOf(body).some(({ text }) => text === target.text))) continue;
    const uses = view.names.uses(resolved);
    const bound = resolved.bindings.map(({ name }) => name);
    const isElsewhere = bound.some((name) => name.start < node.start || name.start >= last.end);
    const use = uses.find((name) => name.start >= last.end);
    if (isElsewhere || use === undefined || view.names.scopeOf(use) !== resolved.scope) continue;
    if (isGuarded(use, target.text)) continue;
    return { kind: 'unassigned', variable: target.text, use: spanOfPython(use) };
  }
  return null;
}

/** Names that a block sets for certain. */
function targetsOf(block: PythonNode): PythonNode[] {
  return block.named.flatMap((statement) => {
    const assignment = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const left = assignment?.type === 'assignment' ? assignment.child('left') : undefined;
    if (left === undefined || assignment?.child('right') === undefined) return [];
    return left.type === 'identifier'
      ? [left]
      : /_list$|^tuple_pattern$/.test(left.type)
        ? left.named.filter(({ type }) => type === 'identifier')
        : [];
  });
}

/** Whether a use may stand where it does not run for what is left out. */
function isGuarded(use: PythonNode, variable: string): boolean {
  for (let at = use.parent; at !== null && at.type !== 'function_definition'; at = at.parent) {
    if (/^(?:if_statement|elif_clause|else_clause|case_clause|except_clause|try_statement)$/.test(at.type))
      return true;
    if (at.type === 'conditional_expression' || at.type === 'lambda') return true;
  }
  return variable === '_';
}
