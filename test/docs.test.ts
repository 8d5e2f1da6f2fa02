import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { rules } from '../rules/registry.ts';
import {
  between,
  excerpt,
  generatedPages,
  ruleTables,
  type SettingsManifest,
  timeless,
} from '../scripts/docs/pages.ts';
import { codeCoach, sample } from './cli/harness.ts';

const metas = rules.map(({ meta }) => meta);
const read = (file: string): string => readFileSync(file, 'utf8');

describe('the documentation is what the product says (npm run docs)', () => {
  test('in a page per rule, their index and the settings', () => {
    const pages = generatedPages(metas, JSON.parse(read('package.json')) as SettingsManifest);
    for (const [file, text] of pages) assert.equal(existsSync(file) ? read(file) : undefined, text, file);
    const there = readdirSync('docs/rules', { recursive: true }).filter((name) =>
      String(name).endsWith('.md'),
    );
    const wanted = [...pages.keys()].filter((file) => file.startsWith('docs/rules/'));
    assert.equal(there.length, wanted.length, 'a page of a rule that is gone');
  });

  test('in the table of the rules and the scan of the sample that the README shows', async () => {
    const readme = read('README.md');
    assert.equal(readme, between(readme, 'rules', ruleTables(metas, 'docs/rules/')));
    const { stdout } = await codeCoach(['scan', sample]);
    const shown = between(readme, 'scan', `\`\`\`text\n${excerpt(stdout)}\n\`\`\``);
    assert.equal(timeless(readme), timeless(shown));
  });

  test('links lead somewhere', () => {
    for (const file of [
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'docs/settings.md',
      'docs/rules/README.md',
    ]) {
      const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
      const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
        (match) => `${folder}${match[1]}`,
      );
      for (const link of links) assert.ok(existsSync(link), `${file} links to ${link}`);
    }
  });
});
