import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { statusLadder } from './status-ladder.ts';

testLesson(statusLadder);

const { id } = statusLadder.meta;

async function countIn(files: Files): Promise<number> {
  const { errors, findings } = await bench(files);
  assert.deepEqual(errors, []);
  return findings(id).length;
}

const table = `const problems: Record<number, string> = { 404: 'gone', 401: 'unknown', 503: 'busy' };\nexport const problem = (status: number) => problems[status];\n`;

const notations: Record<string, string> = {
  'another table in another order': `export class Page { static texts = { 401: "unknown", 404: \`gone\`, 503: 'busy' }; }`,
  'a switch': `export function say(status: number) { switch (status) { case 401: return 'unknown'; case 404: { return 'gone'; } case 503: return 'busy'; } return ''; }`,
  'a switch that assigns': `export function say(status: number) { let text; switch (status) { case 401: text = 'unknown'; break; case 404: text = 'gone'; break; case 503: text = 'busy'; } return text; }`,
  'ifs that return': `export function say(status: number) { if (status === 401) return 'unknown'; if (404 === status) { return 'gone'; } if (status == 503) return 'busy'; return ''; }`,
  'a ladder of ifs': `export function say(status: number) { let text = ''; if (status === 401) text = 'unknown'; else if (status === 404) text = 'gone'; else if (status === 503) text = 'busy'; return text; }`,
};

describe('what is the same mapping', () => {
  for (const [name, text] of Object.entries(notations)) {
    test(name, async () => {
      assert.equal(await countIn({ 'src/problems.ts': table, 'src/say.ts': text }), 2);
    });
  }

  test('texts that are looked up, with what the error knows', async () => {
    const text = (name: string, error: string, more = ''): string =>
      `declare function t(key: string, values?: object): string;\nexport function ${name}(${error}: { kind: string; port?: number }) {\n  switch (${error}.kind) {\n    case 'dns': return t('no.address');\n    case 'tls': return t('no.trust', { port: ${error}.port ?? 443 });\n    case 'tcp': return t('no.answer'${more});\n  }\n  return t('failed');\n}\n`;
    assert.equal(await countIn({ 'src/a.ts': text('a', 'error'), 'src/b.ts': text('b', 'err') }), 2);
    const differs = text('b', 'err', ', { now: Date.now() }');
    assert.equal(await countIn({ 'src/a.ts': text('a', 'error'), 'src/b.ts': differs }), 0);
  });

  const others: Record<string, string> = {
    'another outcome': `export const texts = { 404: 'gone', 401: 'who?', 503: 'busy' };`,
    'one key more': `export const texts = { 404: 'gone', 401: 'unknown', 503: 'busy', 500: 'broken' };`,
    'an outcome that depends on its place': `export const texts = (name: string) => { const errors = { 404: name, 401: 'unknown', 503: 'busy' }; return errors; };`,
    'a branch that does more': `export function say(status: number) { switch (status) { case 401: console.log(1); return 'unknown'; case 404: return 'gone'; case 503: return 'busy'; } return ''; }`,
    'ifs about something else': `export function say(status: number, other: number) { if (status === 401) return 'unknown'; if (other === 404) return 'gone'; if (status === 503) return 'busy'; return ''; }`,
    'ifs that let the next one decide': `export function say(status: number) { let text = ''; if (status === 401) text = 'unknown'; if (status === 404) text = 'gone'; if (status === 503) text = 'busy'; return text; }`,
  };
  for (const [name, text] of Object.entries(others)) {
    test(`not: ${name}`, async () => {
      assert.equal(await countIn({ 'src/problems.ts': table, 'src/say.ts': text }), 0);
    });
  }

  test('sizes and other numbers are no statuses, whoever maps them twice', async () => {
    const sizes = (name: string): string =>
      `export const ${name} = { 100: 'small', 200: 'middle', 300: 'large' };\n`;
    assert.equal(await countIn({ 'src/a.ts': sizes('sizes'), 'src/b.ts': sizes('widths') }), 0);
    assert.equal(await countIn({ 'src/a.ts': sizes('statusTexts'), 'src/b.ts': sizes('errorCodes') }), 2);
  });

  test('an object that only lists names is an enumeration', async () => {
    const listed = (lit: string): Files => ({
      'src/a.ts': `export const LampStatus = { on: 'on', off: 'off', lit: '${lit}' } as const;\n`,
      'src/b.ts': `export function told(status: string) { switch (status) { case 'on': return 'on'; case 'off': return 'off'; case 'lit': return '${lit}'; } return ''; }\n`,
    });
    assert.equal(await countIn(listed('lit')), 0);
    assert.equal(await countIn(listed('on')), 2);
  });

  test('a record of one thing is no table of many, whatever it is called', async () => {
    const record = (name: string, values: string): string => `export const ${name} = { ${values} };\n`;
    const same = (values: string): Files => ({
      'src/a.ts': record('levelError', values),
      'src/b.ts': record('statusError', values),
    });
    assert.equal(await countIn(same(`column: 'level', kind: 'any of', value: ['ERROR']`)), 0);
    assert.equal(await countIn(same(`column: ['level'], kind: ['any of'], value: ['ERROR']`)), 2);
  });

  test('packages are apart, and the threshold is an option', async () => {
    const apart = { 'src/a.ts': table, 'lib/b.ts': table, 'lib/package.json': '{ "name": "lib" }' };
    assert.equal(await countIn(apart), 0);
    const settings = JSON.stringify({ options: { [id]: { places: 3 } } });
    assert.equal(await countIn({ 'src/a.ts': table, 'src/b.ts': table, 'code-coach.json': settings }), 0);
  });
});

describe('the fix', () => {
  const says = (name: string, modifier = ''): string =>
    `${modifier}function ${name}(status: number): string {\n  if (status === 401) return 'unknown';\n  if (status === 404) return 'gone';\n  if (status === 503) return 'busy';\n  return 'failed';\n}\n`;

  test('keeps one function, exports it, and imports it under the name of the other', async () => {
    const result = await bench({
      'src/a.ts': `${says('say')}\nexport const first = say(401);\n`,
      'src/b.ts': `import { first } from './a.ts';\n\n${says('textOf')}\nexport const second = [first, textOf(404)];\n`,
    });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.equal(finding.fixes[0]?.kind, 'safe');
    const files = result.fixed(finding);
    assert.equal(files['src/a.ts'], `${says('say', 'export ')}\nexport const first = say(401);\n`);
    assert.equal(
      files['src/b.ts'],
      `import { first, say as textOf } from './a.ts';\n\nexport const second = [first, textOf(404)];\n`,
    );
  });

  test('is for review where places come to share an object that can be changed', async () => {
    const result = await bench({ 'src/a.ts': table, 'src/b.ts': table });
    const [finding] = result.findings(id);
    assert.equal(finding?.fixes[0]?.kind, 'review');
  });

  test('takes the comment directly above along, and leaves the others', async () => {
    const noted = (name: string, note: string): string =>
      `const first = 1;\n\n// What follows is about pages.\n\n${note}\n${says(name)}\nexport const text = ${name}(404) + first;\n`;
    for (const note of ['// What a status means.\n// Said to readers.', '/** What a status means. */']) {
      const result = await bench({ 'src/a.ts': says('say', 'export '), 'src/b.ts': noted('textOf', note) });
      const [finding] = result.findings(id);
      assert.ok(finding);
      const text = result.fixed(finding)['src/b.ts'] ?? '';
      assert.ok(text.includes('// What follows is about pages.'), text);
      assert.ok(!text.includes('What a status means') && !text.includes('Said to readers'), text);
    }
  });

  test('is offered for one place of several, which leaves the rest as they are', async () => {
    const use = (name: string, modifier = ''): string =>
      `${says(name, modifier)}\nexport const text = ${name}(404);\n`;
    const before = { 'src/a.ts': use('say', 'export '), 'src/b.ts': use('textOf'), 'src/c.ts': use('tell') };
    const result = await bench({ ...before, 'src/d.ts': notations['a switch'] ?? '' });
    const fixes = result.findings(id).map(({ fixes: offered }) => offered.map(({ title }) => title));
    const everywhere = 'Keep `say` in one place and import it in 2 others';
    assert.deepEqual(fixes, [
      [everywhere],
      [everywhere, 'Import `say` here'],
      [everywhere, 'Import `say` here'],
      [everywhere],
    ]);
    const [, , third] = result.findings(id);
    const once = third && result.fixed(third, 1);
    assert.equal(once?.['src/b.ts'], before['src/b.ts']);
    assert.match(once?.['src/c.ts'] ?? '', /^import \{ say as tell \} from '\.\/a/);
    const again = await bench(once ?? {});
    const [, second] = again.findings(id);
    const twice = second && again.fixed(second);
    assert.match(twice?.['src/b.ts'] ?? '', /^import \{ say as textOf \} from '\.\/a/);
    assert.equal(twice?.['src/a.ts'], before['src/a.ts']);
  });

  test('closes no cycle', async () => {
    const result = await bench({
      'src/a.ts': `import { second } from './b.ts';\n\n${says('say', 'export ')}\nexport const first = say(second);\n`,
      'src/b.ts': `${says('say')}\nexport const second = say(404).length;\n`,
    });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(result.fix(finding).reason ?? '', /without a cycle/);
  });

  test('is advice alone where the notations differ', async () => {
    const result = await bench({ 'src/a.ts': table, 'src/b.ts': notations['a switch'] ?? '' });
    const [finding] = result.findings(id);
    assert.equal(finding?.fixes.length, 0);
    assert.match(finding.message, /Keep `say` of b\.ts and ask it everywhere/);
  });
});
