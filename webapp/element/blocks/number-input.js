// A number that is typed, by the browser's own control.

import { h } from '../dom.js';
import { numberOf } from '../exact.js';
import { words } from './more-texts.js';
import { Question, sendButton } from './question.js';

/** @param {any} value */
const written = (value) => (value === null || value === undefined ? null : String(value));

export class NumberInput extends Question {
  #number = h('input', { type: 'number' });

  get fallbackLabel() {
    return words.typeNumber;
  }

  build() {
    const { min_value, max_value, step, default_value } = this.data;
    this.#number = h('input', { type: 'number', id: this.controlId, part: 'input', autocomplete: 'off', min: written(min_value), max: written(max_value), step: written(step) ?? 'any' });
    this.#number.value = written(default_value) ?? '';
    return this.form ? [this.#number] : [this.#number, sendButton()];
  }

  get fault() {
    // What is no number has no value either.
    return this.#number.validity.badInput ? this.#number.validationMessage : super.fault;
  }

  get value() {
    // A browser takes numbers that JSON has not: those that begin with a zero too many, or with none.
    const text = this.#number.value.replace(/^(-?)0+(?=\d)/, '$1').replace(/^(-?)\./, '$10.');
    return text === '' ? null : numberOf(text);
  }
}
