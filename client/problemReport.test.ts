import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Facts, problemReport } from './problemReport.ts';

const facts: Facts = {
  versions: { 'Code Coach': '1.2.3', Node: '24.1.0' },
  settings: { exclude: ['/home/ann/work/shop/old/**'] },
  others: ['dbaeumer.vscode-eslint'],
  log: 'one\nReading file:///home/ann/work/shop/src/a.ts\nFailed in /home/ann/.cache/x\n',
  folders: ['/home/ann/work/shop'],
  home: '/home/ann',
};

test('a report names versions, settings, other extensions and the log', () => {
  const report = problemReport(facts);
  assert.match(report, /\| Code Coach \| 1\.2\.3 \|/);
  assert.match(report, /vscode-eslint/);
  assert.match(report, /^one$/m);
});

test('no path of the person is left, whichever way it is written', () => {
  const windows = problemReport({
    ...facts,
    log: 'Reading C:\\Users\\Ann\\shop\\a.ts and file:///C:/Users/Ann/shop/b.ts',
    folders: ['C:\\Users\\Ann\\shop'],
    home: 'C:\\Users\\Ann',
  });
  assert.doesNotMatch(windows, /Ann/);
  const report = problemReport(facts);
  assert.match(report, /Reading file:\/\/<folder 1>\/src\/a\.ts/);
  assert.match(report, /Failed in <home>\/\.cache/);
  assert.match(report, /"<folder 1>\/old\/\*\*"/);
  assert.doesNotMatch(report, /ann/);
});

test('of a long log the end counts', () => {
  const log = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');
  const report = problemReport({ ...facts, log });
  assert.match(report, /line 499/);
  assert.doesNotMatch(report, /line 299\n/);
});
