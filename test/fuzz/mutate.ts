/** Numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** What mutated texts are made of. */
export interface Material {
  readonly texts: readonly string[];
  /** Pieces that are put in anywhere. */
  readonly fragments: readonly string[];
}

/** Makes another text of one of the texts, as half-typed, pasted and damaged code is: most results do not parse. */
export function mutate(random: Random, material: Material): string {
  let text = pick(random, material.texts);
  for (let steps = 1 + Math.floor(random() * 4); steps > 0; steps--) {
    text = pick(random, mutations)(text, random, material);
  }
  return text;
}

type Mutation = (text: string, random: Random, material: Material) => string;

const characters = ['\u0000', '\ufeff', '\u2028', '\ud800', '💥', '\r', '\r\n', '\t'];

export const fragmentsOfTypeScript: readonly string[] = [
  ...characters,
  ...['{', '}', '(', ')', '[', ']', '<', '>', ';', ',', '.', '?.', '!', '=>', '=', '`', "'", '"', '/*', '//'],
  ...[
    '${',
    '...',
    '@',
    '#x',
    'async ',
    'await ',
    'yield ',
    'new ',
    'typeof ',
    'as const',
    ' satisfies never',
  ],
  ...['return', 'throw', 'switch (x) {', 'case 1:', 'default:', 'while (true) ', 'for (;;)', 'class A {'],
  ...[
    'function* f() {',
    'if (',
    'else ',
    'try {',
    'catch {',
    'import x from "./a"',
    'export default ',
    'enum E {',
  ],
  ...['null', 'undefined', '0n', '1_0', '/[/]/v'],
];

export const fragmentsOfPython: readonly string[] = [
  ...characters,
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '.',
    '=',
    ':=',
    '->',
    "'",
    '"',
    '"""',
    "f'{",
    '#',
    '\\\n',
    ';',
    '@',
    '*',
    '**',
  ],
  ...[
    '\n',
    '\n    ',
    '\n\t',
    '        ',
    'def f(',
    'class A:\n',
    'lambda x: ',
    'async ',
    'await ',
    'yield ',
    'return ',
  ],
  ...[
    'if x:',
    'elif ',
    'else:',
    'for x in ',
    'while True:',
    'try:',
    'except E as e:',
    'finally:',
    'raise ',
    'with a as b:',
  ],
  ...[
    'match x:\n',
    'case _:',
    'case {"a": [*b]}:',
    'del ',
    'global x',
    'nonlocal x',
    'import a.b',
    'from . import *',
  ],
  ...[
    'print "x"',
    'exec "x"',
    ' not  in ',
    ' is not ',
    'None',
    '0x',
    '1_0',
    '1j',
    "b'",
    'type X = ',
    '[:-1]',
    '.pop(0)',
  ],
];

const mutations: readonly Mutation[] = [
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => text.slice(at(text, random)),
  (text, random) => splice(text, at(text, random), 1 + Math.floor(random() * 20), ''),
  (text, random, { fragments }) => splice(text, at(text, random), 0, pick(random, fragments)),
  (text, random, { fragments }) =>
    splice(text, at(text, random), 1 + Math.floor(random() * 5), pick(random, fragments)),
  (text, random, { texts }) => {
    const other = pick(random, texts);
    return splice(text, at(text, random), 0, other.slice(at(other, random), at(other, random)));
  },
  (text, random) => {
    const lines = text.split('\n');
    const [from, to] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
    lines.splice(to, 0, ...lines.slice(from, from + 5));
    return lines.join('\n');
  },
  (text, random) => {
    const names = text.match(/\b[a-z]\w*\b/gi) ?? [];
    const [from, to] = [pick(random, names), pick(random, names)];
    return from === undefined ? text : text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), () => to ?? '');
  },
  (text, random) => {
    const depth = Math.floor(random() * 200);
    return splice(text, at(text, random), 0, '('.repeat(depth) + ')'.repeat(random() < 0.5 ? depth : 0));
  },
];

function at(text: string, random: Random): number {
  return Math.floor(random() * (text.length + 1));
}

function splice(text: string, from: number, count: number, put: string): string {
  return text.slice(0, from) + put + text.slice(from + count);
}
