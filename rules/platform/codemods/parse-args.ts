import type { LocalEdit } from '../../engine/local-edits.ts';
import { codeStyle } from '../../engine/typescript/codemods/imports.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import { indentationAt, isAssignmentOperator, spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Declared, declaredOptions } from './argument-options.ts';
import { type Codemod, memberPath, type Site, shortText } from './codemod.ts';

/**
 * `minimist(process.argv.slice(2), { boolean: ['help'] })` → `parseArgs({ args: …, options: { help: { type: 'boolean' } } })`,
 * where every option that is read is declared as a text or a truth value. What nobody declared both packages guess, which
 * `parseArgs` does not.
 * @param isFalseUnlessGiven what a truth value is that was not given.
 */
export function argumentParser(isFalseUnlessGiven: boolean): Codemod {
  return {
    rewrite(use, site) {
      const { call } = use;
      if (site.subpath !== '' || memberPath(use) !== '' || call === null || !is.isCallExpression(call)) {
        return { needed: `\`${shortText(use)}\`` };
      }
      const [args, given, ...more] = call.arguments;
      const declared = given === undefined ? undefined : declaredOptions(given, isFalseUnlessGiven);
      if (args === undefined || declared === undefined || more.length > 0 || is.isSpreadElement(args)) {
        return { needed: 'options that nobody declared, or that are no texts and truth values' };
      }
      const declaration = call.parent;
      const isNamed = is.isVariableDeclaration(declaration) && is.isIdentifier(declaration.name);
      if (!isNamed || declaration.type !== undefined)
        return { needed: `\`${shortText(use)}\`, whose result is handed on` };
      const reads = readsOf(declaration.name as ast.Identifier, declared, site);
      if ('needed' in reads || 'blocked' in reads) return reads;
      const name = site.builtins.expression({ module: 'util', member: 'parseArgs' }, use.node);
      const { name: bound } = declaration;
      const positionals =
        reads.positionals === null
          ? ''
          : `, positionals${reads.positionals === 'positionals' ? '' : `: ${reads.positionals}`}`;
      return {
        edits: [
          { span: spanOf(bound), newText: `{ values: ${bound.getText()}${positionals} }` },
          { span: spanOf(call), newText: `${name}(${settings(args, declared, call, site)})` },
          ...reads.edits,
        ],
        differences,
      };
    },
  };
}

const differences: readonly string[] = [
  'an option that is not declared, or lacks its text, is an error',
  'a number among the other arguments stays a text',
  'an option that is given twice counts once',
  '`--no-x` is an option of its own',
  '`true` or `false` behind an option is another argument',
];

interface Reads {
  readonly edits: readonly LocalEdit[];
  /** The name for what is no option; null where nobody reads it. */
  readonly positionals: string | null;
}

/** Every mention of the result, which has to read a declared option or `_`. */
function readsOf(
  name: ast.Identifier,
  declared: Declared,
  { questions, view }: Site,
): Reads | { readonly needed: string } | { readonly blocked: string } {
  const symbol = questions.symbolAt(name);
  if (symbol === undefined) return { blocked: `what \`${name.text}\` means is not known` };
  const taken = namesIn(view.source);
  const positionals = unusedName('positionals', (each) => taken.has(each));
  const edits: LocalEdit[] = [];
  let isPositionalRead = false;
  for (const mention of questions.references(symbol, view.path)) {
    if (mention.pos === name.pos) continue;
    const read = mention.parent;
    const key =
      is.isPropertyAccessExpression(read) && read.expression === mention
        ? read.name.text
        : is.isElementAccessExpression(read) && is.isStringLiteral(read.argumentExpression)
          ? read.argumentExpression.text
          : undefined;
    if (key === undefined) return { needed: `all that \`${name.text}\` may hold` };
    if (isWritten(read)) return { needed: `\`${read.getText()}\`, which is assigned to` };
    if (key === '_') {
      isPositionalRead = true;
      edits.push({ span: spanOf(read), newText: positionals });
      continue;
    }
    const long = declared.names.get(key);
    if (long === undefined) return { needed: `the option \`${key}\`, which is not declared` };
    if (long !== key) edits.push({ span: spanOf(read), newText: member(name.text, long) });
  }
  return { edits, positionals: isPositionalRead ? positionals : null };
}

function isWritten({ parent, pos }: Node): boolean {
  if (is.isDeleteExpression(parent)) return true;
  return (
    is.isBinaryExpression(parent) && parent.left.pos === pos && isAssignmentOperator(parent.operatorToken)
  );
}

function member(name: string, key: string): string {
  return isPlain(key) ? `${name}.${key}` : `${name}['${key}']`;
}

const isPlain = (key: string): boolean => /^[a-z_$][\w$]*$/i.test(key);

function settings(
  args: ast.Expression,
  { options }: Declared,
  call: ast.CallExpression,
  { view }: Site,
): string {
  const { quote, indent, newLine } = codeStyle(view.source);
  const outer = indentationAt(view.source.text, call.getStart());
  const entries = options.map(({ name, type, short, fallback }) => {
    const parts = [
      `type: ${quote}${type}${quote}`,
      ...(short === null ? [] : [`short: ${quote}${short}${quote}`]),
      ...(fallback === null ? [] : [`default: ${fallback}`]),
    ];
    const key = isPlain(name) ? name : quote + name + quote;
    return `${indent}${indent}${key}: { ${parts.join(', ')} },`;
  });
  const lines = [
    `${indent}args: ${args.getText()},`,
    `${indent}allowPositionals: true,`,
    `${indent}options: {`,
    ...entries,
    `${indent}},`,
  ];
  return `{${newLine}${lines.map((line) => outer + line + newLine).join('')}${outer}}`;
}
