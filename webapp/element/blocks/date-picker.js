// A day, by the browser's own picker.

import { h } from '../dom.js';
import { words } from './more-texts.js';
import { Question, sendButton } from './question.js';

export class DatePicker extends Question {
  #date = h('input', { type: 'date', id: this.controlId, part: 'input', min: '0001-01-01', max: '9999-12-31' });

  get fallbackLabel() {
    return words.pickDate;
  }

  build() {
    this.#date.value = this.data.default_value ?? this.data.default_date ?? '';
    return this.form ? [this.#date] : [this.#date, sendButton()];
  }

  get value() {
    return this.#date.value === '' ? null : this.#date.value;
  }

  /** @param {any} value */
  shown(value) {
    const day = new Date(`${value}T00:00:00`);
    return Number.isNaN(day.getTime()) ? String(value) : day.toLocaleDateString(undefined, { dateStyle: 'long' });
  }
}
