import type { Evidence, FindingDraft } from '../../engine/finding.ts';
import { WorkspaceNames } from '../../engine/python/workspace-names.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import type { BagFact, ConstructionFact, ModelFact, Presence } from './facts.ts';
import { type Construction, fields, type Pair, pairsOf, shapesOf } from './pairs.ts';
import { readersOf, writtenIn } from './readers.ts';
import { tagOf } from './tags.ts';

/** Everything that is known of one class, over all files. */
export interface Bag {
  readonly file: string;
  readonly model: ModelFact;
  readonly constructions: Construction[];
}

/** More variants than this are no longer read as one choice. */
const mostShapes = 5;

/** Classes of which the workspace builds only a few of the mixtures that their fields allow. */
export function judgeBags(
  files: readonly FileFacts<BagFact>[],
  fewest: number,
  around: Surroundings,
): FindingDraft[] {
  return bagsOf(files, around).flatMap((bag) => {
    const finding = judge(bag, fewest, around);
    return finding === undefined ? [] : [finding];
  });
}

function bagsOf(files: readonly FileFacts<BagFact>[], around: Surroundings): Bag[] {
  const names = new WorkspaceNames(new Set(around.files()));
  const bags = new Map<string, Bag | 'several'>();
  const parents = new Set<string>();
  const constructions: { readonly key: string; readonly file: string; readonly fact: ConstructionFact }[] =
    [];
  for (const { file, facts } of files)
    for (const fact of facts) if (fact.is === 'passed on') names.add(file, fact);
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.is === 'heir') parents.add(names.keyOf(fact.of, file));
      if (fact.is === 'construction') constructions.push({ key: names.keyOf(fact.of, file), file, fact });
      if (fact.is === 'model') {
        const key = `${file}#${fact.name}`;
        bags.set(key, bags.has(key) ? 'several' : { file, model: fact, constructions: [] });
      }
    }
  }
  for (const { key, file, fact } of constructions) {
    const bag = bags.get(key);
    if (bag !== undefined && bag !== 'several')
      bag.constructions.push({ file, fact, given: givenBy(fact, bag.model) });
  }
  // What a class is built for by those that inherit from it is not seen here.
  return [...bags].flatMap(([key, bag]) => (bag === 'several' || parents.has(key) ? [] : [bag]));
}

/** What becomes of each field at a place; undefined where the place does not tell. */
function givenBy(fact: ConstructionFact, model: ModelFact): ReadonlyMap<string, Presence> {
  const positional = model.fields.filter(({ isPositional }) => isPositional);
  const given = new Map<string, Presence>();
  for (const { name } of model.fields) {
    const place = positional.findIndex((field) => field.name === name);
    const value = fact.named[name] ?? (place < 0 ? undefined : fact.positional[place]);
    given.set(name, value ?? (fact.isOpen ? 'unknown' : 'missing'));
  }
  return given;
}

function judge(bag: Bag, fewest: number, around: Surroundings): FindingDraft | undefined {
  const { model, constructions, file } = bag;
  const optional = model.fields.filter(({ mayBeMissing, isRequired }) => mayBeMissing || isRequired);
  if (optional.length < 2 || constructions.length < fewest) return undefined;
  if (constructions.some(({ fact }) => fact.isOpen)) return undefined;
  const all = pairsOf(optional, constructions);
  if (all.length === 0) return undefined;
  const written = writtenIn(around, fields(all), model.isFrozen);
  const pairs = all.filter(({ members }) => !members.some((name) => written.has(name)));
  const shapes = shapesOf(pairs, constructions);
  if (shapes.length < 2 || shapes.length > mostShapes) return undefined;
  const tag = tagOf(bag, pairs);
  const isOption =
    constructions.filter(({ fact }) => fact.isArgument).length * 2 >= constructions.length ||
    fields(pairs).length * 2 < optional.length;
  if (tag === null && isOption) return undefined;
  const told = pairs.find((pair) => tag?.tells(pair) === true || readersOf(pair, around).length > 0);
  if (told === undefined) return undefined;
  return {
    file,
    span: model.span,
    symbol: model.name,
    syntax: `${told.members.join(' ')} ${told.relation}`,
    severity: 'info',
    message: messageOf(bag, told, shapes.length, tag?.name ?? null),
    evidence: evidenceOf(bag, told, around),
  };
}

function messageOf({ model, constructions }: Bag, pair: Pair, shapes: number, tag: string | null): string {
  const [a, b] = pair.members;
  const where = `in the ${constructions.length} places that build \`${model.name}\``;
  const claim =
    pair.relation === 'exclusive'
      ? `\`${a}\` and \`${b}\` are never set together ${where}`
      : `\`${a}\` and \`${b}\` are always set together or not at all ${where}`;
  const excess =
    pair.relation === 'together' ? 'one without the other' : pair.isAlwaysOne ? 'both and neither' : 'both';
  const told = tag === null ? '' : `, told apart by \`${tag}\``;
  return `${claim}; yet its fields allow ${excess}, and no checker of types can warn of it. Say it in the type: a union of ${shapes} frozen dataclasses${told}, which \`match\` and \`assert_never\` take apart.`;
}

function evidenceOf({ constructions }: Bag, pair: Pair, around: Surroundings): Evidence[] {
  const [a, b] = pair.members;
  const built = constructions.slice(0, 8).map(({ file, fact, given }) => {
    const set = [a, b].filter((name) => given.get(name) !== 'missing');
    const what = set.length === 0 ? 'neither' : set.length === 2 ? 'both' : `\`${set[0]}\``;
    return { file, span: fact.span, message: `sets ${what}` };
  });
  return [...built, ...readersOf(pair, around).slice(0, 3)];
}
