import type { FindingDraft } from '../../engine/finding.ts';
import { pythonErrorClass } from '../../engine/python/errors/error-classes.ts';
import type { ModuleFact } from '../../engine/python/fragments/comparison.ts';
import { definePythonProgramRule } from '../../engine/python/rule.ts';
import type { ErrorClassFact } from '../../engine/typescript/errors/error-modules.ts';
import { type GuardFact, guardFact } from './fact.ts';
import { groupsOf } from './groups.ts';
import { type Guard, guardOf } from './guard.ts';
import lesson from './lesson.md';
import { findingsOf } from './report.ts';

/** The same guard with the same failing outcome, written out again and again over one project. */
export const pyRepeatedErrorCheck = definePythonProgramRule<
  Guard | ErrorClassFact | ModuleFact,
  GuardFact | ErrorClassFact | ModuleFact
>({
  meta: {
    id: 'error-checks/py-repeated-error-check',
    title: 'The same error check written out in several places',
    severity: 'warning',
    language: 'python',
    lesson,
    options: { places: 3 },
  },
  kinds: ['if_statement', 'class_definition', 'module'],
  suspect(node, file) {
    if (node.type === 'module') return { is: 'module' };
    return node.type === 'if_statement' ? guardOf(node) : pythonErrorClass(node, file);
  },
  extract(suspect, { file }) {
    return 'is' in suspect ? suspect : guardFact(suspect, file);
  },
  reduce(files, options): FindingDraft[] {
    const known = new Set(files.map(({ file }) => file));
    return groupsOf(files, known, Math.max(2, options['places'] ?? 3)).flatMap(findingsOf);
  },
});
