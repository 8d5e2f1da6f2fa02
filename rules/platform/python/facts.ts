import type { Span } from '../../engine/finding.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonVersion } from '../../engine/python/packages/version.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { fallbacksIn } from './fallbacks.ts';
import { plansOf } from './file-plan.ts';
import { pythonReplacements } from './table/index.ts';

/** What one file has of packages with a replacement. */
export type PythonFact = EntryFact | FallbackFact | BlockerFact;

interface Located {
  readonly package: string;
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
}

/** An imported name that Python's library has from a version on, or why it stays. */
export interface EntryFact extends Located {
  readonly kind: 'entry';
  readonly path: string;
  readonly since: PythonVersion;
  readonly reason: string | null;
}

export interface FallbackFact extends Located {
  readonly kind: 'fallback';
  readonly since: PythonVersion;
  readonly prefersPackage: boolean;
}

/** Something that rests on the package although it does not name it. */
export interface BlockerFact {
  readonly kind: 'blocker';
  readonly package: string;
  readonly reason: string;
}

const tops = [...new Set(pythonReplacements.map(({ module }) => module.split('.', 1)[0]))];
const anyImport = new RegExp(`^[ \\t]*(?:import|from)[ \\t]+(?:${tops.join('|')})\\b`, 'm');

/** By the text alone, as most files have nothing of it. */
export function mayHaveFacts(text: string): boolean {
  return anyImport.test(text) || text.includes('.localize(');
}

/** Two rules look at the same facts: one at the imports, one at the manifest. */
const remembered = new WeakMap<PythonView, readonly PythonFact[]>();

export function factsOf(view: PythonView): readonly PythonFact[] {
  const known = remembered.get(view) ?? collect(view);
  remembered.set(view, known);
  return known;
}

function collect(view: PythonView): PythonFact[] {
  const facts: PythonFact[] = [];
  if (anyImport.test(view.text)) {
    for (const { entry, since, reason } of plansOf(view)) {
      const { replacement, statement, path } = entry;
      facts.push({ kind: 'entry', package: replacement.package, path, since, reason, ...located(statement) });
    }
    for (const { node, package: name, since, prefersPackage } of fallbacksIn(view))
      facts.push({ kind: 'fallback', package: name, since, prefersPackage, ...located(node) });
  }
  const importsPytz = facts.some((fact) => fact.package === 'pytz');
  if (
    /\.localize\(/.test(view.text) ||
    (importsPytz && /\.(?:normalize\(|zone\b|localize\b)/.test(view.text))
  )
    facts.push({
      kind: 'blocker',
      package: 'pytz',
      reason:
        '`localize`, `normalize` and `zone` are called on its time zones, which those of `zoneinfo` do not have: give `tzinfo` to `datetime` there first',
    });
  return facts;
}

function located(node: PythonNode): Omit<Located, 'package'> {
  return { span: spanOfPython(node), ...identifyPython(node) };
}
