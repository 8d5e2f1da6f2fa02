/** A job that several packages do, any one of them for all uses that a project has. */
export interface Job {
  /** What they do, as it ends "for …". */
  readonly name: string;
  readonly packages: readonly string[];
}

/**
 * Read in the packages' own documentation, each at its page in the registry. Left out are pairs of which one builds on the
 * other (`moment-timezone`), serves another platform (`react-fast-compare` beside a comparison of data) or does visibly
 * more: a project may want both.
 */
export const jobs: readonly Job[] = [
  {
    name: 'requests over HTTP',
    packages: [
      'axios',
      'node-fetch',
      'cross-fetch',
      'isomorphic-fetch',
      'got',
      'ky',
      'needle',
      'phin',
      'request',
      'superagent',
      'wretch',
    ],
  },
  { name: 'dates', packages: ['moment', 'dayjs', 'date-fns', 'luxon'] },
  { name: 'UUIDs', packages: ['uuid', 'node-uuid', 'uuidv4', 'uuid-random', '@lukeed/uuid'] },
  { name: 'short random ids', packages: ['nanoid', 'shortid', 'cuid', '@paralleldrive/cuid2', 'hyperid'] },
  { name: 'finding files by pattern', packages: ['glob', 'fast-glob', 'globby', 'tiny-glob', 'tinyglobby'] },
  { name: 'matching paths against a pattern', packages: ['minimatch', 'micromatch', 'picomatch'] },
  {
    name: 'comparing data deeply',
    packages: ['deep-equal', 'fast-deep-equal', 'fast-equals', 'dequal', 'deep-eql', 'lodash.isequal'],
  },
  {
    name: 'cloning data deeply',
    packages: ['clone', 'clone-deep', 'rfdc', 'klona', 'fast-copy', 'lodash.clonedeep'],
  },
  {
    name: 'merging objects deeply',
    packages: ['deepmerge', 'deepmerge-ts', 'ts-deepmerge', 'defu', 'deep-extend', 'lodash.merge'],
  },
  { name: 'helpers for collections', packages: ['lodash', 'lodash-es', 'underscore', 'es-toolkit'] },
  {
    name: 'colours in a terminal',
    packages: [
      'chalk',
      'kleur',
      'colorette',
      'picocolors',
      'ansi-colors',
      'cli-color',
      'colors',
      'nanocolors',
      'yoctocolors',
    ],
  },
  {
    name: 'arguments of a command line',
    packages: [
      'yargs',
      'yargs-parser',
      'commander',
      'minimist',
      'meow',
      'mri',
      'arg',
      'cac',
      'command-line-args',
      'getopts',
    ],
  },
  { name: 'running other programs', packages: ['execa', 'cross-spawn', 'nano-spawn', 'tinyexec'] },
  { name: 'reading YAML', packages: ['js-yaml', 'yaml', 'yamljs'] },
  { name: 'turning Markdown into HTML', packages: ['marked', 'markdown-it', 'showdown', 'snarkdown'] },
  { name: 'reading CSV', packages: ['papaparse', 'csv-parse', 'csvtojson', 'fast-csv'] },
  {
    name: 'validating data',
    packages: ['zod', 'yup', 'joi', 'superstruct', 'valibot', 'runtypes', 'io-ts', 'arktype'],
  },
  { name: 'joining class names', packages: ['classnames', 'clsx', 'classcat'] },
  { name: 'logging', packages: ['winston', 'pino', 'bunyan', 'log4js'] },
  { name: 'hashing passwords with bcrypt', packages: ['bcrypt', 'bcryptjs', 'bcrypt-ts'] },
  { name: 'JSON Web Tokens', packages: ['jsonwebtoken', 'jose', 'jwt-simple'] },
  { name: 'types of files', packages: ['mime', 'mime-types'] },
  { name: 'escaping HTML entities', packages: ['he', 'entities', 'html-entities'] },
  { name: 'query strings', packages: ['qs', 'query-string', 'querystringify'] },
  { name: 'slugs', packages: ['slugify', 'slug', '@sindresorhus/slugify', 'speakingurl'] },
  { name: 'deleting files and folders', packages: ['rimraf', 'del'] },
  { name: 'making folders', packages: ['mkdirp', 'make-dir', 'mkdirp-classic'] },
  { name: 'base64', packages: ['js-base64', 'base64-js', 'base-64'] },
];

/** The job that a package does; undefined for most. */
export function jobOf(name: string): Job | undefined {
  return byPackage.get(name);
}

const byPackage: ReadonlyMap<string, Job> = new Map(
  jobs.flatMap((job) => job.packages.map((name) => [name, job] as const)),
);
