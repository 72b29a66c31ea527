import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, nameOfCsv } from '../../../webapp/element/blocks/csv.js';
import { Exact } from '../../../webapp/element/exact.js';

/** One column, without the mark and the heading. */
const cells = (...values) => csvOf(['x'], values.map((value) => [value]), [0]).split('\r\n').slice(1, -1);

test('begins with a mark and ends each line', () => {
  assert.equal(csvOf(['a', 'b'], [[1, 'é']], [0, 1]), '\ufeffa,b\r\n1,é\r\n');
});

test('has the chosen columns in their order', () => {
  assert.equal(csvOf(['a', 'b', 'c'], [[1, 2, 3], [4]], [2, 0]), '\ufeffc,a\r\n3,1\r\n,4\r\n');
});

test('quotes what has separators, quotes or line ends', () => {
  assert.equal(csvOf(['a,b'], [['say "no"'], ['two\nlines'], ['a\r\nb'], ['a;b']], [0]), '\ufeff"a,b"\r\n"say ""no"""\r\n"two\nlines"\r\n"a\r\nb"\r\n"a;b"\r\n');
});

test('lets no text begin a formula', () => {
  assert.deepEqual(cells('=1+1', '+cmd|x', '-x', '@SUM(A1)', '\tx', '  =1', '\0=1', '＝1', '=HYPERLINK("a")'), [
    "'=1+1",
    "'+cmd|x",
    "'-x",
    "'@SUM(A1)",
    '"\'\tx"',
    "'  =1",
    "'\0=1",
    "'＝1",
    '"\'=HYPERLINK(""a"")"',
  ]);
});

test('leaves numbers as they are', () => {
  assert.deepEqual(cells(-5, 0.25, '-5', '+1.5e3', new Exact('-12345678901234567890'), '1-2', 'a=b'), ['-5', '0.25', '-5', '+1.5e3', '-12345678901234567890', '1-2', 'a=b']);
});

test('has nothing for nothing and JSON for what has parts', () => {
  assert.deepEqual(cells(null, true, [1, 'a']), ['', 'true', '"[1,""a""]"']);
});

test('names the file by the title, on any system', () => {
  assert.equal(nameOfCsv('Weather/Oslo:Rome'), 'Weather Oslo Rome.csv');
  assert.equal(nameOfCsv('..\\..\\evil\u202e\0'), '_.. .. evil.csv');
  assert.equal(nameOfCsv('\u0007'), 'table.csv');
  assert.equal(nameOfCsv('😀'.repeat(300)), `${'😀'.repeat(80)}.csv`);
});
