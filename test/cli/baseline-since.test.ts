import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Report } from '../../server/report/report.ts';
import { assertFailure, codeCoach, fetching, findingsProject, openSwitch, Project } from './harness.ts';

const baseline = 'code-coach-baseline.json';

describe('a baseline', () => {
  test('accepts what is there, survives moved lines, and lets only new findings through', async (context) => {
    const project = new Project(context, findingsProject);
    const update = await codeCoach(['scan', '--update-baseline'], { cwd: project.root });
    assert.equal(update.code, 0);
    assert.match(update.stdout, /Baseline written: .*4 entries \(4 new, 0 gone\)/);
    assert.equal(project.read(baseline).match(/"fingerprint"/g)?.length, 4);

    project.write('src/users.ts', `// moved\n\n\n${project.read('src/users.ts')}`);
    assert.deepEqual(await found(project, '--baseline', baseline), []);
    assert.equal((await codeCoach(['scan', '--baseline', baseline], { cwd: project.root })).code, 0);

    project.write('src/other.ts', openSwitch.replaceAll('Shape', 'Form'));
    assert.deepEqual(await found(project, '--baseline', baseline), ['src/other.ts']);
    assert.ok((await found(project)).length > 1);
  });

  test('is pruned, but only of what the scan looked at', async (context) => {
    const project = new Project(context, findingsProject);
    await codeCoach(['scan', '--update-baseline'], { cwd: project.root });
    const before = project.read(baseline);
    project.write('src/shape.ts', 'export {};\n');
    const compared = await codeCoach(['scan', '--baseline', baseline], { cwd: project.root });
    assert.match(compared.stdout, /3 known, 1 of its entries are gone \(--update-baseline prunes them\)/);

    for (const part of [['src/users.ts'], ['--habit', 'error-checks'], ['--rule', 'repeated-error-check']]) {
      await codeCoach(['scan', '--update-baseline', ...part], { cwd: project.root });
      assert.equal(project.read(baseline), before, part.join(' '));
    }
    await codeCoach(['scan', '--update-baseline'], { cwd: project.root });
    assert.ok(!project.read(baseline).includes('src/shape.ts'));
    assert.equal(project.read(baseline).match(/"fingerprint"/g)?.length, 3);
  });

  test('is the same text for the same findings, and may stand elsewhere', async (context) => {
    const project = new Project(context, findingsProject);
    for (const name of ['one.json', 'two.json']) {
      await codeCoach(['scan', '--baseline', name, '--update-baseline'], { cwd: project.root });
    }
    assert.equal(project.read('one.json'), project.read('two.json'));
  });

  test('that is broken is a failure, not an empty one', async (context) => {
    const project = new Project(context, { ...findingsProject, [baseline]: '{ "version": 1 ' });
    assertFailure(await codeCoach(['scan', '--baseline', baseline], { cwd: project.root }), /not a baseline/);
    assertFailure(await codeCoach(['scan', '--update-baseline'], { cwd: project.root }), /not a baseline/);
    assert.equal(project.read(baseline), '{ "version": 1 ');
  });
});

describe('--since', () => {
  test('reports findings on changed lines alone, committed or not', async (context) => {
    const project = new Project(context, findingsProject);
    project.commitAll();
    assert.deepEqual(await found(project, '--since', 'main'), []);

    project.git('checkout', '--quiet', '-b', 'feature');
    project.write('src/form.ts', openSwitch.replaceAll('Shape', 'Form'));
    project.write('src/clean.ts', 'export const answer = 43;\n');
    assert.deepEqual(await found(project, '--since', 'main'), ['src/form.ts']);
    project.git('add', '--all');
    project.git('commit', '--quiet', '--message', 'form');
    assert.deepEqual(await found(project, '--since', 'main'), ['src/form.ts']);
    assert.deepEqual(await found(project, '--since', 'HEAD'), []);
  });

  test('reports a finding elsewhere that rests on a changed line', async (context) => {
    const project = new Project(context, findingsProject);
    project.commitAll();
    project.write('src/more.ts', fetching('More'));
    const files = await found(project, '--since', 'HEAD', '--habit', 'error-checks');
    assert.ok(files.includes('src/more.ts'));
  });

  test('works from a folder below the top of the repository', async (context) => {
    const files = Object.entries(findingsProject).map(([name, text]) => [`packages/shop/${name}`, text]);
    const project = new Project(context, Object.fromEntries(files) as Record<string, string>);
    project.commitAll();
    project.write('packages/shop/src/shape.ts', openSwitch.replace('kind) {', 'kind  ) {'));
    const { stdout } = await codeCoach(['scan', 'packages/shop', '--since', 'HEAD', '--format', 'json'], {
      cwd: project.root,
    });
    assert.deepEqual(
      (JSON.parse(stdout) as Report).findings.map(({ file }) => file),
      ['src/shape.ts'],
    );
  });
});

async function found(project: Project, ...args: string[]): Promise<string[]> {
  const { stdout } = await codeCoach(['scan', '--format', 'json', ...args], { cwd: project.root });
  return (JSON.parse(stdout) as Report).findings.map(({ file }) => file);
}
