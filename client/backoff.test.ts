import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from './backoff.ts';

test('a server that keeps crashing is started again at longer and longer intervals, then no more', () => {
  const backoff = new Backoff();
  const delays = [0, 1, 2, 3, 4, 5].map((second) => backoff.crashed(second * 1000));
  assert.deepEqual(delays, [0, 1000, 2000, 4000, 8000, undefined]);
});

test('a crash now and then always leads to a restart at once', () => {
  const backoff = new Backoff();
  const minutes = [0, 4, 8, 12, 16, 20, 24];
  assert.deepEqual(
    minutes.map((minute) => backoff.crashed(minute * 60_000)),
    minutes.map(() => 0),
  );
});

test('a restart that a person asked for starts the count anew', () => {
  const backoff = new Backoff();
  for (const second of [0, 1, 2, 3, 4, 5]) backoff.crashed(second * 1000);
  backoff.forget();
  assert.equal(backoff.crashed(6000), 0);
});
