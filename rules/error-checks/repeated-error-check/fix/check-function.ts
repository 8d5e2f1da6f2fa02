import type { LocalEdit } from '../../../engine/local-edits.ts';
import type { CodeStyle } from '../../../engine/typescript/codemods/imports.ts';
import type { ErrorClass } from '../../../engine/typescript/errors/error-class.ts';
import { movedText, roleEdits } from '../../../engine/typescript/fragments/moved-text.ts';
import type { Parameter } from '../../../engine/typescript/fragments/parameters.ts';
import { indentationAt, spanOf, walk } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import { builtInError } from '../thrown.ts';
import type { Assertion } from './assertion.ts';
import type { Site } from './site.ts';

export interface CheckFunction {
  readonly name: string;
  /** The roles in order, then the message where messages differ. */
  readonly parameters: readonly Parameter[];
  readonly assertion: Assertion;
  readonly errorClass: ErrorClass | undefined;
}

/** The declaration of the common check, without `export`: the guard of one place with its roles as parameters. */
export function checkFunctionText(
  site: Site,
  check: CheckFunction,
  isTypeScript: boolean,
  style: CodeStyle,
): string {
  const { name, parameters, assertion } = check;
  const { indent, newLine, semicolon } = style;
  const isAsync = site.shape.awaits;
  const answers = site.fragment.outcome === 'return';
  const typed = parameters.map(({ name: each, type }, index) => ({
    name: each,
    type: index === assertion.generic ? 'T' : type,
  }));
  const returned = assertion.returns ?? (answers ? 'boolean' : 'void');
  const returns = isAsync ? `Promise<${returned}>` : returned;
  const lines: string[] = [];
  const keyword = isAsync ? 'async function' : 'function';
  if (isTypeScript) {
    const list = typed.map((each) => `${each.name}: ${each.type}`).join(', ');
    const generic = assertion.typeParameter === null ? '' : `<${assertion.typeParameter}>`;
    lines.push(`${keyword} ${name}${generic}(${list}): ${returns} {`);
  } else {
    lines.push('/**', ...jsDocTags(typed, assertion, returns), ' */');
    lines.push(`${keyword} ${name}(${typed.map((each) => each.name).join(', ')}) {`);
  }
  lines.push(bodyText(site, check, style));
  if (answers) lines.push(`${indent}return false${semicolon}`);
  lines.push('}');
  return lines.join(newLine);
}

/** Whether moving the guard's lines would change what it says: a template that spans lines keeps its white space. */
export function hasMultilineTemplate({ fragment: guard }: Site): boolean {
  let found = false;
  walk(guard.node, (node) => {
    if (found) return 'skip';
    found =
      (is.isTemplateExpression(node) || is.isNoSubstitutionTemplateLiteral(node)) &&
      /\n/.test(node.getText());
    return undefined;
  });
  return found;
}

function jsDocTags(
  typed: readonly Pick<Parameter, 'name' | 'type'>[],
  { typeParameter }: Assertion,
  returns: string,
): string[] {
  const constraint = typeParameter?.replace(/^T( extends )?/, '') ?? '';
  return [
    ...(typeParameter === null ? [] : [` * @template ${constraint === '' ? '' : `{${constraint}} `}T`]),
    ...typed.map(({ name, type }) => ` * @param {${type}} ${name}`),
    ` * @returns {${returns}}`,
  ];
}

function bodyText(site: Site, check: CheckFunction, style: CodeStyle): string {
  const { fragment: guard, view } = site;
  const { start, end } = spanOf(guard.node, view.source);
  const edits = [...roleEdits(site, check.parameters), ...errorEdits(site, check)];
  edits.push(...returnEdits(site, style));
  return movedText(view.source, { start, end }, edits, indentationAt(view.source.text, start), style);
}

/** The early return becomes an answer; a call that tells of the failure is made first. */
function returnEdits(
  { fragment: guard, view }: Site,
  { indent, newLine, semicolon }: CodeStyle,
): LocalEdit[] {
  const last = guard.statements.at(-1);
  if (last === undefined || !is.isReturnStatement(last)) return [];
  const { start, end } = spanOf(last, view.source);
  const answer = `return true${semicolon}`;
  if (guard.returned !== 'ignored' || last.expression === undefined)
    return [{ span: { start, end }, newText: answer }];
  const called = spanOf(last.expression, view.source);
  const outer = indentationAt(view.source.text, spanOf(guard.node, view.source).start);
  const inner = newLine + outer + indent;
  const isBlock = is.isBlock(guard.node.thenStatement);
  return [
    { span: { start, end: called.start }, newText: isBlock ? '' : `{${inner}` },
    {
      span: { start: called.end, end },
      newText: `${semicolon}${inner}${answer}${isBlock ? '' : `${newLine}${outer}}`}`,
    },
  ];
}

function errorEdits({ fragment: guard, lookup, view }: Site, { errorClass }: CheckFunction): LocalEdit[] {
  const thrown = errorClass && builtInError(guard, lookup);
  if (errorClass === undefined || thrown === undefined) return [];
  const callee = spanOf(thrown.expression, view.source);
  const isCall = thrown.kind === SyntaxKind.CallExpression;
  const last = lastArgument(thrown);
  const fields = errorClass.fields.map(({ value }) => `, ${value}`).join('');
  return [
    { span: callee, newText: `${isCall ? 'new ' : ''}${errorClass.name}` },
    ...(fields === '' ? [] : [{ span: { start: last.end, end: last.end }, newText: fields }]),
  ];
}

function lastArgument(thrown: ast.NewExpression | ast.CallExpression): Node {
  return thrown.arguments?.at(-1) ?? thrown.expression;
}
