import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { templates, undoHistory } from './templates.mjs';

/** Files of one folder, as people group them. */
const filesOfFolder = 24;

/**
 * Writes a project of `files` TypeScript files, the same for the same arguments: models with unions, stores, services,
 * algorithms and views, each of 50 to 100 lines, that import each other as the layers of an application do.
 * @param {string} dir an empty or missing folder
 * @param {{ files: number, strict: boolean, fixable?: number }} shape `fixable` files bring a finding with a safe fix each
 * @returns {{ long: string }} path of a file of some 500 lines, for edits
 */
export function generateProject(dir, { files, strict, fixable = 0 }) {
  const write = (name, text) => {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  };
  write(
    'package.json',
    `${JSON.stringify({ name: 'generated', private: true, type: 'module', engines: { node: '>=22.12' } }, null, 2)}\n`,
  );
  write(
    'tsconfig.json',
    `${JSON.stringify({ compilerOptions: compilerOptions(strict), include: ['src'] }, null, 2)}\n`,
  );
  const names = Array.from({ length: files }, (_, index) => moduleOf(index));
  for (const [index, module] of names.entries()) {
    const imports = importsOf(index).map((each) => ({
      ...names[each],
      from: pathBetween(module, names[each]),
    }));
    const text = templates[module.kind](module.name, imports);
    write(module.file, index < fixable ? `${text}\n${undoHistory(module.name)}` : text);
  }
  const long = 'src/long.ts';
  const parts = Array.from({ length: 9 }, (_, part) => templates.algorithm(`Long${part}`, []));
  write(long, parts.join('\n'));
  return { long: join(dir, long) };
}

function compilerOptions(strict) {
  const options = {
    target: 'es2022',
    module: 'preserve',
    lib: ['es2023', 'dom'],
    types: [],
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  };
  return { ...options, strict };
}

const kinds = Object.keys(templates);

function moduleOf(index) {
  const kind = kinds[index % kinds.length];
  const name = `${kind[0].toUpperCase()}${kind.slice(1)}${index}`;
  return { kind, name, file: `src/area${Math.floor(index / filesOfFolder)}/${kind}${index}.ts` };
}

/** Earlier files only, so that there are no cycles: the model beside it, some near ones, and one that many share. */
function importsOf(index) {
  const model = index - (index % kinds.length);
  const wanted = [model, index - 3, index - 17, (index * 7) % Math.max(1, Math.floor(index / 2)), index % 5];
  return [...new Set(wanted)].filter((each) => each >= 0 && each < index);
}

function pathBetween(from, to) {
  const [, fromFolder] = from.file.split('/');
  const [, toFolder, name] = to.file.split('/');
  return fromFolder === toFolder ? `./${name}` : `../${toFolder}/${name}`;
}
