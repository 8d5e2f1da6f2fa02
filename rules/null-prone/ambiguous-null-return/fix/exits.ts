import type { LocalEdit } from '../../../engine/local-edits.ts';
import { namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import type { Layout } from '../../../engine/typescript/layout.ts';
import { indentationAt, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import type { EmptyExit, Nothing, ValueExit } from '../exits.ts';

/** How results are written in one function. */
export interface Literals {
  /** No return type is declared, so the literals have to say by themselves that they are literals. */
  readonly isInferred: boolean;
  readonly quote: (reason: string) => string;
}

/** An exit without a value says why. */
export function emptyExitEdits(
  { node, cause }: EmptyExit,
  reason: string,
  layout: Layout,
  literals: Literals,
): LocalEdit[] {
  const result = noValue(reason, literals);
  if (!is.isReturnStatement(node)) return [endEdit(node as ast.Block, result, layout)];
  const { expression } = node;
  if (expression === undefined) {
    const end = node.getStart() + 'return'.length;
    return [insertion(end, ` ${result}`)];
  }
  const halves = cause.kind === 'test' ? nothingHalf(expression, cause.condition) : undefined;
  return [{ span: spanOf(halves ?? expression), newText: result }];
}

/** An exit with a value wraps it, and asks first whether it is there where it may not be. */
export function valueExitEdits(
  { statement, value }: ValueExit,
  reason: string | undefined,
  missing: readonly Nothing[],
  layout: Layout,
  literals: Literals,
): LocalEdit[] | string {
  const ok = literals.isInferred ? 'true as const' : 'true';
  const text = value.getText();
  if (reason === undefined) {
    if (text === 'value') return [{ span: spanOf(value), newText: `{ ok: ${ok}, value }` }];
    return [insertion(value.getStart(), `{ ok: ${ok}, value: `), insertion(value.end, ' }')];
  }
  if (statement.expression === undefined || !is.isBlock(statement.parent) || isHalf(value, statement)) {
    return 'What it returns at one exit may be missing, and there is no room to ask for that.';
  }
  const test = missing.length > 1 ? '== null' : `=== ${missing[0]}`;
  if (is.isIdentifier(value)) {
    const wrapped = text === 'value' ? 'value' : `value: ${text}`;
    const newText = `${text} ${test} ? ${noValue(reason, literals)} : { ok: ${ok}, ${wrapped} }`;
    return [{ span: spanOf(statement.expression), newText }];
  }
  const taken = namesIn(statement.getSourceFile());
  const name = unusedName('value', (each) => taken.has(each));
  const start = statement.getStart();
  const next = layout.newLine + indentationAt(layout.text, start);
  const wrapped = name === 'value' ? 'value' : `value: ${name}`;
  return [
    { span: { start, end: statement.expression.getStart() }, newText: `const ${name} = ` },
    {
      span: { start: statement.expression.end, end: statement.end },
      newText: `${layout.end}${next}return ${name} ${test} ? ${noValue(reason, literals)} : { ok: ${ok}, ${wrapped} }${layout.end}`,
    },
  ];
}

function noValue(reason: string, { isInferred, quote }: Literals): string {
  return `{ ok: false, reason: ${quote(reason)} }${isInferred ? ' as const' : ''}`;
}

/** The end of a block that is simply reached gets a return statement. */
function endEdit(block: ast.Block, result: string, { text, newLine, step, end }: Layout): LocalEdit {
  const close = block.end - 1;
  const lineStart = text.lastIndexOf('\n', close - 1) + 1;
  const outer = indentationAt(text, close);
  return insertion(lineStart, `${outer}${step}return ${result}${end}${newLine}`);
}

/** `null` of `test ? value : null`. */
function nothingHalf(expression: ast.Expression, condition: ast.Expression): Node | undefined {
  const { parent } = condition;
  if (!is.isConditionalExpression(parent) || parent.pos < expression.pos || parent.end > expression.end) {
    return undefined;
  }
  return /^(null|undefined|void 0)$/.test(parent.whenTrue.getText()) ? parent.whenTrue : parent.whenFalse;
}

function isHalf(value: ast.Expression, { expression }: ast.ReturnStatement): boolean {
  return (
    expression !== undefined && is.isConditionalExpression(value.parent) && value.parent.end <= expression.end
  );
}

function insertion(offset: number, newText: string): LocalEdit {
  return { span: { start: offset, end: offset }, newText };
}
