import { minVersion, satisfies } from 'semver';
import { isWholeValue, replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, ScriptKind, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { isText, proofOf } from './proofs.ts';
import { quoteOf } from './quotes.ts';

/**
 * `chalk.bold.red(text)`, `red(bold(text))`, `kleur.bold().red(text)` → `styleText(['bold', 'red'], text)`. Always a
 * fix to review: Node decides by its own rules whether colours are written. Node names its styles in
 * `util.inspect.colors`; a style that is not there keeps the package.
 */
export const styles: Codemod = {
  rewrite(use, site) {
    const names = namesOf(use, site);
    if (names === undefined) return { needed: `\`${shortText(use)}\`` };
    if (names.length === 0) return undecided(use);
    if (use.role === 'call' && use.call !== null && is.isCallExpression(use.call)) {
      return called(use.call, names, use, site);
    }
    return isWholeValue(use.node) ? asFunction(names, use, site) : unknownUse(use);
  },
};

/** Between 21.0 and 22.8, `styleText` wrote its codes whatever the output was. */
function ownRules({ view: { package: info } }: Site): string[] {
  const lowest = info.nodeRange === null ? null : minVersion(info.nodeRange);
  const isUnaware = lowest !== null && satisfies(lowest, '>=21.0.0 <22.8.0');
  return [
    'Node itself decides whether colours are written, by stdout, `NO_COLOR` and `FORCE_COLOR`',
    ...(isUnaware ? ['before Node 22.8 they are written into files and pipes as well'] : []),
  ];
}

const noResume = 'a style does not go on after one that ends within it';

/** The styles as Node names them, outermost first; undefined where one is not among Node's. */
function namesOf(use: PackageUse, { subpath }: Site): string[] | undefined {
  if (subpath !== '' && subpath !== 'colors') return undefined;
  const path = memberPath(use);
  if (path === '' || path === 'chalk') return [];
  const names = path.split('.').map((each) => nodeNames.get(each));
  return names.every((each) => each !== undefined) ? names : undefined;
}

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** What the packages call a style, and Node. */
const nodeNames: ReadonlyMap<string, string> = new Map([
  ...[
    ...['reset', 'bold', 'dim', 'italic', 'underline', 'inverse', 'hidden', 'strikethrough'],
    ...colours.flatMap((name) => [name, `bg${capital(name)}`, `${name}Bright`, `bg${capital(name)}Bright`]),
    ...['gray', 'grey', 'bgGray', 'bgGrey'],
  ].map((name): [string, string] => [name, name]),
  ['overline', 'overlined'],
]);

function undecided(use: PackageUse): Verdict {
  const { parent } = use.node;
  const isComputed = is.isElementAccessExpression(parent) && parent.expression === use.node;
  if (!isComputed) return unknownUse(use);
  return { blocked: `which style \`${parent.getText().slice(0, 40)}\` is turns out when it runs` };
}

function called(call: ast.CallExpression, first: string[], use: PackageUse, site: Site): Verdict {
  const names = [...first];
  let at = call;
  // kleur goes on by calls without arguments.
  while (at.arguments.length === 0) {
    const { parent } = at;
    if (!is.isPropertyAccessExpression(parent) || !is.isCallExpression(parent.parent)) return unknownUse(use);
    const name = nodeNames.get(parent.name.text);
    if (name === undefined) return { needed: `\`${parent.getText().slice(0, 40)}\`` };
    names.push(name);
    at = parent.parent;
  }
  const texts = [...at.arguments];
  if (texts.some((each) => is.isSpreadElement(each)) || isTag(at)) return unknownUse(use);
  const [head] = texts as [ast.Expression, ...ast.Expression[]];
  const last = texts.at(-1) as ast.Expression;
  const [open, close] =
    texts.length > 1 ? ['[', "].join(' ')"] : isText(head, site) ? ['', ''] : ['String(', ')'];
  const source = at.getSourceFile();
  // An argument on a line of its own leaves the style one, too.
  const gap = /^\((\s*\n\s*)$/.exec(source.text.slice(at.expression.end, head.getStart()));
  const format = `${formatOf(names, site)},${gap?.[1] ?? ' '}`;
  const edits = [
    { span: spanOf(at.expression), newText: site.builtins.expression(styleText, use.node) },
    { span: { start: head.getStart(), end: head.getStart() }, newText: format + open },
    ...(close === '' ? [] : [{ span: { start: last.end, end: last.end }, newText: close }]),
  ];
  const isBare = texts.every((each) => hasNoStyle(each, site));
  return { edits, differences: [...ownRules(site), ...(isBare ? [] : [noResume])] };
}

const styleText = { module: 'util', member: 'styleText' } as const;

function isTag(node: Node): boolean {
  return is.isTaggedTemplateExpression(node.parent) && node.parent.tag === node;
}

function formatOf(names: readonly string[], { view }: Site): string {
  const quote = quoteOf(view.source);
  const texts = names.map((name) => quote + name + quote);
  return texts.length === 1 ? (texts[0] as string) : `[${texts.join(', ')}]`;
}

/** Whether syntax and types show that a text carries no styles of its own. */
function hasNoStyle(node: Node, site: Site): boolean {
  if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) return true;
  if (is.isTemplateExpression(node)) {
    return node.templateSpans.every(({ expression }) => hasNoStyle(expression, site));
  }
  return proofOf(node, TypeFlags.NumberLike | TypeFlags.BooleanLike, site) === 'proven';
}

/** A style that is handed on becomes a function of one text. */
function asFunction(names: readonly string[], use: PackageUse, site: Site): Verdict {
  const { scriptKind } = site.view.source;
  const isJavaScript = scriptKind === ScriptKind.JS || scriptKind === ScriptKind.JSX;
  // In JavaScript a default tells the checker what a type would.
  const parameter = isJavaScript ? "text = ''" : 'text: string';
  const name = site.builtins.expression(styleText, use.node);
  const text = `(${parameter}) => ${name}(${formatOf(names, site)}, text)`;
  return {
    edits: [replaceNode(use.node, text)],
    differences: [...ownRules(site), 'a style that is handed on takes one text', noResume],
  };
}
