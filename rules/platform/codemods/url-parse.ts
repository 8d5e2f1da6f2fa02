import type { LocalEdit } from '../../engine/local-edits.ts';
import { aroundArguments } from '../../engine/typescript/codemods/calls.ts';
import { isAssignmentOperator } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';

/** `new UrlParse(address).hostname` → `new URL(address).hostname`, where what is read of it is the same in both. */
export const urlParse: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    if (site.subpath !== '' || memberPath(use) !== '' || call === null || use.role === 'type')
      return unknownUse(use);
    if (call.arguments?.length !== 1) return { needed: `\`${shortText(use)}\`` };
    const reads = readsOf(call, site);
    if (reads === undefined) return { blocked: `where \`${shortText(use)}\` goes cannot be followed` };
    const renamed: LocalEdit[] = [];
    for (const { name } of reads) {
      if (name.text === 'query')
        renamed.push({ span: { start: name.end - 5, end: name.end }, newText: 'search' });
      else if (!same.has(name.text)) return { needed: `\`${name.text}\` of an address` };
    }
    if (!isGlobal('URL', use.node, site)) return shadowed('URL');
    const edits = aroundArguments(call, ['new URL(', ')']);
    if (edits === undefined) return unknownUse(use);
    return {
      edits: [...edits, ...renamed],
      differences: [
        'what is no absolute address throws',
        'a `?` or `#` with nothing behind it is dropped',
        '`.` and `..` in a path are resolved, and rare characters are escaped',
      ],
    };
  },
};

const same: ReadonlySet<string> = new Set([
  'hash',
  'host',
  'hostname',
  'href',
  'origin',
  'password',
  'pathname',
  'port',
  'protocol',
  'toString',
  'username',
]);

/** The properties that are read of a result on the spot or under the one name it gets. */
function readsOf(result: Node, { questions, view }: Site): ast.PropertyAccessExpression[] | undefined {
  const { parent } = result;
  if (is.isPropertyAccessExpression(parent) && parent.expression === result) {
    return isRead(parent) ? [parent] : undefined;
  }
  if (!is.isVariableDeclaration(parent) || !is.isIdentifier(parent.name)) return undefined;
  const { name } = parent;
  const symbol = questions.symbolAt(name);
  const mentions = symbol === undefined ? [] : questions.references(symbol, view.path);
  const uses = mentions.filter((each) => each.pos !== name.pos).map((each) => each.parent);
  return uses.every(
    (each): each is ast.PropertyAccessExpression => is.isPropertyAccessExpression(each) && isRead(each),
  )
    ? uses
    : undefined;
}

function isRead(node: ast.PropertyAccessExpression): boolean {
  const { parent } = node;
  return !(
    is.isBinaryExpression(parent) &&
    parent.left === node &&
    isAssignmentOperator(parent.operatorToken)
  );
}
