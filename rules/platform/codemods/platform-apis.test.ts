import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import fc from 'fast-check';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

const here = createRequire(join(process.cwd(), 'package.json'));

const types = nodeTypes(`
declare module 'node:util' {
  export function isDeepStrictEqual(a: unknown, b: unknown): boolean;
  export function parseEnv(content: string): { [name: string]: string };
}
declare module 'node:fs' { export function readFileSync(path: string, encoding: string): string; }
declare module 'node:path' { export function join(...parts: string[]): string; }
interface Process { loadEnvFile(path?: string): void; readonly env: { [name: string]: string | undefined } }
declare const process: Process;
declare module 'node:process' { export = process; }
declare module 'node:url' { export { URL, URLSearchParams }; }
declare function require(name: string): any;
`);

await testRewrites('needless-dependencies/native-replacement', types, [
  {
    name: 'plain objects of texts and truth values',
    package: 'fast-deep-equal',
    before: `import equal from 'fast-deep-equal';
interface Filter { readonly tags: readonly string[]; readonly isOpen?: boolean; readonly inner: Filter | null }
export const isSame = (a: Filter, b: Filter): boolean => equal(a, b);
`,
    after: `import { isDeepStrictEqual } from 'node:util';
interface Filter { readonly tags: readonly string[]; readonly isOpen?: boolean; readonly inner: Filter | null }
export const isSame = (a: Filter, b: Filter): boolean => isDeepStrictEqual(a, b);
`,
    kind: 'safe',
  },
  {
    name: 'objects with numbers',
    package: 'fast-deep-equal',
    before: `import equal from 'fast-deep-equal';
export const isSame = (a: { x: number }, b: { x: number }): boolean => equal(a, b);
`,
    after: `import { isDeepStrictEqual } from 'node:util';
export const isSame = (a: { x: number }, b: { x: number }): boolean => isDeepStrictEqual(a, b);
`,
    kind: 'review',
    says: /what changes: `0` and `-0` are different$/,
  },
  {
    name: 'what may be an instance of a class',
    package: 'fast-deep-equal',
    before: `import equal from 'fast-deep-equal/es6';
export const isSame = (a: { at: Date }, b: { at: Date }, c: unknown): boolean => equal(a, b) && equal(a, c);
`,
    after: `import { isDeepStrictEqual } from 'node:util';
export const isSame = (a: { at: Date }, b: { at: Date }, c: unknown): boolean => isDeepStrictEqual(a, b) && isDeepStrictEqual(a, c);
`,
    kind: 'review',
    says: /errors, maps, sets and other class instances/,
  },
  {
    name: 'elements of React',
    package: 'fast-deep-equal',
    before: `import equal from 'fast-deep-equal/react';
export const isSame = (a: object, b: object): boolean => equal(a, b);
`,
    kind: 'silent',
  },
  {
    name: 'the strict comparison',
    package: 'deep-equal',
    file: 'same.cjs',
    before: `const deepEqual = require('deep-equal');
exports.isSame = () => deepEqual({ a: 'x' }, { a: 'y' }, { strict: true });
`,
    after: `const util = require('node:util');
exports.isSame = () => util.isDeepStrictEqual({ a: 'x' }, { a: 'y' });
`,
    kind: 'safe',
  },
  {
    name: 'the loose comparison',
    package: 'deep-equal',
    before: `import deepEqual from 'deep-equal';
export const isSame = (a: string[], b: string[]): boolean => deepEqual(a, b);
`,
    kind: 'silent',
  },
  {
    name: 'requests with standard options, and types',
    package: 'node-fetch',
    version: '^3.0.0',
    before: `import fetch, { type RequestInit, Headers } from 'node-fetch';
const headers = new Headers();
const usual: RequestInit = { headers };
export const send = async (url: string, value: object): Promise<number> => {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(value) });
  return response.status + (await fetch(url)).status + Object.keys(usual).length;
};
`,
    after: `const headers = new Headers();
const usual: RequestInit = { headers };
export const send = async (url: string, value: object): Promise<number> => {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(value) });
  return response.status + (await fetch(url)).status + Object.keys(usual).length;
};
`,
    kind: 'review',
    says: /the `body` of a response is a web stream, what fails before a response comes is a `TypeError`/,
  },
  {
    name: 'a name of its own, with options in a constant',
    package: 'node-fetch',
    version: '^2.6.0',
    file: 'load.cjs',
    before: `const request = require('node-fetch');
const options = { method: 'GET', keepalive: true };
exports.load = async (url) => (await request(url, options)).json();
`,
    after: `const options = { method: 'GET', keepalive: true };
exports.load = async (url) => (await fetch(url, options)).json();
`,
    kind: 'review',
    says: /web stream/,
  },
  {
    name: 'an option that only the package has',
    package: 'node-fetch',
    before: `import fetch from 'node-fetch';
export const load = (url: string, agent: object): Promise<unknown> => fetch(url, { agent });
`,
    kind: 'silent',
  },
  {
    name: 'an error that is told by its class',
    package: 'node-fetch',
    before: `import fetch, { FetchError } from 'node-fetch';
export const load = (url: string): Promise<unknown> =>
  fetch(url).catch((error: unknown) => (error instanceof FetchError ? null : Promise.reject(error)));
`,
    kind: 'silent',
  },
  {
    name: 'a file that the package is made of',
    package: 'node-fetch',
    before: `import Body from 'node-fetch/src/body.js';
export const body = new Body('a');
`,
    kind: 'silent',
  },
  {
    name: 'an agent that comes with other options',
    package: 'node-fetch',
    before: `import fetch from 'node-fetch';
import { ProxyAgent } from './proxy.ts';
export const load = (url: string, more: object): Promise<unknown> => {
  const options = { ...more, agent: new ProxyAgent() };
  return fetch(url, options);
};
`,
    kind: 'silent',
  },
  {
    name: 'a time limit',
    package: 'node-fetch',
    before: `import fetch from 'node-fetch';
export const load = (url: string): Promise<unknown> => fetch(url, { timeout: 500 });
`,
    kind: 'refused',
    says: /`timeout` is `signal: AbortSignal\.timeout\(…\)` there/,
  },
  {
    name: 'a response that is read as a stream of Node',
    package: 'node-fetch',
    before: `import fetch from 'node-fetch';
export const load = async (url: string, file: any): Promise<unknown> => (await fetch(url)).body.pipe(file);
`,
    kind: 'refused',
    says: /`\.body\.pipe` is not in the platform's `fetch`/,
  },
  {
    name: 'a request whose body may be a stream',
    package: 'node-fetch',
    before: `import fetch from 'node-fetch';
export const send = (url: string, body: any): Promise<unknown> => fetch(url, { method: 'POST', body });
`,
    kind: 'refused',
    says: /may be a stream or a form of Node/,
  },
  {
    name: 'what is loaded to make `fetch` global',
    package: 'isomorphic-fetch',
    version: '^3.0.0',
    before: `import 'isomorphic-fetch';

export const load = (url: string): Promise<Response> => fetch(url);
`,
    after: `export const load = (url: string): Promise<Response> => fetch(url);
`,
    kind: 'review',
    says: /`fetch` is the platform's own/,
  },
  {
    name: 'the default file, by a required name',
    package: 'dotenv',
    version: '^16.0.0',
    file: 'settings.cjs',
    before: `require('dotenv').config();

exports.port = process.env.PORT;
`,
    after: `try {
  process.loadEnvFile();
} catch {
  // There need not be a file.
}

exports.port = process.env.PORT;
`,
    kind: 'review',
    says: /rare lines of the file may be read differently/,
  },
  {
    name: 'a file of its own',
    package: 'dotenv',
    version: '^16.0.0',
    before: `import { join } from 'node:path';
import * as dotenv from 'dotenv';

export function load(folder: string): void {
  dotenv.config({ path: join(folder, '.env'), quiet: true });
}
`,
    after: `import { join } from 'node:path';

export function load(folder: string): void {
  try {
    process.loadEnvFile(join(folder, '.env'));
  } catch {
    // There need not be a file.
  }
}
`,
    kind: 'review',
    says: /rare lines/,
  },
  {
    name: 'loading by an import that nothing but Node follows',
    package: 'dotenv',
    version: '^16.0.0',
    before: `import 'dotenv/config';
import { join } from 'node:path';

export const file = join(process.env['HOME'] ?? '', 'a');
`,
    after: `try {
  process.loadEnvFile();
} catch {
  // There need not be a file.
}
import { join } from 'node:path';

export const file = join(process.env['HOME'] ?? '', 'a');
`,
    kind: 'review',
    says: /rare lines/,
  },
  {
    name: 'loading before other modules look',
    package: 'dotenv',
    before: `import 'dotenv/config';
import { port } from './port.ts';
export { port };
`,
    kind: 'refused',
    says: /is loaded after it and might find no settings yet; `node --env-file` loads them earlier/,
  },
  {
    name: 'the process that Node has as a module',
    package: 'dotenv',
    before: `import process from 'node:process';
import dotenv from 'dotenv';

dotenv.config();
export const port = process.env['PORT'];
`,
    after: `import process from 'node:process';

try {
  process.loadEnvFile();
} catch {
  // There need not be a file.
}
export const port = process.env['PORT'];
`,
    kind: 'review',
    says: /rare lines/,
  },
  {
    name: 'a process of the project in a file that also loads from the one of Node',
    package: 'dotenv',
    before: `import { env } from 'node:process';
import dotenv from 'dotenv';
import process from './process.js';

dotenv.config();
export const port = env['PORT'] ?? process;
`,
    kind: 'refused',
    says: /`process` means something else in this file/,
  },
  {
    name: 'a part of the process under the name of the whole',
    package: 'dotenv',
    before: `import { env as process } from 'node:process';
import dotenv from 'dotenv';

dotenv.config();
export const port = process['PORT'];
`,
    kind: 'refused',
    says: /`process` means something else in this file/,
  },
  {
    name: 'a process that is required',
    package: 'dotenv',
    file: 'settings.cjs',
    before: `const process = require('node:process');
require('dotenv').config();
exports.port = process.env.PORT;
`,
    after: `const process = require('node:process');
try {
  process.loadEnvFile();
} catch {
  // There need not be a file.
}
exports.port = process.env.PORT;
`,
    kind: 'review',
    says: /rare lines/,
  },
  {
    name: 'a part that is required under the name of the whole',
    package: 'dotenv',
    file: 'settings.cjs',
    before: `const { env: process } = require('node:process');
require('dotenv').config();
exports.port = process.PORT;
`,
    kind: 'refused',
    says: /`process` means something else in this file/,
  },
  {
    name: 'a result that is looked at',
    package: 'dotenv',
    before: `import dotenv from 'dotenv';
const { error } = dotenv.config();
if (error) throw error;
`,
    kind: 'refused',
    says: /gives is used/,
  },
  {
    name: 'variables that are overridden',
    package: 'dotenv',
    before: `import dotenv from 'dotenv';
dotenv.config({ override: true });
`,
    kind: 'silent',
  },
  {
    name: 'a text of settings',
    package: 'dotenv',
    before: `import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
export const settings = parse(readFileSync('a.env', 'utf8'));
`,
    after: `import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
export const settings = parseEnv(readFileSync('a.env', 'utf8'));
`,
    kind: 'review',
    says: /rare lines of the file may be read differently$|rare lines/,
  },
  {
    name: 'texts under every key',
    package: 'qs',
    version: '^6.0.0',
    before: `import qs from 'qs';
export const query = (name: string, page: string): string => qs.stringify({ name, page });
`,
    after: `export const query = (name: string, page: string): string => new URLSearchParams({ name, page }).toString();
`,
    kind: 'review',
    says: /a space is written as `\+`, `~` as `%7E`, and `\*` is not escaped/,
  },
  {
    name: 'a key that may be missing, and reading',
    package: 'qs',
    before: `import qs from 'qs';
export const query = (name: string, page?: string): string => qs.stringify({ name, page });
`,
    kind: 'silent',
  },
  {
    name: 'reading what may be nested',
    package: 'qs',
    before: `import { parse } from 'qs';
export const read = (query: string): unknown => parse(query);
`,
    kind: 'silent',
  },
  {
    name: 'an address class that is imported from Node',
    package: 'url-parse',
    version: '^1.5.0',
    before: `import { URL } from 'node:url';
import Url from 'url-parse';
export const host = (address: string): string => new Url(address).hostname;
export const origin = (address: string): string => new URL(address).origin;
`,
    after: `import { URL } from 'node:url';
export const host = (address: string): string => new URL(address).hostname;
export const origin = (address: string): string => new URL(address).origin;
`,
    kind: 'review',
    says: /what is no absolute address throws/,
  },
  {
    name: 'another class of Node under that name',
    package: 'url-parse',
    version: '^1.5.0',
    before: `import { URLSearchParams as URL } from 'node:url';
import Url from 'url-parse';
export const host = (address: string): string => new Url(address).hostname + String(new URL('a=1'));
`,
    kind: 'refused',
    says: /`URL` means something else in this file/,
  },
  {
    name: 'parts of an address',
    package: 'url-parse',
    version: '^1.5.0',
    before: `import Url from 'url-parse';
export const host = (address: string): string => new Url(address).hostname;
export function search(address: string): string {
  const url = Url(address);
  return url.pathname + url.query;
}
`,
    after: `export const host = (address: string): string => new URL(address).hostname;
export function search(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search;
}
`,
    kind: 'review',
    says: /what is no absolute address throws, a `\?` or `#` with nothing behind it is dropped/,
  },
  {
    name: 'an address that is changed',
    package: 'url-parse',
    before: `import Url from 'url-parse';
export const to = (address: string): unknown => new Url(address).set('port', '80');
`,
    kind: 'silent',
  },
]);

const leaf = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.constant(undefined));
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { noNullPrototype: true }),
  ),
})).value;

test('on plain objects and arrays of texts and truth values, all comparisons say the same', () => {
  const [fast, es6, deep] = ['fast-deep-equal', 'fast-deep-equal/es6', 'deep-equal'].map((name) =>
    here(name),
  );
  const pair = fc.oneof(
    fc.tuple(plain, plain),
    plain.map((value): [unknown, unknown] => [value, structuredClone(value)]),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const same = isDeepStrictEqual(a, b);
      assert.equal(fast(a, b), same);
      assert.equal(es6(a, b), same);
      assert.equal(deep(a, b, { strict: true }), same);
    }),
  );
  assert.notEqual(fast(0, -0), isDeepStrictEqual(0, -0), 'what the title warns of');
});

test('on plain lines, settings are read alike', () => {
  const { parse } = here('dotenv');
  const name = fc.stringMatching(/^[A-Z][A-Z_\d]{0,9}$/);
  const value = fc.oneof(
    fc.stringMatching(/^[\w:/.,-]{0,12}$/),
    fc.stringMatching(/^[\w :/.,#-]{0,12}$/).map((text) => `"${text}"`),
    fc.stringMatching(/^[\w :/.,#-]{0,12}$/).map((text) => `'${text}'`),
  );
  const line = fc.oneof(
    fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
    fc.constant('# a comment'),
    fc.constant(''),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const text = lines.join('\n');
      assert.deepEqual({ ...parseEnv(text) }, parse(text));
    }),
  );
});

test('queries of texts are read alike by whoever reads them', () => {
  const { parse, stringify } = here('qs');
  const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.string({ unit: 'grapheme' }), {
    noNullPrototype: true,
    maxKeys: 5,
  });
  fc.assert(
    fc.property(values, (value) => {
      const query = new URLSearchParams(value).toString();
      assert.deepEqual({ ...parse(query) }, { ...parse(stringify(value)) });
    }),
  );
});

test('queries of texts are written with the differences that the title names, and no others', () => {
  const { stringify } = here('qs');
  const written = (text: string): string => new URLSearchParams({ text }).toString();
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      const asBefore = written(text).replaceAll('+', '%20').replaceAll('%7E', '~').replaceAll('*', '%2A');
      assert.equal(asBefore, stringify({ text }));
    }),
  );
  assert.equal(written(' ~*'), 'text=+%7E*');
});

test('the parts of an absolute address are the same', () => {
  const UrlParse = here('url-parse');
  const parts = ['hash', 'host', 'hostname', 'href', 'origin', 'pathname', 'port', 'protocol'] as const;
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (address) => {
      fc.pre(!/[^\w:/.?&=#-]|\/\.|#$|\?(?:#|$)/.test(address));
      const [before, after] = [new UrlParse(address), new URL(address)];
      for (const part of parts) assert.equal(after[part], before[part], part);
      assert.equal(after.search, before.query);
    }),
  );
});
