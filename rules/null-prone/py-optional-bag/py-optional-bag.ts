import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonProgramRule } from '../../engine/python/rule.ts';
import { mayPassOn, passedOn } from '../../engine/python/workspace-names.ts';
import { constructionFact, mayConstruct } from './constructions.ts';
import type { BagFact } from './facts.ts';
import lesson from './lesson.md';
import { modelFacts } from './models.ts';
import { judgeBags } from './verdict.ts';

/** A class with fields that may be `None`, of which the workspace builds only a few mixtures. */
export const pyOptionalBag = definePythonProgramRule<PythonNode, BagFact>({
  meta: {
    id: 'null-prone/py-optional-bag',
    title: 'Optional fields that are really alternatives',
    severity: 'info',
    language: 'python',
    lesson,
    options: { constructions: 3 },
  },
  kinds: ['class_definition', 'call', 'import_from_statement'],
  suspect(node, file) {
    if (node.type === 'call') return mayConstruct(node) ? node : undefined;
    return node.type === 'class_definition' || mayPassOn(node, file) ? node : undefined;
  },
  extract(node, { file }) {
    if (node.type === 'call') return constructionFact(node, file);
    return node.type === 'class_definition' ? modelFacts(node, file) : passedOn(node);
  },
  reduce(files, options, around) {
    return judgeBags(files, Math.max(3, options['constructions'] ?? 3), around);
  },
});
