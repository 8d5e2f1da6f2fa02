import type { PythonNode } from '../../engine/python/node.ts';
import { normalName } from '../../engine/python/packages/requirement.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { factsOf, mayHaveFacts, type PythonFact } from '../../platform/python/facts.ts';
import { knownWords, wordsOf } from '../../platform/python/import-names.ts';
import { pythonReplacements } from '../../platform/python/table/index.ts';

export type Fact = PythonFact | ReadFact | NamesFact;

/** The file parses, so that what it does not import is not imported. */
export interface ReadFact {
  readonly kind: 'read';
}

/** What one statement imports of packages that are known, or what a text names of them. */
export interface NamesFact {
  readonly kind: 'imported' | 'named';
  /** Top modules of imports; words of texts. */
  readonly words: readonly string[];
  readonly isStar: boolean;
}

/** The facts of one node; most have none. */
export function factsAt(node: PythonNode, view: PythonView): Fact[] {
  if (node.type === 'module') return [{ kind: 'read' }, ...(mayHaveFacts(view.text) ? factsOf(view) : [])];
  if (node.type === 'string') return namedIn(node);
  const words = importedBy(node).filter((word) => relevant.has(word));
  const isStar = node.named.some(({ type }) => type === 'wildcard_import');
  return words.length === 0 ? [] : [{ kind: 'imported', words, isStar }];
}

const relevant: ReadonlySet<string> = new Set([
  ...knownWords,
  ...pythonReplacements.flatMap(({ package: name, module }) => wordsOf(name, module.split('.', 1))),
]);

const shortestWord = Math.min(...[...relevant].map(({ length }) => length));

/** The forms of a word that are known; only what is not plain has another one. */
function knownIn(word: string): string[] {
  if (word.length < shortestWord) return [];
  if (/^[a-z0-9]*$/.test(word)) return relevant.has(word) ? [word] : [];
  return [word, normalName(word)].filter((each) => relevant.has(each));
}

function importedBy(statement: PythonNode): string[] {
  const module = statement.child('module_name');
  const paths = module === undefined ? statement.childrenOf('name') : [module];
  return [...new Set(paths.map(({ text }) => text.split(/[.\s]/, 1)[0] ?? ''))];
}

/** A module or a package in quotes: what is imported by a text, or installed by a command. Prose names nothing. */
function namedIn(node: PythonNode): Fact[] {
  // A text by itself is documentation.
  if (node.parent?.type === 'expression_statement') return [];
  // Most texts are too short for a package's name, or prose, and a look at every text of a program adds up.
  if (node.end - node.start < shortestWord + 2) return [];
  const { text } = node;
  if (/\s/.test(text) && !/\b(?:install|require|import|from|add)\b/.test(text)) return [];
  const words = (text.match(/[A-Za-z][\w-]*/g) ?? []).flatMap(knownIn);
  return words.length === 0 ? [] : [{ kind: 'named', words: [...new Set(words)], isStar: false }];
}
