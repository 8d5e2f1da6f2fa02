import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { defineProgramRule, type Suspect } from '../../engine/typescript/rule.ts';
import { type ast, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { type BagClass, classFact, suspectClass } from './classes.ts';
import { constructionFact, type LiteralSuspect, suspectLiteral } from './constructions.ts';
import { type BagDeclaration, declarationFact, suspectDeclaration } from './declarations.ts';
import { type EscapeSuspect, escapeFact, suspectEscape } from './escapes.ts';
import { presenceIn } from './evidence.ts';
import type { BagFact, ConstructionFact, InstanceFact } from './facts.ts';
import { fixesOf } from './fix/fixes.ts';
import { constructionOf, type InstanceSuspect, instanceFact, suspectInstance } from './instances.ts';
import lesson from './lesson.md';
import { message } from './message.ts';
import { type ReadSuspect, readFacts, suspectAccess, suspectDestructuring } from './reads.ts';
import { type Bag, judge, type Located, type Verdict } from './verdict.ts';

type BagSuspect =
  | { readonly kind: 'declaration'; readonly declaration: BagDeclaration }
  | { readonly kind: 'class'; readonly bag: BagClass }
  | { readonly kind: 'instance'; readonly instance: InstanceSuspect }
  | { readonly kind: 'literal'; readonly literal: LiteralSuspect }
  | { readonly kind: 'read'; readonly read: ReadSuspect }
  | { readonly kind: 'escape'; readonly escape: EscapeSuspect };

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
    SyntaxKind.ClassDeclaration,
    SyntaxKind.NewExpression,
    SyntaxKind.ObjectLiteralExpression,
    SyntaxKind.PropertyAccessExpression,
    SyntaxKind.ObjectBindingPattern,
    SyntaxKind.ExpressionWithTypeArguments,
    SyntaxKind.TypeReference,
    SyntaxKind.AsExpression,
    SyntaxKind.VariableDeclaration,
    SyntaxKind.CallExpression,
  ],

  suspect(node: Node): Suspect<BagSuspect> | undefined {
    switch (node.kind) {
      case SyntaxKind.ObjectLiteralExpression: {
        const found = suspectLiteral(node);
        return found && { ...found, data: { kind: 'literal', literal: found.data } };
      }
      case SyntaxKind.PropertyAccessExpression:
        return reading(suspectAccess(node as ast.PropertyAccessExpression));
      case SyntaxKind.ObjectBindingPattern:
        return reading(suspectDestructuring(node as ast.ObjectBindingPattern));
      case SyntaxKind.ClassDeclaration: {
        const bag = suspectClass(node as ast.ClassDeclaration);
        return bag && { data: { kind: 'class', bag }, types: bag.members.map(({ name }) => name) };
      }
      case SyntaxKind.NewExpression: {
        const found = suspectInstance(node as ast.NewExpression);
        return found && { data: { kind: 'instance', instance: found.data }, types: found.types };
      }
      case SyntaxKind.InterfaceDeclaration:
      case SyntaxKind.TypeAliasDeclaration: {
        const found = suspectDeclaration(node);
        return (
          found && { data: { kind: 'declaration', declaration: found.declaration }, types: found.members }
        );
      }
      default: {
        const found = suspectEscape(node);
        return found && { data: { kind: 'escape', escape: found }, types: found.nodes };
      }
    }
  },

  extract(suspect, answers, { file, questions }) {
    switch (suspect.kind) {
      case 'declaration':
        return declarationFact(suspect.declaration, answers.types, file, questions);
      case 'class':
        return classFact(suspect.bag, answers.types, file, questions);
      case 'instance':
        return instanceFact(suspect.instance, answers, questions);
      case 'literal':
        return constructionFact(suspect.literal, answers, questions, file);
      case 'read':
        return readFacts(suspect.read, answers.types[0], questions);
      case 'escape':
        return escapeFact(suspect.escape, answers.types, questions);
    }
  },

  reduce(files, options) {
    const bags = gather(files);
    return [...bags.values()].flatMap((bag) => {
      const verdict = judge(bag, options['constructions'] ?? 3);
      return typeof verdict === 'string' ? [] : report(bag, verdict);
    });
  },
});

function reading(read: ReadSuspect | undefined): Suspect<BagSuspect> | undefined {
  return read && { data: { kind: 'read', read }, types: [read.object] };
}

function gather(files: readonly FileFacts<BagFact>[]): Map<string, Bag> {
  const bags = new Map<string, Bag>();
  const of = (type: string): Bag => {
    let bag = bags.get(type);
    if (bag === undefined) {
      bag = { declarations: [], constructions: [], reads: [], escapes: new Set() };
      bags.set(type, bag);
    }
    return bag;
  };
  const instances: Located<InstanceFact>[] = [];
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.kind === 'instance') instances.push({ file, fact });
      else if (fact.kind === 'declaration') of(fact.type).declarations.push({ file, fact });
      else if (fact.kind === 'construction') of(fact.type).constructions.push({ file, fact });
      else if (fact.kind === 'read') of(fact.type).reads.push({ file, fact });
      else of(fact.type).escapes.add(fact.how);
    }
  }
  for (const { file, fact } of instances) {
    const bag = bags.get(fact.type);
    const constructed = bag?.declarations[0]?.fact.constructed ?? null;
    if (constructed !== null) bag?.constructions.push({ file, fact: constructionOf(fact, constructed) });
  }
  return bags;
}

function report(bag: Bag, { declaration, split, severity }: Verdict): FindingDraft {
  const { name, span, symbol } = declaration.fact;
  return {
    file: declaration.file,
    span,
    symbol,
    syntax: name,
    severity,
    message: message(
      declaration.fact,
      split,
      bag.constructions.map(({ fact }) => fact),
      bag.reads.map(({ fact }) => fact),
    ),
    fixes: fixesOf(bag, declaration, split),
    evidence: bag.constructions.slice(0, 20).map(({ file, fact }) => ({
      file,
      span: fact.span,
      message: `Built with ${described(fact, split.involved)}`,
    })),
  };
}

function described(construction: ConstructionFact, involved: readonly string[]): string {
  const set = involved.filter((name) => presenceIn(construction, name) === 'set');
  const names = set.length === 0 ? 'none of them' : set.map((name) => `\`${name}\``).join(', ');
  return construction.rest === 'kept' ? `${names}, over another object` : names;
}
