import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyDeepRecursion } from './py-deep-recursion.ts';

testLesson(pyDeepRecursion);

const { id } = pyDeepRecursion.meta;

const total =
  'def total(prices, sum=0):\n    if not prices:\n        return sum\n    return total(prices[1:], sum + prices[0])\n';
const length = 'def length(node, n):\n    return n if node is None else length(node.next, n + 1)\n';
const walk =
  'def walk(node, graph, seen):\n    seen.add(node)\n    for other in graph[node]:\n        if other not in seen:\n            walk(other, graph, seen)\n';
const fill = `def fill(grid, r, c):
    if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or grid[r][c] != 1:
        return
    grid[r][c] = 2
    fill(grid, r + 1, c)
    fill(grid, r - 1, c)
    fill(grid, r, c + 1)
    fill(grid, r, c - 1)
`;
const show =
  'class Node:\n    def show(self):\n        print(self.value)\n        if self.next:\n            self.next.show()\n';
const step =
  'def step(rows, at):\n    if at == len(rows):\n        return\n    print(rows[at])\n    step(rows, at + 1)\n';

const flagged: Readonly<Record<string, readonly [code: string, per: RegExp]>> = {
  'a list without its first entry': [total, /for each entry of `prices`/],
  'the rest of a list': [
    'def f(items):\n    first, *rest = items\n    print(first)\n    if len(items) > 1:\n        f(rest)\n',
    /for each entry of `items`/,
  ],
  'a list without its last entry': [total.replaceAll('[1:]', '[:-1]'), /for each entry of `prices`/],
  'one of two lists in each call': [
    'def merge(a, b):\n    if not a or not b:\n        return a + b\n    if a[0] < b[0]:\n        return [a[0], *merge(a[1:], b)]\n    return [b[0], *merge(a, b[1:])]\n',
    /for each entry of `a`/,
  ],
  'a link': [length, /for each `node.next`/],
  'a link by a name of its own': [
    'def f(node):\n    after = node.next\n    if after:\n        f(after)\n',
    /for each `node.next`/,
  ],
  'the same method of the next': [show, /for each `self.next`/],
  'an index': [step, /for each entry of `rows`/],
  'a parameter by its name': [step.replace('step(rows, at + 1)', 'step(at=at + 1, rows=rows)'), /`rows`/],
  'a graph': [walk, /for each `node` on the longest path/],
  'a matrix': [
    'def f(i, m, seen):\n    seen[i] = True\n    for j in range(len(m)):\n        if m[i][j] and not seen[j]:\n            f(j, m, seen)\n',
    /for each `i` on the longest path/,
  ],
  'a graph whose edges have a name': [
    walk.replace('    for other in graph[node]', '    others = graph[node]\n    for other in others'),
    /for each `node`/,
  ],
  'a method of a graph': [walk.replace('graph[node]', 'graph.neighbors(node)'), /for each `node`/],
  'a grid': [fill, /for each cell of a region/],
  'a grid with directions': [
    'def f(grid, r, c):\n    grid[r][c] = 2\n    for dr, dc in ((0, 1), (1, 0)):\n        f(grid, r + dr, c + dc)\n',
    /for each cell of a region/,
  ],
};

for (const [name, [code, per]] of Object.entries(flagged)) {
  test(`finds ${name}`, async () => {
    const { findings, errors } = await bench({ 'a.py': code });
    const [finding, ...others] = findings(id);
    assert.deepEqual([errors, others], [[], []]);
    assert.match(finding?.message ?? '', per);
  });
}

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'another function of the name': `${total}\n\ndef total(prices):\n    return sum(prices)\n`,
  'what a decorator stands in front of': `import functools\n\n\n@functools.cache\n${total}`,
  'a generator': total.replace('return sum\n', 'yield sum\n'),
  'a coroutine': `async ${total.replace('return total', 'return await total')}`,
  'a moved limit': `import sys\n\nsys.setrecursionlimit(10000)\n\n\n${total}`,
  'what is named to be recursive': total.replaceAll('total', 'total_recursive'),
  'parts of a path': total.replaceAll('prices', 'path_parts'),
  'a walk down by the parts of a path':
    'def get(tree, names):\n    return tree if not names else get(tree[names[0]], names[1:])\n',
  'calls that multiply': total.replace('return total(', 'print(total(prices[1:]))\n    return total('),
  'a call in a loop': step.replace('    step(rows', '    for _ in rows:\n        step(rows'),
  'a list that is not asked for its end': total.replace('if not prices', 'if sum > 100'),
  'a chain of handlers': length.replaceAll('node', 'handler'),
  'a counter': walk
    .replace('seen)', 'seen, n)')
    .replace('(other, graph, seen', '(other, graph, seen, n - 1')
    .replace('seen.add', 'if n == 0:\n        return\n    seen.add'),
  'a tree': walk.replaceAll('graph[node]', 'node.children'),
  'a path that is tried out': `${walk}    seen.remove(node)\n`,
  dependencies: walk.replaceAll('graph', 'dependencies'),
  'a walk that does not ask where it was': walk.replace('if other not in seen', 'if other'),
  'a word in a grid': `${fill}    grid[r][c] = 1\n`,
  'a chain that no data is in': show.replace('print(self.value)', 'print()'),
  'a test': '',
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const files: Record<string, string> = name === 'a test' ? { 'tests/test_a.py': total } : { 'a.py': code };
    const { findings, errors } = await bench(files);
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

const fixed: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a tail call, with what is passed on at once': [
    total,
    'def total(prices, sum=0):\n    while True:\n        if not prices:\n            return sum\n        prices, sum = prices[1:], sum + prices[0]\n',
  ],
  'a choice, whose other side returns': [
    length,
    'def length(node, n):\n    while True:\n        if node is None:\n            return n\n        node, n = node.next, n + 1\n',
  ],
  'a call that returns nothing, below comments and a docstring': [
    step.replace('    if at ==', '    """Shows\n    all."""\n    global shown\n    # The end?\n    if at =='),
    'def step(rows, at):\n    """Shows\n    all."""\n    global shown\n    while True:\n        # The end?\n        if at == len(rows):\n            return\n        print(rows[at])\n        at = at + 1\n',
  ],
  'calls in branches, a default and a text of several lines': [
    'def f(items, n=1):\n    if len(items) == 1:\n        print("""a\n  b""")\n    elif items[0]:\n        f(items[1:])\n    else:\n        f(items[2:], n)\n',
    'def f(items, n=1):\n    while True:\n        if len(items) == 1:\n            print("""a\n  b""")\n        elif items[0]:\n            items, n = items[1:], 1\n            continue\n        else:\n            items = items[2:]\n            continue\n        return\n',
  ],
  'a graph': [
    walk,
    'def walk(node, graph, seen):\n    stack = [node]\n    while stack:\n        node = stack.pop()\n        if node in seen:\n            continue\n        seen.add(node)\n        for other in reversed(list(graph[node])):\n            if other not in seen:\n                stack.append(other)\n',
  ],
  'a graph whose walk asks first': [
    walk
      .replace('    seen.add', '    if node in seen:\n        return\n    seen.add')
      .replace('        if other not in seen:\n            walk', '        walk'),
    'def walk(node, graph, seen):\n    stack = [node]\n    while stack:\n        node = stack.pop()\n        if node in seen:\n            continue\n        seen.add(node)\n        for other in reversed(list(graph[node])):\n            stack.append(other)\n',
  ],
  'a grid, whose calls turn round': [
    fill,
    `def fill(grid, r, c):
    stack = [(r, c)]
    while stack:
        r, c = stack.pop()
        if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or grid[r][c] != 1:
            continue
        grid[r][c] = 2
        stack.append((r, c - 1))
        stack.append((r, c + 1))
        stack.append((r - 1, c))
        stack.append((r + 1, c))
`,
  ],
};

for (const [name, [before, after]] of Object.entries(fixed)) {
  test(`rewrites ${name}`, async () => {
    const result = await bench({ 'a.py': before });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.equal(result.fixed(finding)['a.py'], after);
  });
}

const refused: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  'what is still to be done': [
    total.replace('return total(prices[1:], sum + prices[0])', 'return prices[0] + total(prices[1:])'),
    'Something is still to be done on line 4 when the call comes back; a loop would have to carry it along.',
  ],
  'what follows the calls': [
    `${walk}    print(node)\n`,
    'Something is still to be done on line 6 when the calls come back; the stack would have to remember it.',
  ],
  'a `try` around the call': [
    step
      .replace('    step(rows', '    try:\n        step(rows')
      .concat('    except OSError:\n        pass\n'),
    '`step` calls itself within `try`, which lasts until the deeper call is over.',
  ],
  'a function that keeps what it was given': [
    step.replace('print(rows[at])', 'later(lambda: rows[at])'),
    'The function on line 4 may keep what one call was given.',
  ],
  'a condition that the calls may change': [
    walk.replace('if other not in seen', 'if other not in seen and open(other)'),
    'The condition on line 4 may turn out otherwise before the calls than between them.',
  ],
  'an argument that the calls may change': [
    fill.replace('r, c - 1)', 'r, grid[r][c] - 3)').concat('    fill(grid, r, c - 1)\n'),
    '`grid[r][c] - 3` may be something else once the calls before it are over.',
  ],
  'a default that all calls share': [
    'def f(items, seen=[]):\n    if items:\n        f(items[1:])\n',
    'A call leaves `seen` to its default, which all calls share.',
  ],
  'a body on one line': [
    'def f(items): return 0 if not items else f(items[1:])\n',
    '`f` is written on one line; put its body on lines of its own first.',
  ],
  'a result of its own from each call': [
    walk.replace('    seen.add', '    if node is None:\n        return 1\n    seen.add'),
    '`walk` returns something of its own from each call.',
  ],
};

for (const [name, [code, reason]] of Object.entries(refused)) {
  test(`does not rewrite ${name}`, async () => {
    const result = await bench({ 'a.py': code });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.equal(result.fix(finding).reason, reason);
  });
}
