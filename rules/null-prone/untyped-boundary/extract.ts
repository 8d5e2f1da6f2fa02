import { shortened } from '../../engine/shortened.ts';
import type { Answers, JudgeContext } from '../../engine/typescript/rule.ts';
import { enclosingFunction, enclosingSymbol, foldedText, spanOf } from '../../engine/typescript/syntax.ts';
import { isNullish, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import { openIn } from './callers-choice.ts';
import { isLookedAt } from './checks.ts';
import type { FlowFact, OpenFact } from './facts.ts';
import { elementTypes, type Promised, promisedBy } from './promises.ts';
import { provenanceOf } from './provenance.ts';
import { schemaOf } from './schema.ts';
import { namesOf, type Sink, sinksOf, takenAt, usesAfter } from './sinks.ts';
import { isOpen, type Source } from './sources.ts';
import { entryOf, keyOf } from './type-key.ts';
import { typeNodeOf, withoutNothing, withoutPromise } from './type-nodes.ts';

/** Every place where the value of a source becomes one of a declared type and nobody looks at it. */
export function flowsOf(
  source: Source,
  { types: [type, receiver] }: Answers,
  { questions }: JudgeContext,
): (FlowFact | OpenFact)[] {
  if (!isOpen(source, type, receiver, questions)) return [];
  return sinksOf(source.node).flatMap((sink): (FlowFact | OpenFact)[] => {
    const declared = declaredType(sink, questions);
    const taken = takenAt(sink);
    const open = declared && openIn(taken, source.node, declared, questions);
    if (open !== undefined) return isLookedAt(sink, source.node, new Set()) ? [] : [open];
    const promised = promisedBy(declared, questions);
    if (declared === undefined || promised === undefined) return [];
    if (isLookedAt(sink, source.node, new Set(promised.optional))) return [];
    return [
      {
        kind: 'flow',
        source: source.kind,
        span: spanOf(source.node),
        text: shortened(foldedText(source.node), 50),
        symbol: enclosingSymbol(source.node),
        syntax: foldedText(taken),
        sink: spanOf(taken),
        type: writtenName(sink) ?? nameOf(declared, promised, questions),
        key: keyOf(declared, questions),
        members: promised.members,
        isList: promised.isList,
        impossible:
          source.kind === 'text' || source.kind === 'response' ? impossibleIn(promised, questions) : [],
        firstUse: firstUse(sink),
        declared: placeOf(declared, questions),
        provenance: provenanceOf(source, questions),
        schema: schemaOf(sink, questions)?.name ?? null,
        isOwn: source.kind === 'response' && asksOwnServer(source.node),
        hasStandIn: /(\|\||\?\?)\s*(['"`])\{\}\2\s*\)$/.test(source.node.getText()),
      },
    ];
  });
}

/** The type that a value is taken for, without the promise around it. */
export function declaredType({ value, cast, parameter }: Sink, questions: TypeQuestions): Type | undefined {
  const node = (cast ?? parameter)?.type;
  const type = node === undefined ? questions.contextualType(value) : questions.typeAt(node);
  if (type === undefined) return undefined;
  const parts = questions.constituents(type);
  const isPromise = (part: Type): boolean => /^Promise(Like)?$/.test(part.getSymbol()?.name ?? '');
  if (!parts.some(isPromise)) return type;
  // What an async function may return is `T | PromiseLike<T>`.
  const promise = parts.find(isPromise);
  return promise && questions.elementType(promise);
}

/** The type by the name that the reader sees. */
function writtenName(sink: Sink): string | null {
  const node = typeNodeOf(sink);
  const written = node && foldedText(withoutNothing(withoutPromise(node)));
  return written === undefined || written.length > 60 || written.includes('{') ? null : written;
}

function nameOf(declared: Type, { parts }: Promised, questions: TypeQuestions): string | null {
  const alias = declared.getAliasSymbol();
  // What a setter takes is either a value or a function; the value is what the reader cares for.
  const text =
    alias === undefined || alias.name === 'SetStateAction'
      ? parts.map((part) => questions.text(part)).join(' | ')
      : questions.text(declared);
  return text.includes('{') || text.length > 60 ? null : text;
}

/** `createdAt: Date`: what JSON has no way to say. */
function impossibleIn({ parts }: Promised, questions: TypeQuestions): string[] {
  const entries = parts.flatMap((part) => (questions.isArray(part) ? elementTypes(part, questions) : [part]));
  return entries.flatMap((entry) =>
    (entry.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0
      ? []
      : questions.properties(entry).flatMap(({ name }) => {
          const type = questions.typeOfProperty(entry, name);
          const lost = type && questions.constituents(type).filter((each) => !isNullish(each));
          const [only] = lost ?? [];
          const symbol = lost?.length === 1 ? only?.getSymbol()?.name : undefined;
          return symbol !== undefined && /^(Date|Map|Set|RegExp|Uint8Array)$/.test(symbol)
            ? [`\`${name}: ${symbol}\``]
            : [];
        }),
  );
}

/** The declaration of the type, or of what a list of it has in it; null where no file of the workspace declares it. */
function placeOf(declared: Type, questions: TypeQuestions): FlowFact['declared'] {
  const entry = entryOf(declared, questions);
  const symbol = entry.getAliasSymbol() ?? entry.getSymbol();
  const node = symbol && questions.declarationOf(symbol);
  const name = node !== undefined && hasName(node) ? node.name : undefined;
  return name === undefined || symbol === undefined
    ? null
    : { file: name.getSourceFile().fileName, span: spanOf(name), name: symbol.name };
}

function hasName(node: Node): node is ast.InterfaceDeclaration | ast.TypeAliasDeclaration {
  return is.isInterfaceDeclaration(node) || is.isTypeAliasDeclaration(node);
}

function firstUse(sink: Sink): FlowFact['firstUse'] {
  let whole = takenAt(sink);
  while (is.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  const direct = whole.parent;
  if (is.isPropertyAccessExpression(direct) && direct.expression === whole)
    return { span: spanOf(direct.name), text: direct.name.text };
  for (const name of namesOf(sink)) {
    for (const use of usesAfter(name)) {
      const { parent } = use;
      if (is.isPropertyAccessExpression(parent) && parent.expression === use)
        return { span: spanOf(parent), text: foldedText(parent) };
    }
  }
  return null;
}

/** `fetch('/api/…')` in the same function. */
function asksOwnServer(node: ast.Expression): boolean {
  return /\bfetch\w*\(\s*['"`]\/(?!\/)/.test(enclosingFunction(node).getText());
}
