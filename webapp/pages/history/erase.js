// Deleting sessions: one, the selected ones, all. Each is asked twice.

import { Problem } from '../../element/server.js';
import { texts } from '../texts.js';
import { isRunning, nameOf, pathOf } from './state.js';
import { isSure } from './sure.js';

/** @typedef {import('../../element/server.js').Server} Server */
/** @typedef {import('./row.js').Row} Row */

/** As many at once: each is answered when its processes are gone, and that may take seconds. */
const AT_ONCE = 4;

/** More are counted as "more than". */
const COUNTED = 200;

/**
 * Whether they are to be deleted.
 *
 * @param {Row[]} rows
 */
export function mayErase(rows) {
  const running = rows.filter((row) => isRunning(row.state)).length;
  const one = rows.length === 1;
  const ends = one ? texts.history.endsIt : texts.history.endsSome(running);
  return isSure(
    one ? texts.history.eraseOne(nameOf(rows[0].state)) : texts.history.eraseThese(rows.length, false),
    running > 0 ? [ends, texts.history.forever] : [texts.history.forever],
    texts.history.yesErase(rows.length, false),
  );
}

/**
 * Deletes them; a row says why it could not be.
 *
 * @param {Server} server
 * @param {Row[]} rows
 * @param {(row: Row) => void} gone is called for each that is deleted
 */
export async function erase(server, rows, gone) {
  const left = [...rows];
  const some = async () => {
    for (let row = left.shift(); row; row = left.shift()) {
      if (await eraseOne(server, row)) {
        gone(row);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
}

/**
 * @param {Server} server
 * @param {Row} row
 */
async function eraseOne(server, row) {
  row.complain('');
  try {
    await server.delete(pathOf(row.state));
  } catch (e) {
    if (!(e instanceof Problem && e.status === 404)) {
      row.complain(texts.notDone(/** @type {Error} */ (e).message));
      return false;
    }
    // Somebody was quicker.
  }
  return true;
}

/**
 * Deletes everything the caller has, shown or not.
 *
 * @param {Server} server
 * @returns {Promise<boolean>} whether they wanted it
 */
export async function eraseAll(server) {
  const { list, next } = await server.page('api/sessions', `?limit=${COUNTED}`);
  const words = [texts.history.allOfMine, texts.history.endsAll, texts.history.forever];
  const more = next !== null;
  const wanted = await isSure(texts.history.eraseThese(list.length, more), words, texts.history.yesErase(list.length, more));
  if (wanted) {
    await server.delete('api/owners/me');
  }
  return wanted;
}
