// A number in a range.

import { h } from '../dom.js';
import { texts } from '../texts.js';
import { stepOf } from '../step.js';
import { Question, sendButton } from './question.js';

export class Slider extends Question {
  #range = h('input', { type: 'range', id: this.controlId, part: 'input', oninput: () => this.#show() });
  #output = h('output', { for: this.controlId });

  get fallbackLabel() {
    return texts.slide;
  }

  build() {
    const { min_value, max_value, default_value } = this.data;
    Object.assign(this.#range, { min: min_value, max: max_value, step: stepOf(this.data) });
    this.#range.value = String(default_value);
    this.#show();
    const limits = h('div', { class: 'limits', 'aria-hidden': 'true' }, h('span', {}, String(min_value)), h('span', {}, String(max_value)));
    const track = h('div', { class: 'track' }, this.#range, limits);
    return this.form ? [track, this.#output] : [track, this.#output, sendButton()];
  }

  #show() {
    this.#output.value = String(this.value);
  }

  /** Within the limits also where a step does not meet them. */
  get value() {
    const value = Number(this.#range.value);
    return Math.min(this.data.max_value, Math.max(this.data.min_value, value));
  }
}
