import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { LanguageModelTextPart, lm, workspace } from 'vscode';
import { closeEverything, openFile } from './editor.ts';

const front = 'stack-shaped/front-of-array';
const path = 'src/history.ts';

suite('the tools for an assistant', () => {
  teardown(closeEverything);

  test('are listed with what they are for', () => {
    const own = lm.tools.filter(({ name }) => name.startsWith('codeCoach_'));
    assert.deepEqual(own.map(({ name }) => name).sort(), [
      'codeCoach_findings',
      'codeCoach_fix',
      'codeCoach_lesson',
    ]);
    assert.ok(own.every(({ description }) => description.length > 100));
  });

  test('tell findings of a file and of the workspace, with what it takes to ask on', async () => {
    const ofFile = await ask('codeCoach_findings', { path });
    assert.match(ofFile, /^1 finding\n\nsrc\/history\.ts:6:5 info stack-shaped\/front-of-array\n/);
    assert.match(ofFile, /\n {2}evidence: src\/history\.ts:10:\d+ /);
    assert.match(ofFile, /\n {2}fix 0 \(safe\): /);
    const guards = await ask('codeCoach_findings', { rule: 'error-checks' });
    assert.match(guards, /^3 findings\n/);
    assert.doesNotMatch(guards, /stack-shaped/);
  });

  test('teach the lesson of a rule, and say when there is none', async () => {
    assert.match(await ask('codeCoach_lesson', { rule: front }), /## When this is fine/);
    await assert.rejects(ask('codeCoach_lesson', { rule: 'null-prone/nonsense' }), /has no rule null-prone/);
    await assert.rejects(ask('codeCoach_findings', { path: 'src/nowhere.ts' }), /no file src\/nowhere\.ts/);
  });

  test('give a checked fix as a diff, and apply it once that was agreed to', async () => {
    const { document } = await openFile(path);
    const before = document.getText();
    const [, fingerprint] = /fingerprint: (\S+)/.exec(await ask('codeCoach_findings', { path })) ?? [];
    const diff = await ask('codeCoach_fix', { path, fingerprint });
    assert.match(diff, /Nothing is changed yet\.\n\n--- a\/src\/history\.ts\n/);
    assert.equal(document.getText(), before);
    try {
      // Under test VS Code answers its own question whether to go on with yes.
      assert.match(await ask('codeCoach_fix', { path, fingerprint, apply: true }), /^Applied: /);
      assert.match(document.getText(), /steps\.push\(step\)/);
      await assert.rejects(ask('codeCoach_fix', { path, fingerprint }), /no finding/);
    } finally {
      await workspace.fs.writeFile(document.uri, new TextEncoder().encode(before));
    }
  });
});

async function ask(tool: string, input: object): Promise<string> {
  const { content } = await lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
}
