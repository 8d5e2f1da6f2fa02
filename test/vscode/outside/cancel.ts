import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'mocha';
import { languageStatus, openFile, runCommand } from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow } from './window.ts';

/** So much that no machine has analysed it all before a hand is at the button. */
const files = 1500;
const functionsPerFile = 60;

suite('a long scan', () => {
  const window = suiteWindow(writeProject);

  test('counts files, stops when it is cancelled, and shows what it has found by then', async () => {
    const { page } = window;
    await runCommand(page, 'Code Coach: Scan Workspace');
    const toast = page.locator('.notification-toast');
    await toast.getByText(new RegExp(`\\d+ of ${files} files`)).waitFor();
    await toast.getByText('Cancel', { exact: true }).click();
    const summary = await toast.getByText(/Scan cancelled after \d+ files?/).textContent();
    const [, seen] = /cancelled after (\d+)/.exec(summary ?? '') ?? [];
    assert.ok(Number(seen) < files, `${summary}`);
    const [, found] = /: (\d+ findings?) \(/.exec(summary ?? '') ?? [];
    assert.ok(found, `${summary}`);
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: new RegExp(`^Code Coach.*${found}`) })
      .waitFor();
  });

  test('says in the status bar how far it is', async () => {
    const { page } = window;
    await openFile(page, 'app/src/part0.ts');
    await runCommand(page, 'Code Coach: Scan Workspace');
    await languageStatus(page, new RegExp(`Code Coach, analysing \\d+ of ${files} files`));
  });
});

/** Below the folder that is opened, so that it is the command that starts the analysis, not the opening. */
async function writeProject(folder: string): Promise<string> {
  const source = join(folder, 'app', 'src');
  await mkdir(source, { recursive: true });
  await writeFile(
    join(folder, 'app', 'tsconfig.json'),
    '{ "compilerOptions": { "strict": true, "types": [] } }\n',
  );
  for (let index = 0; index < files; index += 1) {
    await writeFile(join(source, `part${index}.ts`), sourceOf(index));
  }
  return folder;
}

function sourceOf(file: number): string {
  const functions = Array.from({ length: functionsPerFile }, (_, index) => {
    const name = `total${file}x${index}`;
    return `export function ${name}(amounts: readonly number[]): number {
  if (amounts.length === ${index}) return 0;
  return amounts.reduce((sum, amount) => sum + amount * ${index}, ${file});
}
`;
  });
  return `${stack(file)}\n${functions.join('\n')}`;
}

/** A finding of its file alone, which is there as soon as the file has been seen. */
function stack(file: number): string {
  return `export class Steps${file} {
  private readonly steps: string[] = [];

  record(step: string): void {
    this.steps.unshift(step);
  }

  undo(): string | undefined {
    return this.steps.shift();
  }
}
`;
}
