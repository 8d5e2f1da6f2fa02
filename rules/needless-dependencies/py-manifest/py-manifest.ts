import { definePythonProgramRule } from '../../engine/python/rule.ts';
import { declaredIn } from './declared.ts';
import { type Fact, factsAt } from './facts.ts';
import lesson from './lesson.md';
import { neverInstalledIn } from './never-installed.ts';
import { replaceableIn } from './replaceable.ts';
import { unusedIn } from './unused.ts';
import { Uses } from './uses.ts';

/**
 * An entry of a Python manifest that can go: Python's library does its job, nothing uses it, or no Python that the project runs on asks
 * for it. Findings stand at the entry. Facts are the known packages that each file imports or names.
 */
export const pyManifest = definePythonProgramRule<Fact[], Fact>({
  meta: {
    id: 'needless-dependencies/py-manifest',
    title: 'Entry of a Python manifest that can go',
    severity: 'info',
    language: 'python',
    lesson,
    // What tests alone need is needed too.
    inTests: true,
  },
  kinds: ['module', 'import_statement', 'import_from_statement', 'string'],
  suspect(node, file) {
    const facts = factsAt(node, file);
    return facts.length === 0 ? undefined : facts;
  },
  extract(facts) {
    return facts;
  },
  reduce(files, _options, around) {
    const declared = declaredIn(files, around);
    if (declared.length === 0) return [];
    const uses = new Uses(files, around);
    return [
      ...replaceableIn(files, declared, uses, around),
      ...declared.flatMap((each) => neverInstalledIn(each, around)),
      ...unusedIn(declared, uses, around),
    ];
  },
});
