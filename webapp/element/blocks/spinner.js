// Something takes its time: one line, replaced by each message.

import { h } from '../dom.js';
import { settled, showStatus } from './action.js';

/** @typedef {import('./action.js').Status} Status */

export class Spinner {
  #message = '';
  /** @type {Status} */
  #status = 'active';

  constructor() {
    this.element = h('div', { class: 'block spinner step', part: 'spinner' });
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#message = typeof data.message === 'string' ? data.message : this.#message;
    this.#show(data.status);
  }

  /** @param {import('../ending.js').EndKind} end */
  close(end) {
    this.#show(settled(this.#status, end));
  }

  /** @param {Status} status */
  #show(status) {
    this.#status = status;
    showStatus(this.element, status, this.#message);
  }

  spoken() {
    return this.element.textContent ?? '';
  }
}
