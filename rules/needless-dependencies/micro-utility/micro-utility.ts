import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { importsAsFacts, type Suspicion } from '../../platform/extract.ts';
import type { Fact } from '../../platform/facts.ts';
import { findingsOf } from './findings.ts';
import lesson from './lesson.md';

/**
 * A package is one line, which the project can have as its own. Facts are the imports of each file with what becomes of
 * their uses; findings stand at the imports, grouped by package.
 */
export const microUtility = defineProgramRule<Suspicion, Fact>({
  meta: {
    id: 'needless-dependencies/micro-utility',
    title: 'Package that is one line',
    severity: 'info',
    language: 'typescript',
    lesson,
    // A package that only tests import is installed, audited and updated like any other.
    inTests: true,
  },
  ...importsAsFacts,
  reduce: findingsOf,
});
