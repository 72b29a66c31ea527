// Rows under the days on which their sessions were created.

import { h, uniqueId } from '../../element/dom.js';
import { dayName, dayOf } from './days.js';

/** @typedef {import('./row.js').Row} Row */

/**
 * Makes these the children of an element. What stays keeps its place in the document: the focus, the
 * selection and an open menu would not survive a move.
 *
 * @param {Element} parent
 * @param {Element[]} wanted those that stay are in the order that they have
 */
function arrange(parent, wanted) {
  const stay = new Set(wanted);
  [...parent.children].filter((each) => !stay.has(each)).forEach((each) => each.remove());
  let at = parent.firstElementChild;
  for (const each of wanted) {
    if (each === at) {
      at = at.nextElementSibling;
    } else {
      parent.insertBefore(each, at);
    }
  }
}

export class DayGroups {
  /** @type {Map<string, {section: HTMLElement, heading: HTMLElement, list: HTMLElement}>} */
  #groups = new Map();

  /** @param {HTMLElement} element where they are shown */
  constructor(element) {
    this.element = element;
  }

  /**
   * @param {Row[]} rows newest first
   * @param {Date} now
   */
  show(rows, now) {
    /** @type {Map<string, Row[]>} */
    const days = new Map();
    for (const row of rows) {
      const day = dayOf(row.created);
      const before = days.get(day);
      if (before) {
        before.push(row);
      } else {
        days.set(day, [row]);
      }
    }
    const sections = [...days].map(([day, ofDay]) => {
      const { section, heading, list } = this.#group(day);
      const name = dayName(ofDay[0].created, now);
      if (heading.textContent !== name) {
        heading.textContent = name;
      }
      arrange(list, ofDay.map((row) => row.element));
      return section;
    });
    arrange(this.element, sections);
    [...this.#groups.keys()].filter((day) => !days.has(day)).forEach((day) => this.#groups.delete(day));
  }

  /** @param {string} day */
  #group(day) {
    const before = this.#groups.get(day);
    if (before) {
      return before;
    }
    const id = uniqueId();
    const heading = h('h3', { id, dir: 'auto' });
    const list = h('ul', { class: 'sessions', 'aria-labelledby': id });
    const made = { section: h('section', { class: 'day' }, heading, list), heading, list };
    this.#groups.set(day, made);
    return made;
  }
}
