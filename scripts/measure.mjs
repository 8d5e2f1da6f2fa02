// Measures how much faster the code of a lesson is after its fix, at a size, for docs/costs.md. A benchmark, not a test:
// the examples are those of the lessons, so what is measured is what the fix really makes.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { transformSync } from 'esbuild';

/** @typedef {{ rule: string, pair: number, size: number, what: string, run: (lesson: any, size: number) => void }} Case */

/** @type {readonly Case[]} */
const cases = [
  {
    rule: 'front-of-array',
    pair: 0,
    size: 20_000,
    what: 'steps recorded, then undone',
    run({ UndoHistory }, size) {
      const history = new UndoHistory();
      for (let at = 0; at < size; at += 1) history.record({ label: '', revert() {} });
      while (history.undo());
    },
  },
  {
    rule: 'front-of-array',
    pair: 2,
    size: 20_000,
    what: 'folders side by side, each with one more in it',
    run({ namesInOrder }, size) {
      const folders = Array.from({ length: size / 2 }, () => ({
        name: 'a',
        folders: [{ name: 'b', folders: [] }],
      }));
      namesInOrder({ name: 'root', folders: [{ name: 'all', folders }] });
    },
  },
  {
    rule: 'replace-until-stable',
    pair: 0,
    size: 20_000,
    what: 'characters, half of them opening brackets and then their closers',
    run: ({ isBalanced }, size) => isBalanced('('.repeat(size / 2) + ')'.repeat(size / 2)),
  },
  {
    rule: 'copied-stack',
    pair: 0,
    size: 5_000,
    what: 'tags opened, then closed',
    run: ({ closingTags }, size) => closingTags('<b>'.repeat(size) + '</b>'.repeat(size)),
  },
  {
    rule: 'copied-stack',
    pair: 1,
    size: 1_000,
    what: 'folders, each within the one before',
    run({ pathsOf }, size) {
      let folder = { name: 'a', folders: [] };
      for (let at = 1; at < size; at += 1) folder = { name: 'a', folders: [folder] };
      pathsOf(folder);
    },
  },
  {
    rule: 'copied-stack',
    pair: 2,
    size: 20_000,
    what: 'characters kept, then taken off again',
    run({ withoutPairs }, size) {
      const half = 'ab'.repeat(size / 2);
      withoutPairs(half + [...half].reverse().join(''));
    },
  },
  {
    rule: 'nearest-larger-scan',
    pair: 0,
    size: 20_000,
    what: 'days, each colder than the one before',
    run: ({ daysUntilWarmer }, size) => daysUntilWarmer(Array.from({ length: size }, (_, at) => size - at)),
  },
  {
    rule: 'hand-nesting',
    pair: 1,
    size: 20_000,
    what: 'steps recorded, then undone and redone',
    run({ History }, size) {
      const history = new History();
      for (let at = 0; at < size; at += 1) history.record(String(at));
      for (let at = 0; at < size; at += 1) history.undo();
      for (let at = 0; at < size; at += 1) history.redo();
    },
  },
];

process.stdout.write(`Node ${process.version}, ${cpus()[0]?.model.trim()}\n\n`);
process.stdout.write('| rule | example | size | before | after | ratio |\n|---|---|---|---|---|---|\n');
for (const { rule, pair, size, what, run } of cases) {
  const [before, after] = await pairOf(rule, pair);
  const [slow, fast] = [timeOf(() => run(before, size)), timeOf(() => run(after, size))];
  const cells = [
    rule,
    what,
    size.toLocaleString('en'),
    `${slow.toFixed(1)} ms`,
    `${fast.toFixed(1)} ms`,
    ratio(slow / fast),
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

function ratio(value) {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

/** The flagged block of a lesson and the fixed one after it, as modules. */
async function pairOf(rule, index) {
  const lesson = readFileSync(`rules/stack-shaped/${rule}/lesson.md`, 'utf8');
  // A block that stands alone must not be taken together with the one after it.
  const block = '((?:(?!^```)[\\s\\S])*)^```';
  const pattern = new RegExp(`^\`\`\`ts flagged\\n${block}\\n\\n\`\`\`ts fixed\\n${block}$`, 'gm');
  const pairs = [...lesson.matchAll(pattern)];
  const texts = pairs[index]?.slice(1) ?? [];
  return Promise.all(
    texts.map((text) => {
      const { code } = transformSync(text, { loader: 'ts', format: 'esm' });
      return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
    }),
  );
}

/** The best of some runs, as anything else on the machine only adds. */
function timeOf(work) {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...times);
}
