import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { severities } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import type { Settings } from './session.ts';
import { isLoudEnough, loadSettings, noSettings, optionsFor, severityFor } from './settings.ts';
import { parseSettings } from './settingsFile.ts';

const known: RuleMeta[] = [
  meta('null-prone/optional-bag', { minimumFlags: 2 }),
  meta('stack-shaped/front-of-array'),
];

describe('code-coach.json', () => {
  test('may hold comments and trailing commas', () => {
    const { settings, problems } = parseSettings(
      '\uFEFF// Quiet for now.\n{ "rules": { "null-prone": "off", /* loud */ "stack-shaped/front-of-array": "error", }, }',
      '/w/code-coach.json',
      known,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(settings.rules, { 'null-prone': 'off', 'stack-shaped/front-of-array': 'error' });
  });

  test('names every value that is not allowed, with its line, and keeps the rest', () => {
    const text = [
      '{',
      '  "rules": {',
      '    "null-prone": "loud",',
      '    "null-prone/optinal-bag": "off",',
      '    "stack-shaped": "hint"',
      '  },',
      '  "options": { "null-prone/optional-bag": { "minimumFlags": "three", "maximum": 3 } },',
      '  "exclude": ["generated/**", 7, "!src"],',
      '  "languages": { "typescript": true, "javascript": "no", "basic": false }, "minSeverity": "off",',
      '  "exlude": []',
      '}',
    ].join('\n');
    const { settings, problems } = parseSettings(text, '/w/code-coach.json', known);
    assert.deepEqual(settings, {
      rules: { 'stack-shaped': 'hint' },
      options: { 'null-prone/optional-bag': {} },
      exclude: ['generated/**'],
      languages: { typescript: true },
    });
    assert.deepEqual(
      problems.map(({ line, message }) => `${line}: ${message}`),
      [
        '9: "exlude" is not a setting. Allowed are "$schema", "rules", "options", "languages", "minSeverity", "exclude".',
        '2: "rules"."null-prone" is "loud". Allowed are "off", "hint", "info", "warning", "error".',
        '3: "null-prone/optinal-bag" is neither a rule nor a habit. Did you mean "null-prone/optional-bag"? `code-coach rules` lists all.',
        '6: "options"."null-prone/optional-bag"."minimumFlags" must be a number, 0 or more.',
        '6: "maximum" is not an option of null-prone/optional-bag. Allowed are "minimumFlags".',
        '7: Every entry of "exclude" must be a glob in quotes.',
        '7: "!src" starts with "!": a glob of "exclude" can only leave files out.',
        '8: "languages"."javascript" must be true or false.',
        '8: "basic" is not a language of Code Coach. Allowed are "typescript", "javascript", "python".',
        '8: "minSeverity" is "off". Allowed are "hint", "info", "warning", "error".',
      ],
    );
  });

  test('that is half typed still gives what stands before the fault', () => {
    const { settings, problems } = parseSettings(
      '{ "rules": { "null-prone": "off" }, "exclude": [',
      '/w/c',
      known,
    );
    assert.deepEqual(settings.rules, { 'null-prone': 'off' });
    assert.match(problems[0]?.message ?? '', /not valid JSON/);
  });

  for (const text of [
    '',
    '[]',
    'null',
    '"rules"',
    '{ "rules": [] }',
    '{ "options": 1 }',
    '{ "exclude": {} }',
  ]) {
    test(`that reads ${JSON.stringify(text)} is a problem and no crash`, () => {
      const { settings, problems } = parseSettings(text, '/w/code-coach.json', known);
      assert.deepEqual(settings, noSettings);
      assert.equal(problems.length, 1);
    });
  }
});

describe('settings of a workspace', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'code-coach-settings-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test('come from the nearest file, which stands for its whole folder', () => {
    write('code-coach.json', '{ "rules": { "null-prone": "off", "stack-shaped": "off" } }');
    write('packages/a/code-coach.json', '{ "rules": { "null-prone": "error" } }');
    const settings = loadSettings([root], null, noSettings, known);
    assert.deepEqual(settings.settingsFor(`${root}/packages/a/src/deep/x.ts`).rules, {
      'null-prone': 'error',
    });
    assert.deepEqual(settings.settingsFor(`${root}/packages/b/x.ts`).rules, {
      'null-prone': 'off',
      'stack-shaped': 'off',
    });
    assert.deepEqual([...settings.files].sort(), [
      `${root}/code-coach.json`,
      `${root}/packages/a/code-coach.json`,
    ]);
  });

  test('above the workspace folder are not looked at', () => {
    write('code-coach.json', '{ "rules": { "null-prone": "off" } }');
    const settings = loadSettings([`${root}/inner`], null, noSettings, known);
    assert.deepEqual(settings.settingsFor(`${root}/inner/x.ts`), noSettings);
  });

  test('of a file win over the editor, also where it names a habit and the editor a rule of it', () => {
    write('code-coach.json', '{ "rules": { "null-prone": "warning" } }');
    const editor: Settings = {
      rules: { 'null-prone/optional-bag': 'off', 'stack-shaped': 'hint' },
      options: { 'null-prone/optional-bag': { minimumFlags: 5 } },
      exclude: ['out'],
      languages: {},
    };
    const merged = loadSettings([root], null, editor, known).settingsFor(`${root}/x.ts`);
    assert.equal(severityFor(merged, 'null-prone/optional-bag'), 'warning');
    assert.equal(severityFor(merged, 'stack-shaped/front-of-array'), 'hint');
    assert.equal(severityFor(merged, 'error-checks/repeated-error-check'), undefined);
    const [optionalBag] = known;
    assert.ok(optionalBag);
    assert.deepEqual(optionsFor(merged, optionalBag), { minimumFlags: 5 });
    assert.deepEqual(optionsFor(noSettings, optionalBag), { minimumFlags: 2 });
  });

  test('of the editor are those of the folder that a file is in, and the file there wins over them', () => {
    write('app/code-coach.json', '{ "rules": { "null-prone": "warning" } }');
    const [app, lib] = [`${root}/app`, `${root}/lib`];
    const own: Settings = { ...noSettings, rules: { 'null-prone': 'off', 'stack-shaped': 'off' } };
    const editor = { ...noSettings, rules: { 'error-checks': 'hint' }, folders: { [app]: own } } as const;
    const { settingsFor } = loadSettings([app, lib], null, editor, known);
    assert.deepEqual(settingsFor(`${app}/x.ts`).rules, { 'null-prone': 'warning', 'stack-shaped': 'off' });
    assert.deepEqual(settingsFor(`${lib}/x.ts`).rules, { 'error-checks': 'hint' });
  });

  test('named explicitly replace those that are found', () => {
    write('code-coach.json', '{ "rules": { "null-prone": "off" } }');
    write('ci.json', '{ "rules": { "stack-shaped": "error" } }');
    const settings = loadSettings([root], `${root}/ci.json`, noSettings, known);
    assert.deepEqual(settings.settingsFor(`${root}/x.ts`).rules, { 'stack-shaped': 'error' });
  });

  test('exclude files and folders relative to their own folder', () => {
    write('app/[id]/code-coach.json', '{ "exclude": ["*.gen.ts", "api/client", "legacy/", "./old/*.js"] }');
    const settings = loadSettings([root], null, { ...noSettings, exclude: ['vendor'] }, known);
    const excluded = (file: string) => settings.isExcluded(`${root}/${file}`);
    assert.ok(excluded('app/[id]/deep/x.gen.ts'));
    assert.ok(excluded('app/[id]/api/client/index.ts'));
    assert.ok(excluded('app/[id]/src/legacy/x.ts'));
    assert.ok(excluded('app/[id]/old/x.js'));
    assert.ok(excluded('app/[id]/vendor/x.ts'));
    assert.ok(excluded('vendor/.hidden/x.ts'));
    assert.ok(!excluded('app/[id]/src/api/client/index.ts'));
    assert.ok(!excluded('app/i/x.gen.ts'));
    assert.ok(!excluded('app/[id]/old/deep/x.js'));
  });

  test('switch a language off, in its folder', () => {
    write('app/code-coach.json', '{ "languages": { "javascript": false } }');
    const settings = loadSettings([root], null, noSettings, known);
    const excluded = ['app/x.js', 'app/x.mjs', 'app/x.jsx', 'app/x.ts', 'app/package.json', 'x.js'].filter(
      (file) => settings.isExcluded(`${root}/${file}`),
    );
    assert.deepEqual(excluded, ['app/x.js', 'app/x.mjs', 'app/x.jsx']);
  });

  test('leave out what is quieter than either the editor or the file wants', () => {
    write('quiet/code-coach.json', '{ "minSeverity": "warning" }');
    write('loud/code-coach.json', '{ "minSeverity": "hint" }');
    const settings = loadSettings([root], null, { ...noSettings, minSeverity: 'info' }, known);
    const shown = (file: string) =>
      severities.filter((severity) => isLoudEnough(settings.settingsFor(`${root}/${file}`), severity));
    assert.deepEqual(shown('quiet/x.ts'), ['warning', 'error']);
    assert.deepEqual(shown('loud/x.ts'), ['info', 'warning', 'error']);
    assert.deepEqual(shown('x.ts'), ['info', 'warning', 'error']);
    assert.ok(isLoudEnough(noSettings, 'hint'));
  });

  test('name a broken file once, however many files it stands for', () => {
    write('code-coach.json', '{ "rules": ');
    const settings = loadSettings([root], null, noSettings, known);
    for (const name of ['a/x.ts', 'b/y.ts', 'z.ts']) settings.settingsFor(`${root}/${name}`);
    assert.deepEqual(
      settings.problems.map((problem) => problem.file),
      [`${root}/code-coach.json`],
    );
  });

  test('that are a folder by name are a problem', () => {
    mkdirSync(join(root, 'code-coach.json'));
    const settings = loadSettings([root], null, noSettings, known);
    assert.deepEqual(settings.settingsFor(`${root}/x.ts`), noSettings);
    assert.match(settings.problems[0]?.message ?? '', /EISDIR/);
  });

  function write(name: string, text: string): void {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
});

function meta(id: RuleMeta['id'], options?: Record<string, number>): RuleMeta {
  const base = { id, title: id, severity: 'info', language: 'typescript', lesson: '' } as const;
  return options === undefined ? base : { ...base, options };
}
