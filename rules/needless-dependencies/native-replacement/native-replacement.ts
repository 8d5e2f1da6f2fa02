import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { importsAsFacts, type Suspicion } from '../../platform/extract.ts';
import type { Fact } from '../../platform/facts.ts';
import { findingsOf } from './findings.ts';
import lesson from './lesson.md';

/**
 * A package is imported for what the platform does on every engine that the project supports. Facts are the
 * imports of each file with what becomes of their uses; findings stand at the imports, grouped by package.
 */
export const nativeReplacement = defineProgramRule<Suspicion, Fact>({
  meta: {
    id: 'needless-dependencies/native-replacement',
    title: 'Package that does what the platform does',
    severity: 'warning',
    language: 'typescript',
    lesson,
    // A package that only tests import is installed, audited and updated like any other.
    inTests: true,
  },
  ...importsAsFacts,
  reduce: findingsOf,
});
