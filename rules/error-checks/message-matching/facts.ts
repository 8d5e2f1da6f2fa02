import type { Span } from '../../engine/finding.ts';
import { type ErrorClassFact, errorClassFact } from '../../engine/typescript/errors/error-modules.ts';
import type { Answers, FileView, JudgeContext, Suspect } from '../../engine/typescript/rule.ts';
import { enclosingFunction, identify, spanOf, unwrap, walk } from '../../engine/typescript/syntax.ts';
import {
  type ast,
  is,
  type Node,
  type SourceFile,
  SymbolFlags,
  SyntaxKind,
  type Type,
} from '../../engine/typescript.ts';
import { type Check, type Comparison, checkOf } from './check.ts';
import { handsOnText, type Made, madeBy } from './made.ts';
import { messageBehind } from './message-read.ts';
import { originOf, rootOf } from './origin.ts';
import { hole, type TextTest, testsOfRegExp } from './text-test.ts';
import { constantsIn, textOf } from './texts.ts';

/** A decision by the text of an error. */
export interface CheckFact {
  readonly is: 'check';
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** As written, on one line. */
  readonly condition: string;
  readonly error: string;
  /** Any of these makes the decision. */
  readonly tests: readonly TextTest[];
  /** The whole row of `||` that the check is an operand of, on one line, with one kind of quotes. */
  readonly alternatives: string;
  /** Classes that its function asks for by `instanceof`, elsewhere than in the same row of conditions. */
  readonly asked: readonly string[];
  /** What handles the error: errors made in there are not the ones that are looked at. */
  readonly handler: Span | null;
  readonly isSwitch: boolean;
}

/** A place that makes an error with a text of its own. */
export interface MadeFact {
  readonly is: 'made';
  readonly span: Span;
  /** Its possible texts with holes; none where it has no text that is known. */
  readonly texts: readonly string[];
  readonly className: string;
  /** File that declares the class; null for a built-in one. */
  readonly home: string | null;
  readonly isSuper: boolean;
  /** Its text has that of another error in it. */
  readonly handsOn: boolean;
}

/** The modules that a file loads at run time, as far as they are files of the workspace. */
export interface LoadFact {
  readonly is: 'loads';
  readonly files: readonly string[];
  /** The file begins with 'use server': those who load it talk to it over a network, and get copies of its errors. */
  readonly isRemote: boolean;
}

export type MessageFact = CheckFact | MadeFact | LoadFact | ErrorClassFact;

export type Suspicion =
  | { readonly is: 'check'; readonly check: Check }
  | { readonly is: 'made'; readonly made: Made }
  | { readonly is: 'loads'; readonly source: SourceFile }
  | ErrorClassFact;

/** What a node may be, by syntax alone. */
export function suspicionOf(node: Node, file: FileView): Suspect<Suspicion> | undefined {
  if (is.isSourceFile(node)) return loads(node);
  if (is.isClassDeclaration(node)) {
    const found = errorClassFact(node, file);
    return found && { data: found };
  }
  const made = madeBy(node);
  if (made !== undefined) {
    return {
      data: { is: 'made', made },
      types: made.texts.flatMap(constantsIn),
      symbols: [made.className],
    };
  }
  const check = checkOf(node);
  if (check === undefined) return undefined;
  const root = rootOf(check.read.error);
  return {
    data: { is: 'check', check },
    types: [check.read.error, ...check.wanted.flatMap(constantsIn)],
    symbols: root === undefined ? [] : [root],
  };
}

export function factOf(
  suspicion: Suspicion,
  answers: Answers,
  context: JudgeContext,
): MessageFact | undefined {
  switch (suspicion.is) {
    case 'check':
      return checkFact(suspicion.check, answers, context);
    case 'made':
      return madeFact(suspicion.made, answers, context);
    case 'loads':
      return loadFact(suspicion.source, answers);
    case 'error-class':
      return suspicion;
  }
}

function loads(source: SourceFile): Suspect<Suspicion> | undefined {
  const specifiers = source.imports.filter((node) => !isTypeOnly(node));
  return specifiers.length === 0 && !isRemote(source)
    ? undefined
    : { data: { is: 'loads', source }, symbols: specifiers };
}

function isTypeOnly({ parent }: Node): boolean {
  if (is.isImportDeclaration(parent)) {
    return parent.importClause?.phaseModifier === SyntaxKind.TypeKeyword;
  }
  return is.isExportDeclaration(parent) && parent.isTypeOnly;
}

function isRemote({ statements: [first] }: SourceFile): boolean {
  return first !== undefined && /^['"]use server['"]/.test(first.getText());
}

function loadFact(source: SourceFile, { symbols }: Answers): LoadFact | undefined {
  const files = symbols.flatMap((symbol) => symbol?.declarations[0]?.path ?? []);
  const own = [...new Set(files)].filter((file) => !file.includes('/node_modules/'));
  return own.length === 0 && !isRemote(source)
    ? undefined
    : { is: 'loads', files: own, isRemote: isRemote(source) };
}

function madeFact(
  made: Made,
  { types, symbols: [named] }: Answers,
  { questions }: JudgeContext,
): MadeFact | undefined {
  const isAlias = named !== undefined && (named.flags & SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? questions.checker.getAliasedSymbol(named) : named;
  const typeOf = lookUp(made.texts.flatMap(constantsIn), types);
  const texts = made.texts.map((each) => textOf(each, typeOf)).filter((text) => /[^\0]/.test(text));
  const paths = (symbol?.declarations ?? []).map(({ path }) => path);
  const isBuiltIn = paths.some((path) => /(^|\/)lib\.[^/]*\.d\.ts$/.test(path));
  const [home] = paths;
  if (isBuiltIn ? texts.length === 0 : home === undefined || home.includes('/node_modules/'))
    return undefined;
  return {
    is: 'made',
    span: spanOf(made.node),
    texts,
    className: made.className.text,
    home: isBuiltIn ? null : (home ?? null),
    isSuper: made.isSuper,
    handsOn: made.texts.some(handsOnText),
  };
}

function checkFact(
  { node, read, comparison, wanted }: Check,
  { types, symbols: [root] }: Answers,
  { questions }: JudgeContext,
): CheckFact | undefined {
  let { error, form } = read;
  let [type] = types;
  let symbol = root;
  if (form === 'name') {
    const [declaration] = symbol === undefined ? [] : questions.declarations(symbol);
    const behind = declaration && messageBehind(declaration);
    if (behind === undefined) return undefined;
    ({ error, form } = behind);
    const behindRoot = rootOf(error);
    type = questions.typeAt(error);
    symbol = behindRoot && questions.symbolAt(behindRoot);
  }
  const origin = originOf(error, type, symbol, questions);
  if (origin === undefined) return undefined;
  const typeOf = lookUp(wanted.flatMap(constantsIn), types.slice(1));
  const tests = wanted.flatMap((each) => testsOf(each, comparison, form, read.isFolded, typeOf, questions));
  if (tests.length === 0) return undefined;
  const isSwitch = is.isSwitchStatement(node);
  return {
    is: 'check',
    span: spanOf(isSwitch ? node.expression : node),
    ...identify(isSwitch ? node.expression : node),
    condition: (isSwitch ? `switch (${node.expression.getText()})` : node.getText()).replace(/\s+/g, ' '),
    error: error.getText(),
    alternatives: alternativesAround(node).getText().replace(/\s+/g, ' ').replaceAll('"', "'"),
    tests,
    asked: askedBeside(node),
    handler: origin.handler === null ? null : spanOf(origin.handler),
    isSwitch,
  };
}

function askedBeside(node: Node): string[] {
  let row: Node = node;
  while (is.isBinaryExpression(row.parent) || is.isParenthesizedExpression(row.parent)) row = row.parent;
  const asked = new Set<string>();
  walk(enclosingFunction(node), (at) => {
    if (at === row) return 'skip';
    if (is.isBinaryExpression(at) && at.operatorToken.kind === SyntaxKind.InstanceOfKeyword)
      asked.add(at.right.getText());
    return undefined;
  });
  return [...asked];
}

function alternativesAround(node: Node): Node {
  const { parent } = node;
  const isOperand =
    is.isParenthesizedExpression(parent) ||
    (is.isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.BarBarToken);
  return isOperand ? alternativesAround(parent) : node;
}

function testsOf(
  wanted: ast.Expression,
  comparison: Comparison,
  form: 'property' | 'stringified' | 'name',
  ignoresCase: boolean,
  typeOf: (node: ast.Expression) => Type | undefined,
  questions: JudgeContext['questions'],
): TextTest[] {
  if (comparison === 'matches') {
    const literal = regExpText(wanted, questions);
    const tests = literal === undefined ? undefined : testsOfRegExp(literal);
    return (tests ?? []).map((test) => ({ ...test, ignoresCase: test.ignoresCase || ignoresCase }));
  }
  const text = textOf(wanted, typeOf);
  if (text.includes(hole) || text === '') return [];
  const isWhole = comparison === 'equals';
  // `String(error)` begins with the name of its class.
  const bare = form === 'stringified' ? text.replace(/^\w*Error: /, '') : text;
  const isShifted = form === 'stringified' && bare === text;
  if (isShifted && (isWhole || comparison === 'starts')) return [];
  return [
    {
      parts: [bare],
      atStart: isWhole || comparison === 'starts',
      atEnd: isWhole || comparison === 'ends',
      ignoresCase,
    },
  ];
}

function regExpText(node: ast.Expression, questions: JudgeContext['questions']): string | undefined {
  const literal = unwrap(node);
  if (literal.kind === SyntaxKind.RegularExpressionLiteral) return literal.getText();
  const symbol = questions.symbolAt(literal);
  const [declaration] = symbol === undefined ? [] : questions.declarations(symbol);
  const value =
    declaration !== undefined && is.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value?.kind === SyntaxKind.RegularExpressionLiteral ? value.getText() : undefined;
}

function lookUp(
  nodes: readonly ast.Expression[],
  types: readonly (Type | undefined)[],
): (node: ast.Expression) => Type | undefined {
  const byNode = new Map<Node, Type | undefined>(nodes.map((node, index) => [node, types[index]]));
  return (node) => byNode.get(node);
}
