import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import { languageStatus, openFile, runCommand, squiggles } from '../../../scripts/vscode/workbench.mjs';
import { eventually } from '../eventually.ts';
import { type Process, processes } from '../processes.ts';
import { suiteWindow, withProject } from './window.ts';

/** Restarts within three minutes; the next end is the last. */
const restarts = 5;

suite('the status', () => {
  const window = suiteWindow(withProject('editor'));

  test('is idle once the open file is known, and leads to a scan', async () => {
    const { page } = window;
    await openFile(page, 'src/order.ts');
    await squiggles(page).first().waitFor();
    const status = await languageStatus(page, /Code Coach, idle/);
    await status.hover();
    await entry(page).getByRole('button', { name: 'Scan Workspace' }).click();
    await page.locator('.notification-toast', { hasText: /Scanned \d+ files/ }).waitFor();
    await runCommand(page, 'Code Coach: Clear Scan Results');
  });

  test('names a configuration that cannot be read, and leads to it', async () => {
    const { page } = window;
    const path = join(window.folder, 'tsconfig.json');
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace('"strict"', '\n"strict'));
    const status = await languageStatus(page, /Code Coach, .*tsconfig\.json/);
    await status.hover();
    await entry(page).getByRole('button', { name: 'Open File' }).click();
    await page.locator('.tab.active', { hasText: 'tsconfig.json' }).waitFor();
    await writeFile(path, before);
    await openFile(page, 'src/order.ts');
    await languageStatus(page, /Code Coach, idle/);
  });

  test('says that a server which keeps ending was given up, and starts it where that is asked for', async () => {
    const { page } = window;
    const ended = new Set<number>();
    for (let end = 0; end <= restarts; end += 1) {
      const server = await languageServer(ended);
      process.kill(server, 'SIGKILL');
      ended.add(server);
    }
    const message = page.locator('.notification-toast', {
      hasText: /The server ended 6 times within three minutes/,
    });
    await message.waitFor();
    const status = await languageStatus(page, /Code Coach is stopped, The server ended 6 times/);
    await status.hover();
    await entry(page).getByRole('button', { name: 'Restart Server' }).click();
    await languageStatus(page, /Code Coach, idle/);
    await squiggles(page).first().waitFor();
  });
});

/** What opens over the entry of the status bar, as far as it is ours. */
function entry(page: Page): Locator {
  return page.locator('.hover-language-status', { hasText: 'Code Coach' });
}

/** The language server that this window runs, as soon as there is another one than those; others may run on the machine. */
async function languageServer(ended: ReadonlySet<number>): Promise<number> {
  let found: Process | undefined;
  await eventually('a language server', async () => {
    const all = await processes();
    found = all.find(
      (each) => /dist.server\.js/.test(each.command) && !ended.has(each.pid) && isOurs(each, all),
    );
    return found !== undefined;
  });
  if (found === undefined) throw new Error('No language server');
  return found.pid;
}

function isOurs({ parent }: Process, all: readonly Process[]): boolean {
  if (parent === process.pid) return true;
  const above = all.find(({ pid }) => pid === parent);
  return above !== undefined && isOurs(above, all);
}
