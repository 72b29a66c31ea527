import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepOf } from '../../../webapp/element/step.js';

const range = (min_value, max_value, default_value, step = null) => ({ min_value, max_value, default_value, step });

test('takes the step of the app', () => {
  assert.equal(stepOf(range(0, 1, 0.5, 0.25)), 0.25);
});

test('goes by whole numbers between whole numbers', () => {
  assert.equal(stepOf(range(0, 100, 50)), 1);
});

test('goes by a hundredth of what has fractions, or is narrow', () => {
  assert.equal(stepOf(range(0, 1, 0.5)), 0.01);
  assert.equal(stepOf(range(0, 10, 2.5)), 0.1);
});

test('has a step even where there is no way to go', () => {
  assert.equal(stepOf(range(3, 3, 3)), 1);
});
