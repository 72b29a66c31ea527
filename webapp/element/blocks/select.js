// One of a list, or several.

import { h, uniqueId } from '../dom.js';
import { texts } from '../texts.js';
import { words } from './more-texts.js';
import { Question, sendButton } from './question.js';

export class Select extends Question {
  #list = h('select');
  /** @type {HTMLInputElement[]} */
  #boxes = [];
  #name = uniqueId();

  get fallbackLabel() {
    return this.#multiple ? words.pickSome : texts.pickOne;
  }

  get #multiple() {
    return this.data.multiple === true;
  }

  build() {
    const options = /** @type {string[]} */ (this.data.options);
    const control = this.#multiple ? this.#choices(options) : this.#menu(options);
    return this.form ? [control] : [control, sendButton()];
  }

  /** @param {string[]} options */
  #menu(options) {
    const first = this.data.default_value;
    const none = typeof first === 'string' && !this.isOptional ? [] : [h('option', { value: '', disabled: !this.isOptional }, this.isOptional ? words.nothing : words.choose)];
    this.#list = h('select', { id: this.controlId, part: 'input', dir: 'auto' }, ...none, ...options.map((option, i) => h('option', { value: String(i) }, option)));
    this.#list.value = options.includes(first) ? String(options.indexOf(first)) : '';
    return this.#list;
  }

  /** @param {string[]} options */
  #choices(options) {
    const first = Array.isArray(this.data.default_value) ? this.data.default_value : [];
    this.#boxes = options.map((option, i) => {
      const box = h('input', { type: 'checkbox', name: this.#name, value: String(i) });
      box.checked = first.includes(option);
      return box;
    });
    const choices = this.#boxes.map((box, i) => h('label', { class: 'choice', part: 'option' }, box, h('span', { dir: 'auto' }, options[i])));
    return h('div', { class: 'options', role: 'group', 'aria-labelledby': this.labelId }, ...choices);
  }

  get value() {
    const options = this.data.options;
    if (this.#multiple) {
      return this.#boxes.filter((box) => box.checked).map((box) => options[Number(box.value)]);
    }
    return this.#list.value === '' ? null : options[Number(this.#list.value)];
  }

  get fault() {
    if (!this.#multiple) {
      return super.fault;
    }
    const { min_choices, max_choices, options } = this.data;
    const chosen = this.value.length;
    return chosen < min_choices || chosen > max_choices ? words.chooseSome(min_choices, Math.min(max_choices, options.length)) : '';
  }

  /** @param {any} value */
  shown(value) {
    return Array.isArray(value) ? value.join(', ') : value;
  }
}
