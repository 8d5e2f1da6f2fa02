import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { runCommand } from '../../../scripts/vscode/workbench.mjs';
import { openWindow, pictureFailures, removeFolder, temporaryFolder, type Window } from './window.ts';

/** So many that no machine has analysed them all before a hand is at the button. */
const files = 4000;

suite('a long scan', () => {
  let folder: string;
  let window: Window;
  pictureFailures(() => window);

  suiteSetup(async () => {
    folder = await temporaryFolder();
    await writeProject(folder);
    window = await openWindow(folder);
  });

  suiteTeardown(async () => {
    await window?.close();
    await removeFolder(folder);
  });

  test('counts files, and stops when it is cancelled', async () => {
    const { page } = window;
    await runCommand(page, 'Code Coach: Scan Workspace');
    const toast = page.locator('.notification-toast');
    await toast.getByText(new RegExp(`\\d+ of ${files} files`)).waitFor();
    await toast.getByText('Cancel', { exact: true }).click();
    const summary = await toast.getByText(/Scan cancelled after \d+ files?/).textContent();
    const [, seen] = /cancelled after (\d+)/.exec(summary ?? '') ?? [];
    assert.ok(Number(seen) < files, `${summary}`);
  });
});

async function writeProject(folder: string): Promise<void> {
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "types": [] } }\n');
  for (let index = 0; index < files; index += 1) {
    await writeFile(join(folder, 'src', `part${index}.ts`), sourceOf(index));
  }
}

function sourceOf(index: number): string {
  const before =
    index === 0
      ? 'const before = 0;'
      : `import { total${index - 1} as before } from './part${index - 1}.js';`;
  return `${before}

export function total${index}(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, Number(before));
}
`;
}
