// A table of many rows or columns: of both only what is near the reader's eyes is in the page. Its cells are gone
// through with the keys of a spreadsheet, and say which of how many they are.

import { asText, h } from '../dom.js';
import { formatted } from './formats.js';
import { words } from './more-texts.js';
import { kindOf, markSorted, sortButton } from './plain-table.js';

/** More of a cell is nobody's to read in a line; all of it is shown when it is opened. */
const LONGEST = 300;
/** The rows by which the widths of columns are found. */
const SAMPLE = 200;
const NARROWEST = 6;
const WIDEST = 40;
/** Room around a cell's text, and of a heading for the sign of its order, in letters. */
const AROUND = 3;
const SIGN = 2;
const LETTER = 0.58;
const BOLD = 1.15;
const ROW = 2.4;
/** Browsers end an element at some 17 to 33 million pixels. */
const TALLEST = 16_000_000;
const NEAR_ROWS = 8;
const NEAR_COLUMNS = 4;
const WIDE_LETTER = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** @typedef {import('./table.js').Look} Look */

export class Grid {
  /** @type {Look} */
  #look = { columns: [], rows: [], label: '', dir: 'ltr' };
  /** Where the keys are: row 0 is that of the headings. */
  #at = { row: 0, column: 0 };
  /** @type {HTMLElement | null} */
  #stop = null;
  /** How wide columns want to be. @type {number[]} */
  #wanted = [];
  #sampled = '';
  /** @type {number[]} */
  #widths = [];
  #room = 0;
  #rowHeight = 0;
  /** By its number: the rows that are in the page. @type {Map<number, HTMLElement>} */
  #drawn = new Map();
  #drawnColumns = '';
  #headings = '';

  #head = h('div', { role: 'row', class: 'headings', 'aria-rowindex': 1 });
  #body = h('div', { role: 'rowgroup', class: 'rows' });
  #frame = h(
    'div',
    { class: 'scroll grid', role: 'grid', onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e), onfocusin: (/** @type {FocusEvent} */ e) => this.#focused(e), ondblclick: () => this.#open() },
    h('div', { role: 'rowgroup', class: 'head' }, this.#head),
    this.#body,
  );
  #note = h('p', { class: 'hint', hidden: true });
  #opener = h('button', { type: 'button', class: 'quiet', hidden: true, onclick: () => this.#open() }, words.wholeCell);
  #text = h('div', { class: 'text', dir: 'auto' });
  #title = h('p', { dir: 'auto' });
  #whole = h(
    'div',
    { class: 'whole', role: 'group', tabindex: -1, hidden: true, onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && this.#close() },
    h('div', { class: 'head' }, this.#title, h('button', { type: 'button', class: 'quiet', onclick: () => this.#close() }, words.close)),
    this.#text,
  );
  element = h('div', {}, this.#frame, this.#opener, this.#whole, this.#note);

  /**
   * @param {any} library what finds the rows that are seen: TanStack Virtual
   * @param {(place: number) => void} sortBy
   */
  constructor(library, sortBy) {
    this.library = library;
    this.sortBy = sortBy;
    this.down = new library.Virtualizer(this.#options());
    this.across = new library.Virtualizer(this.#options());
    new ResizeObserver(() => this.#fit() && this.#paint()).observe(this.#frame);
  }

  get #rowCount() {
    return this.#rowHeight === 0 ? this.#look.rows.length : Math.min(this.#look.rows.length, Math.floor(TALLEST / this.#rowHeight));
  }

  #options() {
    const { defaultRangeExtractor, elementScroll, observeElementOffset, observeElementRect } = this.library;
    /** What has the keys stays in the page, wherever one scrolls to. @param {() => number} at */
    const rangeWith = (at) => (/** @type {any} */ range) => {
      const near = defaultRangeExtractor(range);
      const index = at();
      return index < 0 || index >= range.count || near.includes(index) ? near : [...near, index].sort((a, b) => a - b);
    };
    return {
      count: 0,
      getScrollElement: () => this.#frame,
      estimateSize: () => 1,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      rangeWith,
      onChange: () => this.#paint(),
    };
  }

  /** @param {Look} look */
  draw(look) {
    this.#look = look;
    const { columns, rows } = look;
    this.#frame.dir = look.dir;
    this.#frame.setAttribute('aria-label', look.label);
    this.#frame.setAttribute('aria-rowcount', String(rows.length + 1));
    this.#frame.setAttribute('aria-colcount', String(columns.length));
    this.#at = { row: Math.min(this.#at.row, this.#rowCount), column: Math.min(this.#at.column, columns.length - 1) };
    this.#forget();
    this.#sample();
    this.#fit();
    this.#note.hidden = this.#rowCount === rows.length;
    this.#note.textContent = words.notAllRows(this.#rowCount, rows.length);
    this.#close(false);
    this.#paint();
  }

  /** Widths stay while more rows of the same come. */
  #sample() {
    const { columns, rows } = this.#look;
    const few = Math.min(rows.length, SAMPLE);
    const sampled = JSON.stringify([columns.map(({ name, place }) => [name, place])]);
    if (sampled === this.#sampled && this.#wanted.length > 0) {
      return;
    }
    this.#sampled = sampled;
    this.#wanted = columns.map(({ name, place, format, names }) => {
      let letters = lettersOf(name) * BOLD + SIGN;
      for (let i = 0; i < few; i += 1) {
        const shown = formatted(short(rows[i][place]), format);
        letters = Math.max(letters, lettersOf(typeof shown === 'string' ? shown : (shown.textContent ?? '')) * (names ? BOLD : 1));
      }
      return Math.min(WIDEST, Math.max(NARROWEST, letters)) + AROUND;
    });
  }

  /**
   * Columns that leave room share it.
   *
   * @returns {boolean} whether anything is to be drawn anew
   */
  #fit() {
    const room = this.#frame.clientWidth;
    const letter = parseFloat(getComputedStyle(this.#frame).fontSize) || 16;
    const rowHeight = Math.round(letter * ROW);
    const widths = this.#wanted.map((letters) => Math.ceil(letters * letter * LETTER));
    const all = widths.reduce((sum, width) => sum + width, 0);
    const stretched = all > 0 && all < room ? widths.map((width) => (width * room) / all) : widths;
    const changed = room !== this.#room || rowHeight !== this.#rowHeight || JSON.stringify(stretched) !== JSON.stringify(this.#widths);
    this.#room = room;
    this.#rowHeight = rowHeight;
    this.#widths = stretched;
    this.#frame.style.setProperty('--_row', `${rowHeight}px`);
    const { rangeWith, ...options } = this.#options();
    this.down.setOptions({
      ...options,
      count: this.#rowCount,
      estimateSize: () => rowHeight,
      overscan: NEAR_ROWS,
      // The headings stand above the rows, and stay there.
      scrollMargin: rowHeight,
      scrollPaddingStart: rowHeight,
      rangeExtractor: rangeWith(() => this.#at.row - 1),
    });
    this.across.setOptions({
      ...options,
      count: stretched.length,
      estimateSize: (/** @type {number} */ i) => this.#widths[i],
      horizontal: true,
      isRtl: this.#look.dir === 'rtl',
      overscan: NEAR_COLUMNS,
      rangeExtractor: rangeWith(() => this.#at.column),
    });
    this.down._willUpdate();
    this.across._willUpdate();
    if (changed) {
      this.#forget();
      this.down.measure();
      this.across.measure();
    }
    return changed;
  }

  #forget() {
    this.#drawn.forEach((row) => (row.dataset.old = ''));
    this.#drawnColumns = '';
    this.#headings = '';
  }

  /** Puts into the page what is seen of rows and columns now, and takes out what is not. */
  #paint() {
    if (this.#look.columns.length === 0) {
      return;
    }
    const columns = this.across.getVirtualItems();
    const rows = this.down.getVirtualItems();
    const seen = columns.map((/** @type {any} */ each) => each.index).join();
    if (seen !== this.#drawnColumns) {
      this.#drawnColumns = seen;
      this.#drawn.forEach((row) => (row.dataset.old = ''));
      this.#headings = '';
    }
    const width = `${this.across.getTotalSize()}px`;
    this.#body.style.height = `${this.down.getTotalSize()}px`;
    this.#body.style.width = width;
    this.#head.style.width = width;
    const root = /** @type {ShadowRoot} */ (this.#frame.getRootNode());
    const hadFocus = root.activeElement ?? null;
    const isInside = hadFocus !== null && this.#frame.contains(hadFocus);
    this.#drawHead(columns);
    this.#drawRows(rows, columns);
    if (isInside && root.activeElement !== hadFocus) {
      this.#cellAt()?.focus({ preventScroll: true });
    }
  }

  /** @param {any[]} columns */
  #drawHead(columns) {
    const headings = JSON.stringify(columns.map(({ index, start, size }) => [this.#look.columns[index], start, size]));
    if (headings !== this.#headings) {
      this.#headings = headings;
      const kept = new Map([...this.#head.children].map((each) => [/** @type {HTMLElement} */ (each).dataset.look, each]));
      this.#head.replaceChildren(
        ...columns.map((item) => {
          const column = this.#look.columns[item.index];
          const look = JSON.stringify([column.name, column.place, column.numeric, item.index]);
          const heading = /** @type {HTMLElement} */ (kept.get(look)) ?? this.#heading(column, item.index, look);
          markSorted(heading, column);
          placed(heading, item, this.#look.dir);
          return heading;
        }),
      );
    }
  }

  /**
   * @param {import('./table.js').Column} column
   * @param {number} index
   * @param {string} look
   */
  #heading(column, index, look) {
    const heading = h('div', { role: 'columnheader', class: column.numeric ? 'cell number' : 'cell', dir: 'auto', 'aria-colindex': index + 1 }, sortButton(column, this.sortBy));
    heading.dataset.look = look;
    const button = /** @type {HTMLElement} */ (heading.firstElementChild);
    button.tabIndex = -1;
    Object.assign(button.dataset, { row: 0, column: index });
    return heading;
  }

  /**
   * @param {any[]} rows
   * @param {any[]} columns
   */
  #drawRows(rows, columns) {
    const seen = new Set(rows.map((row) => row.index));
    for (const [index, row] of this.#drawn) {
      if (!seen.has(index) || 'old' in row.dataset) {
        row.remove();
        this.#drawn.delete(index);
      }
    }
    let next = this.#body.firstChild;
    for (const item of rows) {
      let row = this.#drawn.get(item.index);
      if (row) {
        next = row.nextSibling;
      } else {
        row = this.#row(item.index, columns);
        row.style.transform = `translateY(${item.start - this.#rowHeight}px)`;
        this.#drawn.set(item.index, row);
        this.#body.insertBefore(row, next);
      }
    }
    this.#markTabStop();
  }

  /**
   * @param {number} index
   * @param {any[]} columns
   */
  #row(index, columns) {
    const values = this.#look.rows[index];
    const row = h('div', { role: 'row', class: 'row', 'aria-rowindex': index + 2 });
    for (const item of columns) {
      const column = this.#look.columns[item.index];
      const value = values[column.place];
      const cell = h(
        'div',
        { role: column.names ? 'rowheader' : 'gridcell', class: `cell ${kindOf(value) ?? ''}`, dir: 'auto', tabindex: -1, 'aria-colindex': item.index + 1 },
        formatted(short(value), column.format),
      );
      Object.assign(cell.dataset, { row: index + 1, column: item.index });
      cell.firstElementChild?.setAttribute('tabindex', '-1'); // a link: Enter follows it
      placed(cell, item, this.#look.dir);
      row.append(cell);
    }
    return row;
  }

  /** @returns {HTMLElement | null} */
  #cellAt({ row, column } = this.#at) {
    return this.#frame.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  }

  /** Tab comes to one cell, and goes on from there. */
  #markTabStop() {
    this.#stop?.setAttribute('tabindex', '-1');
    this.#stop = this.#cellAt();
    this.#stop?.setAttribute('tabindex', '0');
  }

  /** @param {FocusEvent} e */
  #focused({ target }) {
    const cell = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('[data-row]'));
    if (cell) {
      this.#at = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
      this.#opener.hidden = !this.#isCut(cell);
      this.#markTabStop();
    }
  }

  /** @param {HTMLElement} cell */
  #isCut(cell) {
    return this.#at.row > 0 && (cell.scrollWidth > cell.clientWidth || asText(this.#value()).length > LONGEST);
  }

  #value() {
    return this.#look.rows[this.#at.row - 1]?.[this.#look.columns[this.#at.column].place];
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    if (e.altKey || e.metaKey || e.shiftKey || !(/** @type {Element} */ (e.target).closest('[data-row]'))) {
      return;
    }
    const to = this.#afterKey(e.key, e.ctrlKey);
    if (to) {
      e.preventDefault();
      this.#go(...to);
    } else if ((e.key === 'Enter' || e.key === 'F2') && this.#at.row > 0) {
      e.preventDefault();
      const link = this.#cellAt()?.querySelector('a');
      if (link && e.key === 'Enter') {
        link.click();
      } else {
        this.#open();
      }
    }
  }

  /**
   * @param {string} key
   * @param {boolean} far
   */
  #afterKey(key, far) {
    const { row, column } = this.#at;
    const [last, end] = [this.#rowCount, this.#look.columns.length - 1];
    const [forward, back] = this.#look.dir === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    const page = Math.max(1, Math.floor(this.#frame.clientHeight / this.#rowHeight) - 2);
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowUp: [far ? 0 : row - 1, column],
      ArrowDown: [far ? last : row + 1, column],
      [forward]: [row, far ? end : column + 1],
      [back]: [row, far ? 0 : column - 1],
      PageUp: [row - page, column],
      PageDown: [row + page, column],
      Home: [far ? 0 : row, 0],
      End: [far ? last : row, end],
    };
    return Object.hasOwn(moves, key) ? moves[key] : null;
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  #go(row, column) {
    this.#at = { row: Math.max(0, Math.min(row, this.#rowCount)), column: Math.max(0, Math.min(column, this.#look.columns.length - 1)) };
    if (this.#at.row > 0) {
      this.down.scrollToIndex(this.#at.row - 1);
    }
    this.across.scrollToIndex(this.#at.column);
    this.#fit(); // what has the keys now is to be in the page
    this.#paint();
    this.#cellAt()?.focus({ preventScroll: true });
  }

  /** Shows the whole of a cell that has no room in its line. */
  #open() {
    const { row, column } = this.#at;
    if (row === 0) {
      return;
    }
    const title = words.cellOf(this.#look.columns[column].name || words.columnAt(column + 1), row);
    this.#title.textContent = title;
    this.#whole.setAttribute('aria-label', title);
    this.#text.textContent = asText(this.#value());
    this.#whole.hidden = false;
    this.#whole.focus();
  }

  /** @param {boolean} [goesBack] */
  #close(goesBack = true) {
    if (!this.#whole.hidden) {
      this.#whole.hidden = true;
      this.#text.textContent = '';
      if (goesBack) {
        this.#go(this.#at.row, this.#at.column);
      }
    }
  }
}

/**
 * By the direction of the grid: a cell has one of its own.
 *
 * @param {HTMLElement} cell
 * @param {{start: number, size: number}} item
 * @param {'ltr' | 'rtl'} dir
 */
function placed(cell, { start, size }, dir) {
  const [from, other] = dir === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  cell.style.setProperty(from, `${start}px`);
  cell.style.removeProperty(other);
  cell.style.width = `${size}px`;
}

/**
 * What is shown of a value in a line.
 *
 * @param {any} value
 */
function short(value) {
  const text = typeof value === 'string' ? value : value !== null && typeof value === 'object' ? asText(value) : '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : value;
}

/** @param {string} text */
function lettersOf(text) {
  return text.length + (text.match(WIDE_LETTER)?.length ?? 0);
}
