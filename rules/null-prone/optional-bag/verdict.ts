import type { Severity } from '../../engine/finding.ts';
import { openMembers, type Pair, pairsOf } from './evidence.ts';
import type { ConstructionFact, DeclarationFact, EscapeKind, MemberFact, ReadFact } from './facts.ts';
import { type Split, splitByDiscriminant, splitByShape } from './variants.ts';

/** Everything that is known of one type, over all files. */
export interface Bag {
  readonly declarations: Located<DeclarationFact>[];
  readonly constructions: Located<ConstructionFact>[];
  readonly reads: Located<ReadFact>[];
  readonly escapes: Set<EscapeKind>;
}

export interface Located<F> {
  readonly file: string;
  readonly fact: F;
}

export interface Verdict {
  readonly declaration: Located<DeclarationFact>;
  readonly split: Split;
  readonly severity: Severity;
}

/** Why a type with members that may be missing is no finding; for measuring what the rule keeps silent about. */
export type Acquittal =
  | 'not-a-bag'
  | 'builds-on-others'
  | 'too-few-constructions'
  | 'written-members'
  | 'no-pair'
  | 'no-split'
  | 'option-bag'
  | 'untested';

/** Each member of a pair was set, and the claim held, in this many places. */
const support = 2;

/** What a member is called that exists to tell states apart. */
const discriminantName =
  /^(is|has|was)?_?(status|state|kind|type|tag|phase|variant|result|outcome|ok|okay|success(ful)?|succeeded|valid|loading|loaded|done|failed|error|found|allowed|enabled|available|ready|stage|step)$|(Status|State|Kind|Type|Success|Valid)$/i;

export function judge(bag: Bag, minimum: number): Verdict | Acquittal {
  const [declaration, ...others] = bag.declarations;
  if (declaration === undefined || others.length > 0) return 'not-a-bag';
  if (bag.escapes.has('extended') || bag.escapes.has('partial')) return 'builds-on-others';
  const constructions = bag.constructions.map(({ fact }) => fact);
  if (constructions.length < minimum) return 'too-few-constructions';
  const written = new Set(
    bag.reads.filter(({ fact }) => fact.use === 'written').map(({ fact }) => fact.member),
  );
  const members = openMembers(declaration.fact, written);
  if (members.length < 2) return 'written-members';
  const pairs = pairsOf(members, constructions);
  if (pairs.length === 0) return 'no-pair';
  const candidates = declaration.fact.members.filter(
    ({ name, mayBeMissing }) => !mayBeMissing && !written.has(name),
  );
  const byValue = splitByDiscriminant(candidates, constructions, pairs, members);
  const tagged = byValue && severityOfTagged(byValue, bag);
  if (byValue === undefined || tagged === undefined)
    return judgeShapes(bag, declaration, constructions, pairs, members);
  return { declaration, split: byValue, severity: isClass(declaration) ? 'info' : tagged };
}

/** There is no fix for a class, and to take one apart is more than to say of a type what it is. */
function isClass({ fact }: Located<DeclarationFact>): boolean {
  return fact.constructed !== null;
}

/** A member tells the variants apart: it has to be tested somewhere, or to be called what such members are called. */
function severityOfTagged({ discriminant, pairs }: Split, bag: Bag): Severity | undefined {
  const name = discriminant ?? '';
  const tests = bag.reads.filter(({ fact }) => fact.member === name).length;
  const isNamed = discriminantName.test(name);
  if (tests === 0 && !isNamed) return undefined;
  const isSupported = pairs.some((pair) => pair.support >= support);
  // What comes together may do so by chance, above all where looks are described.
  if (pairs.every(({ relation }) => relation === 'together') && (!isNamed || name === 'variant'))
    return undefined;
  if (!isSupported) return tests > 0 && isNamed ? 'info' : undefined;
  return tests > 0 && !bag.escapes.has('from-outside') ? 'warning' : 'info';
}

/** Nothing tells the variants apart but which members are there, so readers must show that they see it so. */
function judgeShapes(
  bag: Bag,
  declaration: Located<DeclarationFact>,
  constructions: readonly ConstructionFact[],
  pairs: readonly Pair[],
  members: readonly MemberFact[],
): Verdict | Acquittal {
  if (bag.escapes.has('from-outside')) return 'option-bag';
  const functions = new Set(members.filter(({ isFunction }) => isFunction).map(({ name }) => name));
  if (constructions.filter(({ isArgument }) => isArgument).length * 2 >= constructions.length)
    return 'option-bag';
  const switches = new Set(members.filter(({ values }) => values?.includes('true')).map(({ name }) => name));
  const supported = pairs.filter((pair) => pair.support >= support || isAlwaysOne(pair, switches));
  const told = supported.filter((pair) => isReadAsChoice(pair, bag.reads));
  const useful = told.filter(
    ({ members: [a, b], relation }) => relation === 'exclusive' || !(functions.has(a) || functions.has(b)),
  );
  if (supported.length === 0) return 'no-pair';
  if (useful.length === 0) return 'untested';
  const split = splitByShape(constructions, useful, members);
  // Two of many members that may be missing are one choice among options.
  if (split === undefined || split.involved.length * 2 < members.length) return 'no-split';
  return { declaration, split, severity: isClass(declaration) ? 'hint' : 'info' };
}

/** Every place gives just one of the two, as results do that one function makes and many fail to; two switches do so by chance. */
function isAlwaysOne({ members, relation, coverage }: Pair, switches: ReadonlySet<string>): boolean {
  return relation === 'exclusive' && coverage === 1 && !members.some((name) => switches.has(name));
}

/** Functions that look at both members: `a ?? b`, `if (x.a) … else x.b!`; of members that come together, one is relied on. */
function isReadAsChoice(
  { members: [a, b], relation, coverage }: Pair,
  reads: readonly Located<ReadFact>[],
): boolean {
  // What most places leave out is an extra, not one side of a choice.
  if (relation === 'exclusive' && coverage < 0.5) return false;
  // So is what has a default, unless there always is just one of the two.
  const isOption = reads.some(
    ({ fact: { member, standIn } }) =>
      standIn !== null && ((member === a && standIn !== b) || (member === b && standIn !== a)),
  );
  if (relation === 'exclusive' && coverage < 1 && isOption) return false;
  const readers = (member: string, isEnough: (use: ReadFact['use']) => boolean): Set<string> =>
    new Set(
      reads
        .filter(({ fact }) => fact.member === member && isEnough(fact.use))
        .map(({ file, fact }) => `${file}#${fact.within}`),
    );
  const any = (): boolean => true;
  const relied = (use: ReadFact['use']): boolean => use === 'asserted';
  const [ofA, ofB] = [readers(a, any), readers(b, any)];
  const both = [...ofA].filter((place) => ofB.has(place));
  if (relation === 'exclusive') return both.length > 0;
  const reliedOn = new Set([...readers(a, relied), ...readers(b, relied)]);
  return both.some((place) => reliedOn.has(place));
}
