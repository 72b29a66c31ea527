import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf } from '../../../webapp/element/ending.js';

test('the code of an app is shown, that of a signal of the server is not', () => {
  const code = (/** @type {number} */ exit_code, /** @type {string | null} */ error_type) =>
    codeOf({ exit_code, error: error_type && { error_type } });
  assert.equal(code(3, null), 'exit code 3');
  assert.equal(code(1, 'ProcessExited'), 'exit code 1');
  assert.equal(code(139, 'ProcessKilled'), 'exit code 139');
  for (const limit of ['MemoryExceeded', 'OutputQuotaExceeded', 'EventTooLarge', 'StartTimeout', 'StorageFailed']) {
    assert.equal(code(143, limit), null);
  }
});
