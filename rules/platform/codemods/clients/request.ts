import { contains } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, TypeFlags } from '../../../engine/typescript.ts';
import type { Site } from '../codemod.ts';
import { proofOf } from '../proofs.ts';
import { quoteOf } from '../quotes.ts';
import { type Failure, inShort, isFailure } from './failure.ts';
import { headersOf, type OwnHeaders } from './headers.ts';
import { hasComment } from './options.ts';
import { paramsOf } from './params.ts';

/** A request as a client is asked for it. */
export interface ClientRequest {
  readonly url: ast.Expression;
  /** In capitals. */
  readonly method: string;
  readonly query?: ast.Expression | undefined;
  readonly headers?: OwnHeaders;
  readonly body?: Body | undefined;
  /** What the client says that it accepts unless the headers say it. */
  readonly accept?: string | undefined;
}

export type Body = { readonly kind: 'json' | 'form' | 'text'; readonly value: ast.Expression };

/** `fetch(…)` for a request, with what changes. */
export function fetchOf(
  request: ClientRequest,
  site: Site,
): { readonly text: string; readonly differences: readonly string[] } | Failure {
  const { url, method, accept, body } = request;
  const address = addressOf(request, site);
  if (isFailure(address)) return address;
  const quote = quoteOf(site.view.source);
  const quoted = (text: string): string => quote + text + quote;
  const { own, names } = request.headers ?? headersOf();
  const headers = [...own];
  const add = (name: string, value: string): void => {
    if (names === 'open' || names.has(name.toLowerCase())) return;
    headers.unshift(`${/\W/.test(name) ? quoted(name) : name}: ${quoted(value)}`);
  };
  if (names === 'open' && (accept !== undefined || body !== undefined))
    return { needed: 'headers that are put together elsewhere' };
  const sent = body === undefined ? undefined : sentAs(body, site);
  if (sent !== undefined && isFailure(sent)) return sent;
  if (body !== undefined && (method === 'GET' || method === 'HEAD'))
    return { needed: `a body that is sent with ${method}` };
  if (body?.kind === 'text' && (names === 'open' || !names.has('content-type')))
    return { needed: 'a text that is sent without its type' };
  if (body?.kind === 'json') add('Content-Type', 'application/json');
  if (accept !== undefined) add('Accept', accept);
  const parts = [
    ...(method === 'GET' ? [] : [`method: ${quoted(method)}`]),
    ...(headers.length === 0 ? [] : [`headers: { ${headers.join(', ')} }`]),
    ...(sent === undefined ? [] : [`body: ${sent.text}`]),
  ];
  const init = parts.length === 0 ? '' : `, { ${parts.join(', ')} }`;
  const differences = [...address.differences, ...(request.headers?.differences ?? [])];
  if (body?.kind === 'form') differences.push('the type of a form names its character set');
  if (!is.isStringLiteral(url)) differences.push('an address with a password is an error');
  return { text: `fetch(${address.text}${init})`, differences };
}

/** How queries and forms differ from those of the clients that escape them as `encodeURIComponent` does. */
export const spaceIsPlus = 'a space in a query or a form is written as `+`';

/** What stands against rewriting a request as a whole, whatever it asks for. */
export function unsuitable(request: Node, call: Node, { uses }: Site): Failure | undefined {
  const text = request.getText();
  if (uses.some((use) => use.call !== call && contains(request, use.node)))
    return { needed: `a request within \`${inShort(text)}\`` };
  return hasComment(text) ? { blocked: `there is a comment within \`${inShort(text)}\`` } : undefined;
}

function addressOf(
  { url, query }: ClientRequest,
  site: Site,
): { readonly text: string; readonly differences: string[] } | Failure {
  const text = url.getText();
  if (is.isSpreadElement(url)) return { needed: `\`${inShort(text)}\`, which may hold options` };
  if (/^.https?:\/\/[^/?#]*@/.test(text)) return { needed: 'an address with a password' };
  if (isText(url) && !/^.(?:https?:\/\/|\/|\$\{)/i.test(text))
    return { needed: 'an address without its protocol' };
  const differences: string[] = [];
  const proof = proofOf(url, TypeFlags.StringLike, site);
  if (proof !== 'proven' && !isUrl(url, site)) {
    if (proof === 'refuted' || !/ur[il]|address|href|link|endpoint/i.test(text))
      return { needed: `\`${inShort(text)}\`, which may hold options` };
    differences.push(`\`${inShort(text, 24)}\` has to be an address`);
  }
  if (query === undefined) return { text, differences };
  if (!isText(url)) return { needed: 'a query beside an address that may have one' };
  if (/[?#\\]/.test(fixedPart(url)) || (is.isStringLiteral(url) && /`|\$\{/.test(text)))
    return { needed: 'a query beside an address that has one' };
  const params = paramsOf(query, site);
  if (isFailure(params)) return params;
  return { text: `\`${text.slice(1, -1)}?\${${params.text}}\``, differences };
}

function isText(node: Node): boolean {
  return (
    is.isStringLiteral(node) || is.isTemplateExpression(node) || is.isNoSubstitutionTemplateLiteral(node)
  );
}

/** What a text has outside of what is put into it. */
function fixedPart(node: Node): string {
  if (!is.isTemplateExpression(node)) return node.getText();
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((each) => each.text).join('');
}

function isUrl(node: Node, { questions }: Site): boolean {
  const type = questions.typeAt(node);
  return type !== undefined && questions.text(type) === 'URL';
}

function sentAs({ kind, value }: Body, site: Site): { readonly text: string } | Failure {
  if (kind === 'form') return paramsOf(value, site);
  const text = value.getText();
  if (kind === 'json') {
    return isThere(value, site)
      ? { text: `JSON.stringify(${text})` }
      : { needed: `a body like \`${inShort(text)}\`, which may be missing` };
  }
  const isText = /^JSON\.stringify\(/.test(text) || proofOf(value, TypeFlags.StringLike, site) === 'proven';
  return isText ? { text } : { needed: `a body like \`${inShort(text)}\`` };
}

/** Whether a value is there for certain; `undefined` would be no body at all. */
function isThere(value: ast.Expression, { questions }: Site): boolean {
  if (is.isObjectLiteralExpression(value) || is.isArrayLiteralExpression(value)) return true;
  const type = questions.typeAt(value);
  return type !== undefined && questions.constituents(type).every(({ flags }) => flags & TypeFlags.Object);
}
