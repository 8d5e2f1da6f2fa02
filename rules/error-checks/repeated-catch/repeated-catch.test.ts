import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Bench, bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { untilTooFewAreLeft } from '../../../test/harness/one-by-one.ts';
import { repeatedCatch } from './repeated-catch.ts';

const { id } = repeatedCatch.meta;

testLesson(repeatedCatch);

/** Three functions that each catch in the same way. */
function three(
  body: (index: number) => string,
  { before = '', operation = 'work();', isAsync = false, after = '' } = {},
): string {
  const functions = [1, 2, 3].map(
    (index) => `export ${isAsync ? 'async ' : ''}function step${index}(work: () => any, name: string) {
  ${before}
  try {
    ${operation}
  } catch (error) {
${body(index)}
  }${after}
}
`,
  );
  return functions.join('\n');
}

/** Logs and wraps: enough to be worth a function. */
const logAndWrap = `    console.error('The work could not be done', error);
    throw new RangeError('There is no more work today', { cause: error });`;

async function severitiesIn(files: Record<string, string>): Promise<string[]> {
  const result = await bench(files);
  assert.deepEqual(result.errors, []);
  return result.findings(id).map(({ severity }) => severity ?? '');
}

function fixedBy(result: Bench, index = 0): Record<string, string> {
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  return result.fixed(finding, index);
}

function refusalOf(result: Bench): string {
  const [finding] = result.findings(id);
  assert.ok(finding, 'nothing is found');
  return result.fix(finding).reason ?? '';
}

describe('what is the same handling', () => {
  test('formatting, names and the form of the handler do not matter', async () => {
    const source = `export function a(work: () => Promise<number>) {
  return work().catch((reason) => { console.error('The work could not be done', reason); throw new RangeError("There is no more work today", { cause: reason }); });
}
export function b(work: () => Promise<number>) {
  return work().catch(function (error) {
    console.error(\`The work could not be done\`, error);
    throw new RangeError('There is no more work today', { cause: error });
  });
}
export async function c(work: () => Promise<number>) {
  try { return await work(); } catch (e) {
${logAndWrap.replaceAll('error)', 'e)').replace('cause: error', 'cause: e')}
  }
}
`;
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source }), ['info', 'info', 'info']);
  });

  test('more than two steps are said aloud, another text quietly', async () => {
    const ladder = `    if (error instanceof TypeError) console.warn('The work has another type', error.message);
    ${logAndWrap.trim()}`;
    assert.deepEqual(await severitiesIn({ 'src/a.ts': three(() => ladder) }), [
      'warning',
      'warning',
      'warning',
    ]);
    const other = three((index) => ladder.replace('no more work', `no work number ${index}`));
    assert.deepEqual(await severitiesIn({ 'src/a.ts': other }), ['info', 'info', 'info']);
  });

  test('another status is another handling, and so is another function', async () => {
    const answer = (status: string, tell: string): string =>
      three(
        (index) =>
          `    console.error('The work could not be done', error);\n    ${tell.replace('#', `${index}`)}('There is no more work today', ${status.replace('#', `${index}`)}, error);`,
        {
          before: 'const tell1 = console.log, tell2 = console.info, tell3 = console.debug;',
        },
      );
    assert.equal((await severitiesIn({ 'src/a.ts': answer('500', 'tell1') })).length, 3);
    assert.equal((await severitiesIn({ 'src/a.ts': answer('50#', 'tell1') })).length, 0);
    assert.equal((await severitiesIn({ 'src/a.ts': answer('500', 'tell#') })).length, 0);
  });

  test('an answer in a form that callers know is worth a function by itself, a log is not', async () => {
    const answer = (call: string): string =>
      three(
        () =>
          `    ${call}({\n      isDone: false,\n      isWanted: true,\n      reason: (error as Error).message,\n    });`,
        {
          before: 'const tell = (answer: object) => work(), log = tell;',
        },
      );
    assert.deepEqual(await severitiesIn({ 'src/a.ts': answer('tell') }), ['info', 'info', 'info']);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': answer('log') }), []);
  });

  test('one call of many lines is worth a function where it is the same in all', async () => {
    const show = (index: number | string): string => `    console.error(error);
    show({
      title: 'Save failed',
      description: 'The changes ${index} cannot be saved at this time.',
      variant: 'destructive',
      isSticky: true,
      duration: 7500,
    });`;
    const before = 'const show = (notice: object) => work();';
    assert.equal((await severitiesIn({ 'src/a.ts': three(() => show('here'), { before }) })).length, 3);
    assert.equal((await severitiesIn({ 'src/a.ts': three(show, { before }) })).length, 0);
  });

  test('two steps with words of their own are little in three places', async () => {
    const differing = (index: number): string =>
      logAndWrap.replace('no more work', `no work number ${index}`);
    assert.deepEqual(await severitiesIn({ 'src/a.ts': three(differing) }), []);
    const six = `${three(differing)}\n${three(differing).replaceAll('step', 'stride')}`;
    const result = await bench({ 'src/a.ts': six });
    assert.equal(result.findings(id).length, 6);
    assert.match(result.findings(id)[0]?.message ?? '', /say `throwAsRangeError`|say `handleCaughtError`/);
  });

  test('one check of the error, which then goes on, is a matter of checks', async () => {
    const check = `    if (error instanceof TypeError && error.message !== '') {
      throw new RangeError('There is no more work today', { cause: error });
    }`;
    assert.deepEqual(await severitiesIn({ 'src/a.ts': three(() => `${check}\n    throw error;`) }), []);
    assert.equal((await severitiesIn({ 'src/a.ts': three(() => `${check}\n${logAndWrap}`) })).length, 3);
  });

  test('places of two packages are not one group, and the threshold is an option', async () => {
    const source = three(() => logAndWrap);
    const [one, two, last] = source.split('\n\n') as [string, string, string];
    const apart = {
      'src/a.ts': `${one}\n\n${two}`,
      'lib/package.json': '{ "name": "lib" }',
      'lib/c.ts': last,
    };
    assert.equal((await severitiesIn(apart)).length, 0);
    const settings = JSON.stringify({ options: { [id]: { places: 2 } } });
    assert.equal((await severitiesIn({ ...apart, 'code-coach.json': settings })).length, 2);
  });
});

describe('what is not worth a finding', () => {
  const silent: Record<string, string> = {
    'a log of the error alone, and a constant':
      `    console.error(error);\n    void 'a long comment on why this is so stands behind the log of the error here';\n    return null;`.replace(
        /\n {4}void[^\n]*/,
        ' // A long comment on why this is so stands behind the log of the error here.',
      ),
    'one call': `    console.error('The work could not be done for reasons that nobody knows yet, so try again', error);`,
    'passing on': `    console.error('The work could not be done for reasons that nobody knows yet', error);\n    throw error;`,
    'switching off': `    console.error('The work could not be done for reasons that nobody knows yet', error);\n    work(false);`,
    nothing: `    // A long comment on why nothing is done here at all, although there could be something to be done.`,
  };
  for (const [name, body] of Object.entries(silent)) {
    test(name, async () => {
      const source = three(() => body).replaceAll('work: () => any', 'work: (on?: boolean) => any');
      assert.deepEqual(await severitiesIn({ 'src/a.ts': source }), []);
    });
  }

  test('an assignment to a variable outside', async () => {
    const source = three(
      () =>
        `    result = 'The work could not be done';\n    console.error('The work could not be done', error);\n    console.warn('Try again later', name);`,
      {
        before: `let result = '';`,
        after: '\n  return result;',
      },
    );
    assert.deepEqual(await severitiesIn({ 'src/a.ts': source }), []);
  });

  test('two steps without a word to name them by in three places, and what an object notes of itself', async () => {
    const steps = (index: number, call: string): string =>
      `    show((error as Error).message, { isSticky: true, isWarning: true });\n    ${call}(\`/orders/today/${index > 0 ? 'all' : ''}\`, { replace: true });`;
    const before = 'const show = (text: string, options: object) => work(), go = show;';
    const three_ = three(() => steps(1, 'go'), { before });
    assert.deepEqual(await severitiesIn({ 'src/a.ts': three_ }), []);
    const four = three_ + three_.slice(0, three_.indexOf('export function step2')).replace('step1', 'step4');
    assert.equal((await severitiesIn({ 'src/a.ts': four })).length, 4);
    const notes = [1, 2, 3].map(
      (index) =>
        `export class Page${index} {\n  failure: unknown = null;\n  isShown = true;\n  read(work: () => void) {\n    try {\n      work();\n    } catch (caughtByThePage) {\n      this.failure = caughtByThePage;\n      this.isShown = false;\n      return undefined;\n    }\n  }\n}\n`,
    );
    assert.deepEqual(await severitiesIn({ 'src/a.ts': notes.join('') }), []);
  });

  test('tests and examples', async () => {
    const source = three(() => logAndWrap);
    assert.deepEqual(await severitiesIn({ 'src/a.test.ts': source, 'examples/b.ts': source }), []);
  });
});

describe('the fix', () => {
  test('hands over what the body reads, reads properties where they are needed, and keeps comments', async () => {
    const source = three(
      (index) => `    // ${index === 1 ? 'The name helps to find it.' : 'See above.'}
    console.error(\`No work for \${name}\`, error);
    console.warn('There were', work.length, 'parameters');`,
    );
    const text = fixedBy(await bench({ 'src/a.ts': source }))['src/a.ts'] ?? '';
    assert.match(text, / {4}\/\/ See above\.\n {4}handle\w+\(name, error, work\);\n/);
    assert.match(
      text,
      /^function handle\w+\(name: string, error: unknown, work: \{ readonly length: number \}\): void \{\n {2}\/\/ The name helps to find it\.\n/m,
    );
  });

  test('returns what the handler gives, in functions and in promises', async () => {
    const body = `    console.error('The work could not be done', error);
    return { ok: false, text: error instanceof Error ? error.message : name };`;
    const source = `${three(() => body)}
export function later(work: () => Promise<unknown>, name: string) {
  return work().catch((error) => {
${body}
  });
}
`;
    const text = fixedBy(await bench({ 'src/a.ts': source }))['src/a.ts'] ?? '';
    assert.equal(
      text.match(/ {2}\} catch \(error\) \{\n {4}return handle\w+\(error, name\);\n {2}\}/g)?.length,
      3,
    );
    assert.match(text, /return work\(\)\.catch\(\(error\) => handle\w+\(error, name\)\);/);
  });

  test('behaves as before', async () => {
    const source = three(
      () => `    if (error instanceof TypeError) {
      console.debug('The work has another type', name);
      return \`type of \${name}\`;
    }
    throw new RangeError('There is no more work today', { cause: error });`,
      { operation: 'return work();' },
    );
    const fixed = fixedBy(await bench({ 'src/a.ts': source }))['src/a.ts'] ?? '';
    assert.notEqual(fixed, source);
    for (const text of [source, fixed]) {
      const { step2 } = (await load(text)) as { step2: (work: () => string, name: string) => string };
      assert.equal(
        step2(() => 'done', 'digging'),
        'done',
      );
      assert.equal(
        step2(() => {
          throw new TypeError('wrong');
        }, 'digging'),
        'type of digging',
      );
      assert.throws(
        () =>
          step2(() => {
            throw new Error('rain');
          }, 'digging'),
        (error) =>
          error instanceof RangeError && error.cause instanceof Error && error.cause.message === 'rain',
      );
    }
  });

  test('waits where the handler waits, and before a finally', async () => {
    const body = `    await Promise.resolve(error);
    console.error('The work could not be done', error);
    console.warn('There was another try of', name);`;
    const text = fixedBy(await bench({ 'src/a.ts': three(() => body, { isAsync: true }) }))['src/a.ts'] ?? '';
    assert.match(text, /^ {4}await handle\w+\(error, name\);$/m);
    assert.match(text, /^async function handle\w+\(.*\): Promise<void> \{$/m);
    const returning = three(() => `${body}\n    return name;`, {
      isAsync: true,
      after: ` finally {\n    console.info('over');\n  }`,
    });
    const returned = fixedBy(await bench({ 'src/a.ts': returning }))['src/a.ts'] ?? '';
    assert.match(returned, /^ {4}return await handle\w+\(error, name\);$/m);
  });

  test('is required and returned in CommonJS, where a call does not narrow', async () => {
    const use = (name: string): string => `'use strict'

const fs = require('fs')

exports.${name} = function (path) {
  try {
    return fs.readFileSync(path, 'utf8').length
  } catch (err) {
    if (err.code === 'ENOENT') console.error('There is no such file', path)
    throw new RangeError('The file cannot be read: ' + path, { cause: err })
  }
}
`;
    const result = await bench({
      'package.json': '{ "name": "example" }',
      'tsconfig.json':
        '{ "compilerOptions": { "allowJs": true, "noEmit": true, "module": "commonjs", "target": "es2022" } }',
      'lib/a.js': use('a'),
      'lib/b.js': use('b'),
      'lib/c.js': use('c'),
    });
    const files = fixedBy(result);
    assert.match(
      files['lib/b.js'] ?? '',
      /^const \{ handleNoSuchFileError \} = require\('\.\/handle-no-such-file-error'\)$/m,
    );
    assert.match(files['lib/b.js'] ?? '', /^ {4}return handleNoSuchFileError\(err, path\)$/m);
    assert.match(files['lib/handle-no-such-file-error.js'] ?? '', /^ \* @returns \{never\}$/m);
  });

  test('goes into the place that has it already when one is replaced after the other', async () => {
    const use = (name: string): string =>
      `export function ${name}(work: () => void) {\n  try {\n    work();\n  } catch (error) {\n${logAndWrap}\n  }\n}\n`;
    const result = await bench({
      'src/a.ts': use('a'),
      'src/b.ts': use('b'),
      'src/c.ts': use('c'),
      'src/d.ts': use('d'),
    });
    const [finding] = result.findings(id);
    assert.ok(finding);
    const once = result.fixed(finding, finding.fixes.length - 1);
    assert.equal(once['src/b.ts'], use('b'));
    assert.match(
      once['src/a.ts'] ?? '',
      /import \{ handleWorkNotDoneError \} from '\.\/handle-work-not-done-error';/,
    );
    const again = await bench(once);
    const [next] = again.findings(id);
    assert.ok(next);
    const twice = again.fixed(next, next.fixes.length - 1);
    assert.match(twice['src/b.ts'] ?? '', /^ {4}handleWorkNotDoneError\(error\);$/m);
    assert.equal(twice['src/handle-work-not-done-error.ts'], once['src/handle-work-not-done-error.ts']);
  });

  test('takes anything in JavaScript that reads what not all types have', async () => {
    const use = (name: string, type: string): string =>
      `/** @param {${type}} page */\nexport function ${name}(page) {\n  try {\n    console.log(page);\n  } catch (error) {\n    console.error('The page could not be shown', page.title);\n    throw new RangeError('There is no such page today', { cause: error });\n  }\n}\n`;
    const typed = async (third: string, known = '{ title: string, size: number }'): Promise<string> => {
      const files = { 'src/a.js': use('a', known), 'src/b.js': use('b', known), 'src/c.js': use('c', third) };
      return Object.values(fixedBy(await bench(files))).join('\n');
    };
    assert.match(await typed('object'), /^ \* @param \{any\} page$/m);
    assert.match(await typed('object', 'any'), /^ \* @param \{any\} page$/m);
    assert.match(await typed('{ title: string }'), /^ \* @param \{\{ readonly title: string \}\} page$/m);
  });

  test('one after the other, each place with its own names, call one handler until too few are left', async () => {
    const text = ['error', 'reason', 'failure', 'problem', 'caught']
      .map(
        (name) =>
          `export function ${name}Of(work: () => void) {\n  try {\n    work();\n  } catch (${name}) {\n    console.error('The work could not be done', ${name});\n    throw new RangeError('There is no more work today', { cause: ${name} });\n  }\n}\n`,
      )
      .join('\n');
    for (const written of await untilTooFewAreLeft(id, text)) {
      assert.equal(written.match(/function (handle|throw)\w+\(/g)?.length, 1, written);
    }
  });

  test('is refused where some ways return and others go on', async () => {
    const body = `    if (error instanceof TypeError) return 'The work has another type';
    console.error('The work could not be done', error);`;
    assert.match(refusalOf(await bench({ 'src/a.ts': three(() => body) })), /return and others go on/);
  });

  test('is handed its own object where the body calls a method of it', async () => {
    const body = `      console.error('The work could not be done', error);\n      this.restart('after the work was done');`;
    const methods = [1, 2, 3].map(
      (index) =>
        `  step${index}(work: () => void) {\n    try {\n      work();\n    } catch (error) {\n${body}\n    }\n  }\n`,
    );
    const source = (declared: string): string =>
      `${declared} {\n  restart(when: string) {\n    console.log(when);\n  }\n${methods.join('')}}\n`;
    const fixed = fixedBy(await bench({ 'src/a.ts': source('export class Steps') }))['src/a.ts'] ?? '';
    assert.equal(fixed.match(/^ {6}handle\w+\(error, this\);$/gm)?.length, 3, fixed);
    assert.match(fixed, /function handle\w+\(error: unknown, steps: Steps\): void \{/);
    const generic = await bench({ 'src/a.ts': source('export class Steps<T = string>') });
    assert.match(refusalOf(generic), /whose class has no name/);
  });
});
