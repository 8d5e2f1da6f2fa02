import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

await testRewrites('needless-dependencies/native-replacement', nodeTypes(''), [
  {
    name: 'a body and a text, with headers, a query and what is sent',
    package: 'superagent',
    before: `import request from 'superagent';

export async function both(token: string, page: number): Promise<unknown[]> {
  const { body } = await request
    .get('https://example.com/users')
    .set('Authorization', token)
    .set({ 'X-Page': token })
    .accept('json')
    .query({ page });
  const answer = await request.post('https://example.com/users').type('json').send({ name: token });
  return [body.items, answer.text.length];
}
`,
    after: `export async function both(token: string, page: number): Promise<unknown[]> {
  const body = await jsonOf(await fetch(\`https://example.com/users?\${new URLSearchParams({ page: String(page) })}\`, { headers: { Authorization: token, 'X-Page': token, Accept: 'application/json' } }));
  const text = await successOf(await fetch('https://example.com/users', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: token }) })).text();
  return [body.items, text.length];
}

async function jsonOf(response: Response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  const text = await response.text();
  return text === '' ? text : JSON.parse(text);
}

function successOf(response: Response): Response {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  return response;
}
`,
    kind: 'review',
    says: /by `fetch`.*what changes: what fails is another class of error, without `response`, an answer that is no JSON/,
  },
  {
    name: 'an answer that nobody reads, required under another name',
    package: 'superagent',
    file: 'send.cjs',
    before: `const agent = require('superagent');
/** @param {string} name */
exports.remove = async (name) => {
  await agent.del(\`https://example.com/\${name}\`);
  let{body} = await agent.get('https://example.com/names');
  if (body.has(name)) return null;
  return (await agent.get('https://example.com')).body.count;
};
`,
    after: `/** @param {string} name */
exports.remove = async (name) => {
  await successOf(await fetch(\`https://example.com/\${name}\`, { method: 'DELETE' })).text();
  let body = await jsonOf(await fetch('https://example.com/names'));
  if (body.has(name)) return null;
  return (await jsonOf(await fetch('https://example.com'))).count;
};

/** @param {Response} response */
function successOf(response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  return response;
}

/** @param {Response} response */
async function jsonOf(response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  const text = await response.text();
  return text === '' ? text : JSON.parse(text);
}
`,
    kind: 'review',
    says: /what changes/,
  },
  ...[
    [
      'a callback',
      `export const run = (done: () => void): void => request.get('https://example.com').end(done);`,
    ],
    [
      'a promise that is followed',
      `export const run = (): unknown => request.get('https://example.com').then(({ body }) => body);`,
    ],
    [
      'a file',
      `export const run = async (): Promise<unknown> => (await request.post('https://example.com').attach('file', 'a.txt')).body;`,
    ],
    [
      'an address without its protocol',
      `export const run = async (): Promise<unknown> => (await request.get('localhost:80/x')).body;`,
    ],
    [
      'a header that fetch leaves out',
      `export const run = async (): Promise<unknown> => (await request.get('https://example.com').set('Host', 'a')).body;`,
    ],
    ['an agent', `export const run = request.agent();`],
    [
      'a plugin',
      `export const run = async (prefix: never): Promise<unknown> => (await request.get('/').use(prefix)).body;`,
    ],
    [
      'a retry',
      `export const run = async (): Promise<unknown> => (await request.get('https://example.com').retry(2)).body;`,
    ],
    [
      'a status',
      `export const run = async (): Promise<unknown> => (await request.get('https://example.com')).status;`,
    ],
    [
      'a text that is sent',
      `export const run = async (text: string): Promise<unknown> => (await request.post('https://example.com').send(text)).body;`,
    ],
    [
      'a form',
      `export const run = async (): Promise<unknown> => (await request.post('https://example.com').type('form').send({ a: 1 })).body;`,
    ],
    [
      'a header that is set twice',
      `export const run = async (): Promise<unknown> => (await request.get('https://example.com').set('a', 'b').set('A', 'c')).body;`,
    ],
    [
      'a query of what may be missing',
      `export const run = async (a?: string): Promise<unknown> => (await request.get('https://example.com').query({ a })).body;`,
    ],
    [
      'a body beside the headers',
      `export const run = async (): Promise<unknown> => {\n  const { body, headers } = await request.get('https://example.com');\n  return [body, headers];\n};`,
    ],
    [
      'a look at an error',
      `export const run = async (): Promise<unknown> => {\n  try {\n    return (await request.get('https://example.com')).body;\n  } catch ({ response }) {\n    return response;\n  }\n};`,
    ],
  ].map(([name = '', body = '']) => ({
    name: `${name} keeps the package`,
    package: 'superagent',
    before: `import request from 'superagent';\n${body}\n`,
    kind: 'silent' as const,
  })),
]);

test('superagent and fetch send and read alike what the fix puts in place', async () => {
  const request = createRequire(join(process.cwd(), 'package.json'))('superagent');
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const { 'content-type': type, 'x-own': own } = incoming.headers;
    const query = [...new URL(incoming.url ?? '', 'http://example.com').searchParams];
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify([incoming.method, query, type, own, body]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  // What is named `__proto__` is never sent by the package: it puts the query together by `Object.assign`.
  const name = fc.string({ minLength: 1 }).filter((each) => each !== '__proto__');
  const flat = fc.dictionary(name, fc.string({ unit: 'grapheme' }), { noNullPrototype: true });
  const data = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(flat, data, async (values, sent) => {
      const theirs = await request.get(url).set('X-Own', 'a').query(values);
      const ours = await fetch(`${url}?${new URLSearchParams(values)}`, { headers: { 'X-Own': 'a' } });
      const text = await ours.text();
      assert.equal(text, theirs.text);
      assert.deepEqual(JSON.parse(text), theirs.body);
      const headers = { 'Content-Type': 'application/json' };
      const posted = await fetch(url, { method: 'POST', headers, body: JSON.stringify(sent) });
      assert.equal(await posted.text(), (await request.post(url).send(sent)).text);
    }),
    { numRuns: 40 },
  );
});
