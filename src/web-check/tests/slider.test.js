import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Exact } from '../../../webapp/element/exact.js';
import { Steps } from '../../../webapp/element/step.js';

const steps = (min_value, max_value, default_value, step = null) => new Steps({ min_value, max_value, default_value, step });
const distance = (of) => Number(of.at(1)) - Number(of.at(0));

test('takes the step of the app', () => {
  assert.equal(distance(steps(0, 1, 0.5, 0.25)), 0.25);
});

test('goes by whole numbers between whole numbers', () => {
  assert.equal(distance(steps(0, 100, 50)), 1);
});

test('goes by a hundredth of what has fractions, or is narrow', () => {
  assert.equal(distance(steps(0, 1, 0.5)), 0.01);
  assert.equal(distance(steps(0, 10, 2.5)), 0.1);
});

test('takes the middle of whole numbers for no fraction of the app', () => {
  assert.equal(distance(steps(0, 9, 4.5)), 1);
  assert.equal(steps(0, 9, 4.5).at(steps(0, 9, 4.5).first), 5);
});

test('stands still where there is no way to go', () => {
  assert.equal(steps(3, 3, 3).count, 0);
  assert.equal(steps(3, 3, 3).at(0), 3);
});

test('begins at the step that is next to what the app says, inside of the range', () => {
  assert.equal(steps(0, 10, 5).first, 5);
  assert.equal(steps(0, 10, 2.6, 1).first, 3);
  assert.equal(steps(0, 10, 50, 1).first, 10);
  assert.equal(steps(0, 10, -50, 1).first, 0);
});

test('adds without rounding', () => {
  assert.deepEqual([1, 2, 3].map((k) => steps(0, 1, 0, 0.1).at(k)), [0.1, 0.2, 0.3]);
  assert.equal(steps(-0.3, 0.3, 0, 0.1).at(2), -0.1);
});

test('ends at the last step below the limit', () => {
  const of = steps(1, 2, 1, 0.3);
  assert.equal(of.at(of.count), 1.9);
});

test('keeps digits that no double has', () => {
  const of = steps(new Exact('1234567890123456780'), new Exact('1234567890123456789'), new Exact('1234567890123456784'));
  assert.equal(of.count, 9);
  assert.equal(String(of.at(of.first)), '1234567890123456784');
  assert.equal(String(of.at(of.count)), '1234567890123456789');
});

test('never leaves a range of more steps than a double counts', () => {
  const of = steps(0, new Exact('9007199254740993'), 0, 1);
  assert.equal(String(of.at(of.count)), '9007199254740993');
  const endless = steps(0, 1e300, 0, 1e-9);
  assert.equal(endless.at(endless.count), 1e300);
  assert.ok(Number(endless.at(1)) > 0);
});
