import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanResult } from '../server/protocol.ts';
import { scanSummary } from './scanSummary.ts';

const nothing: ScanResult = {
  files: 1,
  findings: 0,
  byRule: {},
  byHabit: {},
  skipped: {},
  complete: true,
  durationMs: 1,
};

test('a clean scan says how much it looked at', () => {
  assert.equal(scanSummary(nothing), 'Code Coach: Scanned 1 file: no findings.');
});

test('findings are counted by habit, the most frequent first', () => {
  const result = {
    ...nothing,
    files: 496,
    findings: 12,
    byHabit: { 'stack-shaped': 5, 'null-prone': 7, 'error-checks': 0 },
  };
  assert.equal(
    scanSummary(result),
    'Code Coach: Scanned 496 files: 12 findings (7 null-prone, 5 stack-shaped).',
  );
});

test('what was left out is said', () => {
  const result = { ...nothing, files: 3, skipped: { generated: 1, 'too-large': 1 } };
  assert.equal(scanSummary(result), 'Code Coach: Scanned 3 files: no findings. 2 files skipped.');
});

test('a cancelled scan does not pass for a whole one', () => {
  const result = {
    ...nothing,
    files: 3,
    findings: 1,
    byHabit: { 'null-prone': 1 } as const,
    complete: false,
  };
  assert.equal(scanSummary(result), 'Code Coach: Scan cancelled after 3 files: 1 finding (1 null-prone).');
});
