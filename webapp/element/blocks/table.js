// Rows and columns: sorts by any column, scrolls inside its frame, draws long ones in parts.

import { asText, directionOf, h, spoken } from '../dom.js';
import { isNumber } from '../exact.js';
import { inOrder } from '../order.js';
import { texts } from '../texts.js';

/** With fewer the eye is quicker than the keyboard. */
const MANY = 10;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ][\d:.,]+(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?$/;
const AT_ONCE = 200;
const CELLS_AT_ONCE = 20_000;

/**
 * A row that is longer than the headings is shown whole: columns without a title are added.
 *
 * @param {{columns: string[], rows: any[][]}} table
 */
function headings({ columns, rows }) {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), columns.length);
  return [...columns, ...Array(width - columns.length).fill('')];
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
  #table = h('table', {}, h('thead', {}, this.#head), this.#body);
  #words = '';
  #search = h('input', { type: 'search', 'aria-label': texts.searchRows, placeholder: texts.searchRows, autocomplete: 'off', oninput: () => this.#filter() });
  #found = h('p', { role: 'status' });
  #tools = h('div', { class: 'tools', hidden: true }, this.#search, this.#found);
  #frame = h('div', { class: 'scroll', tabindex: 0, role: 'group' });
  #more = h('button', { type: 'button', class: 'quiet', onclick: () => this.#showMore() });

  constructor() {
    this.element = h('div', { class: 'block table', part: 'table' }, this.#tools, this.#frame, this.#more);
    this.#frame.append(this.#table);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    this.#rows = data.rows;
    this.#columns = headings(data);
    this.#shown = Math.min(AT_ONCE, Math.max(1, Math.floor(CELLS_AT_ONCE / this.#columns.length)));
    this.element.dataset.border = String(data.border);
    this.#table.dir = directionOf(this.#columns.join(' '));
    this.#frame.setAttribute('aria-label', texts.table(this.#columns));
    this.#head.replaceChildren(...this.#columns.map((name, i) => this.#heading(name, i)));
    this.#tools.hidden = this.#rows.length <= MANY;
    this.#drawRows();
  }

  #filter() {
    this.#words = this.#search.value.trim().toLowerCase();
    this.#drawRows();
    const found = this.#inOrder().length;
    this.#found.textContent = this.#words === '' ? '' : texts.rowsFound(found);
  }

  /** @param {any[]} row */
  #matches(row) {
    return row.some((value) => asText(value).toLowerCase().includes(this.#words));
  }

  /**
   * @param {string} name
   * @param {number} index
   */
  #heading(name, index) {
    const button = h('button', { type: 'button', dir: 'auto', onclick: () => this.#sortBy(index) }, name || spoken(texts.sortBy));
    return h('th', { scope: 'col', dir: 'auto', class: this.#isNumeric(index) ? 'number' : null }, button);
  }

  /** @param {number} column */
  #isNumeric(column) {
    const values = this.#rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined);
    return values.length > 0 && values.every(isNumber);
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
    const rows = this.#words === '' ? this.#rows : this.#rows.filter((row) => this.#matches(row));
    return this.#sorted < 0 ? rows : inOrder(rows.map((row) => row[this.#sorted]), this.#ascending).map((place) => rows[place]);
  }

  #drawRows() {
    const rows = this.#inOrder();
    this.#body.replaceChildren(
      ...rows
        .slice(0, this.#shown)
        .map((row) => h('tr', {}, ...this.#columns.map((_, i) => cell(row[i])))),
    );
    const left = rows.length - this.#shown;
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
  const text = asText(value);
  return h('td', { class: isNumber(value) ? 'number' : DATE.test(text) ? 'date' : null, dir: 'auto' }, text);
}
