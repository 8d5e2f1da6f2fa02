import type { FileFacts } from '../../engine/rule.ts';
import { errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import { endingInError, spokenName } from '../../engine/typescript/errors/naming.ts';
import type { MadeFact, MessageFact } from './facts.ts';
import type { Located, Match } from './match.ts';
import { hole, passes } from './text-test.ts';

/** Checks that look for the same errors by text, with the places that make these. */
export interface MessageGroup {
  readonly key: string;
  readonly packageDir: string;
  readonly matches: readonly Match[];
  readonly made: readonly Located<MadeFact>[];
  readonly kind: ClassKind;
  /** The class that the checks could ask for. */
  readonly className: string;
  /** Errors modules of the package, best first. */
  readonly errorModules: readonly string[];
}

/**
 * `own`: a class of the project makes these errors and no other; `derived`: a class of the project makes others, too;
 * `built-in`: `Error` and the like; `mixed`: several classes.
 */
export type ClassKind = 'own' | 'derived' | 'built-in' | 'mixed';

/** Groups the matches that have errors of the project by these errors. */
export function groupsOf(
  matches: readonly Match[],
  files: readonly FileFacts<MessageFact>[],
): MessageGroup[] {
  const errorModules = errorModulesOf(files);
  const sizes = sizesOfClasses(files);
  const byMade = new Map<string, Match[]>();
  for (const match of matches) {
    const key = match.made
      .map(({ file, fact }) => `${file}:${fact.span.start}`)
      .sort()
      .join('\n');
    const group = byMade.get(key);
    if (group === undefined) byMade.set(key, [match]);
    else group.push(match);
  }
  return [...byMade].flatMap(([key, found]): MessageGroup[] => {
    const [{ made, file }] = found as [Match, ...Match[]];
    const [first] = made;
    if (first === undefined) return [];
    const kind = kindOf(made, sizes);
    const { className } = first.fact;
    // A function that asks for the class, too, has the text for errors that lost theirs on the way.
    const matches =
      kind === 'own' ? found.filter(({ check }) => !check.fact.asked.includes(className)) : found;
    if (matches.length === 0) return [];
    return [
      {
        key,
        packageDir: file.package.dir,
        matches,
        made,
        kind,
        className: kind === 'own' ? className : nameFor(found, first.fact),
        errorModules: errorModules({ file: first.file, packageDir: file.package.dir, thrown: null }),
      },
    ];
  });
}

function kindOf(made: readonly Located<MadeFact>[], sizes: ReadonlyMap<string, number>): ClassKind {
  const [{ fact: first }, ...others] = made as [Located<MadeFact>, ...Located<MadeFact>[]];
  if (others.some(({ fact }) => fact.className !== first.className || fact.home !== first.home))
    return 'mixed';
  if (first.home === null) return 'built-in';
  const isAllOfClass = made.some(({ fact }) => fact.isSuper) || sizes.get(classKey(first)) === made.length;
  return isAllOfClass ? 'own' : 'derived';
}

/** How many errors each class of the project makes. */
function sizesOfClasses(files: readonly FileFacts<MessageFact>[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const fact of files.flatMap(({ facts }) => facts)) {
    if (fact.is !== 'made' || fact.home === null || isHandedThrough(fact)) continue;
    sizes.set(classKey(fact), (sizes.get(classKey(fact)) ?? 0) + 1);
  }
  return sizes;
}

/** `super(message)`: the text is another's. */
function isHandedThrough({ isSuper, texts }: MadeFact): boolean {
  return isSuper && texts.length === 0;
}

function classKey({ home, className }: MadeFact): string {
  return `${home}\n${className}`;
}

/** Named after what the check looks for, as that is what all the errors have in common. */
function nameFor([match]: readonly Match[], made: MadeFact): string {
  const test = match?.check.fact.tests.find((each) => made.texts.some((text) => passes(text, each)));
  const looked = spoken(test?.parts.join(' ') ?? '');
  const name = looked === '' ? spoken(made.texts[0]?.replaceAll(hole, ' ') ?? '') : looked;
  // What is said to be wanted is what the error finds missing.
  return endingInError(name === '' ? 'Expected' : name.replace(/^Valid(?=[A-Z])/, 'Invalid'));
}

function spoken(text: string): string {
  return spokenName(text.replace(/\b(?:does|did|do|has|have|was|were|this|that|should|already)\b/gi, ' '));
}
