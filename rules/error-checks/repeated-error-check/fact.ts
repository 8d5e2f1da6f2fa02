import type { Span } from '../../engine/finding.ts';
import { commentsIn } from '../../engine/typescript/fragments/comments.ts';
import { type Kind, kindOf } from '../../engine/typescript/fragments/kinds.ts';
import { typedNodes, valueRoots } from '../../engine/typescript/fragments/roles.ts';
import { functionStart, type Lookup, symbolOf } from '../../engine/typescript/fragments/scope.ts';
import { type Shape, shapeOf } from '../../engine/typescript/fragments/shape.ts';
import type { Answers, JudgeContext, Suspect } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, type TypeSymbol } from '../../engine/typescript.ts';
import { type Guard, guardOf, type Outcome, type Returned } from './guard.ts';
import { fixedText, messagesOf } from './messages.ts';
import { checkName, errorName, type NamingClues } from './naming.ts';
import { builtInError, thrownCall, thrownClass, thrownOf } from './thrown.ts';

/** What one guard says, comparable with guards of other files. */
export interface GuardFact {
  readonly is: 'guard';
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** Equal for the same check with the same outcome. */
  readonly exact: string;
  /** Equal for checks that differ in one message alone; one per message. */
  readonly loose: readonly string[];
  /** Equal for the same question whether something called the same is there, of whatever type; null for other questions. */
  readonly named: string | null;
  /** How many letters the check takes, white space folded. */
  readonly size: number;
  readonly outcome: Outcome;
  readonly returned: Returned;
  /** Condition as written, on one line. */
  readonly condition: string;
  /** Offset of the surrounding function, to tell places of one function from others. */
  readonly within: number;
  /** What is checked there, as written. */
  readonly subject: string;
  /** What a common check would be called, and one for places that differ in their messages. */
  readonly check: string;
  readonly commonCheck: string;
  /** What its class of errors would be called; null where the thrown class is more than a built-in one already. */
  readonly error: string | null;
  /** The same for places that differ in their messages, so made from none of them. */
  readonly commonError: string | null;
  /** The class that is thrown, as written; null where none is named. */
  readonly thrown: string | null;
  /** The body of the `catch` around it, where that does more than the check; its texts are left out. */
  readonly handler: string | null;
  /** The process ends where an error would be thrown. */
  readonly exits: boolean;
  readonly awaits: boolean;
  /** Nothing but a name tells that the places mean the same thing, so the finding is said quietly. */
  readonly isWeak: boolean;
  /** The condition asks for a failure by what marks one everywhere: `ok`, `success`, a code or a status. */
  readonly asksFailure: boolean;
}

/** Keys of a guard: `exact`, and for each message that may differ the key of everything but this message. */
export interface GuardKeys {
  readonly shape: Shape;
  readonly kinds: readonly Kind[];
  readonly exact: string;
  readonly loose: readonly { readonly hole: Node; readonly key: string }[];
}

export function suspectGuard(node: ast.IfStatement): Suspect<Guard> | undefined {
  const guard = guardOf(node);
  if (guard === undefined) return undefined;
  const thrown = thrownCall(guard);
  const types = typedNodes(guard);
  return {
    data: guard,
    types: thrown === undefined ? types : [...types, thrown],
    symbols: valueRoots(node).filter(is.isIdentifier),
  };
}

export function guardFact(
  guard: Guard,
  answers: Answers,
  { file, questions }: JudgeContext,
): GuardFact | undefined {
  const lookup = lookupOf(guard, answers, questions);
  const thrown = thrownCall(guard);
  if (thrown !== undefined && !isErrorType(lookup.type(thrown), questions) && !hasFailingStatus(thrown)) {
    return undefined;
  }
  const keys = keysOf(guard, lookup, questions, file.path);
  if (keys === undefined || isUnreachable(keys.shape.action)) return undefined;
  const { shape, kinds, exact, loose } = keys;
  const clues = cluesOf(guard, shape, lookup, questions);
  const isBuiltIn = builtInError(guard, lookup) !== undefined;
  return {
    is: 'guard',
    span: spanOf(guard.node),
    ...identify(guard.node),
    exact,
    loose: loose.map(({ key }) => key),
    named: asksPresence(shape) ? namedKey(shape, file.path) : null,
    size: guard.node.getText().replace(/\s+/g, ' ').length,
    outcome: guard.outcome,
    returned: guard.returned,
    condition: guard.condition.getText().replace(/\s+/g, ' '),
    within: functionStart(guard.node),
    subject: shape.roles[0]?.occurrences[0]?.getText() ?? '',
    check: checkName(clues),
    commonCheck: checkName({ ...clues, message: '' }),
    error: isBuiltIn ? errorName(clues) : null,
    commonError: isBuiltIn ? errorName({ ...clues, message: '' }) : null,
    thrown: thrownClass(guard),
    handler: handlerAround(guard.node),
    exits: guard.outcome === 'throw' && thrownOf(guard) === undefined,
    awaits: shape.awaits,
    asksFailure: /\.(ok|success|code|errors?)\b|\.status(Code)? \S+ \d/.test(shape.condition),
    isWeak: asksPresence(shape) && kinds.every(({ origin }) => origin === 'unknown'),
  };
}

export function keysOf(
  guard: Guard,
  lookup: Lookup,
  questions: TypeQuestions,
  file: string,
): GuardKeys | undefined {
  const shape = shapeOf(guard, lookup);
  if (shape === undefined) return undefined;
  const kinds = kindsOf(shape, lookup, questions);
  const home = shape.isBoundToFile ? file : '';
  const loose = holesOf(guard, shape, kinds).flatMap((hole) => {
    const open = shapeOf(guard, lookup, hole);
    return open === undefined ? [] : { hole, key: keyOf(open, kindsOf(open, lookup, questions), home) };
  });
  return { shape, kinds, exact: keyOf(shape, kinds, home), loose };
}

function cluesOf(guard: Guard, shape: Shape, lookup: Lookup, questions: TypeQuestions): NamingClues {
  const [first] = shape.roles;
  const type = first === undefined ? undefined : lookup.type(first.occurrences[0] as Node);
  const kind = first === undefined ? undefined : kindOf(type, first.name, questions);
  const isNamed = kind?.origin === 'own' || kind?.origin === 'foreign';
  const [message] = messagesOf(guard);
  return {
    outcome: guard.outcome,
    condition: shape.condition,
    action: shape.action,
    roles: shape.roles.map(({ name }) => name),
    type:
      isNamed && /^\w*(Response|Result|Reply)@[^|]*$/.test(kind.text)
        ? kind.text.slice(0, kind.text.indexOf('@'))
        : null,
    message: message === undefined ? '' : fixedText(message),
  };
}

function handlerAround(node: ast.IfStatement): string | null {
  const block = node.parent;
  if (!is.isBlock(block) || !is.isCatchClause(block.parent)) return null;
  const error = block.parent.variableDeclaration?.name.getText();
  const does = block.statements.some(
    (each) => each !== node && !(is.isThrowStatement(each) && each.expression.getText() === error),
  );
  if (!does) return null;
  const texts = /(['"`])(?:\\.|(?!\1)[^\\])*\1/g;
  const comments = commentsIn(block).reduce((text, comment) => text.replace(comment, ''), block.getText());
  return comments.replace(texts, '').replace(/\s+/g, '');
}

/** The kinds of what the condition looks at, in order of role. */
function kindsOf({ roles }: Shape, lookup: Lookup, questions: TypeQuestions): Kind[] {
  return roles.flatMap(({ inCondition, occurrences, name }) =>
    inCondition ? kindOf(lookup.type(occurrences[0] as Node), name, questions) : [],
  );
}

function keyOf({ condition, action }: Shape, kinds: readonly Kind[], home: string): string {
  return [home, kinds.map(({ text }) => text).join(' '), condition, action].join('\n');
}

function namedKey({ roles, condition, action, isBoundToFile }: Shape, file: string): string {
  const names = roles.map(({ name }) => name).join(' ');
  return [isBoundToFile ? file : '', `=${names}`, condition, action].join('\n');
}

/**
 * Messages may differ only where the rest still tells one check from another: the kind is known, and more than
 * presence is asked. Different messages for something that is absent are different failures.
 */
function holesOf(guard: Guard, shape: Shape, kinds: readonly Kind[]): Node[] {
  const { condition, roles } = shape;
  if (roles.length === 0 || asksPresence(shape)) return [];
  const isKnown = kinds.every(({ origin }) => origin === 'own' || origin === 'foreign');
  if (!isKnown && !/\.(ok|status|statusCode|code|success)\b/.test(condition)) return [];
  return messagesOf(guard);
}

function asksPresence({ condition, roles }: Shape): boolean {
  return roles.length > 0 && /^!?\$\d+$|^\(\$\d+ [!=]==? (null|undefined)\)$/.test(condition);
}

function isErrorType(type: Type | undefined, questions: TypeQuestions): boolean {
  return type !== undefined && questions.property(type, 'stack') !== undefined;
}

/** Frameworks take what is thrown for the answer; one with such a status tells of a failure, where a redirect does not. */
function hasFailingStatus(thrown: ast.CallExpression): boolean {
  return /\bstatus(?:Code)?: [45]\d\d\b/.test(thrown.getText());
}

/** Throws for what can never happen are for the reader and the compiler, each at its own place. */
function isUnreachable(action: string): boolean {
  return /unreachable|never happen|should not happen|exhaust|impossible|invariant|not implemented/i.test(
    action,
  );
}

function lookupOf(guard: Guard, { types, symbols }: Answers, questions: TypeQuestions): Lookup {
  const typed: Node[] = typedNodes(guard);
  const thrown = thrownCall(guard);
  if (thrown !== undefined) typed.push(thrown);
  const typeOf = new Map<Node, Type | undefined>(typed.map((node, index) => [node, types[index]]));
  const named = valueRoots(guard.node).filter(is.isIdentifier);
  const asked = new Map<Node, TypeSymbol | undefined>(named.map((node, index) => [node, symbols[index]]));
  return {
    type: (node) => typeOf.get(node),
    symbol: (node) =>
      is.isShorthandPropertyAssignment(node.parent) ? symbolOf(node, questions) : asked.get(node),
  };
}
