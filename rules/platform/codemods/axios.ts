import type { LocalEdit } from '../../engine/local-edits.ts';
import { isResultUnused } from '../../engine/typescript/codemods/calls.ts';
import { codeStyle } from '../../engine/typescript/codemods/imports.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import { isAssignmentOperator, spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, type Verdict } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';
import { shapeOf } from './plain-data.ts';
import { proofOf } from './proofs.ts';
import { quoteOf } from './quotes.ts';

/**
 * `(await axios.get(url)).data` → `await dataOf(await fetch(url))` with a function that fails for an error status and reads
 * JSON where there is some, as the package does. Only calls whose `data` alone is read, with nothing but headers; an
 * instance, an interceptor, a default or a look at an error keeps the package.
 */
export const axios: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const method = methods.get(memberPath(use));
    if (site.subpath !== '' || method === undefined || call === null || !is.isCallExpression(call)) {
      return { needed: `\`${shortText(use)}\`` };
    }
    const needed = whatElse(site);
    if (needed !== undefined) return { needed };
    if (!isGlobal('fetch', use.node, site)) return shadowed('fetch');
    const init = initOf(call, method, site);
    if (!('text' in init)) return init;
    const [url] = call.arguments as unknown as [ast.Expression];
    const local = helperName(site);
    const text = `await ${local}(await fetch(${url.getText()}${init.text}))`;
    const edits = consumed(call, text, site);
    if (edits === undefined) return { needed: `more than \`data\` may be read of \`${shortText(use)}\`` };
    const helper = { local, exported: 'dataOf', text: (name: string) => functionText(name, site.view) };
    return { edits, differences: [...differences, ...init.differences], helper };
  },
};

const differences: readonly string[] = [
  'an error status is an `Error` without `response`',
  'proxies of the environment are not used',
  'no `Accept` header asks for JSON',
];

/** HTTP methods by the member that is called, and whether a body follows the address. */
const methods: ReadonlyMap<string, { readonly name: string; readonly hasBody: boolean }> = new Map([
  ['', { name: 'GET', hasBody: false }],
  ['get', { name: 'GET', hasBody: false }],
  ['delete', { name: 'DELETE', hasBody: false }],
  ['post', { name: 'POST', hasBody: true }],
  ['put', { name: 'PUT', hasBody: true }],
  ['patch', { name: 'PATCH', hasBody: true }],
]);

/** What the project does with the package beyond single requests. */
function whatElse({ view }: Site): string | undefined {
  if (/\.response\b|\bisAxiosError\b|\.isCancel\b/.test(view.source.text)) return 'the response of an error';
  const { dependencies, devDependencies } = view.package;
  const extension = Object.keys({ ...dependencies, ...devDependencies }).find((name) =>
    /^(?:nock|moxios|msw|axios-.+|.+-axios|@.+\/axios.*)$/.test(name),
  );
  return extension === undefined ? undefined : `what \`${extension}\` builds on`;
}

/** The second argument of `fetch`, comma included. */
function initOf(
  call: ast.CallExpression,
  { name, hasBody }: { readonly name: string; readonly hasBody: boolean },
  site: Site,
): { readonly text: string; readonly differences: readonly string[] } | Verdict {
  const [url, ...rest] = call.arguments;
  if (url === undefined || call.arguments.some((each) => is.isSpreadElement(each)))
    return { needed: `what \`${call.getText().slice(0, 40)}\` is called with` };
  if (proofOf(url, TypeFlags.StringLike, site) === 'refuted') return { needed: 'a request by its options' };
  const body = hasBody ? rest.shift() : undefined;
  const [options, ...more] = rest;
  if (more.length > 0 || /\/[/*]/.test(call.getText().replace(/:\/\//g, '')))
    return { blocked: `there is a comment within \`${call.getText().slice(0, 40)}\`` };
  const headers = options === undefined ? { own: [], differences: [] } : headersOf(options, site);
  if (!('own' in headers)) return headers;
  const parts = name === 'GET' ? [] : [`method: '${name}'`];
  const own = [...headers.own];
  if (body !== undefined) {
    if (!shapeOf(site.questions.typeAt(body), site).isPlain || !isObject(body, site))
      return { needed: `a body like \`${body.getText().slice(0, 24)}\`` };
    if (own.some((each) => /^['"]?content-type/i.test(each)))
      return { needed: 'a body of a type of its own' };
    own.unshift("'Content-Type': 'application/json'");
  }
  if (own.length > 0) parts.push(`headers: { ${own.join(', ')} }`);
  if (body !== undefined) parts.push(`body: JSON.stringify(${body.getText()})`);
  const text = parts.length === 0 ? '' : `, { ${parts.join(', ')} }`;
  return {
    text: text.replace(/'(\w[\w/-]*)'/g, `${quoteOf(site.view.source)}$1${quoteOf(site.view.source)}`),
    differences: headers.differences,
  };
}

function isObject(body: ast.Expression, { questions }: Site): boolean {
  const type = questions.typeAt(body);
  return type !== undefined && questions.constituents(type).every(({ flags }) => flags & TypeFlags.Object);
}

/** The headers as they are written, where there is no other option. */
function headersOf(
  options: ast.Expression,
  site: Site,
): { readonly own: readonly string[]; readonly differences: readonly string[] } | Verdict {
  if (!is.isObjectLiteralExpression(options))
    return { needed: `options like \`${options.getText().slice(0, 30)}\`` };
  const own: string[] = [];
  const unknown = new Set<string>();
  for (const property of options.properties) {
    const name = is.isPropertyAssignment(property) ? property.name.getText() : '';
    const value = is.isPropertyAssignment(property) ? property.initializer : undefined;
    if (name !== 'headers') return { needed: `the option \`${name || property.getText().slice(0, 20)}\`` };
    if (value === undefined || !is.isObjectLiteralExpression(value))
      return { needed: 'headers that are put together elsewhere' };
    for (const header of value.properties) {
      if (!is.isPropertyAssignment(header)) return { needed: 'headers that are put together elsewhere' };
      const proof = proofOf(header.initializer, TypeFlags.StringLike, site);
      if (proof === 'refuted') return { needed: `a header like \`${header.name.getText()}\`` };
      if (proof === 'unknown') unknown.add('a header that is `undefined` is sent');
      own.push(header.getText());
    }
  }
  return { own, differences: [...unknown] };
}

/** The edits where nothing but `data` is read of what the call gives; undefined elsewhere. */
function consumed(call: ast.CallExpression, text: string, site: Site): LocalEdit[] | undefined {
  const waiting = call.parent;
  if (!is.isAwaitExpression(waiting)) return undefined;
  const [type] = call.typeArguments ?? [];
  if (isResultUnused(waiting)) return [{ span: spanOf(waiting), newText: text }];
  const { parent } = waiting;
  if (is.isParenthesizedExpression(parent)) {
    const read = parent.parent;
    const isData = is.isPropertyAccessExpression(read) && read.name.text === 'data';
    if (!isData || isAssigned(read)) return undefined;
    const typed = type === undefined ? text : `${text} as ${type.getText()}`;
    return [{ span: spanOf(read), newText: isOperand(read) || type !== undefined ? `(${typed})` : typed }];
  }
  if (!is.isVariableDeclaration(parent) || parent.type !== undefined) return undefined;
  const annotation = type === undefined ? '' : `: ${type.getText()}`;
  if (is.isObjectBindingPattern(parent.name)) {
    const [element, ...others] = parent.name.elements;
    if (element === undefined || others.length > 0 || element.initializer !== undefined) return undefined;
    const key = element.propertyName ?? element.name;
    if (key?.getText() !== 'data' || element.name === undefined || !is.isIdentifier(element.name))
      return undefined;
    return [
      { span: spanOf(parent.name), newText: element.name.text + annotation },
      { span: spanOf(waiting), newText: text },
    ];
  }
  return is.isIdentifier(parent.name) ? readByName(parent.name, waiting, text, annotation, site) : undefined;
}

/** `const response = …` whose every mention reads `response.data` becomes `const data = …`. */
function readByName(
  name: ast.Identifier,
  waiting: Node,
  text: string,
  annotation: string,
  { questions, view }: Site,
): LocalEdit[] | undefined {
  const symbol = questions.symbolAt(name);
  if (symbol === undefined || questions.localSymbol('data', name) !== undefined) return undefined;
  const edits: LocalEdit[] = [
    { span: spanOf(name), newText: `data${annotation}` },
    { span: spanOf(waiting), newText: text },
  ];
  for (const mention of questions.references(symbol, view.path)) {
    if (mention.pos === name.pos) continue;
    const read = mention.parent;
    const isData =
      is.isPropertyAccessExpression(read) && read.expression === mention && read.name.text === 'data';
    if (!isData || isAssigned(read) || questions.localSymbol('data', mention) !== undefined) return undefined;
    if (is.isShorthandPropertyAssignment(read.parent)) return undefined;
    edits.push({ span: spanOf(read), newText: 'data' });
  }
  return edits;
}

function isAssigned({ parent }: Node): boolean {
  return is.isBinaryExpression(parent) && isAssignmentOperator(parent.operatorToken);
}

/** Whether something is read or called of the expression, which would bind tighter than `await`. */
function isOperand(node: Node): boolean {
  const { parent } = node;
  return (
    ((is.isPropertyAccessExpression(parent) ||
      is.isElementAccessExpression(parent) ||
      is.isCallExpression(parent)) &&
      parent.expression === node) ||
    is.isNonNullExpression(parent)
  );
}

function helperName({ view }: Site): string {
  const taken = namesIn(view.source);
  return unusedName('dataOf', (name) => taken.has(name));
}

function functionText(name: string, view: FileView): string {
  const { semicolon, newLine, indent } = codeStyle(view.source);
  const inner = indent + indent;
  const type = view.isJavaScript ? '' : ': Response';
  return [
    ...(view.isJavaScript ? ['/** @param {Response} response */'] : []),
    `async function ${name}(response${type}) {`,
    `${indent}if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`)${semicolon}`,
    `${indent}const text = await response.text()${semicolon}`,
    `${indent}try {`,
    `${inner}return JSON.parse(text)${semicolon}`,
    `${indent}} catch {`,
    `${inner}return text${semicolon}`,
    `${indent}}`,
    '}',
  ].join(newLine);
}
