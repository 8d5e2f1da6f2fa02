import { type ast, is, TypeFlags } from '../../engine/typescript.ts';
import { chained } from './clients/chained.ts';
import { consumed } from './clients/consumed.ts';
import { isLost } from './clients/headers.ts';
import { dataOf } from './clients/success.ts';
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
    const helper = dataOf(site);
    const request = `fetch(${url.getText()}${init.text})`;
    const text = `await ${helper.local}(await ${request})`;
    const type = call.typeArguments?.[0]?.getText();
    const edits = is.isAwaitExpression(call.parent)
      ? consumed(call.parent, { reads: new Map([['data', text]]), unread: text, type }, site)
      : chained(call, { property: 'data', text: `${request}.then(${helper.local})`, type }, site);
    if (edits === undefined) return { needed: `more than \`data\` may be read of \`${shortText(use)}\`` };
    return { edits, differences: [...init.differences, ...differences], helper };
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
  const settings = optionsIn(call, options, site);
  if (!('headers' in settings)) return settings;
  const { headers, timeout } = settings;
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
  if (timeout !== null) parts.push(`signal: AbortSignal.timeout(${timeout})`);
  const text = parts.length === 0 ? '' : `, { ${parts.join(', ')} }`;
  return {
    text: text.replace(/'(\w[\w/-]*)'/g, `${quoteOf(site.view.source)}$1${quoteOf(site.view.source)}`),
    differences: [
      ...headers.differences,
      ...(timeout === null ? [] : ['what takes too long is a `TimeoutError`']),
    ],
  };
}

function isObject(body: ast.Expression, { questions }: Site): boolean {
  const type = questions.typeAt(body);
  return type !== undefined && questions.constituents(type).every(({ flags }) => flags & TypeFlags.Object);
}

/** The headers of a request and the milliseconds that it may take, where there is no other option. */
function optionsIn(
  call: ast.CallExpression,
  options: ast.Expression | undefined,
  site: Site,
): { readonly headers: WrittenHeaders; readonly timeout: string | null } | Verdict {
  let headers: WrittenHeaders = { own: [], differences: [] };
  let timeout: string | null = null;
  if (options === undefined) return { headers, timeout };
  if (!is.isObjectLiteralExpression(options))
    return { needed: `options like \`${options.getText().slice(0, 30)}\`` };
  for (const property of options.properties) {
    const name = is.isPropertyAssignment(property) ? property.name.getText() : '';
    const value = is.isPropertyAssignment(property) ? property.initializer : undefined;
    if (name === 'timeout' && value !== undefined && isTimeout(value, call, site)) {
      timeout = value.getText();
      continue;
    }
    if (name !== 'headers') return { needed: `the option \`${name || property.getText().slice(0, 20)}\`` };
    const written = headersIn(value, site);
    if (!('own' in written)) return written;
    headers = written;
  }
  return { headers, timeout };
}

/** Whether `AbortSignal.timeout` takes the number as it stands: of zero the package makes that there is no limit. */
function isTimeout(value: ast.Expression, call: ast.CallExpression, site: Site): boolean {
  // Browsers know it only since 2022, years after `fetch`.
  if (site.runsInBrowsers || /\bECONNABORTED\b|\bETIMEDOUT\b/.test(site.view.source.text)) return false;
  return /^[1-9][\d_]*$/.test(value.getText()) && isGlobal('AbortSignal', call, site);
}

interface WrittenHeaders {
  readonly own: readonly string[];
  readonly differences: readonly string[];
}

/** The headers as they are written. */
function headersIn(value: ast.Expression | undefined, site: Site): WrittenHeaders | Verdict {
  const own: string[] = [];
  const unknown = new Set<string>();
  if (value === undefined || !is.isObjectLiteralExpression(value))
    return { needed: 'headers that are put together elsewhere' };
  for (const header of value.properties) {
    if (!is.isPropertyAssignment(header)) return { needed: 'headers that are put together elsewhere' };
    const proof = proofOf(header.initializer, TypeFlags.StringLike, site);
    const name = header.name.getText();
    if (proof === 'refuted' || isLost(name.replace(/['"]/g, '')))
      return { needed: `a header like \`${name}\`` };
    if (proof === 'unknown') unknown.add('a header that is `undefined` is sent');
    own.push(header.getText());
  }
  return { own, differences: [...unknown] };
}
