// Something takes its time: one line, replaced by each message.

import { h } from '../dom.js';
import { showStatus } from './action.js';

export class Spinner {
  #message = '';

  constructor() {
    this.element = h('div', { class: 'block spinner step', part: 'spinner' });
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#message = typeof data.message === 'string' ? data.message : this.#message;
    showStatus(this.element, data.status, this.#message);
  }

  close() {
    this.element.classList.add('over');
  }

  spoken() {
    return this.element.textContent ?? '';
  }
}
