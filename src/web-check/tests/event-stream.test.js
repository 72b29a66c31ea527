import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStream } from '../../../webapp/element/event-stream.js';

const WIRE = ': hello\nretry: 2000\n\nid: 1\ndata: {"a":"é\u2028"}\n\n: still here\n\nid: 2\r\ndata: x\r\ndata: y\r\n\r\nid: 3\ndata: cut';

function read(pieces) {
  const events = [];
  const stream = new EventStream((id, data) => events.push([id, data]));
  pieces.forEach((piece) => stream.push(piece));
  return events;
}

const WHOLE = [
  ['1', '{"a":"é\u2028"}'],
  ['2', 'x\ny'],
];

test('gives whole frames only, and no comments', () => {
  assert.deepEqual(read([WIRE]), WHOLE);
});

test('does not care where the pieces were cut', () => {
  for (let size = 1; size <= WIRE.length; size += 1) {
    const pieces = WIRE.match(new RegExp(`[^]{1,${size}}`, 'g'));
    assert.deepEqual(read(pieces), WHOLE, `pieces of ${size}`);
  }
});
