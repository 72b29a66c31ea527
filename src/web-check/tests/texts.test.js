import assert from 'node:assert/strict';
import { test } from 'node:test';

const { texts } = await import('../../../webapp/pages/texts.js');
const { words: ofBlocks } = await import('../../../webapp/element/blocks/more-texts.js');
const { words: ofTerminals } = await import('../../../webapp/element/terminal/texts.js');
const { texts: admin } = await import('../../../webapp/pages/admin/texts.js');
await import('../../../webapp/pages/texts.de.js');
const german = globalThis.yeraTexts;

/** Those by the names of problems, reasons, faults of apps and ends, and of transcripts and remarks: PageTextsTest and TranscriptWordsTest have them. */
const ELSEWHERE = ['pages', 'ends', 'reasons', 'faults', 'transcript', 'remarks'];

/** Calls `look` with each text of a catalogue, in English and in German, and its name. */
function each(catalogue, others, look, path = '') {
  for (const [name, own] of Object.entries(catalogue)) {
    const other = others?.[name];
    if (own !== null && typeof own === 'object') {
      each(own, other, look, `${path}${name}.`);
    } else {
      look(own, other, path + name);
    }
  }
}

const catalogues = [texts, ofBlocks, ofTerminals, { admin }];

test('every text is there in German', () => {
  const missing = [];
  catalogues.forEach((catalogue) => each(catalogue, german, (own, other, name) => (typeof other !== typeof own || other === '') && missing.push(name)));
  assert.deepEqual(missing, []);
});

test('no German text is of something that is not there', () => {
  const unknown = [];
  const known = Object.assign({}, ...catalogues);
  each(german, known, (own, other, name) => !ELSEWHERE.includes(name.split('.')[0]) && typeof other !== typeof own && unknown.push(name));
  assert.deepEqual(unknown, []);
});

test('texts with a gap say what they are told, in both languages', () => {
  catalogues.forEach((catalogue) =>
    each(catalogue, german, (own, other, name) => {
      if (typeof own === 'function') {
        assert.equal(other.length, own.length, name);
        for (const n of [0, 1, 2, 75, 4000]) {
          for (const said of [own, other]) {
            const [first, second] = name === 'table' ? [['a', 'b']] : name === 'chart' ? ['a', ['b']] : [n, 3];
            const text = said(first, second, 'c');
            assert.ok(typeof text === 'string' && text !== '' && !/undefined|NaN|\[object/.test(text), `${name}: ${text}`);
          }
        }
      }
    }),
  );
});
