import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suiteSetup, suiteTeardown, teardown } from 'mocha';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../../scripts/vscode/browser.mjs';
import { packagedExtension } from '../../../scripts/vscode/install.mjs';
import { serveVscode, workbenchUrl } from '../../../scripts/vscode/serve.mjs';
import { openWorkbench } from '../../../scripts/vscode/workbench.mjs';

interface Window {
  readonly page: Page;
  close(): Promise<void>;
}

/** A new VS Code with the packaged extension installed, nothing else, showing a folder or a `.code-workspace`. */
async function openWindow(path: string, restricted: boolean): Promise<Window> {
  const vscode = await serveVscode({ vsix: packagedExtension, restricted });
  try {
    const browser = await openBrowser();
    try {
      const page = await openWorkbench(browser, workbenchUrl(vscode.port, path));
      const close = async () => {
        await browser.close();
        await vscode.stop();
      };
      return { page, close };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await vscode.stop();
    throw error;
  }
}

/** What a suite looks at, once its first test has begun. */
export interface SuiteWindow {
  readonly page: Page;
  /** The folder that was made for it. */
  readonly folder: string;
}

/**
 * Gives the suite around the call a window of its own, on a new folder that `fill` puts something into, and takes both away
 * after the last test. Keeps a picture of the window under `out/` after each test that fails.
 * @param fill resolves with what is to be opened.
 * @param look `restricted`: the person has not said that the folder is to be trusted.
 */
export function suiteWindow(
  fill: (folder: string) => Promise<string>,
  { restricted = false }: { readonly restricted?: boolean } = {},
): SuiteWindow {
  let folder: string | undefined;
  let window: Window | undefined;
  suiteSetup(async () => {
    folder = await temporaryFolder();
    window = await openWindow(await fill(folder), restricted);
  });
  suiteTeardown(async () => {
    await window?.close();
    if (folder !== undefined) await removeFolder(folder);
  });
  teardown(async function () {
    const failed = this.currentTest;
    if (failed?.state !== 'failed') return;
    const path = join('out', 'failed', `${failed.titlePath().join(' ').replace(/\W+/g, '-')}.png`);
    await window?.page.screenshot({ path });
  });
  return {
    get page() {
      return opened(window).page;
    },
    get folder() {
      return opened(folder);
    },
  };
}

/** Puts a copy of a test project, which the test may change, into the folder that is then opened. */
export function withProject(name: string): (folder: string) => Promise<string> {
  return async (folder) => {
    await cp(join('test', 'projects', name), folder, { recursive: true });
    return folder;
  };
}

function opened<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The window of a suite is there from its first test on');
  return value;
}

async function temporaryFolder(): Promise<string> {
  return await realpath(await mkdtemp(join(tmpdir(), 'code-coach-window-')));
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
