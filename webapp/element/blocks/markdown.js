// Streaming markdown: what cannot change any more is drawn once and left alone.

import { renderMarkdown, splitSettled } from '../markdown.js';
import { h } from '../dom.js';

/** Of the time spent on drawing, so much is left free after it. */
const REST = 3;

export class MarkdownBlock {
  /** What was settled so far. */
  #source = '';
  #tail = '';
  /** @type {Record<string, any>} reference links of the settled part */
  #links = {};
  #settled = h('div', { class: 'settled' });
  #open = h('div', { class: 'unsettled' });
  /** @type {string[]} */
  #new = [];
  #notBefore = 0;

  /**
   * @param {import('../types.js').YeraEvent} _event
   * @param {import('../types.js').BlockContext} context
   */
  constructor(_event, context) {
    this.context = context;
    this.element = h('div', { class: 'block markdown', part: 'markdown' }, this.#settled, this.#open);
  }

  /** @param {import('../types.js').YeraEvent} event */
  update(event) {
    this.#new.push(String(event.data.content ?? ''));
    this.context.draw(this);
  }

  render() {
    const now = performance.now();
    if (now < this.#notBefore) {
      setTimeout(() => this.context.draw(this), this.#notBefore - now);
      return;
    }
    const known = Object.keys(this.#links).length;
    const { settled, tail } = splitSettled(this.#tail + this.#new.join(''), this.#links);
    this.#new = [];
    this.#tail = tail;
    if (Object.keys(this.#links).length > known) {
      // Where a reference leads may be said after it was used: the one change of settled text.
      this.#source += settled;
      this.#settled.replaceChildren(this.#fragment(this.#source));
    } else if (settled !== '') {
      this.#source += settled;
      this.#settled.append(this.#fragment(settled));
    }
    this.#open.replaceChildren(this.#fragment(tail));
    this.#notBefore = now + (performance.now() - now) * REST;
  }

  /** @param {string} source */
  #fragment(source) {
    return renderMarkdown(source, this.#links, this.context);
  }

  spoken() {
    return this.element.textContent ?? '';
  }
}
