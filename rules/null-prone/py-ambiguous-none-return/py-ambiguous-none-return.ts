import type { FindingDraft } from '../../engine/finding.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonProgramRule } from '../../engine/python/rule.ts';
import {
  mayPassOn,
  type PassedOnFact,
  passedOn,
  WorkspaceNames,
} from '../../engine/python/workspace-names.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type CallerFact, callerFact, readCaller } from './callers.ts';
import { type FunctionFact, functionFact } from './exits.ts';
import lesson from './lesson.md';

type NoneFact = FunctionFact | CallerFact | PassedOnFact;

interface PlacedCaller {
  readonly file: string;
  readonly fact: CallerFact;
}

/** A function that gives `None` for a failure as for what is not there, to a caller that tells others it was the one. */
export const pyAmbiguousNoneReturn = definePythonProgramRule<PythonNode, NoneFact>({
  meta: {
    id: 'null-prone/py-ambiguous-none-return',
    title: 'The same `None` for different reasons',
    severity: 'info',
    language: 'python',
    lesson,
  },
  kinds: ['function_definition', 'if_statement', 'import_from_statement'],
  suspect(node, file) {
    if (node.type === 'if_statement') return readCaller(node) && node;
    return node.type === 'function_definition' || mayPassOn(node, file) ? node : undefined;
  },
  extract(node, { file }) {
    if (node.type === 'import_from_statement') return passedOn(node);
    if (node.type === 'function_definition') return functionFact(node);
    const caller = readCaller(node);
    return caller && callerFact(caller, file);
  },
  reduce(files, _, around) {
    const callers = callersOf(files, new Set(around.files()));
    return files.flatMap(({ file, facts }) =>
      facts.flatMap((fact) => {
        const own = fact.is === 'function' ? callers.get(`${file}#${fact.name}`) : undefined;
        return fact.is !== 'function' || own === undefined ? [] : [findingOn(file, fact, own)];
      }),
    );
  },
});

function callersOf(
  files: readonly FileFacts<NoneFact>[],
  all: ReadonlySet<string>,
): Map<string, PlacedCaller[]> {
  const names = new WorkspaceNames(all);
  for (const { file, facts } of files)
    for (const fact of facts) if (fact.is === 'passed on') names.add(file, fact);
  const callers = new Map<string, PlacedCaller[]>();
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.is !== 'caller') continue;
      const key = names.keyOf(fact.of, file);
      const known = callers.get(key);
      if (known === undefined) callers.set(key, [{ file, fact }]);
      else known.push({ file, fact });
    }
  }
  return callers;
}

function findingOn(file: string, fn: FunctionFact, callers: readonly PlacedCaller[]): FindingDraft {
  const [failure] = fn.failures;
  const [absence] = fn.absences;
  const [caller] = callers;
  const name = fn.name.split('.').at(-1);
  const more = callers.length === 1 ? '' : `, as do ${callers.length - 1} more callers in their words`;
  return {
    file,
    span: fn.span,
    symbol: fn.name,
    syntax: 'None for a failure',
    message: `\`${name}\` gives \`None\` where something failed (\`${failure?.text}\`) and also where there is nothing (\`${absence?.text}\`). A caller cannot tell them apart and says ${caller?.fact.says} for both${more}. Let the failure raise, or give back a result that names the reason.`,
    evidence: [
      ...fn.failures.map(({ span, text }) => ({
        file,
        span,
        message: `\`None\` for a failure: \`${text}\``,
      })),
      ...fn.absences.map(({ span, text }) => ({
        file,
        span,
        message: `\`None\` for what is not there: \`${text}\``,
      })),
      ...callers
        .slice(0, 5)
        .map((each) => ({ file: each.file, span: each.fact.span, message: `says ${each.fact.says}` })),
    ],
  };
}
