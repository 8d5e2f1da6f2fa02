import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'mocha';
import type { Locator } from 'playwright-core';
import { runCommand, webview } from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow, withProject } from './window.ts';

/** Runs in the page; this project knows no browser's types otherwise. */
declare function getComputedStyle(node: unknown): { getPropertyValue(name: string): string };

/** With the kind that VS Code takes each for; the system of the test asks for dark throughout. */
const themes = [
  ['Default Light Modern', 'vscode-light'],
  ['Default Dark Modern', 'vscode-dark'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const;

/** What the Web Content Accessibility Guidelines 2.2 ask of text, https://www.w3.org/TR/WCAG22/#contrast-minimum. */
const readable = 4.5;

suite('the report', () => {
  const window = suiteWindow(async (folder) => {
    await withProject('sample')(folder);
    await mkdir(join(folder, '.vscode'));
    return folder;
  });

  test('can be read in every kind of theme, whatever the system prefers', async () => {
    const { page } = window;
    await runCommand(page, 'Code Coach: Show Report');
    const report = webview(page);
    for (const [theme, kind] of themes) {
      const settings = { 'workbench.colorTheme': theme };
      await writeFile(join(window.folder, '.vscode', 'settings.json'), JSON.stringify(settings));
      await report.locator(`body.${kind}`).waitFor();
      const paper = await colour(report.locator('html'), 'background-color');
      const texts = [
        report.locator('h1'),
        report.locator('article p').first(),
        report.locator('table a').first(),
      ];
      for (const text of texts) {
        const ratio = contrast(await colour(text, 'color'), paper);
        assert.ok(ratio >= readable, `${theme}: ${ratio} for ${await text.textContent()}`);
      }
    }
  });
});

/** Red, green and blue, 0 to 255. Throws where the colour lets something else through. */
async function colour(element: Locator, property: string): Promise<number[]> {
  const css = await element.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
  const parts = [...css.matchAll(/[\d.]+/g)].map(([part]) => Number(part));
  assert.ok(parts.length === 3, `${css} is not opaque`);
  return parts;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
