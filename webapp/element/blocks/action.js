// Steps of a task: each message is a line; the last one carries the status.

import { h, spoken } from '../dom.js';
import { texts, wordFor } from '../texts.js';

/** @typedef {'active' | 'complete' | 'failed' | 'stopped'} Status */

/**
 * How a step stands when the session is over: nothing goes on any more.
 *
 * @param {Status} status
 * @param {import('../ending.js').EndKind} end
 * @returns {Status}
 */
export function settled(status, end) {
  if (status !== 'active') {
    return status;
  }
  return end === 'badly' ? 'failed' : 'stopped';
}

/**
 * @param {HTMLElement} line
 * @param {Status} status
 * @param {string} message
 */
export function showStatus(line, status, message) {
  line.dataset.status = status;
  line.replaceChildren(
    h('span', { class: 'mark', 'aria-hidden': 'true' }),
    h('span', { dir: 'auto' }, message),
    spoken(` (${wordFor(texts.statusOf, status)})`),
  );
}

export class ActionList {
  /** @type {HTMLElement | null} */
  #last = null;
  #message = '';

  constructor() {
    this.element = h('ol', { class: 'block action', part: 'action' });
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    if (typeof data.message === 'string') {
      if (this.#last?.dataset.status === 'active') {
        showStatus(this.#last, 'complete', this.#message);
      }
      this.#message = data.message;
      this.#last = h('li', { class: 'step' });
      this.element.append(this.#last);
    }
    if (this.#last) {
      showStatus(this.#last, data.status, this.#message);
    }
  }

  /** @param {import('../ending.js').EndKind} end */
  close(end) {
    if (this.#last) {
      showStatus(this.#last, settled(/** @type {Status} */ (this.#last.dataset.status), end), this.#message);
    }
  }

  spoken() {
    return this.#last?.textContent ?? '';
  }
}
