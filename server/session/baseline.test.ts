import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { BaselineError, compareWithBaseline, formatBaseline, readBaseline } from './baseline.ts';
import type { Finding } from './session.ts';

describe('a baseline', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'code-coach-baseline-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is sorted, holds one finding a line, and reads back', () => {
    const entries = [entry('b.ts', 'f2'), entry('a.ts', 'f3'), entry('a.ts', 'f1'), entry('a.ts', 'f1')];
    const text = formatBaseline(entries);
    assert.equal(
      text,
      [
        '{',
        '  "version": 1,',
        '  "findings": [',
        '    {"file":"a.ts","rule":"stack-shaped/front-of-array","fingerprint":"f1"},',
        '    {"file":"a.ts","rule":"stack-shaped/front-of-array","fingerprint":"f3"},',
        '    {"file":"b.ts","rule":"stack-shaped/front-of-array","fingerprint":"f2"}',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
    assert.deepEqual(readBaseline(write(text)), [
      entry('a.ts', 'f1'),
      entry('a.ts', 'f3'),
      entry('b.ts', 'f2'),
    ]);
    assert.deepEqual(readBaseline(write(formatBaseline([]))), []);
  });

  test('knows a finding that moved along with its renamed file, once for each that it accepted', () => {
    const content = 'c0ffee123456';
    const accepted = entry('old.ts', `${content}11111111`);
    const [one, other] = [finding(`${content}22222222`, 1), finding(`${content}33333333`, 1)];
    const moved = compareWithBaseline([one, other], [accepted], () => false);
    assert.deepEqual([moved.known, moved.fresh, moved.gone], [[one], [other], []]);
    // While the old file is there, a second finding like its one is a second finding.
    const copied = compareWithBaseline([one], [accepted], () => true);
    assert.deepEqual([copied.known, copied.fresh, copied.gone], [[], [one], [accepted]]);
  });

  test('knows a finding on another line, and tells what is gone', () => {
    const moved = finding('f1', 99);
    const fresh = finding('f9', 3);
    const {
      known,
      fresh: left,
      gone,
    } = compareWithBaseline([moved, fresh], [entry('a.ts', 'f1'), entry('a.ts', 'f2')], () => true);
    assert.deepEqual(known, [moved]);
    assert.deepEqual(left, [fresh]);
    assert.deepEqual(gone, [entry('a.ts', 'f2')]);
  });

  test('that does not exist is told from one that is broken', () => {
    assert.equal(readBaseline(join(folder, 'none.json')), undefined);
    for (const text of [
      '',
      '{',
      '[]',
      '{"version":2,"findings":[]}',
      '{"version":1,"findings":[{"file":1}]}',
    ]) {
      assert.throws(() => readBaseline(write(text)), BaselineError, text);
    }
    assert.throws(() => readBaseline(folder), BaselineError);
  });

  function write(text: string): string {
    const file = join(folder, 'baseline.json');
    writeFileSync(file, text);
    return file;
  }
});

function entry(file: string, fingerprint: string) {
  return { file, rule: 'stack-shaped/front-of-array', fingerprint };
}

function finding(fingerprint: string, line: number): Finding {
  const position = { line, character: 0 };
  return {
    rule: 'stack-shaped/front-of-array',
    habit: 'stack-shaped',
    severity: 'info',
    message: '',
    file: '/w/a.ts',
    range: { start: position, end: position },
    related: [],
    fingerprint,
    group: null,
    fixes: [],
  };
}
