import { type ast, is, type Node, NodeFlags } from '../../../engine/typescript.ts';
import { expression } from './expressions.ts';
import { type End, statements } from './statements.ts';
import { type Frame, Opaque, Table, Unknown, type Value } from './values.ts';

/**
 * Whether a function accepts what is given to it, a text or a list of what the text is made of: it returns `true`, or it
 * comes to its end without throwing.
 */
export type Judgement = (given: string | readonly string[]) => boolean;

export type Checker =
  | ast.FunctionDeclaration
  | ast.FunctionExpression
  | ast.ArrowFunction
  | ast.MethodDeclaration;

export function isChecker(node: Node): node is Checker {
  return (
    is.isFunctionDeclaration(node) ||
    is.isFunctionExpression(node) ||
    is.isArrowFunction(node) ||
    is.isMethodDeclaration(node)
  );
}

/** A function of one parameter, worked through as it is written; undefined where it has more, or none. */
export function judgementOf(checker: Checker): Judgement | undefined {
  const [parameter, ...others] = checker.parameters;
  const { body } = checker;
  if (parameter === undefined || others.length > 0 || body === undefined || !is.isBlock(body))
    return undefined;
  if (!is.isIdentifier(parameter.name) || parameter.initializer !== undefined) return undefined;
  return judgement(body.statements, parameter.name.text, (end) => {
    if (end === 'reported') throw new Unknown();
    return end === undefined || meaningOf(end.returned);
  });
}

/** What statements in the middle of a function say of a text: they reject it by reporting, leaving or throwing. */
export function judgementOfPart(nodes: readonly Node[], text: string): Judgement | undefined {
  return judgement(nodes, text, (end) => {
    if (end === 'reported') return false;
    return end === undefined || (!(end.returned instanceof Opaque) && meaningOf(end.returned));
  });
}

function judgement(
  nodes: readonly Node[],
  name: string,
  meaning: (end: Exclude<End, string> | 'reported') => boolean,
): Judgement | undefined {
  const [first] = nodes;
  if (first === undefined) return undefined;
  const run = statements(nodes);
  const constants = constantsOf(first.getSourceFile());
  return (given) => {
    const frame: Frame = { names: new Map([...constants, [name, given]]), steps: 2_000 };
    const end = run(frame);
    if (end === 'throw') return false;
    if (end === 'break' || end === 'continue') throw new Unknown();
    return meaning(end);
  };
}

/** Whether what is returned says that all is well: `true`, no error, or an object that says so in one of its properties. */
function meaningOf(returned: Value): boolean {
  if (typeof returned === 'boolean') return returned;
  if (returned === undefined || returned === null) return true;
  if (typeof returned === 'string') return returned === '';
  const verdicts = returned instanceof Table ? [...returned.entries.values()].filter(isBoolean) : [];
  const [only, ...others] = verdicts;
  if (only === undefined || others.length > 0) throw new Unknown();
  return only;
}

function isBoolean(value: Value): value is boolean {
  return typeof value === 'boolean';
}

/** Constants of the file that are spelled out where they are declared. */
function constantsOf({ statements: nodes }: ast.SourceFile): [string, Value][] {
  return nodes.flatMap((node) => {
    if (!is.isVariableStatement(node) || (node.declarationList.flags & NodeFlags.Const) === 0) return [];
    return node.declarationList.declarations.flatMap(({ name, initializer }) => {
      if (name === undefined || !is.isIdentifier(name) || initializer === undefined) return [];
      try {
        const value = expression(initializer)({ names: new Map(), steps: 100 });
        // What a table holds could be changed by anybody in the file.
        return value instanceof Table ? [] : [[name.text, value] as [string, Value]];
      } catch (thrown) {
        if (thrown instanceof Unknown) return [];
        throw thrown;
      }
    });
  });
}
