import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

const types = nodeTypes(`
declare module 'node:util' {
  export function parseArgs(settings: object): { values: { [name: string]: any }; positionals: string[] };
}
declare module 'util' { export { parseArgs } from 'node:util'; }
declare const process: { readonly argv: string[] };
`);

await testRewrites('needless-dependencies/native-replacement', types, [
  {
    name: 'declared options, a letter for one, and what is no option',
    package: 'minimist',
    before: `import minimist from 'minimist';

const argv = minimist(process.argv.slice(2), {
  string: ['out-dir'],
  boolean: ['help', 'watch'],
  alias: { h: 'help' },
  default: { 'out-dir': 'dist' },
});
export const run = (): unknown => (argv.h ? argv.watch : [argv['out-dir'], argv._]);
`,
    after: `import { parseArgs } from 'node:util';

const { values: argv, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    'out-dir': { type: 'string', default: 'dist' },
    watch: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
export const run = (): unknown => (argv.help ? argv.watch : [argv['out-dir'], positionals]);
`,
    kind: 'review',
    says: /by `util\.parseArgs`.*what changes: an option that is not declared/,
  },
  {
    name: 'other arguments that are declared as texts are no option',
    package: 'minimist',
    before: `import minimist from 'minimist';

const argv = minimist(process.argv.slice(2), { string: ['_', 'task'] });
export const run = (): unknown => [argv.task, argv._];
`,
    after: `import { parseArgs } from 'node:util';

const { values: argv, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    task: { type: 'string' },
  },
});
export const run = (): unknown => [argv.task, positionals];
`,
    kind: 'review',
    says: /what changes/,
  },
  {
    name: 'required where it is called, with another name for what is no option',
    package: 'yargs-parser',
    file: 'run.cjs',
    before: `'use strict'
const positionals = 1
const options = require('yargs-parser')(process.argv.slice(2), { boolean: 'check' })
module.exports = [options.check, options._.length, positionals]
`,
    after: `'use strict'

const util = require('node:util')
const positionals = 1
const { values: options, positionals: positionals2 } = util.parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    check: { type: 'boolean' },
  },
})
module.exports = [options.check, positionals2.length, positionals]
`,
    kind: 'review',
    says: /what changes/,
  },
  ...[
    ['without declarations', `const argv = minimist(process.argv.slice(2));\nexport const run = argv.x;`],
    [
      'an option that is read and not declared',
      `const argv = minimist(process.argv, { boolean: ['a'] });\nexport const run = argv.b;`,
    ],
    [
      'a function that decides',
      `const argv = minimist([], { unknown: () => false });\nexport const run = argv.b;`,
    ],
    [
      'two long names',
      `const argv = minimist([], { boolean: ['colour'], alias: { colour: 'color' } });\nexport const run = argv.color;`,
    ],
    [
      'a number by default',
      `const argv = minimist([], { string: ['n'], default: { n: 3 } });\nexport const run = argv.n;`,
    ],
  ].map(([name = '', body = '']) => ({
    name: `${name} keeps the package`,
    package: 'minimist',
    before: `import minimist from 'minimist';\n${body}\n`,
    kind: 'silent' as const,
  })),
  {
    name: 'a result that is handed on',
    package: 'minimist',
    before: `import minimist from 'minimist';\nconst argv = minimist(process.argv, { boolean: ['a'] });\nexport const run = Object.keys(argv);\n`,
    kind: 'silent',
  },
]);

for (const [name, isFalseUnlessGiven] of [
  ['minimist', true],
  ['yargs-parser', false],
] as const) {
  test(`${name} and parseArgs read declared options alike`, async () => {
    const { default: theirParser } = await import(name);
    // Either parser takes these behind an option for its value.
    const word = fc.stringMatching(/^[a-z/.]{1,6}$/).filter((text) => text !== 'true' && text !== 'false');
    const piece = fc.oneof(
      fc.constantFrom(['--watch'], ['--help'], ['-h'], ['-w']),
      word.map((text) => [`--out=${text}`]),
      word.map((text) => ['--out', text]),
      word.map((text) => ['-o', text]),
      word.map((text) => [text]),
    );
    const line = fc.array(piece, { maxLength: 6 }).filter((pieces) => {
      const outs = pieces.filter(([first = '']) => /^(?:--out|-o)/.test(first));
      return outs.length < 2;
    });
    const fallback = isFalseUnlessGiven ? { default: false } : {};
    fc.assert(
      fc.property(line, fc.array(word, { maxLength: 2 }), (pieces, rest) => {
        const args = [...pieces.flat(), ...(rest.length > 0 ? ['--', ...rest] : [])];
        const theirs = theirParser(args, {
          string: ['out'],
          boolean: ['help', 'watch'],
          alias: { h: 'help', w: 'watch', o: 'out' },
          default: { out: 'dist' },
        });
        const { values, positionals } = parseArgs({
          args,
          allowPositionals: true,
          options: {
            out: { type: 'string', short: 'o', default: 'dist' },
            help: { type: 'boolean', short: 'h', ...fallback },
            watch: { type: 'boolean', short: 'w', ...fallback },
          },
        });
        assert.deepEqual([values.out, values.help, values.watch], [theirs.out, theirs.help, theirs.watch]);
        assert.deepEqual(positionals, theirs._);
      }),
    );
  });
}
