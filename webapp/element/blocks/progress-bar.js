// How far something is: one line, redrawn by each chunk.

import { h } from '../dom.js';
import { texts } from '../texts.js';
import { words } from './more-texts.js';
import { settled, showStatus } from './action.js';

/** @typedef {import('./action.js').Status} Status */

export class ProgressBar {
  #line = h('div', { class: 'step' });
  #bar = h('progress', { max: 1 });
  #part = h('span', { class: 'part', 'aria-hidden': 'true' });
  #cancel = h('button', { type: 'button', class: 'quiet', part: 'cancel', hidden: true, onclick: () => void this.#interrupt() }, words.cancel);
  #message = '';
  /** @type {Status} */
  #status = 'active';

  /**
   * @param {import('../types.js').YeraEvent} _event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(_event, context) {
    this.context = context;
    this.element = h('div', { class: 'block progress', part: 'progress' }, this.#line, h('div', { class: 'bar' }, this.#bar, this.#part), this.#cancel);
  }

  async #interrupt() {
    this.#cancel.disabled = true;
    await this.context.interrupt();
    this.#cancel.disabled = false;
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
    this.#part.textContent = part === null ? '' : words.percent(part);
    this.#cancel.hidden = data.cancellable !== true || data.status !== 'active';
    // What was cancelled has not gone wrong.
    this.#show(data.status === 'failed' && data.cancelled === true ? 'stopped' : data.status);
  }

  /** @param {import('../ending.js').EndKind} end */
  close(end) {
    this.#cancel.hidden = true;
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
