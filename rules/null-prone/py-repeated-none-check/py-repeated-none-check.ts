import type { FindingDraft } from '../../engine/finding.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import { fieldsWithoutValue } from './declared.ts';
import { fieldOf, type Guard, readGuard } from './guards.ts';
import lesson from './lesson.md';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/** A guard, and the method of the class that it stands in. */
interface Check extends Guard {
  readonly method: PythonNode;
}

interface Suspect {
  readonly owner: PythonNode;
  /** By the field that is checked. */
  readonly checks: ReadonlyMap<string, readonly Check[]>;
}

/** A field that several methods of a class cannot do without, and that each of them checks for itself. */
export const pyRepeatedNoneCheck = definePythonRule<Suspect>({
  meta: {
    id: 'null-prone/py-repeated-none-check',
    title: 'The same field checked for `None` in several methods',
    severity: 'warning',
    language: 'python',
    lesson,
    options: { threshold: 3 },
  },
  kinds: ['class_definition'],
  suspect(owner) {
    const checks = new Map<string, Check[]>();
    for (const statement of owner.below(['if_statement', 'assert_statement'])) {
      const guard = readGuard(statement);
      const method = guard && methodAround(statement, owner);
      if (guard === undefined || method === undefined) continue;
      const ofField = checks.get(guard.field);
      if (ofField === undefined) checks.set(guard.field, [{ ...guard, method }]);
      else ofField.push({ ...guard, method });
    }
    return checks.size > 0 ? { owner, checks } : undefined;
  },
  judge({ owner, checks }, { file, options }) {
    const threshold = options['threshold'] ?? 3;
    const often = [...checks].filter(([, ofField]) => methodsOf(ofField).size >= threshold);
    if (often.length === 0) return undefined;
    const declared = fieldsWithoutValue(owner);
    return often.flatMap(([field, all]) => {
      const place = declared.get(field);
      const accessor = all.find((check) => isAccessor(check));
      const ofField = all.filter(({ method }) => method !== accessor?.method);
      if (place === undefined || methodsOf(ofField).size < threshold) return [];
      return [findingOn(owner, field, place, ofField, accessor, file.path)];
    });
  },
});

function findingOn(
  owner: PythonNode,
  field: string,
  place: PythonNode,
  checks: readonly Check[],
  accessor: Check | undefined,
  file: string,
): FindingDraft {
  const raising = methodsOf(checks.filter(({ how }) => how === 'raises')).size;
  const all = methodsOf(checks).size;
  const asserting = all - raising;
  const outcome =
    asserting === 0
      ? 'each raises'
      : raising === 0
        ? 'each asserts, which `python -O` leaves out'
        : `${raising} ${raising === 1 ? 'raises' : 'raise'}, ${asserting} ${asserting === 1 ? 'asserts' : 'assert'}`;
  const bare = field.replace(/^_+/, '');
  const advice =
    accessor === undefined
      ? `Let one method, say \`_require_${bare}\`, check it, raise, and return it as what it is when it is there.`
      : `\`${accessor.method.child('name')?.text}\` checks it and returns it: let the others use that.`;
  return {
    file,
    span: spanOfPython(place),
    message: `\`self.${field}\` may be \`None\` and is checked before use in ${all} methods of \`${owner.child('name')?.text}\`: ${outcome}. Whoever adds another has to remember the check. ${advice}`,
    ...(raising < 3 && { severity: 'info' as const }),
    symbol: identifyPython(owner.child('name') ?? owner).symbol,
    syntax: `self.${field}`,
    evidence: checks.slice(0, mostEvidence).map(({ statement, how, method }) => ({
      file,
      span: { start: statement.start, end: statement.child('condition')?.end ?? statement.end },
      message: `\`${method.child('name')?.text}\` ${how} where \`self.${field}\` is missing`,
    })),
  };
}

function methodsOf(checks: readonly Check[]): Set<PythonNode> {
  return new Set(checks.map(({ method }) => method));
}

/** The method of the class that a statement stands in, directly or in a function of its own. */
function methodAround(statement: PythonNode, owner: PythonNode): PythonNode | undefined {
  let method: PythonNode | undefined;
  for (let at = statement.parent; at !== null && at !== owner; at = at.parent) {
    if (at.type === 'class_definition') return undefined;
    if (at.type === 'function_definition') method = at;
  }
  return method;
}

/** A method that checks the field and returns it, and does nothing else. */
function isAccessor({ method, statement, field }: Check): boolean {
  const statements = (method.child('body')?.named ?? []).filter(
    ({ type, named }) => type !== 'expression_statement' || named[0]?.type !== 'string',
  );
  const [guard, returned] = statements;
  const value = returned?.type === 'return_statement' ? returned.named[0] : undefined;
  return statements.length === 2 && guard === statement && value !== undefined && fieldOf(value) === field;
}
