import { isResultUnused } from '../../engine/typescript/codemods/calls.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { consumed } from './clients/consumed.ts';
import { type Failure, inShort, isFailure } from './clients/failure.ts';
import { headersOf, type OwnHeaders, oneHeader } from './clients/headers.ts';
import { type Body, type ClientRequest, fetchOf, spaceIsPlus, unsuitable } from './clients/request.ts';
import { jsonOf, successOf } from './clients/success.ts';
import { beyondRequests } from './clients/surroundings.ts';
import { type Codemod, memberPath, type Site, shortText } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';
import { shapeOf } from './plain-data.ts';
import { quoteOf } from './quotes.ts';

/**
 * `(await request.get(url).set('a', b).query({ c })).body` → `await jsonOf(await fetch(…))`, and `text` likewise, with a
 * function that fails for an error status, as the package does. Only chains of headers, a flat query and one object that is
 * sent, waited for on the spot; an agent, a plugin, a callback, a file or a look at an error keeps the package.
 */
export const superagent: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const method = methods.get(memberPath(use));
    const [url, ...others] = call?.arguments ?? [];
    const isRequest = method !== undefined && url !== undefined && others.length === 0;
    if (site.subpath !== '' || !isRequest || call === null || !is.isCallExpression(call))
      return { needed: `\`${shortText(use)}\`` };
    const needed = beyondRequests(site, extensions);
    if (needed !== undefined) return { needed };
    const steps = stepsOf(call);
    const whole = steps.end.parent;
    if (!is.isAwaitExpression(whole)) return { needed: `where \`${shortText(use)}\` goes` };
    const against = unsuitable(whole, call, site);
    if (against !== undefined) return against;
    for (const name of ['fetch', 'URLSearchParams'])
      if (!isGlobal(name, use.node, site)) return shadowed(name);
    const request = requestOf(url, method, steps.calls, site);
    if (isFailure(request)) return request;
    const fetched = fetchOf(request, site);
    if (isFailure(fetched)) return fetched;
    const isUnread = isResultUnused(whole);
    const [json, success] = [jsonOf(site), successOf(site)];
    const text = `await ${success.local}(await ${fetched.text}).text()`;
    const reads = new Map([
      ['body', `await ${json.local}(await ${fetched.text})`],
      ['text', text],
    ]);
    const edits = consumed(whole, { reads, unread: text, type: undefined }, site);
    if (edits === undefined) return { needed: `more than \`body\` or \`text\` of \`${shortText(use)}\`` };
    const isJson = !isUnread && edits.some(({ newText }) => newText.includes(`await ${json.local}(`));
    return {
      edits,
      differences: [
        'what fails is another class of error, without `response`',
        ...(isJson
          ? ['an answer that is no JSON is an error or its own text where it was an empty object']
          : []),
        ...(request.query === undefined ? [] : [spaceIsPlus]),
        ...fetched.differences,
      ],
      helper: isJson ? json : success,
    };
  },
};

/** Packages that extend the client, or that tests put in front of it. */
const extensions = /^(?:superagent-.+|.+-superagent)$/;

const methods: ReadonlyMap<string, string> = new Map([
  ...['get', 'post', 'put', 'patch', 'delete'].map((each): [string, string] => [each, each.toUpperCase()]),
  ['del', 'DELETE'],
]);

interface Step {
  readonly name: string;
  readonly call: ast.CallExpression;
}

/** The calls that put a request together, in order, and the last of them. */
function stepsOf(start: ast.CallExpression): { readonly calls: readonly Step[]; readonly end: Node } {
  const calls: Step[] = [];
  let end: ast.CallExpression = start;
  for (;;) {
    const read: Node = end.parent;
    if (!is.isPropertyAccessExpression(read) || read.expression !== end) return { calls, end };
    const call = read.parent;
    if (!is.isCallExpression(call) || call.expression !== read) return { calls, end: read };
    calls.push({ name: read.name.text, call });
    end = call;
  }
}

function requestOf(
  url: ast.Expression,
  method: string,
  steps: readonly Step[],
  site: Site,
): ClientRequest | Failure {
  let query: ast.Expression | undefined;
  let body: Body | undefined;
  const headers: OwnHeaders[] = [];
  for (const { name, call } of steps) {
    const [first, second, ...others] = call.arguments;
    const failure = {
      needed: `\`${inShort(`.${name}(${call.arguments.map((each) => each.getText()).join(', ')})`)}\``,
    };
    if (first === undefined || others.length > 0) return failure;
    if (name === 'set') {
      const own = second === undefined ? headersOf(first, site) : oneHeader(first, second, site);
      if (isFailure(own)) return own;
      headers.push(own);
    } else if (second !== undefined) return failure;
    else if (name === 'query' && query === undefined && !is.isStringLiteral(first)) query = first;
    else if (name === 'send' && body === undefined && isData(first, site))
      body = { kind: 'json', value: first };
    else if ((name === 'type' || name === 'accept') && is.isStringLiteral(first) && types.has(first.text)) {
      headers.push(ofJson(name === 'type' ? 'Content-Type' : 'Accept', site));
    } else return failure;
  }
  const names = headers.flatMap((each) => (each.names === 'open' ? ['open'] : [...each.names]));
  if (new Set(names).size < names.length || (names.includes('open') && names.length > 1))
    return { needed: 'a header that is set twice' };
  const all: OwnHeaders = {
    own: headers.flatMap(({ own }) => own),
    names: names.includes('open') ? 'open' : new Set(names),
    differences: headers.flatMap(({ differences }) => differences),
  };
  const type = all.own.find((each) => /^['"]?content-type\b/i.test(each));
  if (body !== undefined && type !== undefined && !/['"]application\/json['"]$/.test(type))
    return { needed: 'a body of a type of its own' };
  return { url, method, query, headers: all, body };
}

const types: ReadonlySet<string> = new Set(['json', 'application/json']);

/** Plain data, which is sent as JSON; a text is a form to the package, and bytes are themselves. */
function isData(node: ast.Expression, site: Site): boolean {
  return is.isObjectLiteralExpression(node) || shapeOf(site.questions.typeAt(node), site).isPlain;
}

function ofJson(name: string, { view }: Site): OwnHeaders {
  const quote = quoteOf(view.source);
  const key = /\W/.test(name) ? quote + name + quote : name;
  return {
    own: [`${key}: ${quote}application/json${quote}`],
    names: new Set([name.toLowerCase()]),
    differences: [],
  };
}
