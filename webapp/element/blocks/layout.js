// Columns and containers.

import { h } from '../dom.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockView} BlockView */

const MOST_COLUMNS = 12;

export class Columns {
  #placed = 0;

  /** @param {YeraEvent} event */
  constructor({ data }) {
    const n = Math.min(MOST_COLUMNS, Math.max(1, Math.trunc(Number(data.n)) || 1));
    this.columns = Array.from({ length: n }, () => h('div', { class: 'column' }));
    this.element = h('div', { class: 'block columns', part: 'columns' }, ...this.columns);
    this.element.style.setProperty('--_n', String(n));
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.element.classList.toggle('bordered', data.border === true);
  }

  /** @param {BlockView} child */
  place(child) {
    this.columns[this.#placed % this.columns.length].append(child.element);
    this.#placed += 1;
  }
}

export class Container {
  constructor() {
    this.element = h('div', { class: 'block container', part: 'container' });
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.element.classList.toggle('bordered', data.border === true);
  }

  /** @param {BlockView} child */
  place(child) {
    this.element.append(child.element);
  }
}
