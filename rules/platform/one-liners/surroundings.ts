import type { OneLiner } from './one-liner.ts';

/** Packages that ask what a program runs in. */
export const surroundings: readonly OneLiner[] = [
  {
    package: 'is-windows',
    majors: [1, 1],
    name: 'isWindows',
    parameters: [],
    line: "process.platform === 'win32'",
    returns: 'boolean',
    differences: ['a shell of MSYS or Cygwin on another system no longer counts'],
    engines: null,
    isNodeOnly: true,
    url: 'https://github.com/jonschlinkert/is-windows',
  },
  {
    package: 'is-interactive',
    majors: [1, 2],
    name: 'isInteractive',
    parameters: [],
    line: "Boolean(process.stdout.isTTY && process.env.TERM !== 'dumb' && !('CI' in process.env))",
    brief: 'process.stdout.isTTY',
    returns: 'boolean',
    isOwnFunction: true,
    engines: null,
    isNodeOnly: true,
    url: 'https://github.com/sindresorhus/is-interactive',
  },
  {
    package: 'is-root',
    majors: [1, 3],
    name: 'isRoot',
    parameters: [],
    line: 'process.getuid?.() === 0',
    returns: 'boolean',
    differences: ['on Windows it is `false` instead of `undefined`'],
    engines: { nodejs: '14.0.0' },
    isNodeOnly: true,
    url: 'https://github.com/sindresorhus/is-root',
  },
];
