import { isResultUnused } from '../../engine/typescript/codemods/calls.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { consumed, valueEdits } from './clients/consumed.ts';
import { type Failure, inShort, isFailure } from './clients/failure.ts';
import { headersOf } from './clients/headers.ts';
import { type Options, optionsOf } from './clients/options.ts';
import { type ClientRequest, fetchOf, unsuitable } from './clients/request.ts';
import { isReturned } from './clients/returned.ts';
import { jsonOf, successOf } from './clients/success.ts';
import { beyondRequests } from './clients/surroundings.ts';
import { type Codemod, memberPath, type Site, shortText, type Verdict } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';

/**
 * `await got(url).json()` → `await jsonOf(await fetch(url))`, and `(await got(url)).body` likewise, with a function that fails for an error status, as the package does. Only requests that are written out and waited for on the
 * spot; an instance, a stream, a hook, an option beyond these or a look at an error keeps the package.
 */
export const got: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const method = methods.get(memberPath(use).replace(/^got(?:\.|$)/, ''));
    if (site.subpath !== '' || method === undefined || call === null || !is.isCallExpression(call))
      return { needed: `\`${shortText(use)}\`` };
    const needed = beyondRequests(site, extensions);
    if (needed !== undefined) return { needed };
    const reading = readingOf(call);
    if (reading === undefined) return { needed: `where \`${shortText(use)}\` goes` };
    const against = unsuitable(reading.whole, call, site);
    if (against !== undefined) return against;
    for (const name of ['fetch', 'URLSearchParams', 'Buffer'])
      if (!isGlobal(name, use.node, site)) return shadowed(name);
    const request = requestOf(call, method, reading.kind, site);
    return isFailure(request) ? request : rewritten(call, reading, request, site);
  },
};

/** Packages that extend the client, or that tests put in front of it. */
const extensions = /^(?:got-.+|.+-got|@.+\/got.*)$/;

const methods: ReadonlyMap<string, string> = new Map([
  ['', 'GET'],
  ...['get', 'post', 'put', 'patch', 'delete'].map((each): [string, string] => [each, each.toUpperCase()]),
]);

type Kind = 'json' | 'text' | 'buffer';

const kinds: ReadonlySet<string> = new Set<Kind>(['json', 'text', 'buffer']);

/** How an answer is read: `got(url).json()` with its type, or else by what is awaited. */
interface Reading {
  readonly kind: Kind | undefined;
  readonly type: ast.TypeNode | undefined;
  /** The call that gives a promise. */
  readonly promise: ast.CallExpression;
  /** The promise with what waits for it. */
  readonly whole: Node;
}

function readingOf(call: ast.CallExpression): Reading | undefined {
  const read = call.parent;
  const isRead = is.isPropertyAccessExpression(read) && read.expression === call;
  const asked = isRead ? read.parent : undefined;
  const isAsked =
    asked !== undefined && is.isCallExpression(asked) && asked.expression === read && !asked.arguments.length;
  if (isRead && (!isAsked || !kinds.has(read.name.text))) return undefined;
  const promise = isRead ? (asked as ast.CallExpression) : call;
  const whole = promise.parent;
  const isWaitedFor = is.isAwaitExpression(whole) || (isRead && isReturned(promise));
  if (!isWaitedFor) return undefined;
  const kind = isRead && is.isPropertyAccessExpression(read) ? (read.name.text as Kind) : undefined;
  return {
    kind,
    type: promise.typeArguments?.[0],
    promise,
    whole: is.isAwaitExpression(whole) ? whole : promise,
  };
}

interface GotRequest extends ClientRequest {
  readonly kind: Kind;
  readonly edits: Options['edits'];
}

function requestOf(
  call: ast.CallExpression,
  byMember: string,
  asked: Kind | undefined,
  site: Site,
): GotRequest | Failure {
  const [url, options, ...more] = call.arguments;
  if (url === undefined || more.length > 0) return { needed: `\`${inShort(call.getText())}\`` };
  const read = optionsOf(options, site);
  if (isFailure(read)) return read;
  const { given, edits } = read;
  const unknown = [...given.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) return { needed: `the option \`${unknown}\`` };
  const method = methodOf(given.get('method'), byMember);
  const headers = given.get('headers');
  const own = headers === undefined ? headersOf() : headersOf(headers, site);
  const type = given.get('responseType');
  const kind = asked ?? (type === undefined ? 'text' : is.isStringLiteral(type) ? type.text : '');
  if (isFailure(own)) return own;
  if (method === undefined || !kinds.has(kind))
    return { needed: `options like \`${inShort(options?.getText() ?? '')}\`` };
  const bodies = (['json', 'form', 'body'] as const).filter((name) => given.has(name));
  const [body, ...others] = bodies;
  const value = given.get(body ?? '');
  if (others.length > 0) return { needed: 'two bodies' };
  return {
    url,
    method,
    query: given.get('searchParams'),
    headers: own,
    body:
      value === undefined ? undefined : { kind: body === 'json' || body === 'form' ? body : 'text', value },
    accept: kind === 'json' ? 'application/json' : undefined,
    kind: kind as Kind,
    edits,
  };
}

const known: ReadonlySet<string> = new Set([
  'body',
  'form',
  'headers',
  'json',
  'method',
  'responseType',
  'searchParams',
]);

function methodOf(given: ast.Expression | undefined, byMember: string): string | undefined {
  if (given === undefined) return byMember;
  const name = is.isStringLiteral(given) ? given.text.toUpperCase() : '';
  return byMember === 'GET' && [...methods.values()].includes(name) ? name : undefined;
}

function rewritten(call: ast.CallExpression, reading: Reading, request: GotRequest, site: Site): Verdict {
  const fetched = fetchOf(request, site);
  if (isFailure(fetched)) return fetched;
  const { kind, method } = request;
  const { whole } = reading;
  const isUnread = isResultUnused(reading.promise);
  const helper = kind === 'json' && !isUnread ? jsonOf(site) : successOf(site);
  const text = readAs(isUnread ? 'text' : kind, `${helper.local}(await ${fetched.text})`);
  const type = kind === 'json' ? (reading.type ?? call.typeArguments?.[0])?.getText() : undefined;
  const answer = { reads: new Map([['body', text]]), unread: text, type };
  const edits = reading.kind === undefined ? consumed(whole, answer, site) : valueEdits(whole, text, type);
  if (edits === undefined) return { needed: `more than \`body\` of \`${inShort(call.getText())}\`` };
  const differences = [
    ...(retried.has(method) ? ['nothing is tried again'] : []),
    'what fails is another class of error, without `response` and `code`',
    ...(kind === 'text' ? ['a byte order mark is left out'] : []),
    ...fetched.differences,
  ];
  return { edits: [...edits, ...request.edits], differences, helper };
}

function readAs(kind: Kind, response: string): string {
  if (kind === 'json') return `await ${response}`;
  return kind === 'text' ? `await ${response}.text()` : `Buffer.from(await ${response}.arrayBuffer())`;
}

/** Methods that the package tries twice more where a connection or a server fails. */
const retried: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE']);
