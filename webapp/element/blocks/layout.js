// Columns and containers.

import { h } from '../dom.js';
import { texts } from '../texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockView} BlockView */

/** So many are side by side; others begin another line. */
const MOST_IN_LINE = 12;

export class Columns {
  #placed = 0;

  /** @param {YeraEvent} event */
  constructor({ data }) {
    this.n = Math.max(1, Math.trunc(Number(data.n)) || 1);
    this.element = h('div', { class: 'block columns', part: 'columns' });
    this.element.style.setProperty('--_n', String(Math.min(MOST_IN_LINE, this.n)));
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.element.classList.toggle('bordered', data.border === true);
  }

  /** @param {BlockView} child */
  place(child) {
    if (this.#placed < this.n) {
      this.element.append(h('div', { class: 'column' }));
    }
    this.element.children[this.#placed % this.n].append(child.element);
    this.#placed += 1;
  }
}

export class Container {
  /** @type {{child: BlockView, step: number}[]} */
  #steps = [];
  /** The step that is shown; null for all. @type {number | null} */
  #step = null;
  #nav = h('ol', { class: 'steps', part: 'steps', hidden: true });
  #where = h('p', { class: 'spoken', role: 'status' });

  constructor() {
    this.element = h('div', { class: 'block container', part: 'container' });
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.element.classList.toggle('bordered', data.border === true);
    if (Array.isArray(data.steps)) {
      this.#go(data.steps, typeof data.step === 'number' ? data.step : null);
    }
  }

  /**
   * @param {string[]} names
   * @param {number | null} step
   */
  #go(names, step) {
    if (!this.#nav.isConnected) {
      this.element.prepend(this.#nav, this.#where);
      this.element.classList.add('wizard');
    }
    this.#step = step;
    this.#nav.hidden = step === null;
    this.#nav.replaceChildren(...names.map((name, i) => h('li', { 'aria-current': i === step ? 'step' : null, class: step !== null && i < step ? 'done' : null, dir: 'auto' }, name)));
    this.#where.textContent = step === null ? '' : `${texts.stepOf(step + 1, names.length)}: ${names[step]}`;
    this.#show();
  }

  /** One of them is there at a time: the newest of the step. */
  #show() {
    const newest = new Map(this.#steps.map(({ child, step }) => [step, child]));
    for (const { child, step } of this.#steps) {
      child.element.hidden = newest.get(step) !== child || (this.#step !== null && step !== this.#step);
    }
  }

  /** @param {BlockView} child */
  place(child) {
    this.element.append(child.element);
    if (this.#step !== null) {
      this.#steps.push({ child, step: this.#step });
      this.#show();
    }
  }

  close() {
    this.#step = null;
    this.#nav.hidden = true;
    this.#show();
  }
}
