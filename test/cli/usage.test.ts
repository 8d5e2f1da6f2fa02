import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { rules } from '../../rules/registry.ts';
import { assertFailure, codeCoach, Project } from './harness.ts';

describe('wrong usage exits with 2 and says in one line what to do', () => {
  const cases: [string[], RegExp][] = [
    [[], /No command.*code-coach scan/],
    [['scn'], /"scn" is not a command.*code-coach scan/],
    [['src/deep'], /code-coach scan src\/deep/],
    [['--quiet'], /--quiet needs a command/],
    [['scan', '--formt', 'json'], /no option --formt.*--format\?/],
    [['scan', '--dry-run'], /no option --dry-run.*code-coach fix/],
    [['scan', '-x'], /no option -x/],
    [['scan', '--quiet=yes'], /--quiet/],
    [['scan', '--format', 'yaml'], /--format cannot be "yaml".*text, json, sarif/],
    [['scan', '--format', 'pdf'], /cannot be "pdf"/],
    [['scan', '--min-severity', 'loud'], /"loud".*hint, info, warning, error/],
    [['scan', '--fail-on', 'sometimes'], /"sometimes".*never/],
    [
      ['scan', '--rule', 'stack-shaped/front-of-arry'],
      /no rule "stack-shaped\/front-of-arry".*code-coach rules/,
    ],
    [['scan', '--rule', 'null-prone'], /"null-prone" is a habit.*--habit null-prone/],
    [['scan', '--habit', 'nullprone'], /"nullprone".*null-prone/],
    [['scan', '--output'], /--output/],
    [['scan', '--output', ''], /--output needs a value/],
    [['scan', '--output', 'no/such/folder/report.json'], /folder of --output/],
    [['scan', 'no-such-folder'], /no-such-folder does not exist/],
    [['scan', 'no\u001b[31m-such\nfolder'], /no\\u\{1b\}\[31m-such folder does not exist/],
    [['scan', ''], /PATH is empty/],
    [['scan', '--config', 'none.json'], /none\.json of --config does not exist/],
    [['scan', '--baseline', 'none.json'], /baseline .*none\.json does not exist.*--update-baseline/],
    [['scan', '--update-baseline', '--since', 'main'], /does not go with --since/],
    [['scan', '--since', 'main'], /needs a git working tree/],
    [['fix', '--format', 'sarif'], /"sarif".*text, json/],
    [['fix', '--output', 'x'], /no option --output.*code-coach scan/],
    [['fix', 'no-such-folder'], /does not exist/],
    [['explain'], /needs a rule.*code-coach rules/],
    [['explain', 'no-such-rule'], /no rule "no-such-rule"/],
    [['explain', 'non-exhaustive-union', 'another'], /one rule/],
    [['rules', 'non-exhaustive-union'], /code-coach explain non-exhaustive-union/],
    [['rules', '--format', 'sarif'], /text, json/],
  ];
  for (const [args, message] of cases) {
    test(JSON.stringify(args.join(' ')), async (context) => {
      const { root } = new Project(context, {});
      assertFailure(await codeCoach(args, { cwd: root }), message);
    });
  }
});

describe('help', () => {
  test('teaches with examples and exit codes, for each command', async () => {
    for (const args of [
      ['--help'],
      ['-h'],
      ['help'],
      ['scan', '--help'],
      ['fix', '-h'],
      ['explain', '--help'],
      ['rules', '--help'],
    ]) {
      const { code, stdout, stderr } = await codeCoach(args);
      assert.equal(code, 0, args.join(' '));
      assert.equal(stderr, '');
      assert.match(stdout, /code-coach /);
    }
    const { stdout } = await codeCoach(['scan', '--help']);
    for (const option of [
      ...['--format', '--output', '--rule', '--habit', '--min-severity', '--fail-on', '--baseline'],
      ...['--update-baseline', '--since', '--fixes', '--quiet', '--stats', '--config', '--no-cache'],
    ]) {
      assert.ok(stdout.includes(option), option);
    }
    assert.match(stdout, /Exit codes\n {2}0 .*\n {2}1 .*\n {2}2 /);
  });

  test('names the version of the package', async () => {
    const { code, stdout } = await codeCoach(['--version']);
    assert.deepEqual([code, stdout], [0, `${packageJson.version}\n`]);
  });
});

describe('rules', () => {
  test('lists every rule, for programs too', async () => {
    const text = await codeCoach(['rules']);
    const { code, stdout } = await codeCoach(['rules', '--format', 'json']);
    assert.equal(code, 0);
    const list = JSON.parse(stdout) as {
      version: number;
      rules: { id: string; habit: string; title: string }[];
    };
    assert.equal(list.version, 1);
    assert.deepEqual(list.rules.map(({ id }) => id).sort(), rules.map(({ meta }) => meta.id).sort());
    for (const { id, habit, title } of list.rules) {
      assert.ok(id.startsWith(`${habit}/`));
      assert.ok(text.stdout.includes(id));
      assert.ok(text.stdout.includes(title));
    }
  });
});

describe('explain', () => {
  test('prints the lesson of a rule, named with or without its habit', async () => {
    for (const { meta } of rules.slice(0, 2)) {
      const { code, stdout } = await codeCoach(['explain', meta.id]);
      assert.equal(code, 0);
      assert.ok(stdout.includes(meta.title));
      assert.ok(stdout.includes(`code-coach-ignore-next-line ${meta.id} -- reason`));
      const [heading = ''] = /^#+ .*/m.exec(meta.lesson) ?? [];
      assert.ok(stdout.includes(heading.replace(/^#+ /, '')));
      const short = await codeCoach(['explain', meta.id.slice(meta.id.indexOf('/') + 1)]);
      assert.equal(short.stdout, stdout);
    }
  });
});
