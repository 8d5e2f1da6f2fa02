import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';

/** Packages beside what is put in their place, where a person is asked to review: the same but for what titles say. */
const here = createRequire(join(process.cwd(), 'package.json'));

test('url-parse and URL read the same of an address', () => {
  const UrlParse = here('url-parse');
  // Plain characters: dots in a path and rare characters are what the title tells of.
  const word = fc.stringMatching(/^[\w~-]{1,8}$/);
  const host = fc.stringMatching(/^[a-z]{1,8}\.(?:com|org)$/);
  const address = fc
    .record({
      scheme: fc.constantFrom('http', 'https'),
      host,
      port: fc.constantFrom('', ':8080', ':443', ':80'),
      path: fc.array(word, { maxLength: 3 }),
      query: fc.option(fc.tuple(word, word)),
      hash: fc.option(word),
    })
    .map(({ scheme, host: name, port, path, query, hash }) =>
      [
        `${scheme}://${name}${port}/${path.join('/')}`,
        query === null ? '' : `?${query.join('=')}`,
        hash === null ? '' : `#${hash}`,
      ].join(''),
    );
  const names = ['hash', 'host', 'hostname', 'origin', 'pathname', 'port', 'protocol'] as const;
  fc.assert(
    fc.property(address, (each) => {
      const [ours, theirs] = [new URL(each), new UrlParse(each)];
      for (const name of names) assert.equal(ours[name], theirs[name], name);
      assert.equal(ours.search, theirs.query);
      assert.equal(ours.href, theirs.href);
    }),
  );
});

test('node-fetch and fetch send and receive the same', async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const { 'x-sent': sent = null } = request.headers;
      response.writeHead(Number(request.headers['x-status']), { 'x-answer': 'yes' });
      response.end(JSON.stringify({ method: request.method, url: request.url, body, sent }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const packaged: typeof fetch = here('node-fetch');
  const seen = async (how: typeof fetch, path: string, init: RequestInit): Promise<unknown> => {
    const response = await how(base + path, init);
    const { status, ok, headers } = response;
    return { status, ok, header: headers.get('X-Answer'), body: await response.json() };
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      fc.stringMatching(/^[a-z]{0,5}$/),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[\w-]{1,8}$/),
      fc.constantFrom(200, 201, 404, 500),
      async (method, path, body, sent, status) => {
        const init: RequestInit = { method, headers: { 'X-Sent': sent, 'X-Status': `${status}` } };
        if (method !== 'GET') init.body = body;
        assert.deepEqual(await seen(fetch, `/${path}`, init), await seen(packaged, `/${path}`, init));
      },
    ),
    { numRuns: 40 },
  );
});

/** Files by path, and folders as null, of a tree to be copied. */
const tree = fc.dictionary(
  fc.stringMatching(/^[a-c](?:\/[a-c]){0,2}\/[d-f]$/),
  fc.option(fc.string({ maxLength: 20 })),
  { maxKeys: 6 },
);

function write(root: string, files: Readonly<Record<string, string | null>>): void {
  fs.mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    fs.mkdirSync(join(root, path, text === null ? '' : '..'), { recursive: true });
    if (text !== null) fs.writeFileSync(join(root, path), text);
  }
}

function read(root: string): Record<string, string | null> {
  const all = fs.readdirSync(root, { recursive: true }) as string[];
  return Object.fromEntries(
    all.sort().map((path) => {
      const full = join(root, path);
      return [path, fs.statSync(full).isFile() ? fs.readFileSync(full, 'utf8') : null];
    }),
  );
}

function folder(): string {
  const root = fs.mkdtempSync(join(tmpdir(), 'coach-counterparts-'));
  after(() => fs.rmSync(root, { recursive: true, force: true }));
  return root;
}

test('fs-extra and fs leave the same behind, with promises, callbacks and at once', async () => {
  const extra = here('fs-extra');
  const root = folder();
  let count = 0;
  await fc.assert(
    fc.asyncProperty(tree, tree, async (from, onto) => {
      count += 1;
      const at = (name: string): string => join(root, `${count}`, name);
      write(at('from'), from);
      for (const name of ['theirs', 'ours', 'theirs-sync', 'ours-sync']) write(at(name), onto);
      const outcome = async (run: () => unknown): Promise<string> => {
        try {
          await run();
          return 'copied';
        } catch {
          return 'failed';
        }
      };
      // A file over a folder, or a folder over a file, stops both, but not after the same files.
      const theirs = await outcome(() => extra.copy(at('from'), at('theirs')));
      assert.equal(await outcome(() => fs.promises.cp(at('from'), at('ours'), { recursive: true })), theirs);
      if (theirs === 'failed') return;
      extra.copySync(at('from'), at('theirs-sync'));
      fs.cpSync(at('from'), at('ours-sync'), { recursive: true });
      const expected = read(at('theirs'));
      for (const name of ['ours', 'theirs-sync', 'ours-sync'])
        assert.deepEqual(read(at(name)), expected, name);
      await extra.copy(at('from'), at('new/theirs'));
      await fs.promises.cp(at('from'), at('new/ours'), { recursive: true });
      assert.deepEqual(read(at('new/ours')), read(at('new/theirs')));
      await promisify(extra.remove)(at('theirs'));
      await promisify<string, fs.RmOptions>(fs.rm)(at('ours'), { recursive: true, force: true });
      assert.deepEqual([fs.existsSync(at('theirs')), fs.existsSync(at('ours'))], [false, false]);
      await extra.ensureDir(at('theirs/x/y'));
      await fs.promises.mkdir(at('ours/x/y'), { recursive: true });
      await extra.ensureDir(at('theirs/x/y'));
      await fs.promises.mkdir(at('ours/x/y'), { recursive: true });
      assert.deepEqual(read(at('ours')), read(at('theirs')));
    }),
    { numRuns: 40 },
  );
});

test('graceful-fs hands out what fs does', async () => {
  const graceful: typeof fs = here('graceful-fs');
  const root = folder();
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom(
        'writeFile',
        'appendFile',
        'readFile',
        'readdir',
        'rename',
        'unlink',
        'mkdir',
        'stat',
      ),
      name: fc.constantFrom('a', 'b', 'c/d', 'c'),
      text: fc.string({ maxLength: 10 }),
    }),
    { maxLength: 12 },
  );
  const run = async (
    module: typeof fs,
    dir: string,
    all: typeof steps extends fc.Arbitrary<infer T> ? T : never,
  ) => {
    const results: unknown[] = [];
    for (const { what, name, text } of all) {
      const path = join(dir, name);
      const calls: Record<string, () => Promise<unknown>> = {
        writeFile: () => promisify(module.writeFile)(path, text),
        appendFile: () => promisify(module.appendFile)(path, text),
        readFile: async () => module.readFileSync(path, 'utf8'),
        readdir: () => promisify(module.readdir)(path),
        rename: () => promisify(module.rename)(path, join(dir, 'b')),
        unlink: () => promisify(module.unlink)(path),
        mkdir: () => promisify(module.mkdir)(path),
        stat: async () => (await promisify(module.stat)(path)).isFile(),
      };
      results.push(await calls[what]?.().catch((error: NodeJS.ErrnoException) => error.code));
    }
    return [results, read(dir)];
  };
  let count = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      count += 1;
      const [one, two] = [join(root, `${count}`, 'one'), join(root, `${count}`, 'two')];
      for (const dir of [one, two]) fs.mkdirSync(dir, { recursive: true });
      assert.deepEqual(await run(fs, two, all), await run(graceful, one, all));
    }),
    { numRuns: 60 },
  );
});
