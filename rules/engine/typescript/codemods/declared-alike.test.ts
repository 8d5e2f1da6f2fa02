import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textViews } from '../../../../test/harness/text-views.ts';
import { declares } from './declared-alike.ts';

const viewOf = textViews();

function isIn(source: string, name: string, text: string): boolean {
  return declares(viewOf(source).source, [{ name, text }]);
}

const check = `function assertOk(reply: Response, page: string): asserts reply is Response & { ok: true } {
  if (!reply.ok) {
    throw new Error(\`No reply for \${page}\`);
  }
}`;

test('a function is there under other names of its parameters, with other types and in another format', () => {
  const other = `/** Says no. */
export function assertOk(
  answer: { readonly ok: boolean },
  title: string | null,
): asserts answer is { readonly ok: boolean } & { ok: true } {
  if (!answer.ok) { throw new Error(\`No reply for \${title}\`) }
}
`;
  assert.ok(isIn(other, 'assertOk', check));
  assert.ok(isIn(`const ready = true;\n\n${check}\n`, 'assertOk', check));
});

test('a member is no parameter of the same name', () => {
  const log = (name: string): string =>
    `function logTo(${name}: unknown) {\n  console.error('failed', ${name});\n}`;
  assert.ok(isIn(log('reason'), 'logTo', log('error')));
  assert.ok(!isIn(log('reason').replace('.error', '.warn'), 'logTo', log('error')));
});

test('and is not there where it asks or says something else', () => {
  assert.ok(!isIn(check, 'assertOk', check.replace('!reply.ok', '!reply.body')));
  assert.ok(!isIn(check, 'assertOk', check.replace('No reply', 'No answer')));
  assert.ok(!isIn(check, 'assertOk', check.replace('{page}', '{reply}')));
  assert.ok(!isIn(check, 'assertOk', check.replace('page: string', 'page: string, more: string')));
  assert.ok(!isIn(check, 'assertFine', check.replace('assertOk', 'assertFine')));
});

test('a class is there with other fields for the same values', () => {
  const known = `class NoReplyError extends Error {
  readonly page: string;

  constructor(page: string, options?: ErrorOptions) {
    super(\`No page for \${page}\`, options);
    this.name = 'NoReplyError';
    this.page = page;
  }
}`;
  const other = known.replaceAll('page: string', 'title: string | null').replace('{page}', '{title}');
  const renamed = other.replace('this.page = page', 'this.title = title').replaceAll("'", '"');
  assert.ok(isIn(`export ${renamed}\n`, 'NoReplyError', known));
  assert.ok(!isIn(`export ${renamed.replace('No page', 'No file')}\n`, 'NoReplyError', known));
  assert.ok(!isIn('class NoReplyError extends Error {}\n', 'NoReplyError', known));
});
