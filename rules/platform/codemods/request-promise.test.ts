import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

const success = `
/** @param {Response} response */
function successOf(response) {
  if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`);
  return response;
}
`;

const data = `
/** @param {Response} response */
async function dataOf(response) {
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
    name: 'a text by its address and JSON by options, required',
    package: 'request-promise-native',
    file: 'read.cjs',
    before: `const rp = require('request-promise-native');

/** @param {string} id */
exports.read = async (id) => {
  const page = await rp('https://example.com');
  const { name } = await rp({ uri: \`https://example.com/\${id}\`, json: true, gzip: true, headers: { 'User-Agent': 'me' } });
  return [page, name];
};
`,
    after: `/** @param {string} id */
exports.read = async (id) => {
  const page = await successOf(await fetch('https://example.com')).text();
  const { name } = await dataOf(await fetch(\`https://example.com/\${id}\`, { headers: { Accept: 'application/json', 'User-Agent': 'me' } }));
  return [page, name];
};
${success}${data}`,
    kind: 'review',
    says: /by `fetch`.*what changes: what fails is another class of error, without `statusCode` and `response`, proxies of the environment are not used, an empty answer/,
  },
  {
    name: 'options right before the call, and what is sent',
    package: 'request-promise',
    file: 'send.mjs',
    before: `import rp from 'request-promise';

/** @param {string} name */
export async function send(name) {
  const options = {
    method: 'POST',
    uri: 'https://example.com/users',
    body: { name },
    json: true,
  };
  const answer = await rp(options);
  await rp.post('https://example.com/login', { form: { name } });
  await rp({ method: 'put', url: 'https://example.com/users', json: { name } });
  return rp({ url: 'https://example.com/users', qs: { name, id: answer.id + '' }, json: true });
}
`,
    after: `/** @param {string} name */
export async function send(name) {
  const answer = await dataOf(await fetch('https://example.com/users', { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) }));
  await successOf(await fetch('https://example.com/login', { method: 'POST', body: new URLSearchParams({ name }) })).text();
  await successOf(await fetch('https://example.com/users', { method: 'PUT', headers: { Accept: 'application/json', 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) })).text();
  return await dataOf(await fetch(\`https://example.com/users?\${new URLSearchParams({ name, id: answer.id + '' })}\`, { headers: { Accept: 'application/json' } }));
}
${data}${success}`,
    kind: 'review',
    says: /what changes/,
  },
  {
    name: 'a query is escaped otherwise',
    package: 'request-promise',
    file: 'ask.mjs',
    before: `import rp from 'request-promise';\nexport const ask = async () => await rp('https://example.com', { qs: { q: 'a b' } });\n`,
    after: `export const ask = async () => await successOf(await fetch(\`https://example.com?\${new URLSearchParams({ q: 'a b' })}\`)).text();\n${success}`,
    kind: 'review',
    says: /, a space in a query or a form is written as `\+`$/,
  },
  ...[
    ['defaults', `export const client = rp.defaults({ json: true });`],
    [
      'a promise that is followed',
      `export const run = () => rp('https://example.com').then((page) => page);`,
    ],
    [
      'a whole response',
      `export const run = async () => await rp({ uri: 'https://example.com', resolveWithFullResponse: true });`,
    ],
    ['an option', `export const run = async () => await rp({ uri: 'https://example.com', jar: true });`],
    [
      'options from elsewhere',
      `/** @param {any} options */\nexport const run = async (options) => await rp(options);`,
    ],
    [
      'options that are used again',
      `export const run = async () => {\n  const options = { uri: 'https://example.com' };\n  return [await rp(options), options];\n};`,
    ],
    [
      'options before a loop',
      `export const run = async () => {\n  const options = { uri: 'https://example.com' };\n  for (;;) await rp(options);\n};`,
    ],
    [
      'two addresses',
      `export const run = async () => await rp('https://example.com', { uri: 'https://example.org' });`,
    ],
    [
      'a look at an error',
      `export const run = async () => {\n  try {\n    return await rp('https://example.com');\n  } catch (error) {\n    return error.statusCode;\n  }\n};`,
    ],
  ].map(([name = '', body = '']) => ({
    name: `${name} keeps the package`,
    package: 'request-promise',
    file: 'example.mjs',
    before: `import rp from 'request-promise';\n${body}\n`,
    kind: 'silent' as const,
  })),
]);
