import { foldedText, isAssignmentOperator, walk } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import { expression } from './expressions.ts';
import {
  type Compute,
  type Frame,
  isList,
  isTrue,
  Opaque,
  spend,
  textOf,
  Unknown,
  type Value,
} from './values.ts';

/**
 * How a statement ends; undefined where the next one follows. `reported`: something was put on a list of the code
 * around, as checks do with what they find.
 */
export type End = undefined | 'break' | 'continue' | 'throw' | 'reported' | { readonly returned: Value };

export type Run = (frame: Frame) => End;

/** What a list of statements does, for the few kinds that counting brackets takes. */
export function statements(nodes: readonly Node[]): Run {
  const runs = nodes.map(orUnknown);
  return (frame) => {
    for (const run of runs) {
      spend(frame);
      const end = run(frame);
      if (end !== undefined) return end;
    }
    return undefined;
  };
}

/** What is unknown matters only to the texts that come there. */
function orUnknown(node: Node): Run {
  try {
    return statement(node);
  } catch (thrown) {
    if (!(thrown instanceof Unknown)) throw thrown;
    return () => {
      throw new Unknown();
    };
  }
}

function statement(node: Node): Run {
  if (is.isBlock(node)) return statements(node.statements);
  if (is.isVariableStatement(node)) return declarations(node.declarationList);
  if (is.isExpressionStatement(node))
    return forEach(node.expression) ?? report(node.expression) ?? onlyEffect(expression(node.expression));
  if (is.isIfStatement(node)) {
    const condition = expression(node.expression);
    const yes = orUnknown(node.thenStatement);
    const no = node.elseStatement && orUnknown(node.elseStatement);
    return (frame) => (isTrue(condition(frame)) ? yes(frame) : no?.(frame));
  }
  if (is.isReturnStatement(node)) {
    const value = node.expression && orOpaque(node.expression);
    return (frame) => ({ returned: value?.(frame) });
  }
  if (is.isThrowStatement(node)) return () => 'throw';
  if (is.isBreakStatement(node) && node.label === undefined) return () => 'break';
  if (is.isContinueStatement(node) && node.label === undefined) return () => 'continue';
  if (is.isSwitchStatement(node)) return choice(node);
  if (is.isForOfStatement(node)) return forOf(node);
  if (is.isForStatement(node)) return counting(node);
  if (is.isFunctionDeclaration(node) || is.isEmptyStatement(node)) return () => undefined;
  if (is.isWhileStatement(node))
    return repeated(expression(node.expression), undefined, statement(node.statement));
  throw new Unknown();
}

/** What is kept or returned may be anything, if it counts nothing; only whoever asks what it is has to know it. */
function orOpaque(node: ast.Expression): Compute {
  const opaque = (thrown: unknown): Value => {
    if (thrown instanceof Unknown && isIdle(node)) return new Opaque();
    throw thrown;
  };
  try {
    const compute = expression(node);
    return (frame) => {
      try {
        return compute(frame);
      } catch (thrown) {
        return opaque(thrown);
      }
    };
  } catch (thrown) {
    const value = opaque(thrown);
    return () => value;
  }
}

/** Whether nothing is assigned or counted in an expression; a function of the file that it calls might do so. */
function isIdle(node: Node): boolean {
  let idle = true;
  walk(node, (each) => {
    const isStep =
      (is.isPrefixUnaryExpression(each) || is.isPostfixUnaryExpression(each)) &&
      /\+\+|--/.test(foldedText(each));
    const isAssigned = is.isBinaryExpression(each) && isAssignmentOperator(each.operatorToken);
    const isCall = is.isCallExpression(each) && is.isIdentifier(each.expression);
    if (isStep || isAssigned || isCall || is.isAwaitExpression(each)) idle = false;
  });
  return idle;
}

/** `errors.push(…)` on a list of the code around, and `console.error(…)`, which changes nothing. */
function report(node: ast.Expression): Run | undefined {
  if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: owner, name } = node.expression;
  const { text } = is.isIdentifier(owner) ? owner : { text: undefined };
  if (text === 'console') return () => undefined;
  if (name.text !== 'push') return undefined;
  return (frame) => {
    // A list of its own is more than counting, a stack for instance.
    if (text === undefined || frame.names.has(text)) throw new Unknown();
    return 'reported';
  };
}

function onlyEffect(compute: Compute): Run {
  return (frame) => {
    compute(frame);
    return undefined;
  };
}

/** Names are kept in one frame, so no two declarations may mean different things by one name. */
function declarations(list: ast.VariableDeclarationList): Run {
  const made = list.declarations.map(({ name, initializer }) => {
    if (name === undefined || !is.isIdentifier(name)) throw new Unknown();
    return { name: name.text, value: initializer && orOpaque(initializer) };
  });
  return (frame) => {
    for (const { name, value } of made) frame.names.set(name, value?.(frame));
    return undefined;
  };
}

function choice({ expression: asked, caseBlock }: ast.SwitchStatement): Run {
  const value = expression(asked);
  const clauses = caseBlock.clauses.map((clause) => ({
    matches: is.isCaseClause(clause) ? expression(clause.expression) : undefined,
    run: statements(clause.statements),
  }));
  return (frame) => {
    const given = value(frame);
    if (given instanceof Opaque) throw new Unknown();
    let at = clauses.findIndex(({ matches }) => matches !== undefined && matches(frame) === given);
    if (at < 0) at = clauses.findIndex(({ matches }) => matches === undefined);
    for (const { run } of at < 0 ? [] : clauses.slice(at)) {
      const end = run(frame);
      if (end === 'break') return undefined;
      if (end !== undefined) return end;
    }
    return undefined;
  };
}

function forOf(node: ast.ForOfStatement): Run {
  if (!is.isVariableDeclarationList(node.initializer) || node.awaitModifier !== undefined)
    throw new Unknown();
  const [declaration] = node.initializer.declarations;
  if (declaration?.name === undefined || !is.isIdentifier(declaration.name)) throw new Unknown();
  return over(expression(node.expression), declaration.name.text, statement(node.statement));
}

/** `text.split('').forEach((character) => …)`: a `return` in there only ends the round. */
function forEach(node: ast.Expression): Run | undefined {
  if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return undefined;
  const [callback, ...others] = node.arguments;
  if (node.expression.name.text !== 'forEach' || callback === undefined || others.length > 0)
    return undefined;
  if (!is.isArrowFunction(callback) || !is.isBlock(callback.body)) throw new Unknown();
  const [parameter, ...more] = callback.parameters;
  if (parameter === undefined || more.length > 0 || !is.isIdentifier(parameter.name)) throw new Unknown();
  const run = statements(callback.body.statements);
  const round: Run = (frame) => {
    const end = run(frame);
    return end === 'throw' || end === 'reported' ? end : undefined;
  };
  return over(expression(node.expression.expression), parameter.name.text, round);
}

function over(list: Compute, name: string, run: Run): Run {
  return (frame) => {
    const values = list(frame);
    for (const value of isList(values) ? values : textOf(values)) {
      spend(frame);
      frame.names.set(name, value);
      const end = run(frame);
      if (end === 'break') return undefined;
      if (end !== undefined && end !== 'continue') return end;
    }
    return undefined;
  };
}

function counting({ initializer, condition, incrementor, statement: body }: ast.ForStatement): Run {
  const start = startOf(initializer);
  const loop = repeated(
    condition === undefined ? () => true : expression(condition),
    incrementor && expression(incrementor),
    statement(body),
  );
  return (frame) => {
    start(frame);
    return loop(frame);
  };
}

function startOf(initializer: ast.ForInitializer | undefined): Run {
  if (initializer === undefined) return () => undefined;
  if (is.isVariableDeclarationList(initializer)) return declarations(initializer);
  return onlyEffect(expression(initializer));
}

function repeated(condition: Compute, step: Compute | undefined, run: Run): Run {
  return (frame) => {
    while (isTrue(condition(frame))) {
      spend(frame);
      const end = run(frame);
      if (end === 'break') return undefined;
      if (end !== undefined && end !== 'continue') return end;
      step?.(frame);
    }
    return undefined;
  };
}
