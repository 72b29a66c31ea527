import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Exact } from '../../../webapp/element/exact.js';
import { inOrder } from '../../../webapp/element/order.js';

/** Each list is in order already: it is turned round, and sorted back. */
function staysInOrder(locale, ...values) {
  const mixed = [...values].reverse();
  assert.deepEqual(inOrder(mixed, true, locale).map((place) => mixed[place]), values);
  assert.deepEqual(inOrder(values, false, locale).map((place) => values[place]), mixed);
}

test('sorts numbers that are written as text by value', () => {
  staysInOrder('en', '-10', '-5', '-1.5', '-1.25', '0', '1.25', '1.5', '10', '9e3');
  staysInOrder('en', '−10', '−5', '+5', '10 %');
  staysInOrder('en', '$1.50', '$12.25', '$100');
});

test('sorts as the reader writes numbers', () => {
  staysInOrder('en', '1.5', '999', '1,000.25', '12,345');
  staysInOrder('de', '-1.234,5', '1,25', '1,5', '999', '1.000,25', '12.345,00 €');
  staysInOrder('fr', '-1 234,5', '999', '1 000,25', '12 345');
  staysInOrder('en-IN', '99,999', '1,23,456', '12,34,567');
  staysInOrder('ar-EG', '؜-١٠', '٥', '١٬٠٠٠٫٢٥', '١٬٠٠٠٫٥');
});

test('takes what programs write for numbers everywhere', () => {
  staysInOrder('de', '-1.5', '-1.25', '1.25', '1.5', '10.125');
});

test('sorts numbers that no double is equal to', () => {
  staysInOrder('en', new Exact('9007199254740993'), 9007199254740994, new Exact('9007199254740995'));
  staysInOrder('en', '12345678901234567889', '12345678901234567890');
  staysInOrder('en', 1, '1.5', 2, new Exact('12345678901234567890'));
});

test('sorts words as the language does, after numbers', () => {
  staysInOrder('en', 3, '10', 'n/a', 'z');
  staysInOrder('sv', 'a', 'z', 'å', 'ö');
  staysInOrder('de', 'a', 'ö', 'z');
  staysInOrder('en', 'room 9', 'room 10');
  staysInOrder('en', '1.2.3', '1.2.10');
});

test('leaves what is empty at the end, whichever way it goes', () => {
  const values = [null, 2, '', 1, undefined];
  assert.deepEqual(inOrder(values, true, 'en').map((place) => values[place]), [1, 2, null, '', undefined]);
  assert.deepEqual(inOrder(values, false, 'en').map((place) => values[place]), [2, 1, null, '', undefined]);
});

test('keeps what is equal as it was', () => {
  assert.deepEqual(inOrder(['1.0', '1', '1.00'], true, 'en'), [0, 1, 2]);
  assert.deepEqual(inOrder(['1.0', '1', '1.00'], false, 'en'), [0, 1, 2]);
});
