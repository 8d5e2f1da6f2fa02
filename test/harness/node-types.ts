import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from './bench.ts';

/** The declarations of the Node that this project is written for, as files of a workspace. */
export function nodeTypes(declarations: string): Files {
  return {
    'node_modules/@types/node/index.d.ts': declarations,
    'node_modules/@types/node/package.json':
      '{ "name": "@types/node", "version": "22.0.0", "types": "index.d.ts" }',
  };
}

/** The declarations that a package publishes, for a workspace that has it installed. */
export function publishedTypes(name: string, file = 'index.d.ts'): Files {
  const text = readFileSync(join('node_modules', name, file), 'utf8');
  return {
    [`node_modules/${name}/package.json`]: `{ "name": "${name}", "version": "1.0.0", "types": "index.d.ts" }`,
    [`node_modules/${name}/index.d.ts`]: text,
  };
}
