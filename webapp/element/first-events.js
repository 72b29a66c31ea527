// What comes with the answer to a create: the events up to the first question.

import { EventStream } from './event-stream.js';
import { parseJson } from './exact.js';

/** @typedef {import('./types.js').YeraEvent} YeraEvent */

/**
 * A cut does no harm: a stream goes on behind the last one.
 *
 * @param {Response} created
 * @param {(event: YeraEvent) => void} take
 * @returns {Promise<number>} the number of the last one
 */
export async function firstEvents(created, take) {
  let last = 0;
  const frames = new EventStream((id, data) => {
    last = Number(id);
    take(/** @type {YeraEvent} */ (parseJson(data)));
  });
  const reader = created.body?.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      frames.push(piece.value);
    }
  } catch {
    // cut
  }
  return last;
}
