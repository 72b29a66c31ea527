// Tells a screen reader what is new, in whole pieces: an area that is redrawn with every chunk
// would be read again with every chunk.

import { h } from './dom.js';

const QUIET = 700;
const LONGEST = 600;
const AT_ONCE = 4;

/** @typedef {import('./types.js').BlockView} BlockView */

export class Announcer {
  element = h('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  /** @type {Set<BlockView>} */
  #news = new Set();
  /** @type {WeakMap<BlockView, string>} what was said of a block already */
  #said = new WeakMap();
  /** @type {number | undefined} */
  #timer;

  /** @param {BlockView[]} views that have something new */
  hear(views) {
    views.filter((view) => view.spoken).forEach((view) => this.#news.add(view));
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#speak(), QUIET);
  }

  /** After a reload most of it is old: only the last is said. */
  #speak() {
    const views = [...this.#news].slice(-AT_ONCE);
    this.#news.clear();
    this.element.replaceChildren(...views.map((view) => h('p', {}, this.#newIn(view))));
  }

  /** @param {BlockView} view */
  #newIn(view) {
    const all = (view.spoken?.() ?? '').trim();
    const before = this.#said.get(view) ?? '';
    this.#said.set(view, all);
    const fresh = all.startsWith(before) ? all.slice(before.length) : all;
    return fresh.length > LONGEST ? `… ${fresh.slice(-LONGEST)}` : fresh;
  }
}
