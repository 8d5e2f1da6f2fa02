import { is, type Node } from '../../engine/typescript.ts';
import type { Site } from './codemod.ts';
import { constantOf } from './constants.ts';

/** Whether syntax shows that a path is not the empty string: the current folder to a package, an error to `fs`. */
export function isNeverEmpty(node: Node, site: Site, depth = 0): boolean {
  if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) return node.text !== '';
  if (is.isTemplateExpression(node)) {
    const spans = node.templateSpans;
    return (
      node.head.text !== '' ||
      spans.some(({ literal, expression }) => literal.text !== '' || isNeverEmpty(expression, site, depth))
    );
  }
  if (is.isParenthesizedExpression(node)) return isNeverEmpty(node.expression, site, depth);
  if (is.isBinaryExpression(node)) {
    return (
      node.operatorToken.getText() === '+' &&
      [node.left, node.right].some((side) => isNeverEmpty(side, site, depth))
    );
  }
  if (is.isCallExpression(node)) return neverEmptyCall.test(node.expression.getText());
  if (!is.isIdentifier(node)) return false;
  if (node.text === '__dirname' || node.text === '__filename') return true;
  const initializer = depth < 3 ? constantOf(node, site) : undefined;
  return initializer !== undefined && isNeverEmpty(initializer, site, depth + 1);
}

/** Functions of `path`, `os`, `fs` and `process` whose result is at least `.`. */
const neverEmptyCall =
  /(?:^|\.)(?:dirname|tmpdir|homedir|cwd|mkdtemp|mkdtempSync|realpathSync|fileURLToPath)$|^(?:path|upath|posix|win32)(?:\.posix|\.win32)?\.(?:join|resolve|normalize)$|^(?:join|resolve|normalize)$/;
