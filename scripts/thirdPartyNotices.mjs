// Writes down whose work ships with the extension, and under which licences.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The text of ThirdPartyNotices.txt. `inputs` are the bundler's input paths relative to `repository`,
 * `folders` further packages that ship as they are. Throws where a package brings no licence text.
 */
export async function thirdPartyNotices(repository, inputs, folders) {
  const bundled = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))];
  const packages = await Promise.all(
    [...bundled.map((folder) => join(repository, folder)), ...folders].map(read),
  );
  packages.push(await pythonGrammar(repository));
  packages.sort((a, b) => (a.title < b.title ? -1 : 1));
  const rule = '-'.repeat(78);
  const sections = packages.map(({ title, licence, texts }) =>
    [rule, `${title} (${licence})`, '', ...texts].join('\n'),
  );
  const head = 'Code Coach contains the following packages.\n';
  return `${[head, ...sections].join('\n')}\n`;
}

/** The package that brings the grammar's WebAssembly does not bring the licence of the grammar. */
async function pythonGrammar(repository) {
  const text = await readFile(join(repository, 'scripts', 'notices', 'tree-sitter-python.txt'), 'utf8');
  return { title: 'tree-sitter-python', licence: 'MIT', texts: [text.trim()] };
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` → `node_modules/a/node_modules/@b/c`. */
function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match?.[1];
}

async function read(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)([.-]|$)/i.test(file)).sort();
  if (!files.some((file) => /^licen/i.test(file))) throw new Error(`${folder} brings no licence text`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return { title: `${name} ${version}`, licence: license, texts: texts.map((text) => text.trim()) };
}
