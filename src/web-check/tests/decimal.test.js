import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareDecimals, decimal, fromUnits, inUnits, placesOf } from '../../../webapp/element/decimal.js';
import { Exact, numberOf } from '../../../webapp/element/exact.js';

const ASCENDING = [
  '-1e400', '-12345678901234567890', '-12345678901234567889.5', '-10', '-5', '-1.5', '-1.25', '-1e-400', '0', '1e-400',
  '0.1', '0.10000000000000000001', '1.25', '1.5', '5', '10', '12345678901234567889', '12345678901234567890', '1e400',
];

test('orders numbers by value, whatever their length', () => {
  for (const [i, a] of ASCENDING.entries()) {
    for (const [j, b] of ASCENDING.entries()) {
      assert.equal(Math.sign(compareDecimals(decimal(a), decimal(b))) + 0, Math.sign(i - j), `${a} and ${b}`);
    }
  }
});

test('takes different ways to write a number for the same', () => {
  for (const text of ['100', '1e2', '1E+2', '100.00', '+100', '0100', '1000e-1', '.1e3', '100.']) {
    assert.deepEqual(decimal(text), decimal('100'), text);
  }
  for (const text of ['0', '-0', '0.00', '0e9']) {
    assert.deepEqual(decimal(text), decimal('0'), text);
  }
});

test('takes no words for numbers', () => {
  for (const text of ['', '.', '-', 'e5', '1e', '0x10', '1 2', '1,5', 'Infinity', 'NaN', '1.2.3', '--1']) {
    assert.equal(decimal(text), null, text);
  }
});

test('counts in units of the last place and back', () => {
  for (const text of ['0', '5', '-5', '1.25', '-0.001', '1234567890123456789.5']) {
    const number = decimal(text);
    assert.equal(fromUnits(inUnits(number, placesOf(number) + 2), placesOf(number) + 2), text);
  }
});

test('keeps as a double only what a double is equal to', () => {
  for (const text of ['0', '-1', '1.5', '1e21', '9007199254740992', '0.1', '1000000000000000000000', '1.50']) {
    assert.equal(typeof numberOf(text), 'number', text);
  }
  for (const text of ['9007199254740993', '1234567890123456789', '0.12345678901234567', '1e400', '1e-400']) {
    assert.ok(numberOf(text) instanceof Exact, text);
    assert.equal(String(numberOf(text)), text);
  }
});

test('a long number goes as the nearest double where a browser can send no other', () => {
  const { rawJSON } = JSON;
  const written = '0.1000000000000000055511151231257827';
  try {
    delete JSON.rawJSON;
    assert.equal(JSON.stringify({ value: numberOf(written) }), '{"value":0.1}');
    JSON.rawJSON = (text) => `raw ${text}`;
    assert.equal(JSON.stringify({ value: numberOf(written) }), `{"value":"raw ${written}"}`);
  } finally {
    delete JSON.rawJSON;
    Object.assign(JSON, rawJSON && { rawJSON });
  }
});
