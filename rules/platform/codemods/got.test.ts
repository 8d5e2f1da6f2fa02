import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { load } from '../../../test/harness/load.ts';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

/** What fixes put at the end of a TypeScript file. */
const json = `
async function jsonOf(response: Response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  const text = await response.text();
  return text === '' ? text : JSON.parse(text);
}
`;
const success = `
function successOf(response: Response): Response {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  return response;
}
`;

const declared = `declare const Buffer: { from(bytes: ArrayBuffer): Uint8Array };\n`;

await testRewrites('needless-dependencies/native-replacement', nodeTypes(declared), [
  {
    name: 'JSON with its type, awaited and given away',
    package: 'got',
    before: `import got from 'got';

interface User { readonly name: string }

export async function names(): Promise<string[]> {
  const users = await got('https://example.com/users').json<User[]>();
  return users.map(({ name }) => name);
}

export const first = async (): Promise<User> => got.get('https://example.com/users/1', { headers: { accept: 'text/json' } }).json<User>();
`,
    after: `interface User { readonly name: string }

export async function names(): Promise<string[]> {
  const users: User[] = await jsonOf(await fetch('https://example.com/users', { headers: { Accept: 'application/json' } }));
  return users.map(({ name }) => name);
}

export const first = async (): Promise<User> => await jsonOf(await fetch('https://example.com/users/1', { headers: { accept: 'text/json' } })) as User;
${json}`,
    kind: 'review',
    says: /by `fetch` in 1 file.*what changes: nothing is tried again, what fails is another class of error, without `response`/,
  },
  {
    name: 'a text and bytes, through a named import that is renamed',
    package: 'got',
    before: `import { got as http } from 'got';

export async function both(id: string): Promise<unknown[]> {
  const page = (await http(\`https://example.com/\${id}\`).text()).trim();
  const bytes = await http.get('https://example.com/logo').buffer();
  return [page, bytes];
}
`,
    after: `export async function both(id: string): Promise<unknown[]> {
  const page = (await successOf(await fetch(\`https://example.com/\${id}\`)).text()).trim();
  const bytes = Buffer.from(await successOf(await fetch('https://example.com/logo')).arrayBuffer());
  return [page, bytes];
}
${success}`,
    kind: 'review',
    says: /what changes/,
  },
  {
    name: 'the body read on the spot, taken apart, and by a name',
    package: 'got',
    before: `import got from 'got';

export async function bodies(url: string): Promise<unknown[]> {
  const { body: page } = await got(url);
  const { body } = await got<{ id: number }>(url, { responseType: 'json' });
  const size = (await got(url)).body.length;
  return [page, body.id, size];
}

export async function trimmed(url: URL): Promise<string> {
  const response = await got(url);
  return response.body.trim() + response.body.length;
}
`,
    after: `export async function bodies(url: string): Promise<unknown[]> {
  const page = await successOf(await fetch(url)).text();
  const body: { id: number } = await jsonOf(await fetch(url, { headers: { Accept: 'application/json' } }));
  const size = (await successOf(await fetch(url)).text()).length;
  return [page, body.id, size];
}

export async function trimmed(url: URL): Promise<string> {
  const body = await successOf(await fetch(url)).text();
  return body.trim() + body.length;
}
${success}${json}`,
    kind: 'review',
    says: /what changes/,
  },
  {
    name: 'what is sent, required',
    package: 'got',
    file: 'send.cjs',
    before: `const got = require('got')

/** @param {string} name @param {number} page */
exports.send = async (name, page) => {
  await got.post('https://example.com/users', { json: { name } })
  await got('https://example.com/login', { method: 'post', form: { name, page } })
  await got.put('https://example.com/text', { body: name, headers: { 'content-type': 'text/plain' } })
  return await got('https://example.com/users', { searchParams: { name, page } }).text()
}
`,
    after: `/** @param {string} name @param {number} page */
exports.send = async (name, page) => {
  await successOf(await fetch('https://example.com/users', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) })).text()
  await successOf(await fetch('https://example.com/login', { method: 'POST', body: new URLSearchParams({ name, page: String(page) }) })).text()
  await successOf(await fetch('https://example.com/text', { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: name })).text()
  return await successOf(await fetch(\`https://example.com/users?\${new URLSearchParams({ name, page: String(page) })}\`)).text()
}

/** @param {Response} response */
function successOf(response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`)
  return response
}
`,
    kind: 'review',
    says: /what changes: what fails is another class of error.*nothing is tried again|what changes/,
  },
  {
    name: 'a comment within a request',
    package: 'got',
    before: `import got from 'got';\nexport const run = async (): Promise<string> => await got('https://example.com', { /* old */ method: 'get' }).text();\n`,
    kind: 'refused',
    says: /there is a comment within/,
  },
  ...[
    ['an instance', `export const run = got.extend({ prefixUrl: 'https://example.com' });`],
    ['a stream', `export const run = (): unknown => got.stream('https://example.com');`],
    [
      'an option',
      `export const run = async (): Promise<string> => await got('https://example.com', { retry: { limit: 1 } }).text();`,
    ],
    [
      'an option that is spread',
      `export const run = async (more: object): Promise<string> => await got('https://example.com', { ...more }).text();`,
    ],
    ['what is handed on', `export const run = (): unknown => [got('https://example.com')];`],
    [
      'a promise that is given away within a try',
      `export const run = async (): Promise<unknown> => {\n  try {\n    return got('https://example.com').text();\n  } catch {\n    return '';\n  }\n};`,
    ],
    [
      'a function that is not async',
      `export function run(): unknown {\n  return got('https://example.com').text();\n}`,
    ],
    [
      'options in place of an address',
      `export const run = async (each: { url: string }): Promise<string> => await got(each).text();`,
    ],
    [
      'what may be options',
      `export const run = async (each: any): Promise<string> => await got(each).text();`,
    ],
    [
      'more than a body',
      `export const run = async (): Promise<number> => (await got('https://example.com')).statusCode;`,
    ],
    [
      'a body beside a status',
      `export const run = async (): Promise<unknown> => {\n  const response = await got('https://example.com');\n  return [response.body, response.statusCode];\n};`,
    ],
    [
      'a query beside one',
      `export const run = async (): Promise<string> => await got('https://example.com?a=1', { searchParams: { b: '2' } }).text();`,
    ],
    [
      'a query of what may be missing',
      `export const run = async (b?: string): Promise<string> => await got('https://example.com', { searchParams: { b } }).text();`,
    ],
    [
      'a text without its type',
      `export const run = async (b: string): Promise<string> => await got.post('https://example.com', { body: b }).text();`,
    ],
    [
      'a body that may be missing',
      `export const run = async (b: unknown): Promise<string> => await got.post('https://example.com', { json: b }).text();`,
    ],
    [
      'a request within a request',
      `export const run = async (): Promise<string> => await got(await got('https://example.com').text()).text();`,
    ],
    [
      'a header that fetch leaves out',
      `export const run = async (): Promise<string> => await got('https://example.com', { headers: { host: 'a' } }).text();`,
    ],
    [
      'a password',
      `export const run = async (): Promise<string> => await got('https://me:secret@example.com').text();`,
    ],
    [
      'a look at an error',
      `export const run = async (): Promise<unknown> => {\n  try {\n    return await got('https://example.com').text();\n  } catch (error) {\n    return (error as { response: unknown }).response;\n  }\n};`,
    ],
    [
      'the class of an error',
      `export const isOurs = (error: unknown): boolean => error instanceof got.HTTPError;`,
    ],
  ].map(([name = '', body = '']) => ({
    name: `${name} keeps the package`,
    package: 'got',
    before: `import got from 'got';\n${body}\n`,
    kind: 'silent' as const,
  })),
]);

test('got and what stands in for it read answers alike, and fail for the same', async () => {
  const { default: got } = await import('got');
  const { jsonOf, successOf } = (await load(`export ${json.trim()}\nexport ${success.trim()}`)) as {
    jsonOf: (response: Response) => Promise<unknown>;
    successOf: (response: Response) => Response;
  };
  const server = createServer((request, response) => {
    const [, status = '200', body = ''] = (request.url ?? '').split('/');
    response.writeHead(Number(status)).end(Buffer.from(body, 'hex'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const outcome = (run: Promise<unknown>): Promise<unknown> =>
    run.then(
      (value) => ({ value }),
      () => 'failed',
    );
  const text = fc.oneof(fc.json(), fc.constant(''), fc.string({ unit: 'binary-ascii' }));
  const status = fc.constantFrom(200, 201, 400, 404, 500, 503);
  const settings = { retry: { limit: 0 } };
  await fc.assert(
    fc.asyncProperty(text, status, async (body, code) => {
      const url = `http://127.0.0.1:${port}/${code}/${Buffer.from(body).toString('hex')}`;
      assert.deepEqual(await outcome(fetch(url).then(jsonOf)), await outcome(got(url, settings).json()));
      assert.deepEqual(
        await outcome(fetch(url).then((response) => successOf(response).text())),
        await outcome(got(url, settings).text()),
      );
      assert.deepEqual(
        await outcome(
          fetch(url).then(async (response) => Buffer.from(await successOf(response).arrayBuffer())),
        ),
        await outcome(got(url, settings).buffer()),
      );
    }),
    { numRuns: 60 },
  );
});

test('got and fetch send queries, forms and JSON alike', async () => {
  const { default: got } = await import('got');
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const type = request.headers['content-type']?.replace(/;.*/, '');
    seen.push(JSON.stringify([request.method, request.url, type, body]));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const flat = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' }), {
    noNullPrototype: true,
  });
  await fc.assert(
    fc.asyncProperty(flat, fc.object(), async (values, json) => {
      seen.length = 0;
      await got(url, { searchParams: values });
      await fetch(`${url}?${new URLSearchParams(values)}`);
      await got.post(url, { form: values });
      await fetch(url, { method: 'POST', body: new URLSearchParams(values) });
      await got.post(url, { json });
      await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(json),
      });
      for (const index of [0, 2, 4]) assert.equal(seen[index + 1], seen[index]);
    }),
    { numRuns: 40 },
  );
});
