import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { defineProgramRule, type Suspect, type TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { type ast, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { constructionFact, type LiteralSuspect, suspectLiteral } from './constructions.ts';
import { type BagDeclaration, declarationFact, suspectDeclaration } from './declarations.ts';
import { weigh } from './evidence.ts';
import type { BagFact, ConstructionFact, DeclarationFact, EscapeFact, ReadFact } from './facts.ts';
import lesson from './lesson.md';
import { message } from './message.ts';
import { readFact, suspectRead } from './reads.ts';
import { toUnion } from './union.ts';

type BagSuspect =
  | { readonly kind: 'declaration'; readonly declaration: BagDeclaration }
  | { readonly kind: 'literal'; readonly literal: LiteralSuspect }
  | { readonly kind: 'read'; readonly access: ast.PropertyAccessExpression };

/**
 * An object type whose optional members are really alternatives. The evidence is every place of the program that
 * builds one: which members are set there, which never together, which always.
 */
export const optionalBag = defineProgramRule<BagSuspect, BagFact>({
  meta: {
    id: 'null-prone/optional-bag',
    title: 'Optional members that are really alternatives',
    severity: 'warning',
    language: 'typescript',
    lesson,
    options: { constructions: 3 },
  },
  kinds: [
    SyntaxKind.InterfaceDeclaration,
    SyntaxKind.TypeAliasDeclaration,
    SyntaxKind.ObjectLiteralExpression,
    SyntaxKind.PropertyAccessExpression,
  ],

  suspect(node: Node): Suspect<BagSuspect> | undefined {
    switch (node.kind) {
      case SyntaxKind.ObjectLiteralExpression: {
        const found = suspectLiteral(node);
        return found && { data: { kind: 'literal', literal: found.data }, types: found.types };
      }
      case SyntaxKind.PropertyAccessExpression: {
        const access = suspectRead(node);
        return access && { data: { kind: 'read', access }, types: [access.expression] };
      }
      default: {
        const found = suspectDeclaration(node);
        return (
          found && { data: { kind: 'declaration', declaration: found.declaration }, types: found.members }
        );
      }
    }
  },

  extract(suspect, answers, { file, questions }) {
    switch (suspect.kind) {
      case 'declaration':
        return declarationFact(suspect.declaration, answers.types, file, questions);
      case 'literal':
        return constructionFact(suspect.literal, answers, questions);
      case 'read':
        return readFact(suspect.access, answers.types[0], questions);
    }
  },

  reduce(files, options) {
    const bags = gather(files);
    return [...bags.values()].flatMap((bag) => judge(bag, options['constructions'] ?? 3) ?? []);
  },
});

interface Located<F> {
  readonly file: string;
  readonly fact: F;
}

/** Everything that is known of one type, over all files. */
export interface Bag {
  declarations: Located<DeclarationFact>[];
  constructions: Located<ConstructionFact>[];
  reads: Located<ReadFact>[];
  escapes: Located<EscapeFact>[];
}

function gather(files: readonly FileFacts<BagFact>[]): Map<string, Bag> {
  const bags = new Map<string, Bag>();
  const of = (type: string): Bag => {
    let bag = bags.get(type);
    if (bag === undefined) {
      bag = { declarations: [], constructions: [], reads: [], escapes: [] };
      bags.set(type, bag);
    }
    return bag;
  };
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.kind === 'declaration') of(fact.type).declarations.push({ file, fact });
      else if (fact.kind === 'construction') of(fact.type).constructions.push({ file, fact });
      else if (fact.kind === 'read') of(fact.type).reads.push({ file, fact });
      else of(fact.type).escapes.push({ file, fact });
    }
  }
  return bags;
}

function judge(bag: Bag, minimum: number): FindingDraft | undefined {
  const [declaration, ...others] = bag.declarations;
  if (declaration === undefined || others.length > 0 || declaration.fact.related) return undefined;
  const constructions = bag.constructions.map(({ fact }) => fact);
  const evidence = weigh(declaration.fact, constructions, minimum);
  if (evidence === undefined) return undefined;
  return {
    file: declaration.file,
    span: declaration.fact.span,
    symbol: declaration.fact.symbol,
    syntax: declaration.fact.name,
    message: message(
      declaration.fact,
      evidence,
      bag.reads.map(({ fact }) => fact.member),
    ),
    fixes: [
      {
        title: `Make \`${declaration.fact.name}\` a union of ${evidence.shapes.length} variants; other mixtures no longer compile`,
        kind: 'review',
        edits: (context) =>
          toUnion(
            { file: declaration.file, span: declaration.fact.span },
            evidence,
            context as TypeScriptFixContext,
          ),
      },
    ],
    evidence: bag.constructions.slice(0, 20).map(({ file, fact }) => ({
      file,
      span: fact.span,
      message: `Built with ${described(fact)}`,
    })),
  };
}

function described({ given, spreads }: ConstructionFact): string {
  const set = Object.keys(given).filter((name) => given[name] !== 'missing');
  const names = set.length === 0 ? 'nothing set' : set.map((name) => `\`${name}\``).join(', ');
  return spreads ? `${names} over another object` : names;
}
