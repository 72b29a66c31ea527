// Rows and columns: sorts by any column, scrolls inside its frame, draws long ones in parts.

import { asText, directionOf, h, spoken } from '../dom.js';
import { isNumber } from '../exact.js';
import { inOrder } from '../order.js';
import { texts } from '../texts.js';
import { DATE, formatted } from './formats.js';

/** With fewer the eye is quicker than the keyboard. */
const MANY = 10;
const AT_ONCE = 200;
const CELLS_AT_ONCE = 20_000;

/**
 * A row that is longer than the headings is shown whole: columns without a title are added.
 *
 * @param {string[]} columns
 * @param {any[][]} rows
 */
function headings(columns, rows) {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), columns.length);
  return [...columns, ...Array(width - columns.length).fill('')];
}

export class TableBlock {
  #shown = 0;
  #look = '';
  #sorted = -1;
  #ascending = true;
  /** @type {any[][]} */
  #rows = [];
  /** @type {string[]} */
  #columns = [];
  /** By the place of a column: whether all that is in it are numbers; undefined while there is nothing. @type {(boolean | undefined)[]} */
  #numeric = [];
  /** @type {(string | undefined)[]} */
  #formats = [];
  #key = -1;
  #body = h('tbody');
  #head = h('tr');
  #table = h('table', {}, h('thead', {}, this.#head), this.#body);
  #words = '';
  #search = h('input', { type: 'search', 'aria-label': texts.searchRows, placeholder: texts.searchRows, autocomplete: 'off', oninput: () => this.#filter() });
  #found = h('p', { role: 'status' });
  #tools = h('div', { class: 'tools', hidden: true }, this.#search, this.#found);
  #frame = h('div', { class: 'scroll', tabindex: 0, role: 'group' });
  #more = h('button', { type: 'button', class: 'quiet', onclick: () => this.#showMore() });

  /**
   * @param {import('../types.js').YeraEvent} _event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(_event, context) {
    this.context = context;
    this.element = h('div', { class: 'block table', part: 'table' }, this.#tools, this.#frame, this.#more);
    this.#frame.append(this.#table);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    if (data.append !== true) {
      this.#rows = [];
      this.#columns = data.columns;
      this.#numeric = [];
      this.#formats = this.#columns.map((name) => (Object.hasOwn(data.formats ?? {}, name) ? data.formats[name] : undefined));
      this.#key = this.#columns.indexOf(data.key);
      this.element.dataset.border = String(data.border);
    }
    this.#add(data.rows);
    this.context.draw(this);
  }

  /** @param {any[][]} rows */
  #add(rows) {
    for (const row of rows) {
      this.#rows.push(row);
      row.forEach((value, i) => {
        if (value !== null && value !== undefined) {
          this.#numeric[i] = this.#numeric[i] !== false && isNumber(value);
        }
      });
    }
    this.#columns = headings(this.#columns, rows);
  }

  render() {
    this.#shown = Math.max(this.#shown, Math.min(AT_ONCE, Math.max(1, Math.floor(CELLS_AT_ONCE / this.#columns.length))));
    this.#table.dir = directionOf(this.#columns.join(' '));
    this.#frame.setAttribute('aria-label', texts.table(this.#columns));
    this.#drawHead();
    this.#tools.hidden = this.#rows.length <= MANY;
    this.#drawRows();
  }

  /** Not while it stays the same: a heading may have the focus. */
  #drawHead() {
    const look = JSON.stringify([this.#columns, this.#numeric]);
    if (look !== this.#look) {
      this.#look = look;
      this.#head.replaceChildren(...this.#columns.map((name, i) => this.#heading(name, i)));
      this.#markSorted();
    }
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
    return h('th', { scope: 'col', dir: 'auto', class: this.#numeric[index] ? 'number' : null }, button);
  }

  /** @param {number} column */
  #sortBy(column) {
    this.#ascending = this.#sorted === column ? !this.#ascending : true;
    this.#sorted = column;
    this.#markSorted();
    this.#drawRows();
  }

  #markSorted() {
    [...this.#head.children].forEach((th, i) => {
      th.removeAttribute('aria-sort');
      if (i === this.#sorted) {
        th.setAttribute('aria-sort', this.#ascending ? 'ascending' : 'descending');
      }
    });
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
        .map((row) => h('tr', {}, ...this.#columns.map((_, i) => cell(row[i], this.#formats[i], i === this.#key)))),
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

/**
 * @param {any} value
 * @param {string | undefined} format
 * @param {boolean} names whether it names its row
 */
function cell(value, format, names) {
  const kind = isNumber(value) ? 'number' : DATE.test(asText(value)) ? 'date' : null;
  return h(names ? 'th' : 'td', { class: kind, dir: 'auto', scope: names ? 'row' : null }, formatted(value, format));
}
