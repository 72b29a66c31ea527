// A sign that the app works on an answer: three dots where the next thing will be, if nothing comes
// for a moment. A line that one writes on stays in its place meanwhile, so that nothing jumps.

import { h, spoken } from './dom.js';
import { texts } from './texts.js';

/** Shorter waits are none. */
const MOMENT_MS = 300;

export class Working {
  /** @type {number | undefined} */
  #timer;
  #words = h('span', { role: 'status' });
  #dots = h('div', { class: 'block working', part: 'working' }, h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), this.#words);
  /** @type {HTMLElement | null} */
  #line = null;

  /**
   * Something was answered, and what follows is awaited.
   *
   * @param {HTMLElement} root where blocks go
   * @param {HTMLElement | null} line what was written on, if it stays
   * @param {HTMLElement | null} foot what stays last
   */
  begin(root, line, foot) {
    this.end();
    if (line?.hidden || line?.classList.contains('text_input')) {
      this.#line = h('div', { class: 'block question text_input standing', 'aria-hidden': 'true', 'data-state': 'standing', inert: true }, h('div', { class: 'control' }, h('textarea', { rows: 1, disabled: true, tabindex: -1 }), h('button', { type: 'button', class: 'primary', disabled: true, tabindex: -1 }, texts.send)));
      root.append(this.#line);
    }
    const place = this.#line ?? foot;
    this.#timer = window.setTimeout(() => {
      root.insertBefore(this.#dots, place);
      this.#words.replaceChildren(spoken(texts.working));
    }, MOMENT_MS);
  }

  /** Something came. */
  end() {
    clearTimeout(this.#timer);
    this.#dots.remove();
    this.#words.replaceChildren();
    this.#line?.remove();
    this.#line = null;
  }
}
