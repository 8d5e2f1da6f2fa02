import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { lostCause } from './lost-cause.ts';

testLesson(lostCause);

const { id } = lostCause.meta;

/** A function around a `try` that fails, with the handler given. */
function handled(handler: string): string {
  return `declare function work(): string;\ndeclare const stopped: boolean;\nexport function run(limit: number, attempt: number) {\n  try {\n    return work();\n  } ${handler}\n}\n`;
}

async function countIn(files: Files): Promise<number> {
  const { errors, findings } = await bench(files);
  assert.deepEqual(errors, []);
  return findings(id).length;
}

/** The text of a file after the fix of its first finding. */
async function fixedText(text: string, files: Files = {}, name = 'src/run.ts'): Promise<string | undefined> {
  const result = await bench({ ...files, [name]: text });
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  assert.equal(finding.fixes[0]?.kind, 'safe');
  return result.fixed(finding)[name];
}

describe('what loses a cause', () => {
  const flagged: Record<string, string> = {
    'a handler without a name': `catch { throw new Error('The work failed'); }`,
    'a name that is not used': `catch (e) { throw new TypeError('The work failed'); }`,
    'an error made one line above': `catch (e) { const failure = new Error('The work failed'); throw failure; }`,
    'no `new`': `catch (e) { throw Error('The work failed'); }`,
    'a log that leaves the error out': `catch (e) { console.error('failed'); throw new Error('The work failed'); }`,
    'what other branches did not recognise': `catch (e) { if (e instanceof RangeError) throw e; throw new Error('The work failed'); }`,
    'what no case recognised': `catch (e) { switch (String(e)) { case 'a': return 'a'; default: throw new Error('The work failed'); } }`,
    'the last of several attempts': `catch (e) { if (attempt > limit) throw new Error('Too many attempts'); return ''; }`,
    'a `finally` inside': `catch (e) { try { work(); } finally { throw new Error('The work failed'); } }`,
  };
  const clean: Record<string, string> = {
    'an error that is part of the message': `catch (e) { throw new Error('The work failed: ' + e); }`,
    'an error that is the cause': `catch (e) { throw new Error('The work failed', { cause: e }); }`,
    'a part of the error that went into the message': `catch (e) { const text = String(e); throw new Error(text); }`,
    'a cause of its own making': `catch (e) { throw new Error('The work failed', { cause: 'WORK' }); }`,
    'options that come from elsewhere': `catch (e) { throw new Error('The work failed', { ...{ cause: limit } }); }`,
    'an error that is noted before': `catch (e) { const failure = new Error('The work failed'); Object.assign(failure, { inner: e }); throw failure; }`,
    'an error that is taken apart': `catch ({ message }: any) { throw new Error(message); }`,
    'an error that was logged': `catch (e) { if (limit > 1) { console.error(e); } throw new Error('The work failed'); }`,
    'the branch that recognised it': `catch (e) { if (e instanceof RangeError) throw new Error('Too large'); throw e; }`,
    'the case that recognised it': `catch (e) { switch (String(e)) { case 'a': throw new Error('It was a'); default: throw e; } }`,
    'a state that is the reason': `catch (e) { if (stopped) throw new Error('The work was stopped'); throw e; }`,
    'what is thrown by a function made there': `catch (e) { return () => { throw new Error('The work failed'); }; }`,
    'something else than an error': `catch (e) { throw new Response('The work failed'); }`,
    'a class that knows no cause': `catch (e) { throw new (class Refusal extends Error { constructor() { super('no'); } })(); }`,
    'what was thrown before': `catch (e) { throw e; }`,
  };
  for (const [name, handler] of Object.entries(flagged)) {
    test(name, async () => {
      assert.equal(await countIn({ 'src/run.ts': handled(handler) }), 1);
    });
  }
  for (const [name, handler] of Object.entries(clean)) {
    test(`not: ${name}`, async () => {
      assert.equal(await countIn({ 'src/run.ts': handled(handler) }), 0);
    });
  }

  test('a rejection, by `catch` and by `then`', async () => {
    const text = (call: string): string => `export const text = (work: Promise<string>) => work.${call};\n`;
    const thrower = `() => { throw new Error('The work failed'); }`;
    assert.equal(await countIn({ 'src/run.ts': text(`catch(${thrower})`) }), 1);
    assert.equal(
      await countIn({ 'src/run.ts': text(`then(String, function () { throw new Error('No'); })`) }),
      1,
    );
    assert.equal(await countIn({ 'src/run.ts': text(`then(${thrower})`) }), 0);
  });

  test('nor what is thrown to a handler that does not look at it', async () => {
    const nested = (outer: string): string =>
      `export function run(work: () => string): string {\n  try {\n    try {\n      return work();\n    } catch {\n      throw new Error('The work failed');\n    }\n  } ${outer}\n}\n`;
    assert.equal(await countIn({ 'src/run.ts': nested(`catch {\n    return '';\n  }`) }), 0);
    assert.equal(await countIn({ 'src/run.ts': nested(`catch (e) {\n    return '';\n  }`) }), 0);
    assert.equal(await countIn({ 'src/run.ts': nested(`catch (e) {\n    return String(e);\n  }`) }), 1);
    assert.equal(await countIn({ 'src/run.ts': nested(`finally {\n    console.log('done');\n  }`) }), 1);
  });

  test('nothing is said where errors have no cause', async () => {
    const text = handled(`catch { throw new Error('The work failed'); }`);
    const old = '{ "compilerOptions": { "strict": true, "target": "es2020", "lib": ["es2020", "dom"] } }';
    assert.equal(await countIn({ 'src/run.ts': text, 'tsconfig.json': old }), 0);
    const engines = (range: string): string => JSON.stringify({ name: 'example', engines: { node: range } });
    assert.equal(await countIn({ 'src/run.ts': text, 'package.json': engines('>=14') }), 0);
    assert.equal(await countIn({ 'src/run.ts': text, 'package.json': engines('>=18') }), 1);
  });

  test('an input that the message shows needs no parser to tell where it is wrong', async () => {
    const parsed = (message: string, input = 'text'): string =>
      `export function read(text: string): unknown {\n  try {\n    return JSON.parse(${input});\n  } catch {\n    throw new Error(${message});\n  }\n}\n`;
    assert.equal(await countIn({ 'src/read.ts': parsed(`'No JSON: ' + text`) }), 0);
    assert.equal(await countIn({ 'src/read.ts': parsed(`'No JSON: ' + text`, `text || '{}'`) }), 0);
    assert.equal(await countIn({ 'src/read.ts': parsed(`'No JSON'`) }), 1);
    const reached = (call: string): string =>
      `declare const disk: Record<'access' | 'load', (path: string) => Promise<string>>;\nexport const read = (path: string) =>\n  disk.${call}.catch(() => {\n    throw new Error('There is no ' + path);\n  });\n`;
    assert.equal(await countIn({ 'src/read.ts': reached('access(path)') }), 0);
    assert.equal(await countIn({ 'src/read.ts': reached('access(path).then(String)') }), 1);
    assert.equal(await countIn({ 'src/read.ts': reached('load(path)') }), 1);
  });

  test('a fault that the code finds by itself and throws to get to the handler has no other cause', async () => {
    const tried = (body: string): string =>
      `declare function size(text: string): number;\nexport async function read(text: string) {\n  try {\n    ${body}\n  } catch {\n    throw new Error('Not a size, use 800x600');\n  }\n}\n`;
    const own = `if (text === '') throw new Error('empty');`;
    assert.equal(await countIn({ 'src/read.ts': tried(`${own} return size(text);`) }), 0);
    assert.equal(
      await countIn({ 'src/read.ts': tried(`${own} return await Promise.resolve(size(text));`) }),
      1,
    );
    assert.equal(await countIn({ 'src/read.ts': tried(`return text.split('x').map(Number);`) }), 0);
    assert.equal(await countIn({ 'src/read.ts': tried(`return size(text);`) }), 1);
    const hidden = `const url = new URL(text); return url.searchParams.get('schema');`;
    assert.equal(await countIn({ 'src/read.ts': tried(hidden) }), 0);
  });

  test('a class of the project without a cause is a hint, where it stands for all that is not known', async () => {
    const refusal = `class Refusal extends Error {\n  constructor(readonly status: number) {\n    super('refused');\n  }\n}\n`;
    const known = `catch (e) { if (e instanceof Refusal) throw e; throw new Refusal(500); }`;
    const result = await bench({ 'src/run.ts': refusal + handled(known) });
    const [finding] = result.findings(id);
    assert.equal(finding?.severity, 'hint');
    assert.equal(finding.fixes.length, 0);
    assert.equal(await countIn({ 'src/run.ts': refusal + handled(`catch { throw new Refusal(400); }`) }), 0);
  });
});

describe('the fix', () => {
  test('binds the error by the name that the file uses, unless it means something there', async () => {
    const other = handled(`catch (err) { console.error(err); return ''; }`).replace('run', 'other');
    const own = `export function run(work: () => void, err: string) {\n  try {\n    work();\n  } catch {\n    throw new Error(err);\n  }\n}\n`;
    const text = await fixedText(other + own);
    assert.match(text ?? '', /catch \(err2\) \{\n {4}throw new Error\(err, \{ cause: err2 \}\);/);
  });

  test('gives a name back that said it was not used', async () => {
    const text = await fixedText(handled(`catch (_err: unknown) { throw new Error('The work failed'); }`));
    assert.match(
      text ?? '',
      /catch \(err: unknown\) \{ throw new Error\('The work failed', \{ cause: err \}\); \}/,
    );
  });

  test('keeps one argument per line, and a comma after the last', async () => {
    const text = await fixedText(
      handled(`catch (error) {\n    throw new Error(\n      'The work failed', // again\n    );\n  }`),
    );
    assert.match(
      text ?? '',
      /new Error\(\n {6}'The work failed',\n {6}\{ cause: error \}, \/\/ again\n {4}\);/,
    );
  });

  test('puts the cause into options that are there, and after a message that is not', async () => {
    const options = `class Failure extends Error {\n  constructor(options: { code: string; cause?: unknown }) {\n    super(options.code, options);\n  }\n}\n`;
    const one = await fixedText(options + handled(`catch (cause) { throw new Failure({ code: 'E' }); }`));
    assert.match(one ?? '', /new Failure\(\{ code: 'E', cause \}\)/);
    const two = await fixedText(handled(`catch (e) { throw new Error(); }`));
    assert.match(two ?? '', /new Error\(undefined, \{ cause: e \}\)/);
    const three = await fixedText(handled(`catch (e) { throw new Error; }`));
    assert.match(three ?? '', /new Error\(undefined, \{ cause: e \}\)/);
  });

  test('hands the error itself to a parameter that is for it', async () => {
    const wrapper = `class Wrapped extends Error {\n  constructor(message: string, readonly originalError?: unknown) {\n    super(message);\n  }\n}\n`;
    const text = await fixedText(wrapper + handled(`catch (e) { throw new Wrapped('The work failed'); }`));
    assert.match(text ?? '', /new Wrapped\('The work failed', e\)/);
  });

  test('gives a function its parameter', async () => {
    const source = (handler: string): string =>
      `export const text = (work: Promise<string>) => work.catch(${handler});\n`;
    const thrown = `{ throw new Error('No'); }`;
    const arrow = await fixedText(source(`async () => ${thrown}`));
    assert.match(
      arrow ?? '',
      /catch\(async \(error\) => \{ throw new Error\('No', \{ cause: error \}\); \}\)/,
    );
    const named = await fixedText(source(`function () ${thrown}`));
    assert.match(named ?? '', /catch\(function \(error\) \{/);
    const unused = await fixedText(source(`_ => ${thrown}`));
    assert.match(unused ?? '', /catch\(error => \{/);
  });

  test('changes nothing but the cause when it runs', async () => {
    const before = `export function run(work: () => void): void {\n  try {\n    work();\n  } catch {\n    throw new RangeError('The work failed');\n  }\n}\n`;
    const after = await fixedText(before);
    const outcomes = await Promise.all(
      [before, after ?? ''].map(async (text) => {
        const { run } = (await load(text)) as { run: (work: () => void) => void };
        const inner = new Error('inner');
        try {
          run(() => {
            throw inner;
          });
        } catch (error) {
          assert.ok(error instanceof RangeError);
          return { message: error.message, keeps: error.cause === inner };
        }
        return undefined;
      }),
    );
    assert.deepEqual(outcomes, [
      { message: 'The work failed', keeps: false },
      { message: 'The work failed', keeps: true },
    ]);
  });

  test('works in plain JavaScript', async () => {
    const text = await fixedText(
      `exports.run = function (work) {\n  try { return work() } catch { throw new Error('The work failed') }\n}\n`,
      {
        'package.json': '{ "name": "example" }',
        'tsconfig.json':
          '{ "compilerOptions": { "allowJs": true, "noEmit": true, "module": "commonjs", "target": "es2022" } }',
      },
      'lib/run.js',
    );
    assert.match(
      text ?? '',
      /catch \(error\) \{ throw new Error\('The work failed', \{ cause: error \}\) \}/,
    );
  });
});
