import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Frames } from '../../../webapp/element/frames.js';

/** @type {(() => void)[]} */
let frames = [];

beforeEach(() => {
  frames = [];
  Object.assign(globalThis, {
    document: { hidden: false },
    requestAnimationFrame: (/** @type {() => void} */ run) => frames.push(run),
    reportError: () => {},
  });
});

/**
 * What takes no time: each item is drawn by the run that has it.
 * @param {string[]} drawn
 */
function drawing(drawn) {
  /** @type {string[]} */
  const dirty = [];
  const all = new Frames(
    (/** @type {string} */ item) => {
      dirty.push(item);
      all.ask(); // as whoever has something to draw does
    },
    () => {
      drawn.push(...dirty.splice(0));
      return true;
    },
  );
  return all;
}

test('what comes after something that was drawn at once waits for no frame either', async () => {
  /** @type {string[]} */
  const drawn = [];
  const all = drawing(drawn);
  all.add('what was said');
  await Promise.resolve();
  all.add('the first token');
  await Promise.resolve();
  assert.deepEqual(drawn, ['what was said', 'the first token']);
  assert.equal(frames.length, 0);
});

test('what fails holds up nothing that comes with it', async () => {
  /** @type {string[]} */
  const done = [];
  const all = new Frames(
    (/** @type {string} */ item) => {
      if (item === 'bad') {
        throw new Error(item);
      }
      done.push(item);
    },
    () => true,
  );
  ['a', 'bad', 'b'].forEach((item) => all.add(item));
  await Promise.resolve();
  frames.splice(0).forEach((run) => run());
  assert.deepEqual(done, ['a', 'b']);
});

test('what is not all drawn is drawn in the next frame', async () => {
  let left = 2;
  const all = new Frames(
    () => {},
    () => --left === 0,
  );
  all.add('a long one');
  await Promise.resolve();
  assert.equal(frames.length, 1);
  frames.splice(0).forEach((run) => run());
  assert.equal(left, 0);
  assert.equal(frames.length, 0);
});
