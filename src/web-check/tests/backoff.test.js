import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from '../../../webapp/element/backoff.js';

test('waits longer each time, up to half a minute', () => {
  const most = Array.from({ length: 12 }, (_, i) => backoff(i + 1, () => 1));
  assert.deepEqual(most, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000, 30000, 30000]);
});

test('takes a random half of it away', () => {
  assert.equal(backoff(3, () => 0), 1000);
  assert.equal(backoff(3, () => 0.5), 1500);
});
