import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  WatchKind,
} from 'vscode-languageserver/node';
import { isPythonManifest } from '../../rules/engine/python/packages/manifest.ts';
import { configurationSection } from '../protocol.ts';
import { onlyNames } from '../session/mentions.ts';
import type { Change } from '../session/session.ts';
import type { ServerContext } from './server-context.ts';
import { fileOf } from './uris.ts';

type WatchedChange = Extract<Change, { kind: 'created' | 'changed' | 'deleted' }>;

const watched = [
  '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,json}',
  // What names packages beside code, so that nobody is told that they are of no use.
  '**/*.{yml,yaml,toml,vue,svelte,astro,mdx,html,htm,css,scss,sass,less,sh}',
  '**/{setup.cfg,.python-version,*requirements*.txt,*requirements*.in,requirements/*.txt,requirements/*.in}',
  '**/{.gitignore,.nvmrc,.node-version,pnpm-lock.yaml,yarn.lock,bun.lock}',
];

/** Files whose content decides what is analysed, or how. A lock file stands for all of node_modules. */
const decidingName =
  /^(?:(?:[tj]sconfig.*|package|package-lock|code-coach|code-coach-baseline)\.json|\.gitignore|\.nvmrc|\.node-version|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/;

const sourceName = /\.(?:[mc]?[tj]s|[tj]sx|py|json)$/;

/** Asks the client, where it can do that, to tell of changes on disk and of the settings. */
export async function registerWatching({ connection, client }: ServerContext): Promise<void> {
  if (client.watchRegistration) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        ...watched.map((globPattern) => ({ globPattern })),
        // A folder that is deleted or moved away is told as one path, not as the files in it.
        { globPattern: '**/*', kind: WatchKind.Delete },
      ],
    });
  }
  if (client.configurationRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: configurationSection,
    });
  }
}

/** The changes on disk that concern the analysis, each once. */
export function watchedChanges(params: DidChangeWatchedFilesParams): WatchedChange[] {
  const changes = new Map<string, WatchedChange>();
  for (const { uri, type } of params.changes) {
    const file = fileOf(uri);
    const kind = kindOf(type);
    if (file === undefined || kind === undefined || !concerns(file, kind)) continue;
    changes.set(file, { kind, file });
  }
  return [...changes.values()];
}

/** Whether findings anywhere may change with it, beyond what the session finds out by following imports. */
export function concernsEverything({ kind, file }: WatchedChange): boolean {
  return (kind !== 'changed' && !onlyNames(file)) || decidingName.test(nameOf(file));
}

function concerns(file: string, kind: WatchedChange['kind']): boolean {
  // An installation touches thousands of files there, and then its lock file.
  if (/\/(?:\.git|node_modules)\//.test(file)) return false;
  const name = nameOf(file);
  return (
    sourceName.test(name) ||
    decidingName.test(name) ||
    onlyNames(file) ||
    isPythonManifest(file) ||
    (kind === 'deleted' && !name.includes('.'))
  );
}

function kindOf(type: FileChangeType): WatchedChange['kind'] | undefined {
  if (type === FileChangeType.Created) return 'created';
  if (type === FileChangeType.Changed) return 'changed';
  return type === FileChangeType.Deleted ? 'deleted' : undefined;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
