import type { Answers } from '../../engine/typescript/rule.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type {
  ArgumentFact,
  ConstructionFact,
  DeclarationFact,
  InstanceFact,
  Known,
  Origin,
} from './facts.ts';
import { knownByType, knownOf, nameIn, writtenValue } from './known.ts';
import { typeKey } from './type-key.ts';

/** `new Result(…)`, with what syntax tells of its arguments; the rest is asked for in the order of appearance. */
export interface InstanceSuspect {
  readonly node: ast.NewExpression;
  readonly arguments: readonly AskedArgument[];
}

interface AskedArgument {
  readonly value: AskedValue;
  readonly members: ReadonlyMap<string, AskedValue> | null;
}

/** Known by syntax, or the index of the type that tells. */
type AskedValue = Known | number;

interface InstanceQuestions {
  readonly data: InstanceSuspect;
  readonly types: readonly Node[];
}

export function suspectInstance(node: ast.NewExpression): InstanceQuestions | undefined {
  const { expression: callee } = node;
  const given = node.arguments ?? [];
  if (!is.isIdentifier(callee) || builtIn.test(callee.text) || given.length > 12) return undefined;
  if (given.some((each) => is.isSpreadElement(each))) return undefined;
  const types: Node[] = [node];
  const ask = (value: ast.Expression | undefined): AskedValue => {
    if (value === undefined) return { presence: 'set' };
    return knownOf(value) ?? types.push(value) - 1;
  };
  const asked = given.map((each): AskedArgument => ({ value: ask(each), members: membersOf(each, ask) }));
  return { data: { node, arguments: asked }, types };
}

const builtIn =
  /^((\w*Error)|Map|Set|WeakMap|WeakSet|Date|Promise|RegExp|Array|Object|Proxy|URL|URLSearchParams|Headers|Request|Response|FormData|Blob|File|Buffer|\w*Array|ArrayBuffer|DataView|AbortController|\w*Observer|\w*Event|EventEmitter|Image|Worker|WebSocket|TextEncoder|TextDecoder|Intl)$/;

export function instanceFact(
  { node, arguments: given }: InstanceSuspect,
  { types }: Answers,
  questions: TypeQuestions,
): InstanceFact | undefined {
  const [type] = types;
  const key = isUnresolved(type) ? undefined : typeKey(type, questions);
  if (key === undefined) return undefined;
  const known = (value: AskedValue): Known =>
    typeof value === 'number' ? knownByType(types[value], questions) : value;
  return {
    kind: 'instance',
    type: key,
    span: spanOf(node),
    arguments: given.map(({ value, members }): ArgumentFact => {
      const entries = members && [...members].map(([name, member]) => [name, known(member)] as const);
      return { ...known(value), members: entries && Object.fromEntries(entries) };
    }),
  };
}

/** What an instance is built with, as its class makes it of the arguments. */
export function constructionOf(
  { type, span, arguments: given }: InstanceFact,
  constructed: NonNullable<DeclarationFact['constructed']>,
): ConstructionFact {
  const members = Object.entries(constructed).map(
    ([name, origin]) => [name, knownAt(origin, given)] as const,
  );
  const values = members.flatMap(([name, known]) => (known.values ? [[name, known.values] as const] : []));
  return {
    kind: 'construction',
    type,
    span,
    given: Object.fromEntries(members.map(([name, { presence }]) => [name, presence])),
    rest: 'missing',
    values: Object.fromEntries(values),
    isArgument: false,
  };
}

function knownAt(origin: Origin, given: readonly ArgumentFact[]): Known {
  if (origin.kind === 'known') return origin.known;
  const { index, member, otherwise } = origin;
  const argument = given[index];
  if (argument === undefined) return otherwise;
  if (member === null) return orOtherwise(argument, otherwise);
  if (argument.members === null) return { presence: 'unknown' };
  const known = Object.hasOwn(argument.members, member) ? argument.members[member] : undefined;
  return known === undefined ? otherwise : orOtherwise(known, otherwise);
}

/** `null` is not replaced by a default, `undefined` is. */
function orOtherwise(known: Known, otherwise: Known): Known {
  if (known.presence !== 'missing' || otherwise.presence === 'missing') return known;
  return { presence: 'unknown' };
}

/** The members of a literal that is given whole; null for any other argument. */
function membersOf(
  argument: ast.Expression,
  ask: (value: ast.Expression | undefined) => AskedValue,
): Map<string, AskedValue> | null {
  if (!is.isObjectLiteralExpression(argument) || argument.properties.length > 40) return null;
  const members = new Map<string, AskedValue>();
  for (const property of argument.properties) {
    const name = nameIn(property);
    if (name === undefined) return null;
    members.set(name, ask(writtenValue(property)));
  }
  return members;
}
