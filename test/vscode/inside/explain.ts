import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { commands, window } from 'vscode';
import type { ExplainParams } from '../../../server/protocol.ts';
import { closeEverything, fileUri, findingOf, openFile, when } from './editor.ts';

suite('the page that explains', () => {
  teardown(closeEverything);

  test('is about what was asked for last, however long another answer takes', async () => {
    const slow = await at('error-checks/repeated-error-check', 'src/guards/users.ts');
    const quick = await at('stack-shaped/front-of-array', 'src/history.ts');
    const asked = [slow, quick, slow, quick].map((each) =>
      commands.executeCommand('codeCoach.explain', each),
    );
    await Promise.all(asked);
    await when(window.tabGroups.onDidChangeTabs, 'a page', () => pages()[0]);
    assert.deepEqual(pages(), ['Coach: front-of-array']);
  });
});

async function at(rule: string, path: string): Promise<ExplainParams> {
  await openFile(path);
  const { line, character } = (await findingOf(rule, path)).range.start;
  return { uri: fileUri(path).toString(), at: { position: { line, character } } };
}

/** Titles of the pages that are shown. */
function pages(): string[] {
  return window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.map(({ label }) => label).filter((label) => label.startsWith('Coach: ')),
  );
}
