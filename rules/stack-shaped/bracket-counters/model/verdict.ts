import { type ast, is, type Node, NodeFlags } from '../../../engine/typescript.ts';
import { expression } from './expressions.ts';
import { statements } from './statements.ts';
import { type Frame, Table, Unknown, type Value } from './values.ts';

/** Whether a function accepts a text: it returns `true`, or it comes to its end without throwing. */
export type Verdict = (text: string) => boolean;

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

/** A function of one text, worked through as it is written; undefined where it does something unknown. */
export function verdictOf(checker: Checker): Verdict | undefined {
  const [parameter, ...others] = checker.parameters;
  const { body } = checker;
  if (parameter === undefined || others.length > 0 || body === undefined || !is.isBlock(body))
    return undefined;
  if (!is.isIdentifier(parameter.name) || parameter.initializer !== undefined) return undefined;
  const { text: name } = parameter.name;
  try {
    const run = statements(body.statements);
    const constants = constantsOf(checker.getSourceFile());
    return (text) => {
      const frame: Frame = { names: new Map([...constants(), [name, text]]), steps: 2_000 };
      const end = run(frame);
      if (end === 'throw') return false;
      if (end === undefined) return true;
      if (typeof end !== 'object' || (typeof end.returned !== 'boolean' && end.returned !== undefined))
        throw new Unknown();
      return end.returned !== false;
    };
  } catch (thrown) {
    if (thrown instanceof Unknown) return undefined;
    throw thrown;
  }
}

/** Constants of the file that are spelled out where they are declared, made anew each time. */
function constantsOf({ statements: nodes }: ast.SourceFile): () => [string, Value][] {
  const made = nodes.flatMap((node) => {
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
  return () => made;
}
