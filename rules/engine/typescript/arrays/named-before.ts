import type { SourceFile } from '../../typescript.ts';

/**
 * Whether the text of a file has a name right before something, `stack` before `.pop` for instance. Says so
 * without a walk and without a checker, so that most suspects end here; a name may still mean something else.
 * @param something a global expression; one object for each use, as answers are remembered by it.
 */
export function isNamedBefore(something: RegExp, name: string, source: SourceFile): boolean {
  let ofFile = remembered.get(source);
  if (ofFile === undefined) {
    ofFile = new Map();
    remembered.set(source, ofFile);
  }
  let names = ofFile.get(something);
  if (names === undefined) {
    names = namesBefore(something, source.text);
    ofFile.set(something, names);
  }
  return names.has(name);
}

const remembered = new WeakMap<SourceFile, Map<RegExp, ReadonlySet<string>>>();

function namesBefore(something: RegExp, text: string): Set<string> {
  const names = new Set<string>();
  for (const { index } of text.matchAll(something)) {
    const before = /(#?[\w$]+)[)!\s]*\??$/.exec(text.slice(Math.max(0, index - 100), index));
    if (before?.[1] !== undefined) names.add(before[1]);
  }
  return names;
}
