// Parts of a page that are not all seen at once: tabs, and what is opened by its label. A question in what is
// hidden shows itself.

import { asText, h, uniqueId } from '../dom.js';
import { words } from './more-texts.js';

/** @typedef {import('../types.js').YeraEvent} YeraEvent */
/** @typedef {import('../types.js').BlockView} BlockView */

export class Tabs {
  #placed = 0;
  /** @type {HTMLButtonElement[]} */
  #tabs;
  /** @type {HTMLElement[]} */
  #panels;

  /** @param {YeraEvent} event */
  constructor({ data }) {
    const labels = /** @type {string[]} */ (data.labels);
    this.#tabs = labels.map((label, i) => h('button', { type: 'button', role: 'tab', id: uniqueId(), dir: 'auto', onclick: () => this.#open(i) }, label.trim() || words.tab(i + 1)));
    this.#panels = this.#tabs.map((tab) => h('div', { class: 'inside', role: 'tabpanel', tabindex: 0, id: uniqueId(), 'aria-labelledby': tab.id }));
    this.#tabs.forEach((tab, i) => tab.setAttribute('aria-controls', this.#panels[i].id));
    const list = h('div', { class: 'tab-list', role: 'tablist', onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e) }, ...this.#tabs);
    this.element = h('div', { class: 'block tabs', part: 'tabs', 'onyera-reveal': (/** @type {Event} */ e) => this.#reveal(e) }, labels.length > 0 ? list : null, ...this.#panels);
    if (labels.length > 0) {
      this.#open(0);
    }
  }

  update() {}

  /** @param {BlockView} child */
  place(child) {
    (this.#panels[this.#placed % this.#panels.length] ?? this.element).append(child.element);
    this.#placed += 1;
  }

  /** @param {number} which */
  #open(which) {
    this.#panels.forEach((panel, i) => (panel.hidden = i !== which));
    this.#tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === which));
      tab.tabIndex = i === which ? 0 : -1;
    });
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    const at = this.#tabs.indexOf(/** @type {HTMLButtonElement} */ (e.target));
    const forwards = getComputedStyle(this.element).direction === 'rtl' ? -1 : 1;
    const to = { ArrowRight: at + forwards, ArrowLeft: at - forwards, Home: 0, End: this.#tabs.length - 1 }[e.key];
    if (to !== undefined) {
      e.preventDefault();
      const next = (to + this.#tabs.length) % this.#tabs.length;
      this.#open(next);
      this.#tabs[next].focus();
    }
  }

  /** @param {Event} e */
  #reveal({ target }) {
    const which = this.#panels.findIndex((panel) => panel.contains(/** @type {Node} */ (target)));
    if (which >= 0) {
      this.#open(which);
    }
  }
}

export class Expander {
  #summary = h('summary', { dir: 'auto' });
  #inside = h('div', { class: 'inside' });

  /** @param {YeraEvent} event */
  constructor({ data }) {
    this.element = h('details', { class: 'block expander', part: 'expander', 'onyera-reveal': () => (this.element.open = true) }, this.#summary, this.#inside);
    this.element.open = data.open === true;
  }

  /** @param {YeraEvent} event */
  update({ data }) {
    this.#summary.textContent = asText(data.label).trim() || words.expander;
  }

  /** @param {BlockView} child */
  place(child) {
    this.#inside.append(child.element);
  }
}
