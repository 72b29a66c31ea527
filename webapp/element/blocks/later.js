// What shows a console program: several times the whole page, so it is loaded when the first one comes.

import { h } from '../dom.js';
import { translated } from '../texts-language.js';
import { texts } from '../texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */

/** One for all that is part of a session's terminal. @type {WeakMap<import('../types.js').BlockContext, Promise<any>>} */
const loads = new WeakMap();

export class Later {
  element = h('div');
  #open = false;

  /**
   * @param {YeraEvent} event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(event, context) {
    // It imports nothing of these: what two scripts share is a file, and a request, more for each page.
    const load = loads.get(context) ?? this.#load();
    loads.set(context, load);
    this.view = load.then(({ viewOf }) => viewOf(this.element, event, context, { h, texts, translated }));
  }

  /** @returns {Promise<typeof import('../terminal/terminal.js')>} */
  async #load() {
    try {
      return await import('../terminal/terminal.js');
    } catch {
      await new Promise((again) => this.element.replaceChildren(h('p', { class: 'stuck', role: 'alert' }, texts.stuck, ' ', h('button', { type: 'button', class: 'quiet', onclick: again }, texts.tryAgain))));
      this.element.replaceChildren();
      return this.#load();
    }
  }

  /** @param {YeraEvent} event */
  update(event) {
    this.#open = event.event_class === 'prompt';
    void this.view.then((view) => view.update(event));
  }

  /** @param {any} value */
  answered(value) {
    this.#open = false;
    void this.view.then((view) => view.answered(value));
  }

  close() {
    this.#open = false;
    void this.view.then((view) => view.close());
  }

  isOpen() {
    return this.#open;
  }

  focus() {
    void this.view.then((view) => view.focus());
  }
}
