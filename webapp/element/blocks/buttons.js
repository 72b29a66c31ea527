// One of several options: a press answers. In a form it is a choice, sent with the rest.

import { h, uniqueId } from '../dom.js';
import { texts } from '../texts.js';
import { Question } from './question.js';

export class Buttons extends Question {
  #group = uniqueId();

  get fallbackLabel() {
    return texts.pickOne;
  }

  build() {
    const options = /** @type {string[]} */ (this.data.options);
    const all = options.map((option, i) => (this.form ? this.#choice(option, i) : this.#button(option)));
    return [h('div', { class: 'options', role: this.form ? 'radiogroup' : 'group', 'aria-labelledby': this.labelId }, ...all)];
  }

  /** @param {string} option */
  #button(option) {
    const first = option === this.data.default_value;
    return h('button', { type: 'button', part: 'option', class: first ? 'primary' : null, dir: 'auto', onclick: () => void this.send(option) }, option);
  }

  /**
   * @param {string} option
   * @param {number} index
   */
  #choice(option, index) {
    const radio = h('input', { type: 'radio', name: this.#group, value: String(index) });
    radio.checked = option === this.data.default_value;
    return h('label', { class: 'choice', part: 'option' }, radio, h('span', { dir: 'auto' }, option));
  }

  get control() {
    return /** @type {HTMLElement | null} */ (this.element.querySelector('input:checked, button.primary') ?? super.control);
  }

  get value() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.element.querySelector('input:checked'));
    return chosen ? this.data.options[Number(chosen.value)] : null;
  }
}
