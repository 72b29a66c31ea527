// Rows and columns: what is in a table, and what its reader wants to see of it. A short one is drawn as a
// table, a long one as a grid.

import { asText, directionOf, h } from '../dom.js';
import { isNumber } from '../exact.js';
import { inOrder } from '../order.js';
import { csvOf, nameOfCsv } from './csv.js';
import { Grid } from './grid.js';
import { words } from './more-texts.js';
import { PlainTable } from './plain-table.js';

/** With fewer the eye is quicker than the keyboard. */
const MANY = 10;
const MOST_ROWS = 200;
const MOST_CELLS = 20_000;
/** A file that is being saved is read by then. */
const KEPT_MILLIS = 60_000;

/** @type {Promise<any> | null} */
let library = null;
const load = () => (library ??= import('../../lib/virtual/virtual.js').catch((e) => Promise.reject(((library = null), e))));

/**
 * What of a table is to be shown, and how.
 *
 * @typedef {object} Look
 * @property {Column[]} columns those that the reader wants to see
 * @property {any[][]} rows those that were found, in the reader's order
 * @property {string} label
 * @property {'ltr' | 'rtl'} dir
 */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {number} place of its cells in a row
 * @property {boolean} numeric whether all that is in it are numbers
 * @property {string | undefined} format
 * @property {boolean} names whether it names its row
 * @property {'ascending' | 'descending' | null} sorted
 */

export class TableBlock {
  #sorted = -1;
  #ascending = true;
  /** @type {any[][]} */
  #rows = [];
  /** All that is in a row as the search reads it, once something was looked for. @type {string[]} */
  #read = [];
  /** The rows that were found, in order, as long as they stay the same. @type {any[][] | null} */
  #found = null;
  /** @type {string[]} */
  #columns = [];
  /** By the place of a column: whether all that is in it are numbers; undefined while there is nothing. @type {(boolean | undefined)[]} */
  #numeric = [];
  /** @type {(string | undefined)[]} */
  #formats = [];
  #key = -1;
  /** The places of the columns that the reader does not want to see. @type {Set<number>} */
  #off = new Set();
  #words = '';
  #search = h('input', { type: 'search', 'aria-label': words.searchRows, placeholder: words.searchRows, autocomplete: 'off', oninput: () => this.#filter() });
  #status = h('p', { role: 'status' });
  #names = h('div', { class: 'names' });
  #choice = h('details', { class: 'choice-of-columns', ontoggle: () => this.#drawChoice() }, h('summary', {}, words.columns), this.#names);
  #save = h('button', { type: 'button', class: 'quiet', onclick: () => this.#saveCsv() }, words.saveCsv);
  #tools = h('div', { class: 'tools', hidden: true }, this.#search, this.#save, this.#choice, this.#status);
  #plain = new PlainTable((place) => this.#sortBy(place));
  /** @type {Grid | null} */
  #grid = null;
  #more = h('button', { type: 'button', class: 'quiet', hidden: true, onclick: () => void this.#showAll() });

  /**
   * @param {import('../types.js').YeraEvent} _event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(_event, context) {
    this.context = context;
    this.element = h('div', { class: 'block table', part: 'table' }, this.#tools, this.#plain.element, this.#more);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update({ data }) {
    if (data.append !== true) {
      if (JSON.stringify(data.columns) !== JSON.stringify(this.#columns)) {
        this.#off.clear();
      }
      this.#rows = [];
      this.#read = [];
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
    let width = this.#columns.length;
    for (const row of rows) {
      this.#rows.push(row);
      width = Math.max(width, row.length);
      for (let i = 0; i < row.length; i += 1) {
        if (this.#numeric[i] !== false && row[i] !== null && row[i] !== undefined) {
          this.#numeric[i] = isNumber(row[i]);
        }
      }
    }
    // A row that is longer than the headings is shown whole: columns without a title are added.
    this.#columns = [...this.#columns, ...Array(width - this.#columns.length).fill('')];
    this.#found = null;
  }

  render() {
    this.#tools.hidden = this.#rows.length <= MANY;
    this.#drawChoice();
    this.#draw();
    if (this.#isLong && !this.#grid) {
      void this.#showAll();
    }
  }

  get #isLong() {
    return this.#rows.length > Math.min(MOST_ROWS, Math.max(1, Math.floor(MOST_CELLS / this.#columns.length)));
  }

  /** If that cannot be loaded, what it is for is a button that tries again. */
  async #showAll() {
    try {
      const loaded = await load();
      if (!this.#grid) {
        this.#grid = new Grid(loaded, (place) => this.#sortBy(place));
        this.context.draw(this);
      }
    } catch {
      this.#more.textContent = words.rowsMore(this.#inOrder().length - MOST_ROWS);
      this.#more.hidden = false;
    }
  }

  #draw() {
    const asGrid = this.#isLong && this.#grid;
    const face = asGrid || this.#plain;
    if (!face.element.isConnected || face.element.parentNode !== this.element) {
      (asGrid ? this.#plain : this.#grid)?.element.replaceWith(face.element);
      this.#more.hidden = true;
    }
    const rows = this.#inOrder();
    const most = Math.min(MOST_ROWS, Math.max(1, Math.floor(MOST_CELLS / this.#columns.length)));
    face.draw({
      columns: this.#shownColumns(),
      rows: asGrid ? rows : rows.slice(0, most),
      label: words.table(this.#columns),
      dir: directionOf(this.#columns.join(' ')),
    });
  }

  /** @returns {Column[]} */
  #shownColumns() {
    return this.#columns
      .map((name, place) => ({
        name,
        place,
        numeric: this.#numeric[place] === true,
        format: this.#formats[place],
        names: place === this.#key,
        sorted: place !== this.#sorted ? null : this.#ascending ? /** @type {const} */ ('ascending') : /** @type {const} */ ('descending'),
      }))
      .filter(({ place }) => !this.#off.has(place));
  }

  #filter() {
    this.#words = this.#search.value.trim().toLowerCase();
    this.#found = null;
    this.#draw();
    this.#status.textContent = this.#words === '' ? '' : words.rowsFound(this.#inOrder().length);
  }

  /** The rows in which one cell has these words. */
  #matching() {
    for (let i = this.#read.length; i < this.#rows.length; i += 1) {
      // A line end parts cells: nobody can look for one.
      this.#read.push(this.#rows[i].map(asText).join('\n').toLowerCase());
    }
    return this.#rows.filter((_, i) => this.#read[i].includes(this.#words));
  }

  /** @param {number} place */
  #sortBy(place) {
    this.#ascending = this.#sorted === place ? !this.#ascending : true;
    this.#sorted = place;
    this.#found = null;
    this.#draw();
  }

  #inOrder() {
    if (this.#found === null) {
      const rows = this.#words === '' ? this.#rows : this.#matching();
      this.#found = this.#sorted < 0 ? rows : inOrder(rows.map((row) => row[this.#sorted]), this.#ascending).map((place) => rows[place]);
    }
    return this.#found;
  }

  /** Only while it is open: there may be thousands. */
  #drawChoice() {
    const known = this.#choice.open ? this.#columns.length : 0;
    while (this.#names.childElementCount > known) {
      this.#names.lastElementChild?.remove();
    }
    for (let place = this.#names.childElementCount; place < known; place += 1) {
      const box = h('input', { type: 'checkbox', onchange: () => this.#choose(place, box.checked) });
      this.#names.append(h('label', { dir: 'auto' }, box, ' ', h('span')));
    }
    [...this.#names.children].forEach((label, place) => {
      const box = /** @type {HTMLInputElement} */ (label.firstElementChild);
      box.checked = !this.#off.has(place);
      // One is left, whatever is left out.
      box.disabled = box.checked && this.#off.size === this.#columns.length - 1;
      /** @type {Element} */ (label.lastElementChild).textContent = this.#columns[place] || words.columnAt(place + 1);
    });
  }

  /**
   * @param {number} place
   * @param {boolean} isOn
   */
  #choose(place, isOn) {
    if (isOn) {
      this.#off.delete(place);
    } else {
      this.#off.add(place);
    }
    this.#drawChoice();
    this.#draw();
  }

  /** What was found, in the reader's order, of the columns that are shown. */
  #saveCsv() {
    const places = this.#shownColumns().map((column) => column.place);
    const file = new Blob([csvOf(this.#columns, this.#inOrder(), places)], { type: 'text/csv;charset=utf-8' });
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const url = URL.createObjectURL(file);
    h('a', { href: url, download: nameOfCsv(root.querySelector('[part="title"]')?.textContent ?? '') }).click();
    setTimeout(() => URL.revokeObjectURL(url), KEPT_MILLIS);
  }

  spoken() {
    return `${words.table(this.#columns)}, ${words.rows(this.#rows.length)}`;
  }
}
