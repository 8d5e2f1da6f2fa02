import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, styleText } from 'node:util';
import fc from 'fast-check';
import { nodeTypes, publishedTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

const types = nodeTypes(`
declare module 'node:util' {
  type Style = 'red' | 'green' | 'yellow' | 'bold' | 'dim' | 'overlined' | 'gray' | 'bgRedBright';
  export function styleText(format: Style | Style[], text: string): string;
  export function inspect(value: unknown): string;
}
declare function require(name: string): any;
`);

await testRewrites('needless-dependencies/native-replacement', { ...types, ...publishedTypes('colorette') }, [
  {
    name: 'styles that are chained, of a text, a number and several values',
    package: 'chalk',
    version: '^5.0.0',
    before: `import chalk from 'chalk';

export const failed = (name: string, count: number, unit: string): string =>
  chalk.bold.red('failed') + chalk.dim(name) + chalk.yellow(count) + chalk.green('in', count, unit);
`,
    after: `import { styleText } from 'node:util';

export const failed = (name: string, count: number, unit: string): string =>
  styleText(['bold', 'red'], 'failed') + styleText('dim', name) + styleText('yellow', String(count)) + styleText('green', ['in', count, unit].join(' '));
`,
    kind: 'review',
    says: /decides whether colours are written, by stdout, `NO_COLOR` and `FORCE_COLOR`, a style does not go on/,
  },
  {
    name: 'a text on a line of its own, in a Node that wrote colours everywhere',
    package: 'chalk',
    engines: '>=22',
    before: `import chalk from 'chalk';
console.log(
  chalk.red(
    'The file is not there, and so are none of those that it names.',
  ),
);
`,
    after: `import { styleText } from 'node:util';
console.log(
  styleText(
    'red',
    'The file is not there, and so are none of those that it names.',
  ),
);
`,
    kind: 'review',
    says: /before Node 22\.8 they are written into files and pipes as well$/,
  },
  {
    name: 'a text without styles of its own, in CommonJS without semicolons and with double quotes',
    package: 'chalk',
    version: '^4.1.0',
    file: 'report.cjs',
    before: `const chalk = require("chalk")
console.log(chalk.green(\`\${1 + 1} passed\`))
`,
    after: `const util = require("node:util")
console.log(util.styleText("green", \`\${1 + 1} passed\`))
`,
    kind: 'review',
    says: /`FORCE_COLOR`$/,
  },
  {
    name: 'a style within a style',
    package: 'picocolors',
    before: `import pc from 'picocolors';
export const line = (name: string): string => pc.red('no ' + pc.bold(name) + ' here');
`,
    after: `import { styleText } from 'node:util';
export const line = (name: string): string => styleText('red', 'no ' + styleText('bold', name) + ' here');
`,
    kind: 'review',
    says: /a style does not go on after one that ends within it/,
  },
  {
    name: 'named imports, one of them shadowed',
    package: 'colorette',
    version: '^2.0.0',
    before: `import { bold, red as alarm } from 'colorette';
export const title = (text: string): string => bold(alarm(text));
export const plain = (bold: (text: string) => string): string => bold('a');
`,
    after: `import { styleText } from 'node:util';
export const title = (text: string): string => styleText('bold', styleText('red', text));
export const plain = (bold: (text: string) => string): string => bold('a');
`,
    kind: 'review',
    says: /FORCE_COLOR/,
  },
  {
    name: 'styles that go on by calls',
    package: 'kleur',
    version: '^4.0.0',
    before: `import kleur from 'kleur';
export const title = (text: string): string => kleur.bold().red(text);
`,
    after: `import { styleText } from 'node:util';
export const title = (text: string): string => styleText(['bold', 'red'], text);
`,
    kind: 'review',
    says: /FORCE_COLOR/,
  },
  {
    name: 'the functions of a file of its own',
    package: 'kleur',
    version: '^4.0.0',
    before: `import { red } from 'kleur/colors';
export const alarm = (text: string): string => red(text);
`,
    after: `import { styleText } from 'node:util';
export const alarm = (text: string): string => styleText('red', text);
`,
    kind: 'review',
    says: /FORCE_COLOR/,
  },
  {
    name: 'styles that are handed on',
    package: 'ansi-colors',
    before: `import c from 'ansi-colors';
export const levels = { error: c.bold.red, note: c.dim };
`,
    after: `import { styleText } from 'node:util';
export const levels = { error: (text: string) => styleText(['bold', 'red'], text), note: (text: string) => styleText('dim', text) };
`,
    kind: 'review',
    says: /takes one text/,
  },
  {
    name: 'styles that are handed on in JavaScript',
    package: 'chalk',
    version: '^4.1.0',
    file: 'theme.cjs',
    before: `const chalk = require('chalk');
const alarm = chalk.red;
exports.say = () => alarm('no');
`,
    after: `const util = require('node:util');
const alarm = (text = '') => util.styleText('red', text);
exports.say = () => alarm('no');
`,
    kind: 'review',
    says: /takes one text/,
  },
  {
    name: 'a style that is computed',
    package: 'chalk',
    before: `import chalk from 'chalk';
export const paint = (name: 'red' | 'green', text: string): string => chalk[name](text);
`,
    kind: 'refused',
    says: /which style `chalk\[name\]` is turns out when it runs/,
  },
  {
    name: 'a colour of its own',
    package: 'chalk',
    before: `import chalk from 'chalk';
export const paint = (text: string): string => chalk.hex('#ff8800')(text) + chalk.red(text);
`,
    kind: 'silent',
  },
  {
    name: 'what tells whether there are colours',
    package: 'picocolors',
    before: `import pc from 'picocolors';
export const paint = (text: string): string => (pc.isColorSupported ? pc.red(text) : '! ' + text);
`,
    kind: 'silent',
  },
  {
    name: 'a Node that would write colours into files too',
    package: 'chalk',
    engines: '>=20.12',
    before: `import chalk from 'chalk';
export const paint = (text: string): string => chalk.red(text);
`,
    kind: 'silent',
  },
]);

test('every style has the codes that the packages write around a text without styles', () => {
  const here = createRequire(join(process.cwd(), 'package.json'));
  const chalk = new (here('chalk').Instance)({ level: 1 });
  const colorette = here('colorette').createColors({ useColor: true });
  const pico = here('picocolors').createColors(true);
  const kleur = here('kleur');
  kleur.enabled = true;
  const ansi = here('ansi-colors').create();
  const styles = Object.keys(inspect.colors);
  const write = (format: string[], text: string): string =>
    styleText(format as Parameters<typeof styleText>[0], text, { validateStream: false });
  const text = fc.stringMatching(/^[ -~ä✓]{1,20}$/);
  fc.assert(
    fc.property(text, fc.constantFrom(...styles), fc.constantFrom(...styles), (value, one, two) => {
      for (const paint of [colorette, pico, kleur, ansi, chalk]) {
        if (typeof paint[one] === 'function') assert.equal(write([one], value), paint[one](value), one);
      }
      const both = chalk[one]?.[two];
      if (typeof both === 'function') assert.equal(write([one, two], value), both(value), `${one}.${two}`);
    }),
  );
  // `overline` came with version 5, an ES module, whose codes are 53 and 55.
  assert.equal(write(['overlined'], 'a'), '\u001b[53ma\u001b[55m');
});
