// A table of few rows, as HTML has tables. It scrolls inside its frame.

import { asText, h, spoken } from '../dom.js';
import { isNumber } from '../exact.js';
import { words } from './more-texts.js';
import { DATE, formatted } from './formats.js';

export class PlainTable {
  #look = '';
  #body = h('tbody');
  #head = h('tr');
  #table = h('table', {}, h('thead', {}, this.#head), this.#body);
  element = h('div', { class: 'scroll', tabindex: 0, role: 'group' }, this.#table);

  /** @param {(place: number) => void} sortBy */
  constructor(sortBy) {
    this.sortBy = sortBy;
  }

  /** @param {import('./table.js').Look} look */
  draw({ columns, rows, label, dir }) {
    this.#table.dir = dir;
    this.element.setAttribute('aria-label', label);
    this.#drawHead(columns);
    this.#body.replaceChildren(...rows.map((row) => h('tr', {}, ...columns.map((column) => cell(row[column.place], column)))));
  }

  /**
   * Not while it stays the same: a heading may have the focus.
   *
   * @param {import('./table.js').Column[]} columns
   */
  #drawHead(columns) {
    const look = JSON.stringify(columns.map(({ name, place, numeric }) => [name, place, numeric]));
    if (look !== this.#look) {
      this.#look = look;
      this.#head.replaceChildren(
        ...columns.map((column) => h('th', { scope: 'col', dir: 'auto', class: column.numeric ? 'number' : null }, sortButton(column, this.sortBy))),
      );
    }
    [...this.#head.children].forEach((th, i) => markSorted(th, columns[i]));
  }
}

/**
 * @param {import('./table.js').Column} column
 * @param {(place: number) => void} sortBy
 */
export function sortButton({ name, place }, sortBy) {
  return h('button', { type: 'button', dir: 'auto', onclick: () => sortBy(place) }, name || spoken(words.sortBy));
}

/**
 * @param {Element} heading
 * @param {import('./table.js').Column} column
 */
export function markSorted(heading, { sorted }) {
  if (sorted === null) {
    heading.removeAttribute('aria-sort');
  } else {
    heading.setAttribute('aria-sort', sorted);
  }
}

/** @param {any} value */
export function kindOf(value) {
  return isNumber(value) ? 'number' : DATE.test(asText(value)) ? 'date' : null;
}

/**
 * @param {any} value
 * @param {import('./table.js').Column} column
 */
function cell(value, { format, names }) {
  return h(names ? 'th' : 'td', { class: kindOf(value), dir: 'auto', scope: names ? 'row' : null }, formatted(value, format));
}
