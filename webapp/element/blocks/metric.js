// One figure, and how it changed.

import { asText, h, spoken } from '../dom.js';
import { isNumber } from '../exact.js';
import { words } from './more-texts.js';
import { withSeparators } from './formats.js';

/** @param {any} value */
const shown = (value) => (isNumber(value) ? withSeparators(value) : asText(value));

export class Metric {
  #label = h('p', { class: 'label', dir: 'auto' });
  #value = h('p', { class: 'figure', dir: 'auto' });
  #delta = h('p', { class: 'delta', hidden: true });

  constructor() {
    this.element = h('div', { class: 'block metric', part: 'metric' }, this.#label, this.#value, this.#delta);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#label.textContent = asText(data.label);
    this.#value.textContent = shown(data.value) || '–';
    const text = shown(data.delta);
    const isLess = isNumber(data.delta) ? Number(data.delta) < 0 : /^\s*[-\u2212]/.test(text);
    const isNone = text === '' || (isNumber(data.delta) && Number(data.delta) === 0);
    const isBetter = isLess === (data.better === 'down');
    this.#delta.hidden = text === '';
    this.#delta.className = `delta ${isNone ? '' : isBetter ? 'better' : 'worse'}`;
    const change = isNone ? [] : [h('span', { 'aria-hidden': 'true' }, isLess ? '▼ ' : '▲ ')];
    const meaning = isNone ? [] : [spoken(` (${isBetter ? words.better : words.worse})`)];
    this.#delta.replaceChildren(...change, h('bdi', {}, text), ...meaning);
  }

  spoken() {
    return `${this.#label.textContent}: ${this.#value.textContent} ${this.#delta.textContent}`;
  }
}
