// A number in a range.

import { h } from '../dom.js';
import { words } from './more-texts.js';
import { Steps } from '../step.js';
import { Question, sendButton } from './question.js';

export class Slider extends Question {
  #range = h('input', { type: 'range', id: this.controlId, part: 'input', oninput: () => this.#show() });
  #output = h('output', { for: this.controlId, dir: 'auto' });
  /** @type {Steps | null} */
  #steps = null;

  get fallbackLabel() {
    return words.slide;
  }

  build() {
    const { min_value, max_value } = this.data;
    this.#steps = new Steps(this.data);
    Object.assign(this.#range, { min: 0, max: this.#steps.count, step: 1 });
    this.#range.value = String(this.#steps.first);
    this.#show();
    const limits = h('div', { class: 'limits', 'aria-hidden': 'true' }, h('span', { dir: 'auto' }, String(min_value)), h('span', { dir: 'auto' }, String(max_value)));
    const track = h('div', { class: 'track' }, this.#range, limits);
    return this.form ? [track, this.#output] : [track, this.#output, sendButton()];
  }

  #show() {
    this.#output.value = String(this.value);
    this.#range.setAttribute('aria-valuetext', this.#output.value);
  }

  get value() {
    return this.#steps?.at(Number(this.#range.value)) ?? null;
  }
}
