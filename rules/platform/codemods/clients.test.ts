import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { load } from '../../../test/harness/load.ts';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

/** What the first fix puts at the end of a TypeScript file. */
const helper = `
async function dataOf(response: Response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
`;

await testRewrites('needless-dependencies/native-replacement', nodeTypes(''), [
  {
    name: 'data taken apart, typed, with headers',
    package: 'axios',
    before: `import axios from 'axios';

export async function names(token: string): Promise<string[]> {
  const { data } = await axios.get<{ name: string }[]>('https://example.com/users', {
    headers: { Authorization: token },
  });
  return data.map(({ name }) => name);
}
`,
    after: `export async function names(token: string): Promise<string[]> {
  const data: { name: string }[] = await dataOf(await fetch('https://example.com/users', { headers: { Authorization: token } }));
  return data.map(({ name }) => name);
}
${helper}`,
    kind: 'review',
    says: /by `fetch` in 1 file.*what changes: an error status is an `Error` without `response`, proxies/,
  },
  {
    name: 'data read from a name and from the call, through a namespace and a named method',
    package: 'axios',
    before: `import * as http from 'axios';

export async function both(url: string): Promise<unknown> {
  const response = await http.default.get(url);
  const other = (await http.default.get(url)).data.items;
  return [response.data.items, other];
}
`,
    after: `export async function both(url: string): Promise<unknown> {
  const data = await dataOf(await fetch(url));
  const other = (await dataOf(await fetch(url))).items;
  return [data.items, other];
}
${helper}`,
    kind: 'review',
    says: /Accept/,
  },
  {
    name: 'an object is sent as JSON, required',
    package: 'axios',
    file: 'send.cjs',
    before: `const axios = require('axios')

/** @param {string} url @param {string} name */
exports.send = async (url, name) => {
  await axios.post(url, { name, isOpen: true })
}
`,
    after: `/** @param {string} url @param {string} name */
exports.send = async (url, name) => {
  await dataOf(await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, isOpen: true }) }))
}

/** @param {Response} response */
async function dataOf(response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`)
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
`,
    kind: 'review',
    says: /what changes/,
  },
  {
    name: 'what goes to a function at once: taken apart and typed, by a name, and nothing of it',
    package: 'axios',
    before: `import axios from 'axios';

export const name = (url: string): Promise<string> =>
  axios.get<{ name: string }>(url).then(({ data: user }) => user.name);
export const typed = (url: string): Promise<number> => axios.get<number[]>(url).then(answer => answer.data.length);
export const items = (url: string): Promise<unknown> =>
  axios
    .get(url)
    .then((response) => response.data.items)
    .catch(() => []);
export const ping = (url: string): Promise<boolean> => axios.post(url, { isOpen: true }).then(() => true);
`,
    after: `export const name = (url: string): Promise<string> =>
  fetch(url).then(dataOf).then((user: { name: string }) => user.name);
export const typed = (url: string): Promise<number> => fetch(url).then(dataOf).then((data: number[]) => data.length);
export const items = (url: string): Promise<unknown> =>
  fetch(url).then(dataOf)
    .then((data) => data.items)
    .catch(() => []);
export const ping = (url: string): Promise<boolean> => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ isOpen: true }) }).then(dataOf).then(() => true);
${helper}`,
    kind: 'review',
    says: /what changes: an error status/,
  },
  {
    name: 'a time limit in Node',
    package: 'axios',
    before: `import axios from 'axios';
import { join } from 'node:path';
export const read = async (url: string): Promise<unknown> =>
  (await axios.get(join(url, 'x'), { timeout: 5_000, headers: { Authorization: 'x' } })).data;
`,
    after: `import { join } from 'node:path';
export const read = async (url: string): Promise<unknown> =>
  await dataOf(await fetch(join(url, 'x'), { headers: { Authorization: 'x' }, signal: AbortSignal.timeout(5_000) }));
${helper}`,
    kind: 'review',
    says: /what takes too long is a `TimeoutError`/,
  },
  ...[
    ['an instance', `const client = axios.create();\nexport const run = (): unknown => client.get('/x');`],
    ['an interceptor', `axios.interceptors.request.use((each: unknown) => each);`],
    ['a default', `axios.defaults.timeout = 1;`],
    ['a type', `export const run = (each: axios.AxiosResponse): unknown => each;`],
    [
      'an option',
      `export const run = async (): Promise<unknown> => (await axios.get('/x', { maxRedirects: 5 })).data;`,
    ],
    [
      'a limit of zero, which is none there and no time at all here',
      `import 'node:fs';\nexport const run = async (): Promise<unknown> => (await axios.get('/x', { timeout: 0 })).data;`,
    ],
    [
      'a chain that reads more than data',
      `export const run = (): unknown => axios.get('/x').then((each) => [each.data, each.status]);`,
    ],
    [
      'a chain that takes errors beside data',
      `export const run = (): unknown => axios.get('/x').then(({ data }) => data, () => null);`,
    ],
    [
      'a chain that goes to a function with a name',
      `const read = (each: { data: unknown }): unknown => each.data;\nexport const run = (): unknown => axios.get('/x').then(read);`,
    ],
    [
      'a header that fetch leaves out',
      `export const run = async (): Promise<unknown> => (await axios.get('/x', { headers: { Host: 'a' } })).data;`,
    ],
    [
      'a look at an error',
      `export const run = async (): Promise<unknown> => {\n  try {\n    return (await axios.get('/x')).data;\n  } catch (error) {\n    return (error as { response: unknown }).response;\n  }\n};`,
    ],
  ].map(([name = '', body = '']) => ({
    name: `${name} keeps the package`,
    package: 'axios',
    before: `import axios from 'axios';\n${body}\n`,
    kind: 'silent' as const,
  })),
  {
    name: 'more than data is read',
    package: 'axios',
    before: `import axios from 'axios';\nexport const run = async (): Promise<unknown> => (await axios.get('/x')).status;\n`,
    kind: 'silent',
  },
  {
    name: 'what is sent is not known',
    package: 'axios',
    before: `import axios from 'axios';\nexport const run = async (body: unknown): Promise<void> => {\n  await axios.put('/x', body);\n};\n`,
    kind: 'silent',
  },
  {
    name: 'copies of plain data, by a name and on the spot',
    package: 'rfdc',
    before: `import rfdc from 'rfdc';
const clone = rfdc({ circles: true });
interface Row { readonly name: string }
export const copies = (row: Row): Row[] => [clone(row), rfdc()(row)];
`,
    after: `interface Row { readonly name: string }
export const copies = (row: Row): Row[] => [structuredClone(row), structuredClone(row)];
`,
    kind: 'review',
    says: /by `structuredClone`.*what changes: `structuredClone` takes longer$/,
  },
  {
    name: 'a copier that is required and called at once',
    package: 'rfdc',
    file: 'copy.cjs',
    before: `const clone = require('rfdc')();
/** @param {string[]} list */
exports.copy = (list) => clone(list);
`,
    after: `/** @param {string[]} list */
exports.copy = (list) => structuredClone(list);
`,
    kind: 'review',
    says: /takes longer/,
  },
  {
    name: 'what is inherited is copied too',
    package: 'rfdc',
    before: `import rfdc from 'rfdc';\nexport const copy = (row: string[]): string[] => rfdc({ proto: true })(row);\n`,
    kind: 'silent',
  },
  {
    name: 'a copier that is handed on',
    package: 'rfdc',
    before: `import rfdc from 'rfdc';\nconst clone = rfdc();\nexport const copies = (rows: string[][]): string[][] => rows.map(clone);\n`,
    kind: 'refused',
    says: /where `clone` goes cannot be followed/,
  },
]);

test('what stands in for a client reads JSON where there is some, and fails for an error status', async () => {
  const server = createServer((request, response) => {
    const [, status = '200', body = ''] = (request.url ?? '').split('/');
    response.writeHead(Number(status)).end(decodeURIComponent(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const { dataOf } = await load(`export ${helper.trim()}`);
  const get = async (status: number, body: string): Promise<unknown> =>
    (dataOf as (response: Response) => unknown)(
      await fetch(`http://127.0.0.1:${port}/${status}/${encodeURIComponent(body)}`),
    );
  assert.deepEqual(await get(200, '{"a":[1]}'), { a: [1] });
  assert.equal(await get(200, 'plain'), 'plain');
  assert.equal(await get(204, ''), '');
  await assert.rejects(get(404, '{}'), /answers 404/);
});
