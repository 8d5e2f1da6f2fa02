import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/session/session.ts';
import { minimise } from './minimise.ts';
import {
  fragmentsOfPython,
  fragmentsOfTypeScript,
  type Material,
  mutate,
  pick,
  randomFrom,
} from './mutate.ts';
import { inWorkspace, type OpenWorkspace, seeds } from './workspace.ts';

/** The nightly run (`npm run fuzz`) takes more, and another seed each time. */
const inputs = Number(process.env['CODE_COACH_FUZZ'] ?? 500);
const seed = Number(process.env['CODE_COACH_SEED'] ?? 1);
const inputsAtOnce = 250;

interface Language extends Material {
  readonly name: string;
  readonly extension: string;
  /** What makes a text a module of its own, so that its names do not meet those of the others. */
  readonly head: string;
}

const languages: readonly Language[] = [
  {
    name: 'TypeScript',
    extension: 'ts',
    head: 'export {};\n',
    texts: seeds(['ts', 'tsx', 'js']),
    fragments: fragmentsOfTypeScript,
  },
  { name: 'Python', extension: 'py', head: '', texts: seeds(['py']), fragments: fragmentsOfPython },
];

for (const language of languages) describeDamaged(language);

function describeDamaged({ name: language, extension, head, texts, fragments }: Language): void {
  describe(`damaged ${language} (CODE_COACH_SEED=${seed})`, () => {
    test(`makes no rule fail and no finding out of place, in ${inputs} texts`, async () => {
      const random = randomFrom(seed);
      for (let done = 0; done < inputs; done += inputsAtOnce) {
        const files: Record<string, string> = {};
        for (let index = 0; index < Math.min(inputsAtOnce, inputs - done); index++) {
          files[`src/input${index}.${extension}`] = `${head}${mutate(random, { texts, fragments })}`;
        }
        const faults = await faultsIn(files);
        const [fault] = faults;
        if (fault === undefined) continue;
        const name = Object.keys(files).find((each) => fault.includes(basename(each)));
        const smallest =
          name === undefined
            ? ''
            : await minimise(
                files[name] ?? '',
                async (text) => (await faultsIn({ [name]: text })).length > 0,
              );
        assert.fail(`${fault}\n\nThe smallest text that shows it:\n${JSON.stringify(smallest)}`);
      }
    });

    test('is analysed after edits as it is from the start', async () => {
      const random = randomFrom(seed);
      const names = ['a', 'b', 'c'].map((name) => `src/${name}.${extension}`);
      const initial = Object.fromEntries(names.map((name) => [name, pick(random, texts)]));
      await inWorkspace(initial, async (edited) => {
        await edited.scan();
        const current = new Map(Object.entries(initial));
        for (let version = 2; version < 2 + Math.ceil(inputs / 30); version++) {
          const name = pick(random, names);
          const text =
            random() < 0.3
              ? pick(random, texts)
              : mutate(random, { texts: [current.get(name) ?? '', ...texts], fragments });
          current.set(name, text);
          edited.session.applyChanges([{ kind: 'edited', file: join(edited.root, name), version, text }]);
          edited.session.findings(join(edited.root, pick(random, names)));
        }
        for (const [name, text] of current) {
          edited.save(name, text);
          edited.session.applyChanges([
            { kind: 'changed', file: join(edited.root, name) },
            { kind: 'closed', file: join(edited.root, name) },
          ]);
        }
        const after = findingsIn(edited, (await edited.scan()).findings);
        const anew = await inWorkspace(Object.fromEntries(current), async (fresh) =>
          findingsIn(fresh, (await fresh.scan()).findings),
        );
        assert.deepEqual(after, anew);
      });
    });
  });
}

describe('code that is hard on an analysis', () => {
  const deep = 5000;
  for (const [what, text] of [
    [
      'a file of 50,000 lines',
      Array.from({ length: 50_000 }, (_, index) => `export const a${index} = ${index};`).join('\n'),
    ],
    ['nested conditions', `export const x = ${'(true ? '.repeat(deep)}1${' : 2)'.repeat(deep)};`],
    ['nested blocks', `export function f() {${'{'.repeat(deep)}${'}'.repeat(deep)}}`],
    [
      'nested calls',
      `declare function f(x: unknown): unknown;\nexport const x = ${'f('.repeat(deep)}1${')'.repeat(deep)};`,
    ],
    ['a long chain', `declare const a: any;\nexport const x = a${'.b()'.repeat(deep)};`],
    ['a long sum', `export const x = 1${' + 1'.repeat(deep)};`],
    ['one long line of patterns', `export const x = [${'/(a+)+$/.test("a"),'.repeat(deep)}];`],
  ] as const) {
    testHard(what, text, 'ts');
  }
  for (const [what, text] of [
    [
      'a file of 50,000 lines',
      Array.from({ length: 50_000 }, (_, index) => `a${index} = [${index}]`).join('\n'),
    ],
    ['one name in 20,000 places', `def f(x):\n${'    x = [x]\n    x.pop(0)\n'.repeat(10_000)}`],
    ['nested conditions', `x = ${'(1 if y else '.repeat(deep)}2${')'.repeat(deep)}\n`],
    ['nested calls', `x = ${'f('.repeat(deep)}1${')'.repeat(deep)}\n`],
    ['nested lists', `x = ${'['.repeat(deep)}${']'.repeat(deep)}\n`],
    ['a long chain', `x = a${'.pop(0)'.repeat(deep)}\n`],
    ['a long sum', `x = 1${' + 1'.repeat(deep)}\n`],
    ['a long ladder', `if x:\n    pass\n${'elif x is None:\n    y.insert(0, x)\n'.repeat(deep)}`],
    [
      'nested blocks',
      Array.from({ length: 90 }, (_, depth) => `${' '.repeat(depth)}while x:\n`).join('') +
        `${' '.repeat(90)}x = x[:-1]\n`,
    ],
  ] as const) {
    testHard(what, text, 'py');
  }
});

function testHard(what: string, text: string, extension: 'ts' | 'py'): void {
  const [hard, name] = [`src/hard.${extension}`, `src/other.${extension}`];
  test(`${what} (${extension}): the other files are analysed`, async () => {
    const other = pick(randomFrom(1), seeds([extension]));
    const [alone, beside] = [
      await inWorkspace({ [name]: other }, async (workspace) =>
        findingsIn(workspace, (await workspace.scan()).findings),
      ),
      await inWorkspace({ [name]: other, [hard]: text }, async (workspace) => {
        const { findings } = await workspace.scan();
        return findingsIn(
          workspace,
          findings.filter(({ file }) => file.endsWith(name)),
        );
      }),
    ];
    assert.deepEqual(beside, alone);
  });
}

/** What went wrong over these files, with the name of the file where it is known. */
async function faultsIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  return await inWorkspace(files, async (workspace) => {
    const { findings } = await workspace.scan();
    return [...workspace.complaints, ...findings.flatMap((finding) => misplaced(finding, files))];
  });
}

function misplaced(
  { file, rule, range, message }: Finding,
  files: Readonly<Record<string, string>>,
): string[] {
  const text = files[`src/${basename(file)}`] ?? '';
  const lines = text.split(/\r\n|\r|\n/);
  const isIn = ({ line, character }: { line: number; character: number }): boolean =>
    character <= (lines[line]?.length ?? -1);
  const isOrdered =
    range.start.line < range.end.line ||
    (range.start.line === range.end.line && range.start.character <= range.end.character);
  if (isIn(range.start) && isIn(range.end) && isOrdered && message.length > 0) return [];
  return [`${rule} is out of place in ${basename(file)}: ${JSON.stringify(range)}`];
}

function findingsIn({ root }: OpenWorkspace, findings: readonly Finding[]): unknown {
  return JSON.parse(JSON.stringify(findings).replaceAll(root, '')) as unknown;
}
