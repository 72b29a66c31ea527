// Verbatim text, as a console program prints it.

import { h } from '../dom.js';

export class TextBlock {
  /** @type {string[]} */
  #new = [];

  /**
   * @param {import('../types.js').YeraEvent} _event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(_event, context) {
    this.context = context;
    this.element = h('pre', { class: 'block text', part: 'text', dir: 'auto' });
  }

  /** @param {import('../types.js').YeraEvent} event */
  update(event) {
    this.#new.push(String(event.data.content ?? ''));
    this.context.draw(this);
  }

  render() {
    this.element.append(this.#new.join(''));
    this.#new = [];
  }

  spoken() {
    return this.element.textContent ?? '';
  }
}
