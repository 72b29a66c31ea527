import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOf } from '../../../webapp/element/server.js';

const token = (claims) => `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

test('a token says when it runs out', () => {
  assert.equal(endOf(token({ exp: 1800000000, name: 'é?>' })), 1800000000000);
});

test('what does not say it never does', () => {
  for (const each of [null, '', 'Bearer', 'Bearer opaque', 'Share a-b_c', 'Basic YTpi', token({}), token({ exp: 'soon' }), 'Bearer a.b.c']) {
    assert.equal(endOf(each), Infinity, String(each));
  }
});
