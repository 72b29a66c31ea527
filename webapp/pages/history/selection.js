// The mode in which several sessions are chosen at once: a box at each row, and what to do with those
// that have a mark.

import { h } from '../../element/dom.js';
import { texts } from '../texts.js';

/** @typedef {import('./row.js').Row} Row */

export class Selection {
  /** Goes into the mode, and out of it. */
  toggle = h('button', { type: 'button', class: 'small', 'aria-pressed': 'false', onclick: () => this.#set(!this.#isOn) }, texts.history.selecting);

  #erase = h('button', { type: 'button', class: 'small danger', onclick: () => this.#does.erase(this.rows) });
  #problem = h('span', { class: 'problem', role: 'alert', dir: 'auto' });
  #list;
  #does;

  /**
   * @param {HTMLElement} list has the rows
   * @param {{rows: () => Row[], erase: (rows: Row[]) => void, eraseAll: () => void}} does
   */
  constructor(list, does) {
    this.#list = list;
    this.#does = does;
    this.element = h(
      'div',
      { class: 'selection', role: 'group', 'aria-label': texts.history.selected, hidden: true },
      h('button', { type: 'button', class: 'small', onclick: () => this.#all() }, texts.history.allShown),
      this.#erase,
      h('button', { type: 'button', class: 'small danger', onclick: () => does.eraseAll() }, texts.history.eraseAll),
      h('button', { type: 'button', class: 'small', onclick: () => this.#done() }, texts.history.done),
      this.#problem,
    );
    list.addEventListener('change', () => this.count());
  }

  get #isOn() {
    return !this.element.hidden;
  }

  /** Those that have a mark. @returns {Row[]} */
  get rows() {
    return this.#isOn ? this.#does.rows().filter((row) => row.isSelected) : [];
  }

  /** A row has come, gone, or got a mark. */
  count() {
    const n = this.rows.length;
    this.#erase.textContent = texts.history.eraseSelected(n);
    this.#erase.disabled = n === 0;
  }

  /** @param {string} words why something was not done */
  complain(words) {
    this.#problem.textContent = words;
  }

  close() {
    this.#set(false);
  }

  #done() {
    this.close();
    this.toggle.focus();
  }

  #all() {
    const rows = this.#does.rows();
    const all = rows.every((row) => row.isSelected);
    rows.forEach((row) => (row.isSelected = !all));
    this.count();
  }

  /** @param {boolean} on */
  #set(on) {
    this.element.hidden = !on;
    this.toggle.setAttribute('aria-pressed', String(on));
    this.#list.classList.toggle('selecting', on);
    this.#does.rows().forEach((row) => (row.isSelected = false));
    this.complain('');
    this.count();
  }
}
