import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after } from 'node:test';
import { compilerPath } from '../../server/compilerPath.ts';
import { createSession } from '../../server/session/create.ts';
import type { CoachSession, SessionOptions } from '../../server/session/session.ts';
import { noSettings } from '../../server/session/settings.ts';

/** A session over a project of its own, and that project's files by their names from its root. */
export interface OpenedSession {
  readonly session: CoachSession;
  readonly root: string;
  file(name: string): string;
  write(name: string, text: string): void;
  remove(name: string): void;
}

/** Opens a session with its real worker on a strict project of these files; both are gone after the test. */
export async function openSession(
  files: Readonly<Record<string, string>>,
  options: Pick<SessionOptions, 'fixWorkerIdleMs' | 'restricted'> = {},
): Promise<OpenedSession> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'coach-session-')));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  write('package.json', '{ "name": "example", "type": "module" }\n');
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "strict": true, "target": "es2022", "lib": ["es2023"] } }\n',
  );
  for (const [name, text] of Object.entries(files)) write(name, text);
  const session = await createSession({
    folders: [root],
    configFile: null,
    settings: noSettings,
    compiler: compilerPath(process.cwd()),
    worker: resolve('dist/worker.js'),
    ...options,
  });
  after(async () => {
    await session.close();
    rmSync(root, { recursive: true, force: true });
  });
  return {
    session,
    root,
    file: (name) => join(root, name),
    write,
    remove: (name) => rmSync(join(root, name)),
  };
}

/** The rules of the findings of a file, in order of their places. */
export async function rulesIn(session: CoachSession, file: string): Promise<string[]> {
  return (await session.findings(file)).findings.map((finding) => finding.rule);
}
