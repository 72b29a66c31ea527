import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Loaded } from '../../../webapp/pages/history/loaded.js';

/** A session of this minute. */
const session = (minute, status = 'over') => ({
  session_id: `s${minute}`,
  created_at: `2026-05-05T10:${String(minute).padStart(2, '0')}:00Z`,
  ended_at: status === 'over' ? '2026-05-05T11:00:00Z' : null,
});
const page = (minutes, next = null) => ({ list: minutes.map((each) => session(each)), next });
const ids = (loaded) => loaded.states.map((each) => each.session_id).join(' ');
const plainly = { adds: true, stays: () => false };

test('a page follows the other, newest first', () => {
  const loaded = new Loaded('', page([9, 8], '?cursor=8'));
  loaded.add(page([7, 6]));
  assert.equal(ids(loaded), 's9 s8 s7 s6');
  assert.equal(loaded.next, null);
});

test('what is new comes on top, what is gone goes, the rest is left alone', () => {
  const loaded = new Loaded('', page([9, 8], '?cursor=8'));
  loaded.add(page([7, 6]));
  const [first] = loaded.toRenew();
  loaded.renew(first, page([10, 8], '?cursor=8'), plainly);
  assert.equal(ids(loaded), 's10 s8 s7 s6');
});

test('a page that was asked for again slides down over what is gone', () => {
  const loaded = new Loaded('', page([9, 8], '?cursor=8'));
  loaded.drop('s9');
  loaded.renew(loaded.toRenew()[0], page([8, 7], '?cursor=7'), plainly);
  assert.equal(ids(loaded), 's8 s7');
});

test('the end of the list is where nothing is any more', () => {
  const loaded = new Loaded('', page([9, 8]));
  loaded.renew(loaded.toRenew()[0], page([9]), plainly);
  assert.equal(ids(loaded), 's9');
  loaded.renew(loaded.toRenew()[0], page([]), plainly);
  assert.equal(ids(loaded), '');
});

test('one that is in use stays until it is not', () => {
  const loaded = new Loaded('', page([9, 8]));
  loaded.renew(loaded.toRenew()[0], page([8]), { adds: true, stays: (id) => id === 's9' });
  assert.equal(ids(loaded), 's9 s8');
  loaded.renew(loaded.toRenew()[0], page([8]), plainly);
  assert.equal(ids(loaded), 's8');
});

test('to a search nothing is added from the longer list', () => {
  const loaded = new Loaded('?q=a', page([9, 7]));
  const [first] = loaded.toRenew();
  loaded.renew(first, page([9, 8], '?cursor=8'), { adds: false, stays: () => false });
  assert.equal(ids(loaded), 's9 s7');
  loaded.renew(first, page([8, 7]), { adds: false, stays: () => false });
  assert.equal(ids(loaded), 's7');
});

test('more new ones than a page has leave a gap', () => {
  const loaded = new Loaded('', page([9, 8]));
  assert.equal(loaded.hasGap(page([11, 10], '?cursor=10')), true);
  assert.equal(loaded.hasGap(page([10, 9], '?cursor=9')), false);
  assert.equal(loaded.hasGap(page([11, 10])), false);
});

test('of the pages further down those are renewed, in turn, where something may change', () => {
  const loaded = new Loaded('?first', page([59, 58], '?second'));
  loaded.add(page([57, 56], '?third'));
  loaded.add(page([55, 54], '?fourth'));
  loaded.add(page([53, 52]));
  const further = () => loaded.toRenew().slice(1).map((each) => each.query);
  assert.deepEqual(further(), []);
  loaded.put(session(56, 'runs'));
  loaded.put(session(53, 'runs'));
  assert.deepEqual([...further(), ...further()].sort(), ['?fourth', '?second']);
  loaded.put(session(53));
  assert.deepEqual([...further(), ...further()], ['?second', '?second']);
});
