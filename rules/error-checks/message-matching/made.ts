import { unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** A place that makes an error and gives it a text. */
export interface Made {
  readonly node: ast.NewExpression | ast.CallExpression;
  /** The class that is made; for `super('…')` the class that gives all its errors this text. */
  readonly className: ast.Identifier;
  readonly isSuper: boolean;
  /** Arguments that may be its text. */
  readonly texts: readonly ast.Expression[];
}

/** The error that an expression makes: `new …Error('…')`, `Error('…')`, or `super('…')` in a class of errors. */
export function madeBy(node: Node): Made | undefined {
  if (is.isNewExpression(node)) {
    const callee = node.expression;
    if (!is.isIdentifier(callee) || !isErrorName(callee.text)) return undefined;
    return { node, className: callee, isSuper: false, texts: (node.arguments ?? []).filter(mayBeText) };
  }
  if (!is.isCallExpression(node)) return undefined;
  const callee = node.expression;
  const [first] = node.arguments;
  if (first === undefined || !mayBeText(first)) return undefined;
  if (is.isIdentifier(callee) && /^(|Type|Range)Error$/.test(callee.text)) {
    return { node, className: callee, isSuper: false, texts: [first] };
  }
  if (callee.kind !== SyntaxKind.SuperKeyword) return undefined;
  const className = errorClassAround(node)?.name;
  return className && { node, className, isSuper: true, texts: node.arguments.filter(mayBeText) };
}

export function isErrorName(name: string): boolean {
  return /(Error|Exception)$/.test(name);
}

/** Whether an argument hands on the text of another error, so that what is caught above says more than was thrown. */
export function handsOnText(argument: ast.Expression): boolean {
  let found = false;
  walk(argument, (node) => {
    if (found) return 'skip';
    found =
      (is.isPropertyAccessExpression(node) && node.name.text === 'message') ||
      (is.isIdentifier(node) && /^(e|ex|err|error|exception)$/.test(node.text));
    return undefined;
  });
  return found;
}

function mayBeText(argument: ast.Expression): boolean {
  const node = unwrap(argument);
  return (
    is.isStringLiteral(node) ||
    is.isNoSubstitutionTemplateLiteral(node) ||
    is.isTemplateExpression(node) ||
    (is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.PlusToken) ||
    (is.isIdentifier(node) && /^[A-Z\d_]+$|message|msg/i.test(node.text)) ||
    (is.isPropertyAccessExpression(node) && /^[A-Z\d_]+$/.test(node.name.text))
  );
}

function errorClassAround(node: Node): ast.ClassDeclaration | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (is.isClassExpression(at)) return undefined;
    if (!is.isClassDeclaration(at)) continue;
    const base = at.heritageClauses?.find(({ token }) => token === SyntaxKind.ExtendsKeyword)?.types[0];
    return base !== undefined && isErrorName(base.expression.getText()) ? at : undefined;
  }
  return undefined;
}
