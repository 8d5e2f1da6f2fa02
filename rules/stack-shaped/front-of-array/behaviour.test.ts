import fc from 'fast-check';
import { type FixExample, testFixes } from '../../../test/harness/fixes.ts';
import { frontOfArray } from './front-of-array.ts';

/**
 * Each example exports `run`, which takes a list of numbers; what it returns, or throws, must be the same before
 * and after the fix. `expects` is a piece of the fixed text.
 */
const examples: readonly FixExample[] = [
  {
    name: 'a private field with a look at its top and bottom',
    kind: 'safe',
    code: `class Undo {
  #done: number[] = [];
  record(step: number): number { return this.#done.unshift(step); }
  undo(): number | undefined { return this.#done.shift(); }
  look(): unknown[] { return [this.#done[0], this.#done.at(0), this.#done.at(-1), this.#done[this.#done.length - 1], this.#done[2], this.#done.length]; }
  clear(): void { this.#done.length = 0; }
}
export function run(input: number[]): unknown {
  const undo = new Undo();
  return input.map((step) => step % 7 === 0 ? undo.clear() : [step > 0 ? undo.record(step) : undo.undo(), undo.look()]);
}`,
    expects: [
      'this.#done.push(step)',
      'this.#done.pop()',
      '[this.#done[this.#done.length - 1], this.#done.at(-1), this.#done.at(0), this.#done[0], this.#done[this.#done.length - 3],',
    ],
  },
  {
    name: 'a walk that opens several entries at once',
    kind: 'review',
    code: `export function run(input: number[]): number[] {
  const open = [input.length, 3];
  const seen: number[] = [];
  while (open.length > 0 && seen.length < 200) {
    const next = open.shift()!;
    seen.push(next);
    const below = Array.from({ length: Math.min(Math.abs(next) % 4, 3) }, (_, index) => (input[index] ?? 1) - index - seen.length);
    open.unshift(...below);
  }
  return seen;
}`,
    expects: ['const open = [3, input.length];', 'open.push(...below.toReversed());', 'open.pop()!'],
  },
  {
    name: 'several arguments and a spread among them',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const open: number[] = [];
  const taken: unknown[] = [];
  for (const each of input) {
    const rest = new Set([each, each + 1]);
    if (each > 5) open.unshift(each, 0, -each);
    else if (each > 0) open.unshift(each, ...rest, 9);
    else taken.push(open.shift(), open.includes(9), open.indexOf(9) >= 0);
  }
  return [taken, open.length];
}`,
    expects: [
      'open.push(-each, 0, each)',
      'open.push(9, ...[...rest].reverse(), each)',
      'open.includes(9), open.indexOf(9) >= 0',
    ],
  },
  {
    name: 'splice at the front',
    kind: 'safe',
    code: `export function run(input: number[]): unknown {
  const marks: number[] = [1];
  const taken: unknown[] = [];
  for (const each of input) {
    if (each > 9) marks.splice(0, 0, each, each - 1);
    else if (each > 0) marks.splice(0, 0, each);
    else if (each < -9) marks.splice(0, 1);
    else taken.push(marks.splice(0, 1)[0]);
    if (each === 3) marks.splice(0);
  }
  return taken;
}`,
    expects: ['marks.push(each - 1, each);', 'marks.push(each);', 'marks.pop();', 'taken.push(marks.pop());'],
  },
  {
    name: 'copies that are assigned back',
    kind: 'safe',
    code: `export function run(input: number[]): unknown {
  let open: number[] = [];
  const depths: number[] = [];
  for (const each of input) {
    if (each > 0) open = [each, ...open];
    else open = open.slice(1);
    depths.push(open.length, open[0] ?? 0);
  }
  return depths;
}`,
    expects: ['open.push(each);', 'open.pop();', 'open.at(-1) ?? 0'],
  },
  {
    name: 'everything that reads in order',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const open: number[] = [];
  const log: unknown[] = [];
  const look = (): void => {
    for (const each of open) log.push(each);
    for (const [index, each] of open.entries()) log.push(index * each);
    open.forEach((each, index) => log.push(each - index));
    log.push(open.join(), \`\${open}\`, [...open], [0, ...open], open.map((each, index) => each * index));
    log.push(open.find((each) => each > 2), open.findIndex((each) => each > 2), open.indexOf(4));
    log.push(open.reduce((sum, each) => sum * 3 + each, 0), open.slice(), open.slice(1), open.concat(7), [8].concat(open));
    log.push(Math.max(...open), JSON.stringify(open), Array.from(open), [...new Set(open)], open.some((each) => each === 4));
    for (let index = 0; index < open.length; index += 1) log.push(open[index], open[index + 1]);
    const [first, second] = open;
    log.push(first, second);
  };
  for (const each of input) {
    if (each > 0) open.unshift(each);
    else log.push(open.shift());
    look();
  }
  return log;
}`,
    expects: [
      'for (const each of open.toReversed())',
      'open.findLast((each) => each > 2)',
      'open.toReversed().indexOf(4)',
      'open.some((each) => each === 4)',
      'open[open.length - 1 - index], open[open.length - 1 - (index + 1)]',
      'open.toReversed(), [0, ...open.toReversed()]',
    ],
  },
  {
    name: 'the top written in place where it exists',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const counts = [0];
  const log: unknown[] = [];
  for (const each of input) {
    if (each > 0) counts.unshift(each);
    else if (counts.length > 1) log.push(counts.shift());
    counts[0]++;
    log.push(counts[0]);
  }
  return log;
}`,
    expects: ['counts[counts.length - 1]++', 'counts.pop()'],
  },
  {
    name: 'content that is spelled out, comments kept',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const open = [
    1, // the first to come out
    2,
  ];
  const seen: unknown[] = [];
  for (const each of input) {
    if (each > 3) open.unshift(each);
    else seen.push(open.shift());
  }
  return seen;
}`,
    expects: ['1, // the first to come out\n    2,\n  ].reverse();'],
  },
  {
    name: 'content that is made elsewhere',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  let more = input.slice(0, 4);
  const seen: unknown[] = [];
  for (const each of input) {
    if (each === 2) more = [...input, each];
    if (each > 0) more.unshift(each, 0);
    else seen.push(more.shift(), more?.[0], more.length);
  }
  return seen;
}`,
    expects: [
      'input.slice(0, 4).reverse();',
      '[...input, each].reverse();',
      'more.push(0, each)',
      'more?.[more.length - 1]',
    ],
  },
  {
    name: 'two stacks, one of which indexes into the entries of the other',
    kind: 'safe',
    code: `class Frames {
  private frames: number[][] = [];
  private tops: number[] = [];
  enter(frame: number[]): void { this.frames.unshift(frame); this.tops = [1, 2, 3]; }
  leave(): number[] | undefined { return this.frames.shift(); }
  get now(): unknown { return this.frames[0]?.[this.tops[0]!]; }
  get known(): boolean { return this.frames.some((frame) => frame.includes(this.tops.length)); }
}
export function run(input: number[]): unknown {
  const frames = new Frames();
  return input.map((each) => {
    if (each > 0) frames.enter([each, each + 1, 3]);
    else return frames.leave();
    return [frames.now, frames.known];
  });
}`,
    expects: ['this.frames.at(-1)?.[this.tops[0]!]', 'this.frames.some((frame)'],
  },
  {
    name: 'all entries taken at once',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const open: number[] = [];
  const log: unknown[] = [];
  for (const each of input) {
    if (each > 0) open.unshift(each);
    else if (each < -5) log.push(...open.splice(0));
    else log.push(open.shift());
  }
  return log;
}`,
    expects: ['open.splice(0).reverse()'],
  },
];

await testFixes(frontOfArray, examples, fc.array(fc.integer({ min: -12, max: 12 }), { maxLength: 40 }));
