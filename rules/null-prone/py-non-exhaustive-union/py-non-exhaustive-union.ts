import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonProgramRule } from '../../engine/python/rule.ts';
import { mayPassOn, passedOn } from '../../engine/python/workspace-names.ts';
import { type Choice, readChoice } from './choices.ts';
import { aliasFact, classFact } from './declarations.ts';
import { choiceFact } from './extract.ts';
import type { UnionFact } from './facts.ts';
import lesson from './lesson.md';
import { judgeGaps } from './verdict.ts';

/** A choice by the value or the class of something that annotations say all about, which leaves some of it out. */
export const pyNonExhaustiveUnion = definePythonProgramRule<PythonNode | Choice, UnionFact>({
  meta: {
    id: 'null-prone/py-non-exhaustive-union',
    title: 'A choice that leaves values out',
    severity: 'info',
    language: 'python',
    lesson,
    options: { members: 25 },
  },
  kinds: [
    'match_statement',
    'if_statement',
    'class_definition',
    'assignment',
    'type_alias_statement',
    'import_from_statement',
  ],
  suspect(node, file) {
    switch (node.type) {
      case 'match_statement':
      case 'if_statement':
        return readChoice(node);
      case 'assignment':
        return node.parent?.parent === file.root ? node : undefined;
      case 'import_from_statement':
        return mayPassOn(node, file) ? node : undefined;
      default:
        return node;
    }
  },
  extract(suspect, { file }) {
    if ('form' in suspect) return choiceFact(suspect, file);
    if (suspect.type === 'class_definition') return classFact(suspect, file);
    if (suspect.type === 'import_from_statement') return passedOn(suspect);
    return aliasFact(suspect, file);
  },
  reduce(files, options, around) {
    return judgeGaps(files, options['members'] ?? 25, around);
  },
});
