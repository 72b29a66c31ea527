import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Answers } from '../../../webapp/element/terminal/answers.js';

/** A server that says what it is told to, one request after the other. */
function server() {
  const requests = [];
  const said = [];
  const refused = [];
  const answers = new Answers({
    send: (blockId, value, key) => new Promise((resolve, reject) => requests.push({ blockId, value, key, take: resolve, refuse: (status, type) => reject(Object.assign(new Error(`status ${status}`), { status, body: { type } })) })),
    tell: (why, again) => said.push(again ? `${why}, again` : why),
    refused: (value) => refused.push(value),
  });
  return { requests, said, refused, answers };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what is typed while a request is under way goes with the next one', async () => {
  const { requests, answers } = server();
  answers.type('a');
  assert.equal(requests.length, 0);
  answers.asked('q');
  answers.type('b');
  answers.type('c');
  assert.deepEqual(requests.map((each) => each.value), ['a']);
  requests[0].take();
  await settled();
  assert.equal(requests.length, 1, 'nothing is asked again yet');
  answers.answered();
  answers.asked('q');
  assert.equal(requests[1].value, 'bc');
});

test('a question that looks different while it is answered is not asked again', async () => {
  const { requests, answers } = server();
  answers.asked('one');
  answers.give('Ada');
  answers.give('secret');
  requests[0].take();
  await settled();
  answers.asked('one');
  assert.equal(requests.length, 1);
  answers.answered();
  answers.asked('two');
  assert.deepEqual(requests.map(({ blockId, value }) => [blockId, value]), [['one', 'Ada'], ['two', 'secret']]);
});

test('what may have got lost is sent again by the same key, before all that follows', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { requests, said, answers } = server();
  answers.asked('q');
  answers.type('a');
  answers.type('b');
  requests[0].refuse(0);
  await settled();
  assert.deepEqual(said, ['status 0, again']);
  t.mock.timers.tick(1_000);
  await settled();
  assert.deepEqual([requests[1].value, requests[1].key], ['a', requests[0].key]);
  requests[1].refuse(503);
  await settled();
  t.mock.timers.tick(2_000);
  await settled();
  requests[2].take();
  answers.answered();
  answers.asked('q');
  await settled();
  assert.equal(requests[3].value, 'b');
  assert.notEqual(requests[3].key, requests[0].key);
  assert.equal(said.at(-1), '');
});

test('who was second keeps what was typed until the question is open again', async () => {
  const { requests, answers } = server();
  answers.asked('q');
  answers.type('a');
  requests[0].refuse(409);
  await settled();
  answers.type('b');
  assert.equal(requests.length, 1);
  answers.answered();
  answers.asked('q');
  assert.equal(requests[1].value, 'ab');
});

test('what is refused is given back, and the next one goes', async () => {
  const { requests, said, refused, answers } = server();
  answers.asked('q');
  answers.give('too long');
  requests[0].refuse(422);
  await settled();
  assert.deepEqual([said, refused], [['status 422'], ['too long']]);
  answers.give('shorter');
  assert.deepEqual([requests[1].blockId, requests[1].value], ['q', 'shorter']);
});

test('a line that needs a login is given back, and those behind it wait for it', async () => {
  const { requests, refused, answers } = server();
  answers.asked('q');
  answers.give('Ada');
  answers.give('secret');
  requests[0].refuse(401);
  await settled();
  answers.asked('q');
  assert.deepEqual([requests.length, refused], [1, ['Ada']]);
  answers.give('Bob');
  assert.deepEqual([requests[1].blockId, requests[1].value], ['q', 'Bob']);
  requests[1].take();
  await settled();
  answers.answered();
  answers.asked('p');
  assert.deepEqual([requests[2].blockId, requests[2].value], ['p', 'secret']);
});

test('keys that need a login go with the next one', async () => {
  const { requests, refused, answers } = server();
  answers.asked('q');
  answers.type('a');
  requests[0].refuse(401);
  await settled();
  answers.type('b');
  assert.deepEqual([requests[1].value, requests[1].key, refused], ['a', requests[0].key, []]);
});

test('what is on its way already is not sent by another key', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { requests, answers } = server();
  answers.asked('q');
  answers.give('Ada');
  requests[0].refuse(0);
  await settled();
  t.mock.timers.tick(1_000);
  await settled();
  requests[1].refuse(409, '/problems/idempotency-conflict');
  await settled();
  answers.answered();
  answers.asked('p');
  t.mock.timers.tick(2_000);
  await settled();
  assert.deepEqual(requests.map(({ blockId, value, key }) => [blockId, value, key]), Array(3).fill(['q', 'Ada', requests[0].key]));
});

test('a long paste goes in pieces that split no character', async () => {
  const { requests, answers } = server();
  const paste = `${'x'.repeat(8_191)}\u{1f600}y`;
  answers.asked('q');
  answers.type(paste);
  requests[0].take();
  answers.answered();
  answers.asked('q');
  await settled();
  assert.deepEqual(requests.map((each) => each.value), ['x'.repeat(8_191), '\u{1f600}y']);
});

test('after the end nothing is sent', async () => {
  const { requests, answers } = server();
  answers.asked('q');
  answers.give('a');
  answers.give('b');
  answers.close();
  requests[0].refuse(0);
  await settled();
  assert.equal(requests.length, 1);
});
