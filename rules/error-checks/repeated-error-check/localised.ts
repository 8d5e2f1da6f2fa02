import { walk } from '../../engine/typescript/syntax.ts';
import { is, type Node } from '../../engine/typescript.ts';

/**
 * Whether a text within a node is looked up in the reader's language. What is said to a person belongs to the place where it is
 * said: the same words may be worded apart tomorrow.
 */
export function isLocalised(within: Node): boolean {
  let found = false;
  walk(within, (node) => {
    if (found) return 'skip';
    if (is.isTaggedTemplateExpression(node)) found = looksUp(node.tag.getText());
    else if (is.isCallExpression(node)) {
      const [first] = node.arguments;
      const isKey =
        first !== undefined && (is.isStringLiteral(first) || is.isNoSubstitutionTemplateLiteral(first));
      found = isKey && looksUp(node.expression.getText());
    }
    return undefined;
  });
  return found;
}

function looksUp(callee: string): boolean {
  return /^(?:.*\.)?(?:_|__|t|tr|msg|i18n|gettext|ngettext|translate|formatMessage|getI18n)$/.test(callee);
}
