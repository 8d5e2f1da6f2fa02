import type { Answers, FileView } from '../../engine/typescript/rule.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { isNullish, isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, type TypeSymbol } from '../../engine/typescript.ts';
import type { ConstructionFact, Known, Presence } from './facts.ts';
import { knownByType, knownOf, nameIn, writtenValue } from './known.ts';
import { type Source, sourceOf, typeFrom } from './literal-source.ts';
import { bagIn, typeKey } from './type-key.ts';

export interface LiteralSuspect {
  readonly literal: ast.ObjectLiteralExpression;
  readonly source: Source;
  readonly parts: readonly Part[];
}

/** What one line of a literal says of members. */
type Part =
  | { readonly kind: 'member'; readonly name: string; readonly known: Known | undefined }
  | { readonly kind: 'spread'; readonly asksSymbol: boolean };

interface LiteralQuestions {
  readonly data: LiteralSuspect;
  readonly types: readonly Node[];
  readonly symbols: readonly Node[];
}

/** An object literal whose type somebody else gives; undefined where the literal makes up its own. */
export function suspectLiteral(node: Node): LiteralQuestions | undefined {
  if (!is.isObjectLiteralExpression(node) || node.properties.length > 40) return undefined;
  const source = sourceOf(node);
  if (source === undefined) return undefined;
  const types: Node[] = source.kind === 'node' ? [source.node] : [];
  const symbols: Node[] = [];
  const parts: Part[] = [];
  for (const property of node.properties) {
    if (is.isSpreadAssignment(property)) {
      const { expression } = property;
      types.push(expression);
      if (is.isIdentifier(expression)) symbols.push(expression);
      parts.push({ kind: 'spread', asksSymbol: is.isIdentifier(expression) });
      continue;
    }
    const name = nameIn(property);
    if (name === undefined) return undefined;
    const value = writtenValue(property);
    const known = value === undefined ? { presence: 'set' as const } : knownOf(value);
    if (known === undefined && value !== undefined) types.push(value);
    parts.push({ kind: 'member', name, known });
  }
  return { data: { literal: node, source, parts }, types, symbols };
}

export function constructionFact(
  { literal, source, parts }: LiteralSuspect,
  { types, symbols }: Answers,
  questions: TypeQuestions,
  file: FileView,
): ConstructionFact | undefined {
  let nextType = source.kind === 'node' ? 1 : 0;
  let nextSymbol = 0;
  const type = typeFrom(source, types[0], questions);
  if (isUnresolved(type)) return undefined;
  const key = typeKey(type, questions);
  const bag = bagIn(type, questions);
  if (key === undefined || bag === undefined) return undefined;
  const state: Building = { given: {}, values: {}, rest: 'missing' };
  for (const part of parts) {
    if (part.kind === 'member') {
      setMember(state, part.name, part.known ?? knownByType(types[nextType++], questions));
      continue;
    }
    const spread = types[nextType++];
    const symbol = part.asksSymbol ? symbols[nextSymbol++] : undefined;
    addSpread(state, spread, symbol, { bag, key, questions, file });
  }
  const isArgument = source.kind === 'context' && source.isArgument;
  return { kind: 'construction', type: key, span: spanOf(literal), ...state, isArgument };
}

interface Building {
  given: Record<string, Presence>;
  values: Record<string, readonly string[]>;
  rest: ConstructionFact['rest'];
}

interface BagContext {
  readonly bag: Type;
  readonly key: string;
  readonly questions: TypeQuestions;
  readonly file: FileView;
}

function setMember(state: Building, name: string, { presence, values }: Known): void {
  state.given[name] = presence;
  if (values === undefined) delete state.values[name];
  else state.values[name] = values;
}

/** An object of the same type keeps what it has; of any other, the type tells which members it brings. */
function addSpread(
  state: Building,
  spread: Type | undefined,
  symbol: TypeSymbol | undefined,
  { bag, key, questions, file }: BagContext,
): void {
  const initial = initialLiteral(symbol, questions, file);
  if (initial !== undefined) {
    for (const [name, known] of initial) setMember(state, name, known);
    return;
  }
  const members = questions.properties(bag).map(({ name }) => name);
  if (spread !== undefined && typeKey(spread, questions) === key) {
    state.given = {};
    state.values = {};
    state.rest = 'kept';
    return;
  }
  for (const name of members) {
    if (isUnresolved(spread)) setMember(state, name, { presence: 'unknown' });
    else addSpreadMember(state, name, spread, questions);
  }
}

function addSpreadMember(state: Building, name: string, spread: Type, questions: TypeQuestions): void {
  const parts = questions.constituents(spread).filter((part) => !isNullish(part));
  const types = parts.map((part) => questions.typeOfProperty(part, name));
  if (types.every((type) => type === undefined)) return;
  const [type] = types;
  const isCertain =
    types.length === 1 && type !== undefined && parts.length === questions.constituents(spread).length;
  setMember(state, name, isCertain ? knownByType(type, questions) : { presence: 'unknown' });
}

/** Members of the literal behind `const initial: State = {…}`, if every one of them is plain to see. */
function initialLiteral(
  symbol: TypeSymbol | undefined,
  questions: TypeQuestions,
  file: FileView,
): [string, Known][] | undefined {
  const handle = symbol?.valueDeclaration;
  if (symbol === undefined || handle === undefined || handle.path.toLowerCase() !== file.path.toLowerCase()) {
    return undefined;
  }
  const declaration = questions.declarations(symbol)[0];
  if (declaration === undefined || !is.isVariableDeclaration(declaration)) return undefined;
  const { initializer } = declaration;
  if (initializer === undefined || !is.isObjectLiteralExpression(initializer)) return undefined;
  if (!/^(initial|default|empty|idle|blank|base)/i.test(declaration.name.getText())) return undefined;
  const members: [string, Known][] = [];
  for (const property of initializer.properties) {
    const name = is.isPropertyAssignment(property) ? nameIn(property) : undefined;
    const value = writtenValue(property);
    if (name === undefined || value === undefined) return undefined;
    members.push([name, knownOf(value) ?? { presence: 'unknown' }]);
  }
  return members;
}
