import { createHash } from 'node:crypto';
import type { Span } from '../../engine/finding.ts';
import { type ErrorClassFact, errorClassFact } from '../../engine/typescript/errors/error-modules.ts';
import { isExample } from '../../engine/typescript/errors/examples.ts';
import { valueRoots } from '../../engine/typescript/fragments/roles.ts';
import { functionStart, type Lookup, symbolOf } from '../../engine/typescript/fragments/scope.ts';
import { type Shape, shapeOf } from '../../engine/typescript/fragments/shape.ts';
import type { Answers, FileView, JudgeContext, Suspect } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { is, type Node } from '../../engine/typescript.ts';
import { type Handler, handlerOf, type Leaving } from './handler.ts';
import { handlerName } from './naming.ts';
import { openTexts } from './open-texts.ts';

/** What one handler does, comparable with handlers of other files. */
export interface CatchFact {
  readonly is: 'catch';
  /** The body with its braces. */
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** Equal for bodies that do the same. */
  readonly exact: string;
  /** Equal for bodies that differ in one text alone; one per text. */
  readonly loose: readonly string[];
  readonly leaving: Leaving;
  readonly weight: number;
  readonly lines: number;
  readonly awaits: boolean;
  /** What a common handler would be called, and one for places that differ in a text. */
  readonly name: string;
  readonly commonName: string;
  /** Offset of the surrounding function. */
  readonly within: number;
}

export type Suspicion = Handler | ErrorClassFact;

/** Keys of a handler: `exact`, and for each text that may differ the key of everything but this text. */
export interface HandlerKeys {
  readonly shape: Shape;
  readonly exact: string;
  readonly loose: readonly { readonly hole: Node; readonly key: string }[];
}

export function suspectHandler(node: Node, file: FileView): Suspect<Suspicion> | undefined {
  if (is.isClassDeclaration(node)) {
    const found = errorClassFact(node, file);
    return found && { data: found };
  }
  const handler = isExample(file) ? undefined : handlerOf(node);
  return handler && { data: handler, symbols: valueRoots(handler.node).filter(is.isIdentifier) };
}

export function factOf(
  suspicion: Suspicion,
  { symbols }: Answers,
  { file, questions }: JudgeContext,
): CatchFact | ErrorClassFact | undefined {
  if ('is' in suspicion) return suspicion;
  const named = valueRoots(suspicion.node).filter(is.isIdentifier);
  const asked = new Map(named.map((node, index) => [node as Node, symbols[index]]));
  const keys = keysOf(suspicion, lookupOf(asked, questions), file.path);
  if (keys === undefined) return undefined;
  const { source } = file;
  const span = spanOf(suspicion.node, source);
  return {
    is: 'catch',
    span,
    ...identify(suspicion.node),
    exact: keys.exact,
    loose: keys.loose.map(({ key }) => key),
    leaving: suspicion.leaving,
    weight: suspicion.weight,
    lines: source.text.slice(span.start, span.end).split('\n').length - 2,
    awaits: keys.shape.awaits,
    name: handlerName(suspicion, true),
    commonName: handlerName(suspicion, false),
    within: functionStart(suspicion.node),
  };
}

export function keysOf(handler: Handler, lookup: Lookup, file: string): HandlerKeys | undefined {
  const shape = shapeOf(handler, lookup);
  if (shape === undefined) return undefined;
  const home = shape.isBoundToFile ? file : '';
  const loose = openTexts(handler).flatMap((hole) => {
    const open = shapeOf(handler, lookup, hole);
    return open === undefined ? [] : { hole, key: keyOf(open, handler, home) };
  });
  return { shape, exact: keyOf(shape, handler, home), loose };
}

/** Functions that are variables, such as the setter of a state, are told apart by name: their shape says nothing. */
function keyOf({ action, roles }: Shape, { leaving, subject }: Handler, home: string): string {
  const called = roles.map(({ name, occurrences: [first] }) =>
    first !== undefined && is.isCallExpression(first.parent) && first.parent.expression === first ? name : '',
  );
  const error = subject === undefined ? -1 : roles.findIndex(({ name }) => name === subject.getText());
  return createHash('sha256')
    .update([home, leaving, String(error), called.join(' '), action].join('\n'))
    .digest('hex')
    .slice(0, 20);
}

function lookupOf(asked: ReadonlyMap<Node, ReturnType<Lookup['symbol']>>, questions: TypeQuestions): Lookup {
  return {
    symbol: (node) =>
      is.isShorthandPropertyAssignment(node.parent) ? symbolOf(node, questions) : asked.get(node),
    type: () => undefined,
  };
}
