import { posix } from 'node:path';
import type { ConfigText } from '../compiler.ts';

export interface ProjectPlan {
  readonly id: string;
  readonly config: string | null;
  readonly dir: string;
  readonly files: readonly string[];
  readonly owned: readonly string[];
  readonly own: ConfigText;
  readonly strict: ConfigText | null;
  contains(file: string): boolean;
}

export function planProjects(input: {
  readonly folders: readonly string[];
  readonly configs: readonly string[];
  readonly files: readonly string[];
  packageDirOf(file: string): string;
  parse(config: string): { options: Record<string, unknown>; fileNames: string[] };
  readFile(file: string): string | undefined;
}): { plans: ProjectPlan[]; problems: { file: string; message: string; line: number | null }[] } {
  const plans: ProjectPlan[] = [];
  const left = new Set(input.files);
  const make = (
    id: string,
    config: string | null,
    dir: string,
    files: readonly string[],
    base: object,
  ): void => {
    const owned = files.filter((file) => left.delete(file));
    if (owned.length === 0) return;
    const text = (extra: object): string =>
      JSON.stringify({
        ...base,
        compilerOptions: {
          allowJs: true,
          skipLibCheck: true,
          target: 'esnext',
          module: 'preserve',
          moduleResolution: 'bundler',
          types: ['*'],
          noEmit: true,
          allowImportingTsExtensions: true,
          ...(base as { compilerOptions?: object }).compilerOptions,
          ...extra,
        },
        files,
        include: [],
      });
    const all = new Set(files);
    plans.push({
      id,
      config,
      dir,
      files,
      owned,
      own: { path: posix.join(dir, `.code-coach.${id.replaceAll('/', '_')}.own.json`), text: text({}) },
      strict: {
        path: posix.join(dir, `.code-coach.${id.replaceAll('/', '_')}.strict.json`),
        text: text({ strict: true, checkJs: true }),
      },
      contains: (file) => all.has(file),
    });
  };
  for (const config of [...input.configs].sort((a, b) => b.length - a.length)) {
    const { fileNames } = input.parse(config);
    make(
      config,
      config,
      posix.dirname(config),
      fileNames.filter((file) => !file.includes('node_modules')),
      { extends: config },
    );
  }
  const folder = input.folders[0] ?? '/';
  make(`${folder}/inferred`, null, folder, [...left], {});
  return { plans, problems: [] };
}
