import type { Span } from '../../engine/finding.ts';
import { findAncestor, foldedText, identify, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Ladder, ladderOf } from './ladder.ts';
import { asksStatus } from './status.ts';

/** One place of a mapping from statuses, comparable with those of other files. */
export interface LadderFact {
  /** Of what names the mapping: the head of the `switch`, the first condition, the name of the table. */
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  readonly subject: string;
  /** Equal for the same keys with the same outcomes, in any order and notation. */
  readonly key: string;
  readonly size: number;
  /** The first entries, for the message. */
  readonly sample: readonly string[];
  /** The declaration at the top of the file that is nothing but this; null where there is more to it. */
  readonly declaration: DeclarationFact | null;
}

/** A table or function that could be imported instead of written again. */
export interface DeclarationFact {
  readonly name: string;
  readonly span: Span;
  readonly isExported: boolean;
  readonly isTable: boolean;
  /** Its text without its name and without white space: the same where one can stand for the other. */
  readonly text: string;
}

/** Fewer keys are as long as a question for a table would be. */
const fewest = 3;

export function ladderFact(node: Node): LadderFact | undefined {
  const ladder = ladderOf(node);
  if (ladder === undefined || ladder.entries.length < fewest || !asksStatus(ladder)) return undefined;
  const pairs = ladder.entries.map(({ key, outcome }) => `${key} → ${outcome}`);
  // One outcome for all is a set of codes, and none of its entries says anything by itself.
  if (new Set(ladder.entries.map(({ outcome }) => outcome)).size < 2) return undefined;
  return {
    span: headOf(ladder),
    ...identify(node),
    subject: ladder.subject,
    key: [...new Set(pairs)].sort().join('\n'),
    size: new Set(pairs).size,
    sample: pairs.slice(0, 2),
    declaration: declarationFact(ladder),
  };
}

function headOf({ node }: Ladder): Span {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  if (is.isIfStatement(node)) return spanOf(node.expression, source);
  if (is.isSwitchStatement(node))
    return { start, end: source.text.slice(0, node.caseBlock.getStart(source)).trimEnd().length };
  let at: Node = node;
  while (!is.isVariableDeclaration(at) && !is.isPropertyDeclaration(at)) at = at.parent;
  return spanOf(at.name, source);
}

function declarationFact({ node }: Ladder): DeclarationFact | null {
  const statement = is.isObjectLiteralExpression(node) ? tableStatement(node) : wholeFunction(node);
  if (statement === undefined) return null;
  const isTable = is.isVariableStatement(statement);
  const name = isTable ? statement.declarationList.declarations[0]?.name : statement.name;
  if (name === undefined || !is.isIdentifier(name)) return null;
  const modifiers = (statement.modifiers ?? []).map((each) => each.getText());
  if (modifiers.some((each) => each !== 'export')) return null;
  return {
    name: name.text,
    span: spanOf(statement),
    isExported: modifiers.length > 0,
    isTable,
    text: foldedText(statement)
      .replace(/^export /, '')
      .replace(name.text, '')
      .replace(/[\s;,]/g, ''),
  };
}

function tableStatement(node: Node): ast.VariableStatement | undefined {
  const statement = findAncestor(node, is.isVariableStatement);
  const isAlone =
    statement !== undefined &&
    is.isSourceFile(statement.parent) &&
    statement.declarationList.declarations.length === 1 &&
    constantTable(statement) === node;
  return isAlone ? statement : undefined;
}

function constantTable({ declarationList }: ast.VariableStatement): Node | undefined {
  const value = declarationList.declarations[0]?.initializer;
  return value && unwrap(value);
}

/** The function whose body begins with the ladder and has nothing else in it but a return for all other keys. */
function wholeFunction(node: ast.SwitchStatement | ast.IfStatement): ast.FunctionDeclaration | undefined {
  const body = node.parent;
  const owner = body.parent;
  if (!is.isBlock(body) || !is.isFunctionDeclaration(owner) || !is.isSourceFile(owner.parent))
    return undefined;
  if (body.statements[0] !== node) return undefined;
  const rest = body.statements.slice(1);
  return rest.every(
    (each) => is.isReturnStatement(each) || is.isThrowStatement(each) || is.isIfStatement(each),
  )
    ? owner
    : undefined;
}
