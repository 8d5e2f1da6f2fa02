import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { flagAndValue } from './flag-and-value.ts';

testLesson(flagAndValue);

const id = 'null-prone/flag-and-value';

const hook = (
  body: string,
  states = dialog,
): string => `declare function useState<T>(initial: T): [T, (value: T | ((before: T) => T)) => void];
declare function useCallback<T>(callback: T, dependencies: readonly unknown[]): T;
declare function later(act: () => void): void;
declare function use(...given: unknown[]): void;
export function useIt(given: string, maybe: string | null) {
${states}
${body}
}
`;
const dialog = `  const [item, setItem] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);`;
const opens = '  use(isOpen, () => { setItem(given); setIsOpen(true); });';
const closes = '  use(item, () => { setItem(null); setIsOpen(false); });';

const clean: Readonly<Record<string, string>> = {
  'one place alone': hook(opens),
  'a flag that is also set alone': hook(`${opens}\n${closes}\n  use(() => { setIsOpen(false); });`),
  'a value that may be missing': hook(
    `${closes}\n  use(isOpen, () => { setItem(maybe); setIsOpen(true); });\n${opens}`,
  ).replaceAll('setItem(null)', 'setItem(maybe)'),
  'a place that contradicts': hook(
    `${opens}\n${closes}\n  use(() => { setItem(null); setIsOpen(true); });\n  use(() => { setItem(given); setIsOpen(false); });`,
  ),
  'a wait between the two': hook(
    `  use(isOpen, async () => { setIsOpen(true); await later(() => {}); setItem(given); });\n${closes}`,
  ),
  'a way out between the two': hook(
    `  use(isOpen, () => { setIsOpen(true); if (maybe === null) return; setItem(given); });\n${closes}`,
  ),
  'fields of one method that begins much and waits': `export class Reader {
  private isBusy = false;
  private file: string | null = null;
  async open(name: string) {
    this.isBusy = true;
    for await (const each of [name]) this.file = each;
    const file = await Promise.resolve(name);
    this.file = file;
    return this.isBusy;
  }
  close() { this.isBusy = false; this.file = null; }
}
`,
  'fields that a long method sets far from each other': `export class Runner {
  private isBusy = false;
  private job: string | null = null;
  run(log: string[], job: string) {
    this.isBusy = true;
    log.push('a');
    log.push('b');
    log.push('c');
    log.push('d');
    this.job = job;
    return this.isBusy;
  }
  stop() { this.isBusy = false; this.job = null; return this.job; }
}
`,
  'a setter that is handed on': hook(`${opens}\n${closes}\n  use(setIsOpen);`),
  'a flag that is turned round': hook(
    `${opens}\n${closes}\n  use(() => { setItem(given); setIsOpen((before) => !before); });`,
  ),
  'the same value twice': hook(`${opens}\n  use(() => { setItem('x'); setIsOpen(true); });`),
  'fields without a flag, one of which may be missing on its own': `export class Player {
  private source: string | null = null;
  private title: string | null = null;
  play(source: string, title: string | null) { this.source = source; this.title = title; return this.source; }
  stop() { this.source = null; this.title = null; return this.title; }
}
`,
  'fields that something else sets': `export class Player {
  private source: string | null = null;
  private isPlaying = false;
  play(source: string) { this.source = source; this.isPlaying = true; return this.source; }
  stop() { this.source = null; this.isPlaying = false; return this.isPlaying; }
  swap(other: Player) { [this.isPlaying, other.isPlaying] = [other.isPlaying, this.isPlaying]; }
}
`,
};

test('states that are set apart, once, or in any mixture are left alone', async () => {
  await assertClean(id, clean);
});

test('the setter of a flag that goes leaves the lists of dependencies, too', async () => {
  const code =
    hook(`  const open = useCallback(() => { setItem(given); setIsOpen(true); }, [setIsOpen, setItem]);
  const close = useCallback(() => {
    setIsOpen(false);
    setItem(null);
  }, [setIsOpen]);
  return { open, close, isOpen, item };`);
  const result = await bench({ 'src/it.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(finding.severity, 'info');
  assert.match(
    finding.message,
    /`isOpen` only repeats that `item` is there: they are set together in all 2 places/,
  );
  const text = result.fixed(finding)['src/it.ts'] as string;
  assert.match(text, /const isOpen = item !== null;/);
  assert.match(text, /\{ setItem\(given\); +\}, \[setItem\]\)/);
  assert.match(text, /close = useCallback\(\(\) => \{\n {4}setItem\(null\);\n {2}\}, \[\]\)/);
});

test('a flag that goes leaves a lesson about the states that remain', async () => {
  const code = hook(
    `  const show = () => {
    setItem(given);
    later(() => use(isOpen));
    setLabel(given + item);
    setIsOpen(true);
  };
  const hide = () => {
    setIsOpen(false);
    setItem(undefined);
    setLabel(undefined);
  };
  return { show, hide, isOpen, label };`,
    `  // states
  const [isOpen, setIsOpen] = useState(false);
  const [item, setItem] = useState<string | undefined>(undefined);
  const [label, setLabel] = useState<string | undefined>(undefined);`,
  );
  const result = await bench({ 'src/it.ts': code });
  const [flag, lesson, ...others] = result.findings(id);
  assert.ok(flag && lesson && others.length === 0);
  assert.match(lesson.message, /`item` and `label` are set together/);
  const text = result.fixed(flag)['src/it.ts'] as string;
  assert.match(text, /\/\/ states\n {2}const \[item, .*\n {2}const isOpen = item !== undefined;\n/);
  assert.ok(!text.includes('setIsOpen'), text);
});

test('a flag that other code reads becomes a getter', async () => {
  const code = `export class Gate {
  isOpen = false;
  private key: string | null = null;
  open(key: string) { this.key = key; this.isOpen = true; }
  close() { this.key = null; this.isOpen = false; return this.key; }
}
`;
  const files = {
    'src/gate.ts': code,
    'src/use.ts': `import { Gate } from './gate';\nexport const isFree = (gate: Gate) => gate.isOpen === true;\n`,
  };
  const result = await bench(files);
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(
    result.fixed(finding)['src/gate.ts'] as string,
    /get isOpen\(\): boolean \{\n {4}return this\.key !== null;/,
  );
  const set = 'export const force = (gate: Gate) => { gate.isOpen = true; };\n';
  const changed = await bench({ ...files, 'src/use.ts': files['src/use.ts'] + set });
  const [again] = changed.findings(id);
  assert.ok(again);
  assert.match(changed.fix(again).reason ?? '', /Line 3 of src\/use\.ts may set `isOpen`, too/);
});

test('a flag for what is missing is the opposite of the value', async () => {
  const code = `class Loader {
  #data: string | undefined;
  #waiting = true;
  done(data: string) {
    this.#data = data;
    this.#waiting = false;
  }
  again() {
    this.#waiting = true;
    this.#data = undefined;
  }
  state() { return [this.#waiting, this.#data]; }
}
export function run() {
  const loader = new Loader();
  const first = loader.state();
  loader.done('');
  const second = loader.state();
  loader.again();
  return [first, second, loader.state()];
}
`;
  const result = await bench({ 'src/loader.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const text = result.fixed(finding)['src/loader.ts'] as string;
  assert.match(text, /get #waiting\(\): boolean \{\n {4}return this\.#data === undefined;\n {2}\}/);
  const before = (await load(code))['run'] as () => unknown;
  const after = (await load(text))['run'] as () => unknown;
  assert.deepEqual(after(), before());
});

const refused: readonly (readonly [code: string, reason: RegExp])[] = [
  [
    `export class Door {
  private key: string | null = null;
  private isOpen = false;
  open(key: string) { this.key = key; this.ring(); this.isOpen = true; }
  close() { this.key = null; this.isOpen = false; return this.isOpen; }
  ring() {}
}
`,
    /`this.isOpen = true;` is apart from the setting that goes with it/,
  ],
  [
    `export class Door {
  key: string | null = null;
  private isOpen = false;
  open(key: string) { this.key = key; this.isOpen = true; }
  close() { this.key = null; this.isOpen = false; return this.isOpen; }
}
export const take = (door: Door) => { door.key = null; };
`,
    /Line 7 may set `key`, too/,
  ],
];

test('where the two settings are not one moment, the fix is refused and says why', async () => {
  const result = await bench(
    Object.fromEntries(refused.map(([code], index) => [`src/refused-${index}.ts`, code])),
  );
  for (const [index, [code, reason]] of refused.entries()) {
    const [finding] = result.findings(id).filter(({ file }) => file === `src/refused-${index}.ts`);
    assert.ok(finding, code);
    assert.match(result.fix(finding).reason ?? '', reason);
  }
});

test('fields that come and go as one are pointed out as a lesson', async () => {
  const code = `export class Player {
  private source: string | null = null;
  private title: string | null = null;
  play(source: string, title: string) { this.source = source; this.title = title; return this.source; }
  stop() { this.source = null; this.title = null; return this.title; }
}
`;
  const result = await bench({ 'src/it.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(finding.severity, 'hint');
  assert.match(finding.message, /such as `\{ source, title \} \| null`/);
});

test('a flag that starts in disagreement with its value cannot be worked out from it', async () => {
  const states = dialog.replace('(null)', "('first')");
  const result = await bench({ 'src/it.ts': hook(`${opens}\n${closes}`, states) });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(finding.severity, 'hint');
  assert.match(finding.fixes[0]?.title ?? '', /in one state that is a union/);
});

test('a value that means nothing without another is pointed out as a lesson', async () => {
  const code = hook(
    `  use(count, () => { setItem(given); setCount(given.length); });
  use(item, () => { setItem(null); setCount(0); });`,
    `  const [item, setItem] = useState<string | null>(null);
  const [count, setCount] = useState(0);`,
  );
  const result = await bench({ 'src/it.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(finding.severity, 'hint');
  assert.match(finding.message, /either both `item` and `count` hold something or none does/);
});

test('states of a request that are set as one become one state, and are read from it', async () => {
  const code = hook(
    `  use(async () => { setIsLoading(true); setRows(null); setProblem(null); });
  use(async (found: string[]) => {
    setRows(found);
    setIsLoading(false);
    setProblem(null);
  }, [setRows, setIsLoading, setProblem]);
  use(() => { setIsLoading(false); setRows(null); setProblem(given); });
  use(isLoading, rows, problem);`,
    `  const [isLoading, setIsLoading] = useState(false);
  const [rows, setRows] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);`,
  );
  const result = await bench({ 'src/it.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(
    finding.message,
    /`rows`, `isLoading` and `problem` are set together|set together in all 3 places/,
  );
  const text = result.fixed(finding)['src/it.ts'] ?? '';
  assert.ok(
    text.includes(`  const [isLoadingState, setIsLoadingState] = useState<{ kind: 'loading' } | { kind: 'rows'; rows: string[] } | { kind: 'problem'; problem: string } | null>(null);
  const isLoading = isLoadingState?.kind === 'loading';
  const rows = isLoadingState?.kind === 'rows' ? isLoadingState.rows : null;
  const problem = isLoadingState?.kind === 'problem' ? isLoadingState.problem : null;
`),
    text,
  );
  assert.match(text, /setIsLoadingState\(\{ kind: 'loading' \}\)/);
  assert.match(
    text,
    /\{\n {4}setIsLoadingState\(\{ kind: 'rows', rows: found \}\);\n {2}\}, \[setIsLoadingState\]\)/,
  );
  assert.match(text, /setIsLoadingState\(\{ kind: 'problem', problem: given \}\)/);
});

test('fields that come and go as one become one field, and do what they did', async () => {
  const code = `export class Player {
  /** Where it comes from. */
  private source: string | null = null;
  private title?: string;
  play(source: string, title: string) { this.source = source; this.title = title; return this.label(); }
  stop() { this.source = null; this.title = undefined; return this.label(); }
  label() { return \`\${this.source} \${this.title}\`; }
}
`;
  const result = await bench({ 'src/it.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const text = result.fixed(finding)['src/it.ts'] ?? '';
  assert.match(
    text,
    /\* Where it comes from\. \*\/\n {2}private sourceState: \{ source: string; title: string \} \| null = null;/,
  );
  assert.match(text, /private get title\(\): string \| undefined \{\n {4}return this\.sourceState\?\.title;/);
  const run = async (module: string): Promise<unknown[]> => {
    const { Player } = (await load(module)) as {
      Player: new () => Record<string, (...given: string[]) => unknown>;
    };
    const player = new Player();
    return [player['label']?.(), player['play']?.('a', 'b'), player['stop']?.(), player['play']?.('c', 'd')];
  };
  assert.deepEqual(await run(text), await run(code));
});

test('states stay apart where a place leaves open what it sets, or what stands for nothing is made anew', async () => {
  const reasons: [string, RegExp][] = [
    [`setRows(given); setCount(given === null ? 0 : 1);`, /sets what may be there or not/],
    [`setRows('a'); /* how many */ setCount(1);`, /comment/],
  ];
  for (const [body, reason] of reasons) {
    const code = hook(
      `  use(() => { ${body} });
  use(() => { setRows(null); setCount(0); });
  use(() => { setRows('b'); setCount(2); });
  use(rows, count);`,
      `  const [rows, setRows] = useState<string | null>(null);
  const [count, setCount] = useState(0);`,
    ).replace('given: string', 'given: string | null');
    const result = await bench({ 'src/it.ts': code });
    const [finding] = result.findings(id);
    if (finding === undefined) continue;
    assert.match(result.fix(finding).reason ?? '', reason, body);
  }
});

test('three states of one request are seen where it is made, if its value is not kept from the last one', async () => {
  const states = `  const [isBusy, setIsBusy] = useState(false);
  const [rows, setRows] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);`;
  const request = (start: string, more = ''): string =>
    hook(
      `  const run = async (ask: () => Promise<string[]>) => {
    ${start}
    try { setRows(await ask()); } catch (thrown) { setProblem(String(thrown)); } finally { setIsBusy(false); }
  };
  use(run, isBusy, rows, problem);
  ${more}`,
      states,
    );
  const found = async (code: string): Promise<string[]> =>
    (await bench({ 'src/it.ts': code })).findings(id).map(({ message }) => message);
  const reset = 'setIsBusy(true); setProblem(null); setRows(null);';
  const [message, ...others] = await found(request(reset));
  assert.match(
    message ?? '',
    /`isBusy`, `rows` and `problem` tell of one request: .* taken back in `finally`/,
  );
  assert.equal(others.length, 0);
  // The last answer stays while the next one is awaited.
  assert.deepEqual(await found(request('setIsBusy(true); setProblem(null);')), []);
  // Other code fails into the same state, or works under the same flag.
  assert.deepEqual(await found(request(reset, `use(() => { setProblem('late'); });`)), []);
  assert.deepEqual(await found(request(reset, `use(() => { setIsBusy(true); });`)), []);
  const once = `useEffect(() => {
    const run = async () => {
      setIsBusy(true);
      try { setRows(await ask()); setIsBusy(false); } catch (thrown) { setProblem(String(thrown)); setIsBusy(false); }
    };
    void run();
  }, [DEPENDENCIES]);
  use(isBusy, rows, problem);`;
  const declared = `declare function useEffect(effect: () => void, dependencies: readonly unknown[]): void;
declare function ask(): Promise<string[]>;
`;
  assert.equal((await found(declared + hook(once.replace('DEPENDENCIES', ''), states))).length, 1);
  assert.deepEqual(await found(declared + hook(once.replace('DEPENDENCIES', 'given'), states)), []);
  // A flag that begins as true, and one that is set within the attempt.
  const begun = `useEffect(() => {
    const run = async () => {
      try { setRows(await ask()); } catch (thrown) { setProblem(String(thrown)); } finally { setIsBusy(false); }
    };
    void run();
  }, []);
  use(isBusy, rows, problem);`;
  const busy = states.replace('useState(false)', 'useState(true)');
  assert.equal((await found(declared + hook(begun, busy))).length, 1);
  assert.deepEqual(await found(declared + hook(begun, states)), []);
  const within = 'try { setIsBusy(true); setRows(null); setRows(await ask()); }';
  const inside = request('').replace('try { setRows(await ask()); }', within);
  assert.equal((await found(inside)).length, 1);
});

test('fields stay apart where one is worked out from the other, or a call between the two may look at them', async () => {
  for (const [body, reason] of [
    ['this.source = source; this.title = this.source.trim();', /is worked out from `source`/],
    ['this.source = source; this.label(); this.title = source;', /is apart from the setting/],
  ] as const) {
    const code = `export class Player {
  private source: string | null = null;
  private title: string | null = null;
  play(source: string) { ${body} return this.label(); }
  stop() { this.source = null; this.title = null; return this.label(); }
  label() { return [this.source, this.title]; }
}
`;
    const result = await bench({ 'src/it.ts': code });
    const [finding] = result.findings(id);
    assert.ok(finding, body);
    assert.match(result.fix(finding).reason ?? '', reason);
  }
});

test('what a place works out is worked out once and in the order of the settings, whatever order the fields stand in', async () => {
  const code = `let calls = 0;
const next = (): string => \`\${(calls += 1)}\`;
export class Player {
  private source: string | null = null;
  private title: string | null = null;
  play() {
    this.title = next();
    this.source = next();
    return this.label();
  }
  stop() { this.source = null; this.title = null; return this.label(); }
  label() { return \`\${this.source} \${this.title} of \${calls}\`; }
}
`;
  const result = await bench({ 'src/it.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const text = result.fixed(finding)['src/it.ts'] ?? '';
  assert.match(text, /this\.sourceState = \{ title: next\(\), source: next\(\) \};/);
  const run = async (module: string): Promise<unknown[]> => {
    const { Player } = (await load(module)) as { Player: new () => Record<string, () => unknown> };
    const player = new Player();
    return [player['play']?.(), player['stop']?.(), player['play']?.()];
  };
  assert.deepEqual(await run(text), await run(code));
});
