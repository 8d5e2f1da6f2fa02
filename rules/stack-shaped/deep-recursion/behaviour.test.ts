import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FixExample, testFixes } from '../../../test/harness/fixes.ts';
import { deepRecursion } from './deep-recursion.ts';

/**
 * Each example exports `run`, which takes a list of numbers and gives the same before and after the fix, and `deep`,
 * which takes a size: before the fix it overflows at 100,000, after it does not. `expects` is a piece of the fixed text.
 */
const list = `interface Link { readonly value: number; readonly next: Link | null }
function listOf(values: readonly number[]): Link | null {
  let first: Link | null = null;
  for (let at = values.length - 1; at >= 0; at -= 1) first = { value: values[at] ?? 0, next: first };
  return first;
}
const ones = (size: number) => Array.from({ length: size }, () => 1);
`;

const graph = `function graphOf(values: readonly number[]): number[][] {
  const size = Math.max(1, values.length);
  const edges: number[][] = Array.from({ length: size }, () => []);
  values.forEach((value, at) => {
    edges[at % size]?.push(Math.abs(value) % size);
    edges[Math.abs(value * 3) % size]?.push(at);
  });
  return edges;
}
const chain = (size: number) => Array.from({ length: size }, (_, at) => at + 1 < size ? [at + 1] : []);
`;

const grid = `function gridOf(values: readonly number[]): number[][] {
  const width = Math.max(1, Math.floor(Math.sqrt(values.length)));
  const rows: number[][] = [];
  for (let at = 0; at + width <= values.length; at += width) rows.push(values.slice(at, at + width).map((each) => Math.abs(each) % 2));
  return rows;
}
`;

const examples: readonly FixExample[] = [
  {
    name: 'an accumulator along a list',
    code: `${list}
function sum(node: Link | null, total: number, seen: number[] = []): number {
  if (node === null) return total;
  // Odd values count twice.
  if (node.value % 2 !== 0)
    return sum(node.next, total + node.value * 2, seen);
  seen.push(node.value);
  return sum(node.next, total + node.value, seen);
}
export const run = (input: number[]) => sum(listOf(input), 0);
export const deep = (size: number) => sum(listOf(ones(size)), 0);`,
    title: /Run `sum` in a loop instead of in itself/,
    expects: [
      'for (;;) {',
      '    if (node.value % 2 !== 0) {\n      total = total + node.value * 2;\n      node = node.next;\n      continue;\n    }',
      '    // Odd values count twice.',
    ],
  },
  {
    name: 'a conditional, and a parameter that the other needs first',
    code: `${list}
function merge(left: Link | null, right: Link | null, out: number[]): number[] {
  if (left === null && right === null) return out;
  if (left === null || right === null) {
    const rest = left ?? right;
    out.push(rest?.value ?? 0);
    return merge(null, rest?.next ?? null, out);
  }
  out.push(Math.min(left.value, right.value));
  return left.value < right.value ? merge(left.next, right, out) : merge(left, right.next, out);
}
function swap(left: Link | null, right: Link | null, out: number[]): number[] {
  if (left === null) return out;
  out.push(left.value - (right?.value ?? 0));
  return swap(left.next, left, out);
}
export const run = (input: number[]) => swap(listOf(input), null, []);
export const deep = (size: number) => swap(listOf(ones(size)), null, []).length;`,
    title: /Run `swap` in a loop/,
    expects: ['    right = left;\n    left = left.next;\n  }'],
  },
  {
    name: 'a statement at the end of a function that returns nothing',
    code: `${list}
function each(node: Link | null, act: (value: number) => void): void {
  if (node !== null) {
    act(node.value);
    each(node.next, act);
  }
}
export const run = (input: number[]) => { const out: number[] = []; each(listOf(input), (value) => out.push(value)); return out; };
export const deep = (size: number) => { let count = 0; each(listOf(ones(size)), () => { count += 1; }); return count; };`,
    title: /Run `each` in a loop/,
    expects: ['      node = node.next;\n      continue;\n    }\n    return;\n  }\n}'],
  },
  {
    name: 'what is left of a text',
    code: `const count = (text: string, wanted: string, found = 0): number => {
  if (text.length === 0) return found;
  return count(text.slice(1), wanted, text[0] === wanted ? found + 1 : found);
};
export const run = (input: number[]) => count(input.join(''), '1');
export const deep = (size: number) => count('1'.repeat(size), '1');`,
    title: /Run `count` in a loop/,
    expects: ['    found = text[0] === wanted ? found + 1 : found;\n    text = text.slice(1);\n  }'],
  },
  {
    name: 'an index up to the length',
    code: `function firstAbove(values: readonly number[], limit: number, at: number): number {
  if (at >= values.length) {
    return -1;
  }
  if ((values[at] ?? 0) > limit) {
    return at;
  } else {
    return firstAbove(values, limit, at + 1);
  }
}
export const run = (input: number[]) => firstAbove(input, 5, 0);
export const deep = (size: number) => firstAbove(Array.from({ length: size }, () => 1), 5, 0);`,
    title: /Run `firstAbove` in a loop/,
    expects: ['      at = at + 1;\n      continue;'],
  },
  {
    name: 'a walk over a graph that is asked before each call',
    code: `${graph}
function reach(edges: number[][], from: number, seen: Set<number>, order: number[]): number[] {
  seen.add(from);
  order.push(from);
  for (const to of edges[from] ?? []) {
    if (!seen.has(to)) {
      reach(edges, to, seen, order);
    }
  }
  return order;
}
export const run = (input: number[]) => reach(graphOf(input), 0, new Set(), []);
export const deep = (size: number) => reach(chain(size), 0, new Set(), []).length;`,
    title: /on a stack of its own; it does nothing where `seen\.has\(from\)` holds from the start/,
    expects: [
      '  const stack = [from];\n  while (stack.length > 0) {\n    from = stack.pop()!;\n    if (seen.has(from)) continue;',
      'of (edges[from] ?? []).toReversed()',
      'stack.push(to);',
      '  }\n  return order;\n}',
    ],
  },
  {
    name: 'a walk within another function, asked first thing',
    code: `${graph}
function components(edges: readonly (readonly number[])[]): number[][] {
  const seen: boolean[] = [];
  const found: number[][] = [];
  let now: number[] = [];
  const visit = (node: number, depth: number): void => {
    if (seen[node]) return;
    seen[node] = true;
    now.push(node, depth);
    (edges[node] ?? []).forEach((next) => {
      visit(next, depth + 1);
    });
  };
  for (let at = 0; at < edges.length; at += 1) {
    now = [];
    visit(at, 0);
    found.push(now);
  }
  return found;
}
export const run = (input: number[]) => components(graphOf(input));
export const deep = (size: number) => components(chain(size)).length;`,
    title: /Keep what `visit` is still to visit on a stack of its own$/,
    expects: [
      'const stack: [number, number][] = [[node, depth]];',
      'for (let top = stack.pop(); top !== undefined; top = stack.pop()) {\n      [node, depth] = top;',
      'if (seen[node]) continue;',
      'stack.push([next, depth + 1]);',
    ],
  },
  {
    name: 'a matrix of connections, counted up',
    code: `${graph}
export function run(input: number[]): number[] {
  const edges = graphOf(input);
  const size = edges.length;
  const matrix = edges.map((row) => Array.from({ length: size }, (_, at) => row.includes(at)));
  const visited: boolean[] = Array.from({ length: size }, () => false);
  const order: number[] = [];
  function visit(node: number) {
    visited[node] = true;
    order.push(node);
    for (let next = 0; next < size; next++) {
      if (matrix[node]?.[next] && !visited[next]) visit(next);
    }
  }
  for (let at = 0; at < size; at++) if (!visited[at]) visit(at);
  return order;
}`,
    title: /it does nothing where `visited\[node\]` holds from the start/,
    expects: [
      'for (let next = size - 1; next >= 0; next--)',
      'if (matrix[node]?.[next] && !visited[next]) stack.push(next);',
    ],
  },
  {
    name: 'a region of a grid',
    code: `${grid}
function fill(cells: number[][], row: number, column: number, order: string[]): void {
  if (cells[row]?.[column] !== 1) return;
  const line = cells[row];
  if (line !== undefined) line[column] = 2;
  order.push(\`\${row}
:\${column}\`);
  fill(cells, row + 1, column, order);
  fill(cells, row, column + 1, order);
  fill(cells, row - 1, column, order);
  fill(cells, row, column - 1, order);
}
export const run = (input: number[]) => {
  const cells = gridOf(input);
  const order: string[] = [];
  cells.forEach((row, at) => { row.forEach((_, column) => { fill(cells, at, column, order); }); });
  return [order, cells];
};
export const deep = (size: number) => { const order: string[] = []; fill([Array.from({ length: size }, () => 1)], 0, 0, order); return order.length; };`,
    title: /Keep what `fill` is still to visit on a stack of its own$/,
    expects: [
      '    stack.push([row, column - 1]);\n    stack.push([row - 1, column]);\n    stack.push([row, column + 1]);\n    stack.push([row + 1, column]);\n  }\n}',
      '{row}\n:$',
    ],
  },
];

await testFixes(
  deepRecursion,
  examples,
  fc.array(fc.integer({ min: -12, max: 12 }), { maxLength: 40 }),
  (original, fixed) => {
    if (original['deep'] === undefined) return;
    assert.throws(() => call(original['deep'], 100_000), RangeError);
    assert.doesNotThrow(() => call(fixed['deep'], 100_000));
  },
);

function call(deep: unknown, size: number): unknown {
  return (deep as (size: number) => unknown)(size);
}
