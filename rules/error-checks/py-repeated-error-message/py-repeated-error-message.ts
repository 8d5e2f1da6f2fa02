import type { FindingDraft } from '../../engine/finding.ts';
import { pythonErrorClass } from '../../engine/python/errors/error-classes.ts';
import { definePythonProgramRule } from '../../engine/python/rule.ts';
import type { ErrorClassFact } from '../../engine/typescript/errors/error-modules.ts';
import { type RaiseFact, type Raising, raiseFact, raisingOf } from './fact.ts';
import { groupsOf } from './groups.ts';
import lesson from './lesson.md';
import { findingsOf } from './report.ts';

/** The same message raised as a builtin exception in several places, behind conditions of their own. */
export const pyRepeatedErrorMessage = definePythonProgramRule<
  Raising | ErrorClassFact,
  RaiseFact | ErrorClassFact
>({
  meta: {
    id: 'error-checks/py-repeated-error-message',
    title: 'The same error message written out in several places',
    severity: 'warning',
    language: 'python',
    lesson,
    options: { places: 3 },
  },
  kinds: ['raise_statement', 'class_definition'],
  suspect(node, file) {
    return node.type === 'raise_statement' ? raisingOf(node) : pythonErrorClass(node, file);
  },
  extract(suspect, { file }) {
    return 'is' in suspect ? suspect : raiseFact(suspect, file);
  },
  reduce(files, options): FindingDraft[] {
    return groupsOf(files, Math.max(2, options['places'] ?? 3)).flatMap(findingsOf);
  },
});
