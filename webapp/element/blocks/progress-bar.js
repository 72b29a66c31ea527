// How far something is: one line, redrawn by each chunk.

import { h } from '../dom.js';
import { texts } from '../texts.js';
import { settled, showStatus } from './action.js';

/** @typedef {import('./action.js').Status} Status */

export class ProgressBar {
  #line = h('div', { class: 'step' });
  #bar = h('progress', { max: 1 });
  #part = h('span', { class: 'part', 'aria-hidden': 'true' });
  #message = '';
  /** @type {Status} */
  #status = 'active';

  constructor() {
    this.element = h('div', { class: 'block progress', part: 'progress' }, this.#line, h('div', { class: 'bar' }, this.#bar, this.#part));
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#message = typeof data.message === 'string' ? data.message : this.#message;
    const part = data.value === null || data.value === undefined ? null : Math.min(1, Math.max(0, Number(data.value)));
    if (part === null) {
      this.#bar.removeAttribute('value');
    } else {
      this.#bar.value = part;
    }
    this.#part.textContent = part === null ? '' : texts.percent(part);
    this.#show(data.status);
  }

  /** @param {import('../ending.js').EndKind} end */
  close(end) {
    this.#show(settled(this.#status, end));
  }

  /** @param {Status} status */
  #show(status) {
    this.#status = status;
    showStatus(this.#line, status, this.#message);
    this.#bar.setAttribute('aria-label', this.#message || texts.working);
    // What is over does not move.
    this.#bar.parentElement?.toggleAttribute('hidden', status !== 'active' && !this.#bar.hasAttribute('value'));
  }

  spoken() {
    return this.#line.textContent ?? '';
  }
}
