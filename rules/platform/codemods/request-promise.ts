import { isResultUnused } from '../../engine/typescript/codemods/calls.ts';
import { type ast, is, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import { valueEdits } from './clients/consumed.ts';
import { type Failure, inShort, isFailure } from './clients/failure.ts';
import { headersOf } from './clients/headers.ts';
import { type Options, optionsOf } from './clients/options.ts';
import { type Body, type ClientRequest, fetchOf, spaceIsPlus, unsuitable } from './clients/request.ts';
import { isReturned } from './clients/returned.ts';
import { dataOf, successOf } from './clients/success.ts';
import { beyondRequests } from './clients/surroundings.ts';
import { type Codemod, memberPath, type Site, shortText } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';
import { proofOf } from './proofs.ts';

/**
 * `await rp({ uri, json: true })` → `await dataOf(await fetch(uri))`, and `await rp(uri)` a text, with a function that
 * fails for an error status, as the package does. Only requests that are written out and waited for on the spot;
 * defaults, streams, cookies, whole responses or a look at an error keep the package.
 */
export const requestPromise: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const method = methods.get(memberPath(use));
    if (site.subpath !== '' || method === undefined || call === null || !is.isCallExpression(call))
      return { needed: `\`${shortText(use)}\`` };
    const needed = beyondRequests(site, extensions);
    if (needed !== undefined) return { needed };
    const isAwaited = is.isAwaitExpression(call.parent);
    if (!isAwaited && !isReturned(call)) return { needed: `where \`${shortText(use)}\` goes` };
    const whole = isAwaited ? call.parent : call;
    const against = unsuitable(whole, call, site);
    if (against !== undefined) return against;
    for (const name of ['fetch', 'URLSearchParams'])
      if (!isGlobal(name, use.node, site)) return shadowed(name);
    const request = requestOf(call, method, site);
    if (isFailure(request)) return request;
    const fetched = fetchOf(request, site);
    if (isFailure(fetched)) return fetched;
    const isData = request.accept !== undefined && !isResultUnused(call);
    const helper = isData ? dataOf(site) : successOf(site);
    const answer = `await ${helper.local}(await ${fetched.text})`;
    return {
      edits: [...valueEdits(whole, isData ? answer : `${answer}.text()`, undefined), ...request.edits],
      differences: [
        'what fails is another class of error, without `statusCode` and `response`',
        'proxies of the environment are not used',
        ...(request.method === 'GET' ? [] : ['a redirect is followed']),
        ...(isData ? ['an empty answer is an empty text'] : []),
        ...(request.query === undefined && request.body?.kind !== 'form' ? [] : [spaceIsPlus]),
        ...fetched.differences,
      ],
      helper,
    };
  },
};

/** Packages that tests put in front of the client. */
const extensions = /^(?:request-.+-mock|requestretry|rp-.+)$/;

const methods: ReadonlyMap<string, string> = new Map([
  ['', 'GET'],
  ...['get', 'post', 'put', 'patch', 'delete'].map((each): [string, string] => [each, each.toUpperCase()]),
  ['del', 'DELETE'],
]);

function requestOf(
  call: ast.CallExpression,
  byMember: string,
  site: Site,
): (ClientRequest & Pick<Options, 'edits'>) | Failure {
  const [first, second, ...more] = call.arguments;
  const unclear = { needed: `\`${inShort(call.getText())}\`` };
  if (first === undefined || more.length > 0) return unclear;
  const isAddress = second !== undefined || proofOf(first, TypeFlags.StringLike, site) === 'proven';
  const read = optionsOf(isAddress ? second : first, site);
  if (isFailure(read)) return read;
  const { given, edits } = read;
  const unknown = [...given.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) return { needed: `the option \`${unknown}\`` };
  const url = isAddress ? first : (given.get('uri') ?? given.get('url'));
  const named = given.get('method');
  const isNamed = named !== undefined && is.isStringLiteral(named);
  const method = isNamed ? named.text.toUpperCase() : byMember;
  const isMethod = [...methods.values()].includes(method) && (byMember === 'GET' || named === undefined);
  const addresses = [isAddress, given.has('uri'), given.has('url')].filter(Boolean).length;
  if (url === undefined || addresses !== 1 || !isMethod || (named !== undefined && !isNamed)) return unclear;
  const gzip = given.get('gzip');
  if (gzip !== undefined && gzip.kind !== SyntaxKind.TrueKeyword) return { needed: 'the option `gzip`' };
  const headers = given.get('headers');
  const own = headers === undefined ? headersOf() : headersOf(headers, site);
  if (isFailure(own)) return own;
  const sent = bodyOf(given);
  if ('needed' in sent) return sent;
  const accept = sent.isJson ? 'application/json' : undefined;
  return { url, method, query: given.get('qs'), headers: own, body: sent.body, accept, edits };
}

const known: ReadonlySet<string> = new Set([
  'body',
  'form',
  'gzip',
  'headers',
  'json',
  'method',
  'qs',
  'uri',
  'url',
]);

/** What is sent, and whether JSON comes back: `json` is a truth value, or the data that is sent. */
function bodyOf(
  given: ReadonlyMap<string, ast.Expression>,
): { readonly isJson: boolean; readonly body: Body | undefined } | { readonly needed: string } {
  const json = given.get('json');
  const [body, form] = [given.get('body'), given.get('form')];
  const isJson = json !== undefined && json.kind !== SyntaxKind.FalseKeyword;
  if (isJson && is.isObjectLiteralExpression(json)) {
    if (body !== undefined || form !== undefined) return { needed: 'two bodies' };
    return { isJson, body: { kind: 'json', value: json } };
  }
  if (isJson && json.kind !== SyntaxKind.TrueKeyword)
    return { needed: `\`json: ${inShort(json.getText())}\`` };
  if (body !== undefined && form !== undefined) return { needed: 'two bodies' };
  if (form !== undefined) return { isJson, body: { kind: 'form', value: form } };
  return { isJson, body: body && { kind: isJson ? 'json' : 'text', value: body } };
}
