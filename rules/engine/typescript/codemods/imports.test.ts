import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textViews } from '../../../../test/harness/text-views.ts';
import { applyEdits } from '../../edits.ts';
import { changeImports } from './change-imports.ts';
import { addImports, codeStyle, type WantedImport } from './imports.ts';

const viewOfText = textViews();

/** The text of a file after it was given the wanted names. */
function withImports(text: string, wanted: readonly WantedImport[], extension = '.ts'): string {
  const view = viewOfText(text, extension);
  const edits = addImports(view, wanted);
  return edits.length === 0 ? text : (applyEdits(edits, () => text).get(view.path) as string);
}

const assertOk: WantedImport = { specifier: './errors', imported: 'assertOk', local: 'assertOk' };

describe('names from a module', () => {
  test('join the declaration that imports from it, in its layout', () => {
    assert.equal(
      withImports(`import { a } from './errors';\na();\n`, [assertOk]),
      `import { a, assertOk } from './errors';\na();\n`,
    );
    assert.equal(
      withImports(`import {\n  a,\n  b,\n} from './errors';\n`, [assertOk]),
      `import {\n  a,\n  b,\n  assertOk,\n} from './errors';\n`,
    );
  });

  test('come after the last import, with its quotes and without its semicolons', () => {
    assert.equal(
      withImports(`import x from "x"\nimport y from "y"\n\nx(y)\n`, [assertOk]),
      `import x from "x"\nimport y from "y"\nimport { assertOk } from "./errors"\n\nx(y)\n`,
    );
  });

  test('do not join a declaration of types alone, unless they are types', () => {
    const text = `import type { Failure } from './errors';\n`;
    assert.equal(withImports(text, [assertOk]), `${text.trimEnd()}\nimport { assertOk } from './errors';\n`);
    const type = { specifier: './errors', imported: 'Kind', local: 'Kind', isType: true };
    assert.equal(withImports(text, [type]), `import type { Failure, Kind } from './errors';\n`);
    assert.equal(
      withImports(`import { a } from './errors';\n`, [type]),
      `import { a, type Kind } from './errors';\n`,
    );
  });

  test('that are there are not imported again', () => {
    const text = `import { assertOk } from './errors';\nassertOk();\n`;
    assert.equal(withImports(text, [assertOk]), text);
  });

  test('stand behind a hash-bang, and at the top of a file without imports', () => {
    assert.equal(
      withImports(`#!/usr/bin/env node\nmain();\n`, [assertOk]),
      `#!/usr/bin/env node\nimport { assertOk } from './errors';\n\nmain();\n`,
    );
  });

  test('are written like those of a neighbour where the file shows no style of its own', () => {
    const like = viewOfText(`import x from "x"\nx("it's")\n`, '.ts').source;
    const view = viewOfText(`// It doesn't say.\nexport class Failed extends Error {}\n`, '.ts');
    const [edit] = addImports(view, [assertOk], like);
    assert.equal(edit?.newText, `import { assertOk } from "./errors"\n\n`);
    const own = viewOfText(`export const text = 'so';\n`, '.ts');
    assert.equal(addImports(own, [assertOk], like)[0]?.newText, `import { assertOk } from './errors';\n\n`);
  });

  test('keep the line breaks of the file', () => {
    assert.equal(
      withImports(`import x from 'x';\r\nx();\r\n`, [assertOk]),
      `import x from 'x';\r\nimport { assertOk } from './errors';\r\nx();\r\n`,
    );
  });
});

describe('CommonJS', () => {
  test('requires, after the last require', () => {
    assert.equal(
      withImports(`'use strict'\nconst fs = require('fs')\nfs.x()\n`, [assertOk], '.cjs'),
      `'use strict'\nconst fs = require('fs')\nconst { assertOk } = require('./errors')\nfs.x()\n`,
    );
    assert.equal(
      withImports(`const { a } = require('./errors');\n`, [assertOk], '.cjs'),
      `const { a, assertOk } = require('./errors');\n`,
    );
  });
});

describe('names that only code uses that goes', () => {
  /** The text after the part between « and » went and `assertOk` came. */
  function changed(marked: string, extension = '.ts'): string {
    const start = marked.indexOf('«');
    const end = marked.indexOf('»') - 1;
    const text = marked.replace(/[«»]/g, '');
    const view = viewOfText(text, extension);
    const edits = changeImports(view, [assertOk], [{ start, end }]);
    return applyEdits(edits, () => text).get(view.path) as string;
  }

  test('leave the list they are in', () => {
    assert.equal(
      changed(`import { A, b } from './a';\nb();\n«A()»;\n`),
      `import { b } from './a';\nimport { assertOk } from './errors';\nb();\nA();\n`,
    );
  });

  test('stay where they are named elsewhere', () => {
    const text = `import { A } from './a';\n// See A.\n«A()»;\n`;
    assert.match(changed(text), /^import \{ A \} from '\.\/a';\nimport/);
  });

  test('take their statement with them, or give it to what comes', () => {
    assert.equal(
      changed(`import { A } from './a';\nimport b from './b';\nb(«A»);\n`),
      `import b from './b';\nimport { assertOk } from './errors';\nb(A);\n`,
    );
    assert.equal(
      changed(`import b from './b';\nimport { A } from './a';\nb(«A»);\n`),
      `import b from './b';\nimport { assertOk } from './errors';\nb(A);\n`,
    );
    assert.equal(
      changed(`import { A } from './errors';\n«A()»;\n`),
      `import { assertOk } from './errors';\nA();\n`,
    );
    assert.equal(
      changed(`const { A } = require('./errors')\n«A()»\n`, '.cjs'),
      `const { assertOk } = require('./errors')\nA()\n`,
    );
  });
});

test('the style of a file is read off its statements, and is the usual where there are none', () => {
  const style = (text: string) => codeStyle(viewOfText(text, '.ts').source);
  assert.deepEqual(style('export class E extends Error {}\n'), {
    quote: "'",
    semicolon: ';',
    newLine: '\n',
    indent: '  ',
  });
  assert.equal(style('function f() {\n\treturn "x"\n}\n').semicolon, '');
  assert.equal(style('function f() {\n\treturn "x"\n}\n').indent, '\t');
  assert.equal(style('function f() {\n\treturn "x"\n}\n').quote, '"');
});
