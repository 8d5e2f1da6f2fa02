import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { randomFrom } from '../../../test/fuzz/mutate.ts';
import { compilerPath } from '../../compilerPath.ts';
import { LocalSession } from '../local-session.ts';
import type { ScanReport, SessionEvent } from '../session.ts';
import { noSettings } from '../settings.ts';

/** More in the nightly run (`npm run fuzz`). */
const rounds = Number(process.env['CODE_COACH_ROUNDS'] ?? 10);

describe('the cache of analyses', () => {
  test('spares everything where nothing changed, and all but what a change reaches where something did', async (context) => {
    const place = new Place(context, project);
    await place.scan();
    assert.equal((await place.scan()).stats.nodes, 0);
    const whole = (await place.scanAnew()).stats.nodes;
    place.write('src/parcel.ts', `${project['src/parcel.ts']}\nexport const more = 1;\n`);
    const { stats } = await place.scan();
    assert.ok(stats.nodes > 0 && stats.nodes < whole, `${stats.nodes} of ${whole}`);
  });

  test('takes a CommonJS module for a module: who requires it is looked at again, and nobody else', async (context) => {
    const place = new Place(context, commonJs);
    assert.equal(rulesIn(await place.scan(), 'describe.js').length, 1);
    const whole = (await place.scanAnew()).stats.nodes;
    place.write('names.js', 'exports.names = { get: (id) => ({ text: id }) };\n');
    const cached = await place.scan();
    assert.deepEqual(rulesIn(cached, 'describe.js'), []);
    assert.deepEqual(cached.findings, (await place.scanAnew()).findings);
    assert.ok(cached.stats.nodes < whole / 2, `${cached.stats.nodes} of ${whole}`);
  });

  test('is void where a script changed, as what it declares is seen by all', async (context) => {
    const place = new Place(context, commonJs);
    await place.scan();
    place.write('names.js', 'var names = new Map();\n');
    await place.scan();
    place.write('names.js', 'var names = new Map();\nvar other = 1;\n');
    const { stats } = await place.scan();
    assert.equal(stats.nodes, (await place.scanAnew()).stats.nodes);
  });

  test('leaves what a comment silences silent, in Python too, whose parser it spares', async (context) => {
    const place = new Place(context, project);
    assert.equal((await place.scan()).stats.suppressed, 1);
    const cached = await place.scan();
    assert.equal(cached.stats.suppressed, 1);
    assert.deepEqual(rulesIn(cached, 'tags.py'), []);
  });

  test('is void with another identity of the product', async (context) => {
    const place = new Place(context, project);
    await place.scan();
    place.identity = 'another build';
    assert.notEqual((await place.scan()).stats.nodes, 0);
  });

  for (const [what, content] of [
    ['half written', '{"environment":"x","files":{"/a.ts":{"ha'],
    ['of another program', '{"environment":"x","surroundings":{},"programs":{},"files":{"/a.ts":1}}'],
    ['binary', '\u0000\u0001\u0002'],
  ] as const) {
    test(`that is ${what} is ignored and made anew`, async (context) => {
      const place = new Place(context, project);
      const { findings } = await place.scan();
      place.replaceCache(content);
      assert.deepEqual((await place.scan()).findings, findings);
      assert.equal((await place.scan()).stats.nodes, 0);
    });
  }

  test('that cannot be written costs a line in the log and no finding', async (context) => {
    const place = new Place(context, project);
    writeFileSync(join(place.root, 'file-in-the-way'), '');
    place.cacheDir = join(place.root, 'file-in-the-way');
    const { findings } = await place.scan();
    assert.deepEqual(findings, (await place.scanAnew()).findings);
    assert.match(place.log.join('\n'), /cannot be written/);
  });

  test('throws away what no scan has used for a month, and nothing else', async (context) => {
    const place = new Place(context, project);
    const longAgo = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
    mkdirSync(place.cacheDir);
    const others = {
      unused: `${'a'.repeat(22)}.json`,
      used: `${'b'.repeat(22)}.json`,
      foreign: 'notes.json',
    };
    for (const name of Object.values(others)) writeFileSync(join(place.cacheDir, name), '{}');
    for (const name of [others.unused, others.foreign])
      utimesSync(join(place.cacheDir, name), longAgo, longAgo);
    await place.scan();
    const kept = readdirSync(place.cacheDir);
    assert.deepEqual(
      Object.values(others).filter((name) => kept.includes(name)),
      [others.used, others.foreign],
    );
    assert.equal(kept.length, 3);
  });

  test('keeps what a scan takes its results from, though it writes nothing', async (context) => {
    const place = new Place(context, project);
    await place.scan();
    const longAgo = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
    for (const name of readdirSync(place.cacheDir)) utimesSync(join(place.cacheDir, name), longAgo, longAgo);
    assert.equal((await place.scan()).stats.nodes, 0);
    const other = new Place(context, project);
    other.cacheDir = place.cacheDir;
    await other.scan();
    assert.equal(readdirSync(place.cacheDir).length, 2);
    assert.equal((await place.scan()).stats.nodes, 0);
  });

  test('gives a finding the same fix as a fresh analysis', async (context) => {
    const place = new Place(context, project);
    await place.scan();
    const fixes = await place.firstFix();
    assert.equal(fixes.reason, null);
  });

  test('changes no finding, whatever is edited in between', async (context) => {
    const seed = Number(process.env['CODE_COACH_SEED'] ?? 1);
    const random = randomFrom(seed);
    const place = new Place(context, project);
    const done: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const edit = edits[Math.floor(random() * edits.length)] as Edit;
      done.push(edit.what);
      edit.make(place, Math.floor(random() * 1000));
      const cached = await place.scan();
      const fresh = await place.scanAnew();
      assert.deepEqual(cached.findings, fresh.findings, `CODE_COACH_SEED=${seed}: ${done.join(', ')}`);
    }
  });
});

function rulesIn({ findings }: ScanReport, name: string): string[] {
  return findings.filter(({ file }) => file.endsWith(`/${name}`)).map(({ rule }) => rule);
}

const commonJs: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "parcels", "engines": { "node": ">=22.12" } }\n',
  'names.js': '/** @type {Map<string, { text: string }>} */\nexports.names = new Map();\n',
  'describe.js': "const { names } = require('./names');\n\nexports.describe = (id) => names.get(id).text;\n",
  'apart.js': `const lines = [];\n${Array.from({ length: 40 }, (_, index) => `exports.line${index} = () => lines[${index}] ?? '';\n`).join('')}`,
};

const stack = `export class History {
  private readonly undone: string[] = [];

  record(text: string): void {
    this.undone.unshift(text);
  }

  undo(): string | undefined {
    return this.undone.shift();
  }
}
`;

const fetching = `export async function load(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(\`Request failed: \${response.status}\`);
  }
  return response.json();
}
`;

const project: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "parcels", "type": "module", "engines": { "node": ">=22.12" } }\n',
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "preserve", "lib": ["es2023", "dom"], "noEmit": true, "allowImportingTsExtensions": true, "types": [] } }\n',
  'src/delivery.ts':
    "export type Delivery = { kind: 'pickup'; shop: string } | { kind: 'courier'; fee: number } | { kind: 'post'; fee: number };\n",
  'src/through.ts': "export * from './delivery.ts';\nexport type * from 'carriers';\n",
  'src/describe.ts': `import type { Delivery } from './through.ts';
export function describe(delivery: Delivery) {
  switch (delivery.kind) {
    case 'pickup':
      return delivery.shop;
    case 'courier':
      return delivery.fee;
  }
}
`,
  'src/lookup.ts': `export function nameOf(ids: readonly string[], names: Map<string, GlobalName>): string {
  return ids.map((id) => names.get(id)!.text).join();
}
`,
  'tools/package.json': '{ "name": "tools", "type": "commonjs" }\n',
  'tools/names.js': commonJs['names.js'] ?? '',
  'tools/describe.js': commonJs['describe.js'] ?? '',
  'src/globals.ts': 'interface GlobalName {\n  readonly text: string;\n}\n',
  'src/parcel.ts': stack,
  'src/first.ts': fetching,
  'src/second.ts': fetching,
  'src/third.ts': fetching,
  'desk/tags.py': `def short(tags):
    found = []
    for tag in tags:
        # code-coach-ignore-next-line stack-shaped/py-copied-stack -- three at most
        found = found + [tag]
    return found
`,
  'node_modules/carriers/package.json': '{ "name": "carriers", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/carriers/index.d.ts': "export type Carrier = 'ship' | 'train';\n",
};

interface Edit {
  readonly what: string;
  readonly make: (place: Place, number: number) => void;
}

const edits: readonly Edit[] = [
  { what: 'nothing', make: () => undefined },
  {
    what: 'a member of the union more or less',
    make: (place, number) =>
      place.write(
        'src/delivery.ts',
        number % 2 === 0
          ? "export type Delivery = { kind: 'pickup'; shop: string } | { kind: 'courier'; fee: number };\n"
          : project['src/delivery.ts'],
      ),
  },
  {
    what: 'a line before a finding',
    make: (place, number) => place.write('src/parcel.ts', `const at = ${number};\nexport { at };\n${stack}`),
  },
  {
    what: 'a CommonJS module, a script or another type in its place',
    make: (place, number) =>
      place.write(
        'tools/names.js',
        [
          commonJs['names.js'],
          'var names = new Map();\n',
          'exports.names = { get: (id) => ({ text: id }) };\n',
        ][number % 3],
      ),
  },
  { what: 'a file less', make: (place) => place.remove('src/third.ts') },
  { what: 'a file again', make: (place) => place.write('src/third.ts', fetching) },
  {
    what: 'another global',
    make: (place, number) =>
      place.write(
        'src/globals.ts',
        `interface GlobalName {\n  readonly text: string${number % 2 === 0 ? ' | undefined' : ''};\n}\n`,
      ),
  },
  {
    what: 'a module that declares a global',
    make: (place, number) =>
      place.write(
        'src/first.ts',
        number % 2 === 0
          ? `${fetching}declare global {\n  interface GlobalName {\n    readonly more: string;\n  }\n}\n`
          : fetching,
      ),
  },
  {
    what: 'a file that is found before another',
    make: (place) => place.write('src/delivery.d.ts', 'export type Delivery = never;\n'),
  },
  { what: 'and gone again', make: (place) => place.remove('src/delivery.d.ts') },
  {
    what: 'another version of a package',
    make: (place, number) =>
      place.write(
        'node_modules/carriers/index.d.ts',
        `export type Carrier = ${number};\nexport type Delivery = { kind: 'air' };\n`,
      ),
  },
  { what: 'a package less', make: (place) => place.remove('node_modules/carriers') },
  {
    what: 'a package again',
    make: (place) => {
      place.write('node_modules/carriers/package.json', project['node_modules/carriers/package.json']);
      place.write('node_modules/carriers/index.d.ts', project['node_modules/carriers/index.d.ts']);
    },
  },
  {
    what: 'another configuration',
    make: (place, number) =>
      place.write(
        'tsconfig.json',
        project['tsconfig.json']?.replace('"strict": true', `"strict": ${number % 2 === 0}`),
      ),
  },
  {
    what: 'another engine',
    make: (place, number) =>
      place.write(
        'package.json',
        project['package.json']?.replace('>=22.12', number % 2 === 0 ? '>=14' : '>=22.12'),
      ),
  },
  {
    what: 'a comment that silences',
    make: (place, number) =>
      place.write(
        'src/lookup.ts',
        number % 2 === 0
          ? `// code-coach-ignore-file null-prone/unchecked-lookup -- checked by its callers\n${project['src/lookup.ts']}`
          : project['src/lookup.ts'],
      ),
  },
];

/** A workspace on disk and a cache beside it; every scan is a session of its own, as in the terminal. */
class Place {
  readonly root: string;
  readonly log: string[] = [];
  cacheDir: string;
  identity = 'this build';

  constructor(context: TestContext, files: Readonly<Record<string, string>>) {
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'coach-cache-')));
    this.root = join(home, 'workspace');
    this.cacheDir = join(home, 'cache');
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    context.after(() => rmSync(home, { recursive: true, force: true }));
  }

  write(name: string, text: string | undefined): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), text ?? '');
  }

  remove(name: string): void {
    rmSync(join(this.root, name), { recursive: true, force: true });
  }

  replaceCache(text: string): void {
    for (const name of readdirSync(this.cacheDir)) writeFileSync(join(this.cacheDir, name), text);
  }

  scan(): Promise<ScanReport> {
    return this.#in(true, (session) =>
      session.scan(
        null,
        () => false,
        () => undefined,
      ),
    );
  }

  scanAnew(): Promise<ScanReport> {
    return this.#in(false, (session) =>
      session.scan(
        null,
        () => false,
        () => undefined,
      ),
    );
  }

  firstFix(): Promise<{ reason: string | null }> {
    return this.#in(true, async (session) => {
      const { findings } = await session.scan(
        null,
        () => false,
        () => undefined,
      );
      const finding = findings.find(({ rule }) => rule === 'stack-shaped/front-of-array');
      assert.ok(finding);
      return session.fix({ file: finding.file, fingerprint: finding.fingerprint, fix: 0 });
    });
  }

  async #in<T>(cached: boolean, use: (session: LocalSession) => Promise<T>): Promise<T> {
    const session = new LocalSession(
      {
        folders: [this.root],
        configFile: null,
        settings: noSettings,
        compiler: compilerPath(process.cwd()),
        checksFixes: false,
        ...(cached ? { cache: { dir: this.cacheDir, identity: this.identity } } : {}),
      },
      (event: SessionEvent) => {
        if (event.kind === 'log') this.log.push(event.message);
      },
    );
    try {
      return await use(session);
    } finally {
      session.close();
    }
  }
}
