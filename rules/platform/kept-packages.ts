import { type EngineVersions, fetch } from './replacements.ts';

/** A package that does more than the platform, which has the simple part of it. */
export interface KeptPackage {
  /** The built-in as code. */
  readonly builtIn: string;
  readonly engines: EngineVersions;
  readonly isNodeOnly: boolean;
  /** What the built-in is enough for: `requests that need no more than an answer`. */
  readonly enoughFor: string;
  /** Why no fix is offered where nothing tells more exactly what is used of it, as a clause about the package: `got` … */
  readonly beyond: string;
  /** What somebody should know who goes on with the package; a sentence. */
  readonly future?: string;
}

/**
 * Packages that no codemod replaces, as their callers rely on what the platform does not do, but of which a reader may
 * need the simple part alone. Each line was read in the package's own documentation.
 */
export const keptPackages: ReadonlyMap<string, KeptPackage> = new Map<string, KeptPackage>([
  // https://github.com/sindresorhus/got#readme
  ['got', request('fails for an error status and tries again by itself, and callers may rely on both')],
  // https://github.com/request/request#readme and its issue 3142: deprecated in February 2020.
  ...['request', 'request-promise', 'request-promise-native'].map((name): [string, KeptPackage] => [
    name,
    {
      ...request(
        'is made of callbacks, streams and defaults that are put together elsewhere, and so is the code around it',
      ),
      future: 'It has been deprecated since February 2020 and gets no more fixes.',
    },
  ]),
  // https://forwardemail.github.io/superagent/
  [
    'superagent',
    request('puts a request together call by call and fails for an error status, and callers rely on both'),
  ],
  // https://www.npmjs.com/package/form-data; Node's own class is there since `fetch` is:
  // https://nodejs.org/api/globals.html#class-formdata
  [
    'form-data',
    {
      builtIn: 'FormData',
      engines: fetch.engines,
      isNodeOnly: false,
      enoughFor: 'forms that `fetch` sends',
      beyond: 'is a stream that knows its own headers, which clients other than `fetch` ask it for',
    },
  ],
  // https://www.npmjs.com/package/glob, https://www.npmjs.com/package/fast-glob, https://www.npmjs.com/package/globby
  ['glob', files('has options')],
  ['fast-glob', files('leaves out folders, and has options')],
  ['globby', files('leaves out folders, and has options')],
]);

function request(beyond: string): KeptPackage {
  const { builtIn, engines } = fetch;
  return {
    builtIn,
    engines,
    isNodeOnly: false,
    enoughFor: 'requests that need no more than an answer',
    beyond,
  };
}

/** https://nodejs.org/api/fs.html#fspromisesglobpattern-options: experimental before 24.0, and with a warning that says so until 24.1. */
function files(beyond: string): KeptPackage {
  return {
    builtIn: 'fs.glob',
    engines: { nodejs: '24.1.0' },
    isNodeOnly: true,
    enoughFor: 'finding files by a pattern',
    beyond: `${beyond} that the built-in lacks, such as \`dot\` and \`absolute\``,
  };
}
