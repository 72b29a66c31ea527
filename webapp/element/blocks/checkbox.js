// Yes or no.

import { h } from '../dom.js';
import { words } from './more-texts.js';
import { Question, sendButton } from './question.js';

export class Checkbox extends Question {
  #box = h('input', { type: 'checkbox' });

  get fallbackLabel() {
    return words.tick;
  }

  get hasOwnLabel() {
    return true;
  }

  build() {
    this.#box = h('input', { type: 'checkbox', id: this.controlId, part: 'input' });
    this.#box.checked = this.data.default_value === true;
    const label = h('label', { class: 'choice', part: 'option' }, this.#box, h('span', { dir: 'auto' }, this.data.label || this.fallbackLabel));
    return this.form ? [label] : [label, sendButton()];
  }

  get value() {
    return this.#box.checked;
  }

  /** @param {any} value */
  shown(value) {
    return value === true ? words.yes : words.no;
  }
}
