import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rules } from '../../rules/registry.ts';
import { compilerPath } from '../../server/compilerPath.ts';
import { LocalSession } from '../../server/session/local-session.ts';
import type { ScanReport } from '../../server/session/session.ts';
import { noSettings } from '../../server/session/settings.ts';

/** Code to start from: every example of every lesson in the languages that the fences name. */
export function seeds(fences: readonly string[]): string[] {
  const examples = new RegExp(`^\`\`\`(?:${fences.join('|')})\\b[^\\n]*\\n(.*?)^\`\`\``, 'gms');
  return rules.flatMap(({ meta }) => [...meta.lesson.matchAll(examples)].map(([, code = '']) => code));
}

/** A session over files on disk, with what it complained of. */
export interface OpenWorkspace {
  readonly root: string;
  readonly session: LocalSession;
  readonly complaints: readonly string[];
  scan(): Promise<ScanReport>;
  /** Puts a text on disk, without telling the session. */
  save(name: string, text: string): void;
}

/** Runs `use` in a session over a strict package of these files, then ends it and removes the files. */
export async function inWorkspace<T>(
  files: Readonly<Record<string, string>>,
  use: (workspace: OpenWorkspace) => Promise<T>,
): Promise<T> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'coach-fuzz-')));
  const save = (name: string, text: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  for (const [name, text] of Object.entries({ ...configuration, ...files })) save(name, text);
  const complaints: string[] = [];
  const session = new LocalSession(
    {
      folders: [root],
      configFile: null,
      settings: noSettings,
      compiler: compilerPath(process.cwd()),
      checksFixes: false,
    },
    (event) => {
      if (event.kind === 'log' && event.level === 'error') complaints.push(event.message);
    },
  );
  const scan = (): Promise<ScanReport> =>
    session.scan(
      null,
      () => false,
      () => undefined,
    );
  try {
    return await use({ root, session, complaints, scan, save });
  } finally {
    session.close();
    rmSync(root, { recursive: true, force: true });
  }
}

const configuration = {
  'package.json': '{ "name": "fuzzed", "type": "module", "engines": { "node": ">=22.12" } }\n',
  'tsconfig.json': `${JSON.stringify({
    compilerOptions: {
      strict: true,
      target: 'es2022',
      module: 'preserve',
      lib: ['es2023', 'dom'],
      types: [],
      noEmit: true,
      allowImportingTsExtensions: true,
    },
    include: ['src'],
  })}\n`,
};
