import { isFunctionBoundary, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Atom, absentIn, asksForGone, atomsOf, failedIn } from './conditions.ts';
import type { Cause, EmptyExit } from './exits.ts';
import type { ReasonFact, Sort } from './facts.ts';
import { missingName, quoted, refusedName } from './names.ts';
import { type Origins, rootOf } from './origins.ts';

type Reason = Omit<ReasonFact, 'span'>;

/** Why a function gives back nothing at one of its exits. */
export function reasonOf({ node, cause }: EmptyExit, origins: Origins): ReasonFact {
  return { ...causeReason(cause, origins), span: spanOf(node) };
}

/** A reason that only the type tells: what is given back can itself be missing. */
export function passedOnReason(value: ast.Expression, origins: Origins): ReasonFact {
  const isPlain = is.isIdentifier(value) || is.isPropertyAccessExpression(value);
  const origin = origins.of(value);
  const name = isPlain ? value.getText() : origin.name;
  return {
    sort: 'missing',
    key: `missing:${isPlain ? origin.name : 'value'}`,
    name: isPlain ? missingName(name) : 'not-found',
    words: isPlain ? `${quoted(name)} is missing` : `${quoted(value.getText())} gives nothing`,
    span: spanOf(value),
  };
}

function causeReason(cause: Cause, origins: Origins): Reason {
  switch (cause.kind) {
    case 'caught':
      return caughtReason(cause.clause);
    case 'searched':
      return { sort: 'missing', key: 'missing:searched', name: 'not-found', words: 'nothing was found' };
    case 'case':
    case 'end':
      return { sort: 'open', key: cause.kind, name: 'not-applicable', words: 'nothing applies' };
    case 'test':
      return testReason(cause.condition, cause.holds, origins);
  }
}

const failure = (words: string): Reason => ({ sort: 'failed', key: 'failed', name: 'failed', words });
const invalid: Reason = {
  sort: 'refused',
  key: 'refused:invalid',
  name: 'invalid',
  words: 'something cannot be read',
};

/**
 * What a `catch` stands for: a call to the outside that failed is one thing; input that cannot be parsed or verified
 * is another, and so is a file that is not there.
 */
function caughtReason(clause: ast.CatchClause): Reason {
  const { tryBlock } = clause.parent as ast.TryStatement;
  const tried = outsideCalls(tryBlock);
  if (tried.length === 0 || tried.every((call) => checkingCall.test(call))) return invalid;
  const [call = ''] = tried.filter((each) => !checkingCall.test(each) && !presenceCall.test(each));
  if (call === '') {
    return {
      sort: 'missing',
      key: 'missing:file',
      name: 'not-found',
      words: `${quoted(tried[0] ?? '')} finds nothing`,
    };
  }
  return failure(`${quoted(call)} fails`);
}

const checkingCall =
  /(verify|decode|decrypt|parse|validate|unseal|digest|subtle\.|jwt|inflate|unzip|json|text)\w*$/i;
const presenceCall =
  /(^|\.)(exists|existsSync|stat|lstat|access|readFile|readdir|readlink|realpath|import|accessSync|statSync|readFileSync|readdirSync)$/;

/** The names of the calls in a block that reach out: those that are awaited, and `…Sync`. */
function outsideCalls(block: ast.Block): string[] {
  const calls: string[] = [];
  walk(block, (node) => {
    if (isFunctionBoundary(node)) return 'skip';
    const call = is.isAwaitExpression(node) ? node.expression : node;
    if (!is.isCallExpression(call)) {
      if (is.isAwaitExpression(node)) calls.push(call.getText());
      return undefined;
    }
    const callee = call.expression.getText().replace(/\s+/g, '');
    if (is.isAwaitExpression(node) || /Sync$/.test(callee)) calls.push(callee);
    return undefined;
  });
  return calls;
}

const rank: Record<Sort, number> = { failed: 5, refused: 4, missing: 3, unset: 2, input: 1, open: 0 };

/** A condition that asks several things is one reason, as its author saw it as one: that of most weight. */
function testReason(condition: ast.Expression, holds: boolean, origins: Origins): Reason {
  const reasons = atomsOf(condition, holds).map((atom) => atomReason(atom, origins));
  return reasons.reduce((most, each) => (rank[each.sort] > rank[most.sort] ? each : most));
}

function atomReason(atom: Atom, origins: Origins): Reason {
  if (isInCatch(atom.test)) {
    return {
      sort: 'missing',
      key: 'missing:caught',
      name: 'not-found',
      words: quoted(shown(atom)),
    };
  }
  const failed = failedIn(atom);
  if (failed !== undefined && /^(awaited|body)$/.test(origins.of(failed).kind)) {
    return failure(quoted(shown(atom)));
  }
  if (asksForGone(atom)) {
    return { sort: 'missing', key: 'missing:status', name: 'not-found', words: quoted(shown(atom)) };
  }
  const absent = absentIn(atom);
  if (absent === undefined) return refusal(atom, origins);
  const { kind, name } = origins.of(absent);
  const subject = absent.getText().replace(/\s+/g, ' ');
  const words = `${quoted(subject)} is missing`;
  switch (kind) {
    case 'body':
      // An answer that lacks what it always has is a failure too; one that is empty is an answer.
      return is.isPropertyAccessExpression(absent) && !/\.(length|size)\b/.test(atom.test.getText())
        ? failure(`${quoted(subject)} is not in the answer`)
        : { sort: 'missing', key: `missing:${name}`, name: missingName(subject), words };
    case 'rescued':
      return failure(`what gives ${quoted(name)} fails`);
    case 'given':
      return { sort: 'input', key: 'input', name: missingName(subject), words };
    case 'outer':
      return { sort: 'unset', key: `unset:${rootOf(absent).getText()}`, name: missingName(subject), words };
    default:
      return { sort: 'missing', key: `missing:${name}`, name: missingName(subject), words };
  }
}

function refusal(atom: Atom, origins: Origins): Reason {
  const { kind, name } = origins.of(atom.test);
  const words = quoted(shown(atom));
  if (kind === 'given') return { sort: 'input', key: 'input', name: refusedName(atom), words };
  if (kind === 'outer') return { sort: 'open', key: `open:${name}`, name: refusedName(atom), words };
  return { sort: 'refused', key: `refused:${name}`, name: refusedName(atom), words };
}

function shown({ test, holds }: Atom): string {
  const text = test.getText().replace(/\s+/g, ' ');
  if (holds) return text;
  return is.isBinaryExpression(test) ? `!(${text})` : `!${text}`;
}

/** A `catch` that asks which error it is tells the reasons apart already. */
function isInCatch(node: Node): boolean {
  for (let at = node.parent; at !== undefined && !isFunctionBoundary(at); at = at.parent) {
    if (is.isCatchClause(at)) return true;
  }
  return false;
}
