import type { FindingDraft } from '../../engine/finding.ts';
import { keyOf, type ModuleFact } from '../../engine/python/fragments/comparison.ts';
import { definePythonProgramRule } from '../../engine/python/rule.ts';
import { inBuckets } from '../../engine/repetition.ts';
import { type CatchFact, catchFact } from './fact.ts';
import { type Handler, handlerOf } from './handler.ts';
import lesson from './lesson.md';
import { findingsOf } from './report.ts';

/**
 * The same steps about the same exceptions, written out again and again over one project. There is no fix: whether a context manager, a
 * decorator or a function takes them depends on what stands in the `try`.
 */
export const pyRepeatedCatch = definePythonProgramRule<Handler | ModuleFact, CatchFact | ModuleFact>({
  meta: {
    id: 'error-checks/py-repeated-catch',
    title: 'The same handling of an exception in several places',
    severity: 'info',
    language: 'python',
    lesson,
    options: { places: 3 },
  },
  kinds: ['except_clause', 'module'],
  suspect(node) {
    return node.type === 'module' ? { is: 'module' } : handlerOf(node);
  },
  extract(suspect, { file }) {
    return 'is' in suspect ? suspect : catchFact(suspect, file);
  },
  reduce(files, options): FindingDraft[] {
    const known = new Set(files.map(({ file }) => file));
    const places = files.flatMap(({ file, package: { dir }, facts }) =>
      facts.flatMap((fact) => (fact.is === 'catch' ? { file, packageDir: dir, fact } : [])),
    );
    // Which file a place is in decides what its names mean, so the keys are made before the places are hashed.
    const keyed = places.map((place) => ({
      ...place,
      fact: { place, key: keyOf(place.fact.comparison, place.file, known) },
    }));
    const threshold = Math.max(2, options['places'] ?? 3);
    return [...inBuckets(keyed, ({ key }) => [key])].flatMap(([key, found]) => {
      const functions = new Set(found.map(({ file, fact }) => `${file}\n${fact.place.fact.within}`));
      if (found.length < threshold || functions.size < threshold) return [];
      return findingsOf({ key, places: found.map(({ fact }) => fact.place) });
    });
  },
});
