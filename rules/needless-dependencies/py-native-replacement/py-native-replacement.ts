import { definePythonProgramRule } from '../../engine/python/rule.ts';
import { factsOf, mayHaveFacts, type PythonFact } from '../../platform/python/facts.ts';
import { findingsOf } from './findings.ts';
import lesson from './lesson.md';

/**
 * A package is imported for what Python's library does on every version that the project supports. Facts are the imports of each file
 * with the version that has all their uses; findings stand at the imports, grouped by package.
 */
export const pyNativeReplacement = definePythonProgramRule<true, PythonFact>({
  meta: {
    id: 'needless-dependencies/py-native-replacement',
    title: "Package that does what Python's library does",
    severity: 'info',
    language: 'python',
    lesson,
    // A package that only tests import is installed, audited and updated like any other.
    inTests: true,
  },
  kinds: ['module'],
  suspect(_node, file) {
    return mayHaveFacts(file.text) ? true : undefined;
  },
  extract(_suspect, { file }) {
    return [...factsOf(file)];
  },
  reduce: findingsOf,
});
