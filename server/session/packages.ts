import { posix } from 'node:path';
import type { PackageInfo } from '../../rules/engine/rule.ts';
import type { Problem } from './session.ts';
import { readText } from './texts.ts';

export class PackageStore {
  readonly problems: Problem[] = [];
  readonly #folders: readonly string[];
  readonly #known = new Map<string, PackageInfo>();

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  of(file: string): PackageInfo {
    return this.#ofDir(posix.dirname(file));
  }

  #ofDir(dir: string): PackageInfo {
    const known = this.#known.get(dir);
    if (known) return known;
    const text = readText(posix.join(dir, 'package.json'));
    const info =
      text !== undefined || this.#folders.includes(dir) || dir === '/'
        ? this.#read(dir, text)
        : this.#ofDir(posix.dirname(dir));
    this.#known.set(dir, info);
    return info;
  }

  #read(dir: string, text: string | undefined): PackageInfo {
    // biome-ignore lint/suspicious/noExplicitAny: provisional
    const json: any = text === undefined ? {} : JSON.parse(text);
    return {
      dir,
      manifest: text === undefined ? null : posix.join(dir, 'package.json'),
      name: json.name ?? null,
      type: json.type === 'module' ? 'module' : 'commonjs',
      nodeRange: json.engines?.node ?? null,
      browserslist: null,
      dependencies: json.dependencies ?? {},
      devDependencies: json.devDependencies ?? {},
      peerDependencies: json.peerDependencies ?? {},
      optionalDependencies: json.optionalDependencies ?? {},
      scripts: json.scripts ?? {},
      hasBrowserEntry: json.browser !== undefined,
    };
  }
}
