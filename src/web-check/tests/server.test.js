import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remark } from '../../../webapp/element/diagnostics.js';
import { endOf, Server } from '../../../webapp/element/server.js';
import { reasonOr, refusalIn } from '../../../webapp/element/texts-refusals.js';

const token = (claims) => `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

test('a token says when it runs out', () => {
  assert.equal(endOf(token({ exp: 1800000000, name: 'é?>' })), 1800000000000);
});

test('what does not say it never does', () => {
  for (const each of [null, '', 'Bearer', 'Bearer opaque', 'Share a-b_c', 'Basic YTpi', token({}), token({ exp: 'soon' }), 'Bearer a.b.c']) {
    assert.equal(endOf(each), Infinity, String(each));
  }
});

test('a token that nobody renews is not asked for again and again', async () => {
  const before = globalThis.fetch;
  globalThis.fetch = async () => new Response('{}');
  try {
    for (const lasts of [10, 1, -60]) {
      const server = new Server('https://example.org/', async () => token({ exp: Date.now() / 1000 + lasts }));
      await server.get('api/me');
      assert.ok(server.renewsIn >= 5_000, `${lasts} s: ${server.renewsIn} ms`);
    }
  } finally {
    globalThis.fetch = before;
  }
});

/** With the texts in another language. */
function inAnother(texts, look) {
  globalThis.yeraTexts = texts;
  try {
    look();
  } finally {
    delete globalThis.yeraTexts;
  }
}

test('a refusal is told in the words of its kind, with what only the server knows', () => {
  const unfit = { type: '/problems/bad-interaction', status: 422, detail: 'At most 3.' };
  const many = { type: '/problems/too-many-viewers', status: 429, detail: 'No more. (yera.session.max-viewers is 5)', limit: 'yera.session.max-viewers', limit_value: 5 };
  assert.equal(refusalIn(429, many), many.detail);
  inAnother({ pages: { 'bad-interaction': { detail: 'Passt nicht.' }, 'too-many-viewers': { detail: 'Zu viele.' } } }, () => {
    assert.equal(refusalIn(422, unfit), 'Passt nicht. (At most 3.)');
    assert.equal(refusalIn(429, many), 'Zu viele. (yera.session.max-viewers: 5)');
    assert.equal(refusalIn(404, { type: '/problems/unknown-app', status: 404, detail: 'No.' }), 'No.');
  });
});

test('why something does not fit is told in other words, if there are words for all of it', () => {
  const answer = { type: '/problems/bad-interaction', status: 422, detail: 'It must be 1 to 5.' };
  const given = (key, values) => ({ ...answer, reason: { key, values } });
  const range = { key: 'number-from-to', values: { low: '9007199254740993', high: '{low}' } };
  const pages = { 'bad-interaction': { detail: 'Passt nicht.' } };
  const reasons = { 'answer-is': '{given} ist nicht {expected}', 'number-from-to': '{low} bis {high}', nul: 'leer' };
  assert.equal(refusalIn(422, given('nul', {})), answer.detail);
  inAnother({ pages, reasons }, () => {
    assert.equal(refusalIn(422, given('answer-is', { expected: range, given: '$& {high}' })), 'Passt nicht. ($& {high} ist nicht 9007199254740993 bis {low})');
    assert.equal(refusalIn(422, { ...given('nul', {}), parameter: 'i' }), 'Passt nicht. (i: leer)');
    assert.equal(refusalIn(422, given('answer-is', { expected: { key: 'other', values: {} }, given: '' })), 'Passt nicht. (It must be 1 to 5.)');
    assert.equal(refusalIn(422, given('constructor', {})), 'Passt nicht. (It must be 1 to 5.)');
  });
  inAnother({ pages }, () => assert.equal(refusalIn(422, given('nul', {})), 'Passt nicht. (It must be 1 to 5.)'));
});

test('what is wrong with an app is told in other words, with what a program said in its own', () => {
  const reason = { key: 'part', values: { part: '//DEPS', problem: { key: 'in-its-words', values: { problem: 'no such {problem}' } } } };
  const told = '//DEPS: no such {problem}';
  assert.equal(reasonOr(reason, told), told);
  inAnother({ reasons: {}, faults: { part: 'In {part}: {problem}', 'in-its-words': '{problem}' } }, () => assert.equal(reasonOr(reason, told), 'In //DEPS: no such {problem}'));
  inAnother({ reasons: {} }, () => assert.equal(reasonOr(reason, told), told));
});

test('a remark of the server is told in other words, what a program wrote never', () => {
  const text = 'An event of type image was refused: "a$&.png" is (not) there';
  inAnother({ remarks: { 'Of (%s)': 'Von %s', 'An event of type %s was refused: %s': 'Abgewiesen, %s: %s' } }, () => {
    assert.equal(remark({ source: 'server', text }), 'Abgewiesen, image: "a$&.png" is (not) there');
    assert.equal(remark({ source: 'server', text: 'Of (a.c)' }), 'Von a.c');
    assert.equal(remark({ source: 'server', text: 'Of abc)' }), 'Of abc)');
    assert.equal(remark({ source: 'stderr', text }), text);
  });
});
