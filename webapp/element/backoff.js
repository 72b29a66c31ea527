// How long to wait before the next try.

const FIRST = 500;
const LONGEST = 30_000;

/**
 * Doubles from half a second to half a minute, and takes a random part of it, so that the viewers
 * of a server that was restarted do not all come back in one moment.
 *
 * @param {number} failures so far, from 1
 * @param {() => number} [random]
 * @returns {number} milliseconds
 */
export function backoff(failures, random = Math.random) {
  const most = Math.min(LONGEST, FIRST * 2 ** (failures - 1));
  return Math.round(most * (0.5 + random() / 2));
}
