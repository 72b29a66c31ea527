// Figures, times and lists of the page.

import { h } from '../../element/dom.js';
import { texts } from './texts.js';

const NUMBER = new Intl.NumberFormat();
const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** @param {number} n */
export function number(n) {
  return NUMBER.format(n);
}

/** @param {number | null} n */
export function bytes(n) {
  if (n === null) {
    return texts.unknown;
  }
  const power = n < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(n) / 10));
  const digits = new Intl.NumberFormat(undefined, { maximumFractionDigits: power === 0 ? 0 : 1 });
  return `${digits.format(n / 1024 ** power)} ${UNITS[power]}`;
}

/** @param {string} instant */
export function time(instant) {
  return h('time', { datetime: instant }, TIME.format(new Date(instant)));
}

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Shows figures; those that are as they were are not touched.
 *
 * @param {HTMLElement} list
 * @param {[string, Node | string][]} all each with its name
 */
export function figures(list, all) {
  all.forEach(([name, value], i) => {
    const before = list.children[i]?.lastElementChild;
    const text = typeof value === 'string' ? value : (value.textContent ?? '');
    if (!before) {
      list.append(h('div', {}, h('dt', {}, name), h('dd', { dir: 'auto' }, value)));
    } else if (before.textContent !== text) {
      before.replaceChildren(value);
    }
  });
}

/**
 * A list whose items stay as they are, with the focus in them, while their data does.
 *
 * @template T
 */
export class Items {
  #list;
  #make;

  /** By what they are made of. @type {Map<string, HTMLElement>} */
  #items = new Map();

  /**
   * @param {HTMLElement} list
   * @param {(each: T) => HTMLElement} make
   */
  constructor(list, make) {
    this.#list = list;
    this.#make = make;
  }

  /** @param {T[]} all */
  show(all) {
    const before = this.#items;
    this.#items = new Map(
      all.map((each) => {
        const text = JSON.stringify(each);
        return [text, before.get(text) ?? this.#make(each)];
      }),
    );
    place(this.#list, [...this.#items.values()]);
    this.#list.hidden = all.length === 0;
  }
}

/**
 * Moves none that is in its place, so that none loses the focus.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement[]} elements
 */
export function place(list, elements) {
  const stay = new Set(elements);
  [...list.children].filter((each) => !stay.has(/** @type {HTMLElement} */ (each))).forEach((each) => each.remove());
  elements.forEach((each, i) => {
    if (list.children[i] !== each) {
      list.insertBefore(each, list.children[i] ?? null);
    }
  });
}
