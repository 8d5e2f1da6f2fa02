import {
  handedElsewhere,
  type SpecifierLiteral,
  specifiersOf,
} from '../engine/typescript/codemods/import-uses.ts';
import type { Answers, FileView, JudgeContext } from '../engine/typescript/rule.ts';
import { identify, spanOf } from '../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../engine/typescript/types.ts';
import {
  type ast,
  is,
  type Node,
  type SourceFile,
  SyntaxKind,
  type TypeSymbol,
} from '../engine/typescript.ts';
import { packageOfSpecifier, replacementOf } from './catalogue.ts';
import type { Fact, UnseenFact } from './facts.ts';
import { isStubbed, mocksIn } from './mocks.ts';
import { importsOfPackage, planFile, runsInBrowsers } from './plan.ts';
import { runsIn } from './runs-in.ts';

/** What the syntax of a file tells about replaceable packages; facts need the modules that the specifiers mean. */
export interface Suspicion {
  readonly specifiers: readonly string[];
  readonly mocks: ReturnType<typeof mocksIn>;
  /** Packages that are handed to something that took the place of `require`. */
  readonly unseen: readonly UnseenFact[];
}

interface Suspected {
  readonly data: Suspicion;
  readonly symbols: ReturnType<typeof specifiersOf>;
}

/** How a rule whose facts are the imports of replaceable packages comes to them. */
export const importsAsFacts = {
  kinds: [SyntaxKind.SourceFile],
  suspect: (node: Node, file: FileView) => (is.isSourceFile(node) ? suspectFile(node, file) : undefined),
  extract: (
    suspicion: Suspicion,
    { symbols }: Pick<Answers, 'symbols'>,
    { file, questions }: Pick<JudgeContext, 'file' | 'questions'>,
  ) => factsOfFile(suspicion, symbols, file, questions),
};

/** Undefined where the file names no replaceable package; `symbols` are to be asked for. */
export function suspectFile(source: ast.SourceFile, file: FileView): Suspected | undefined {
  const isWanted = (specifier: string): boolean => isCandidate(specifier, file);
  const literals = specifiersOf(source).filter(({ text }) => isWanted(text));
  const mocks = mocksIn(file, isWanted);
  const unseen = handedElsewhere(source).filter(({ text }) => isWanted(text));
  if (literals.length === 0 && mocks.length === 0 && unseen.length === 0) return undefined;
  return {
    data: {
      specifiers: literals.map(({ text }) => text),
      mocks,
      unseen: unseen.map((each) => unseenFact(each, source)),
    },
    symbols: literals,
  };
}

/**
 * Asked by every rule of the habit about every file, so the answer is kept as long as the snapshot is.
 * @param symbols what the checker says of each specifier, in order.
 */
export function factsOfFile(
  suspicion: Suspicion,
  symbols: readonly (TypeSymbol | undefined)[],
  file: FileView,
  questions: TypeQuestions,
): Fact[] {
  let known = kept.get(questions);
  if (known === undefined) {
    known = new Map();
    kept.set(questions, known);
  }
  const facts = known.get(file.path) ?? readFacts(suspicion, symbols, file, questions);
  known.set(file.path, facts);
  return facts;
}

const kept = new WeakMap<TypeQuestions, Map<string, Fact[]>>();

function readFacts(
  { specifiers, mocks, unseen }: Suspicion,
  symbols: readonly (TypeSymbol | undefined)[],
  file: FileView,
  questions: TypeQuestions,
): Fact[] {
  const packages = new Set(
    specifiers.filter((each, index) => isInstalled(each, symbols[index], file)).map(nameOf),
  );
  const literals = specifiersOf(file.source);
  return [
    ...[...packages].flatMap((name) => factsOf(name, literals, file, questions)),
    ...mocks.map(({ specifier, text }): Fact => ({ kind: 'mock', package: nameOf(specifier), text })),
    ...unseen,
  ];
}

/** @param literals all specifiers of the file. */
function factsOf(
  name: string,
  literals: readonly SpecifierLiteral[],
  file: FileView,
  questions: TypeQuestions,
): Fact[] {
  const replacement = replacementOf(name);
  if (replacement === undefined) return [];
  const imports = importsOfPackage(name, file, questions);
  const where = runsIn(file.source);
  const inBrowsers = runsInBrowsers(replacement, file.package, where);
  const { outcomes } = planFile(file, questions, imports, replacement, inBrowsers);
  const found = imports.map(
    ({ node, isTypeOnly }, index): Fact => ({
      kind: 'import',
      package: name,
      span: spanOf(node, file.source),
      ...identify(node),
      isTypeOnly,
      outcome: outcomes[index] ?? { kind: 'safe' },
      runsIn: where,
    }),
  );
  const seen = new Set(imports.map(({ literal }) => literal));
  const unseen = literals.filter(
    (literal) => packageOfSpecifier(literal.text) === name && !seen.has(literal),
  );
  const others = unseen.map((literal): Fact => unseenFact(literal, file.source));
  const stub = imports.flatMap(({ uses }) => uses).find(isStubbed);
  if (stub === undefined) return [...found, ...others];
  return [
    ...found,
    ...others,
    { kind: 'mock', package: name, text: stub.node.parent.getText(file.source).slice(0, 60) },
  ];
}

function unseenFact(literal: SpecifierLiteral, source: SourceFile): UnseenFact {
  const line = source.getLineAndCharacterOfPosition(literal.getStart(source)).line + 1;
  return { kind: 'unseen', package: nameOf(literal.text), line };
}

function isCandidate(specifier: string, file: FileView): boolean {
  const name = packageOfSpecifier(specifier);
  return name !== undefined && name !== file.package.name && replacementOf(name) !== undefined;
}

function nameOf(specifier: string): string {
  return packageOfSpecifier(specifier) ?? specifier;
}

/**
 * Whether a specifier means the package from the registry: the manifest declares it and no path of the project
 * takes its name, or it resolves into a `node_modules` above, where monorepos put what their packages share.
 */
function isInstalled(
  specifier: string,
  module: TypeSymbol | undefined,
  { package: info }: FileView,
): boolean {
  const source = module?.declarations.find(({ kind }) => kind === SyntaxKind.SourceFile);
  if (source !== undefined) return source.path.includes('/node_modules/');
  const name = nameOf(specifier);
  const declared = [
    info.dependencies,
    info.devDependencies,
    info.peerDependencies,
    info.optionalDependencies,
  ];
  return declared.some((section) => Object.hasOwn(section, name));
}
