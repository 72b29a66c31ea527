// Rows and columns: sorts by any column, scrolls inside its frame, draws long ones in parts.

import { asText, h, spoken } from '../dom.js';
import { texts } from '../texts.js';

const AT_ONCE = 200;
const collator = new Intl.Collator(undefined, { numeric: true });

/**
 * Numbers by value, the rest as people sort words, what is empty last.
 *
 * @param {any} a
 * @param {any} b
 */
function compare(a, b) {
  const none = (/** @type {any} */ v) => v === null || v === undefined || v === '';
  if (none(a) || none(b)) {
    return none(a) === none(b) ? 0 : none(a) ? Infinity : -Infinity;
  }
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(asText(a), asText(b));
}

export class TableBlock {
  #shown = AT_ONCE;
  #sorted = -1;
  #ascending = true;
  /** @type {any[][]} */
  #rows = [];
  /** @type {string[]} */
  #columns = [];
  #body = h('tbody');
  #head = h('tr');
  #frame = h('div', { class: 'scroll', tabindex: 0, role: 'group' });
  #more = h('button', { type: 'button', class: 'quiet', onclick: () => this.#showMore() });

  constructor() {
    this.element = h('div', { class: 'block table', part: 'table' }, this.#frame, this.#more);
    this.#frame.append(h('table', {}, h('thead', {}, this.#head), this.#body));
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#columns = data.columns;
    this.#rows = data.rows;
    this.element.dataset.border = String(data.border);
    this.#frame.setAttribute('aria-label', texts.table(data.columns));
    this.#head.replaceChildren(...data.columns.map((/** @type {string} */ name, /** @type {number} */ i) => this.#heading(name, i)));
    this.#drawRows();
  }

  /**
   * @param {string} name
   * @param {number} index
   */
  #heading(name, index) {
    const button = h('button', { type: 'button', onclick: () => this.#sortBy(index) }, name || spoken(texts.sortBy));
    return h('th', { scope: 'col', class: this.#isNumeric(index) ? 'number' : null }, button);
  }

  /** @param {number} column */
  #isNumeric(column) {
    const values = this.#rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined);
    return values.length > 0 && values.every((value) => typeof value === 'number');
  }

  /** @param {number} column */
  #sortBy(column) {
    this.#ascending = this.#sorted === column ? !this.#ascending : true;
    this.#sorted = column;
    [...this.#head.children].forEach((th, i) => {
      th.removeAttribute('aria-sort');
      if (i === column) {
        th.setAttribute('aria-sort', this.#ascending ? 'ascending' : 'descending');
      }
    });
    this.#drawRows();
  }

  #inOrder() {
    if (this.#sorted < 0) {
      return this.#rows;
    }
    const sign = this.#ascending ? 1 : -1;
    return [...this.#rows].sort((a, b) => {
      const order = compare(a[this.#sorted], b[this.#sorted]);
      return Number.isFinite(order) ? sign * order : order === Infinity ? 1 : -1;
    });
  }

  #drawRows() {
    this.#body.replaceChildren(
      ...this.#inOrder()
        .slice(0, this.#shown)
        .map((row) => h('tr', {}, ...this.#columns.map((_, i) => cell(row[i])))),
    );
    const left = this.#rows.length - this.#shown;
    this.#more.hidden = left <= 0;
    this.#more.textContent = texts.rowsMore(Math.max(left, 0));
  }

  #showMore() {
    this.#shown *= 5;
    this.#drawRows();
    this.#frame.focus();
  }

  spoken() {
    return `${texts.table(this.#columns)}, ${texts.rows(this.#rows.length)}`;
  }
}

/** @param {any} value */
function cell(value) {
  return h('td', { class: typeof value === 'number' ? 'number' : null }, asText(value));
}
